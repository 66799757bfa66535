"""Find columns and rows from the position of text where no lines are drawn."""
