"""Join glyphs into words, lines and running text."""
