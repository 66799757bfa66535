"""Pipeline: the command line, configuration, stage runner and publishing."""
