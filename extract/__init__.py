"""Extract: read what a PDF prints, cell by cell, with positions on paper."""
