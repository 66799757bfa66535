"""Find the rows of text between two rules, and the doubts where it does not decide."""
