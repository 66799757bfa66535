"""Describe a publication: schemas, dictionary, provenance, manifest."""
