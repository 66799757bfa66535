"""Compare each phrase of a plan with the plan's own: one index, and what may vary in a phrase."""
