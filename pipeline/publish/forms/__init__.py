"""Write monitoring forms, read them back, and report progress."""
