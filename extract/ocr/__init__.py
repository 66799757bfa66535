"""Read pages that are pictures."""
