"""Read the records of the matrix, the annex and the narrative."""
