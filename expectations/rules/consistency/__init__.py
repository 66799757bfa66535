"""Rules on what a plan's own texts do in most places and not in some: ends, capitals, values."""
