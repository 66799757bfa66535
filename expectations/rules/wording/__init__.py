"""Rules on wording: acronyms, spelling, punctuation, and slips against the plan's own usage."""
