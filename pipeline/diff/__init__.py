"""Compare two editions of a plan."""
