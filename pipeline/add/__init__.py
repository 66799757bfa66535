"""First settings for a plan never seen: guesses, each with its confidence."""
