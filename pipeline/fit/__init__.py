"""Whether a PDF prints what its plan's settings name: columns, the annex, numbers, headings."""
