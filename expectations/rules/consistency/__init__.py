"""Rules on single words, and on how texts and items begin and end: acronyms, dashes, capitals."""
