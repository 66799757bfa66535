"""Find repeated texts, alternatives, kinds and parts within texts."""
