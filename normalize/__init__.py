"""Normalize: turn the printed tables into areas, activities, outputs and named bodies."""
