"""A corpus of plans: many at once, each by itself."""
