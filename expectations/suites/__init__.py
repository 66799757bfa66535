"""What must hold of our own dataset: Great Expectations suites, one a table."""
