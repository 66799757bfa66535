"""Compare a plan's settings with its PDF: columns, annex, number patterns and headings."""
