"""Finds what is seen and is no text, and text that nobody sees."""
