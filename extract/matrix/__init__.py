"""Make the matrix of a plan from the tables of a document: one table, several, or forms."""
