"""Extract: what a PDF prints, cell by cell, with its place on paper."""
