"""Compare all files of a published folder with each other, and verify its signature."""
