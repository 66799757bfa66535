"""Check the published tables with Great Expectations, one suite for each table."""
