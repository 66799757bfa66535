"""Read one page with two independent readers and account for its glyphs."""
