"""Link: references, roles, duplicates, and the rows that are published."""
