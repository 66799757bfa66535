"""Make a static site of all published plans, with a feed, and an archive of each edition."""
