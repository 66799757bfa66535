"""Check a dataset before it is published."""
