"""Boxes, clusters, page coordinates, and the types that every reader of a page shares."""
