"""Boxes, clusters, lines of dots, page coordinates, and the types that all page readers share."""
