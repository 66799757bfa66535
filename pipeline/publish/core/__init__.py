"""What every writer of published files shares."""
