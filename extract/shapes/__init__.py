"""Compare the shape of each glyph with the character that its font maps it to."""
