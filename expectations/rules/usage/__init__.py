"""What the plan itself or the language does otherwise: prepositions, numbers, parallels, terms."""
