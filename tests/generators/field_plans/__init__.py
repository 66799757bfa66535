"""Plans of five fields and languages, each set by another program, with their truth."""
