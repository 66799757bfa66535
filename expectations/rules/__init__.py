"""The rules: a module a family; each names its rules in ``RULES``."""
