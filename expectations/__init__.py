"""Expectations: the only package that judges, the dataset and the document."""
