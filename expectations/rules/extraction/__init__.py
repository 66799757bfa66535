"""Rules on how the PDF was read; all other rules judge what the document says."""
