"""Rules on wording: acronyms, compounds, spelling, punctuation, and the list of all slips."""
