"""Compare what follows from the matched rows: bodies, roles, sections, narrative, columns."""
