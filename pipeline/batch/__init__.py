"""Run a corpus of plans, several at once, each by itself."""
