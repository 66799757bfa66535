"""Makes a draft the adopted edition: its card, and what is carried over to it."""
