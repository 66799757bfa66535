"""Write what a batch leaves in its folder: outcomes, one database, one dataset, a page."""
