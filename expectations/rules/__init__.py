"""The rules, one module for each family; each module lists its rules in ``RULES``."""
