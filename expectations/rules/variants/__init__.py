"""Rules on variants: compare each phrase with the plan's other phrases, by one index."""
