"""Measure the derived tables against truths written by hand."""
