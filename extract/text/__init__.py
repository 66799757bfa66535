"""Join glyphs into words, lines and running text, and mend words broken at line ends."""
