"""Join the pages of a file into a document, and find the tables of a plan in it."""
