"""Load projects, settings files and source cards."""
