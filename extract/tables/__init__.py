"""Find the tables of a page and put its text into their cells."""
