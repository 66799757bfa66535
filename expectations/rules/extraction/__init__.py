"""Rules on how the paper was read, as against what the document says."""
