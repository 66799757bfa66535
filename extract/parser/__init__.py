"""Parse pages faster than pdfminer, and record what decides which glyphs are seen."""
