"""Find the tables of a page and fill their cells."""
