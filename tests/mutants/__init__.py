"""Mutation testing: turn a comparison, `and`, `or` or `not`, and see whether a test notices."""
