"""Read raised, letter-spaced and right-to-left text as people do."""
