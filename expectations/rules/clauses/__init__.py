"""What a clause lacks, says twice, or joins to something unlike it."""
