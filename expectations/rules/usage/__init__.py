"""Rules on the plan's own usage: prepositions, numbers, parallels, terms and marks."""
