"""Projects, settings files and source cards."""
