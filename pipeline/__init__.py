"""Pipeline: command line, library, settings, stage runner and publishing."""
