"""Compare two editions of a plan.

``stage.align_editions(OLD, NEW)`` returns the alignment of two published folders: which identifier
of the new edition each identifier of the old one became.
"""
