"""Check the tables of a run before they are published."""
