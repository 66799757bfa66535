"""Recognise the bodies that a plan names."""
