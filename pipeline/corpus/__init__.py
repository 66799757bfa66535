"""What a batch leaves in its folder: outcomes, one database, one Parquet dataset, a page."""
