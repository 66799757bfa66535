"""Find the labels of columns above rows, in lines or over several columns."""
