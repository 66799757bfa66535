"""A static site of all published plans, and an archive of each edition."""
