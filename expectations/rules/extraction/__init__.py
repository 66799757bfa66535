"""Rules on how the PDF was read, as opposed to what the document says."""
