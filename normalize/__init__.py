"""Normalize: areas, activities, outputs and the bodies that a plan names."""
