"""Two editions of a plan, compared."""
