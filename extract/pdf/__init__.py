"""Open a PDF safely and decode its glyphs and drawn lines."""
