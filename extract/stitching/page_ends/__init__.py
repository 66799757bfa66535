"""Decide at page ends which rows and cells continue, by evidence."""
