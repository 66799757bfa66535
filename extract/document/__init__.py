"""Join the pages into a document and name the tables of a plan."""
