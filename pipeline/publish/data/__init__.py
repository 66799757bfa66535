"""Write the data formats: CSV, JSON, Parquet, SQLite and Excel."""
