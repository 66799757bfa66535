"""Rules on clauses: what one lacks, says twice, or joins to something unlike it."""
