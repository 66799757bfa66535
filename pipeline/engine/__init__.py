"""Run stages and keep their results."""
