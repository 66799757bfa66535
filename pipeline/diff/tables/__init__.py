"""Compare the tables that follow from the matched rows: bodies, roles, sections, narrative, columns."""
