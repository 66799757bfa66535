"""Read one page with two independent readers, find its header and footer, count its glyphs."""
