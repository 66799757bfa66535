"""Estimate the probability that rows and cells are read right."""
