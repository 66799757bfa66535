"""Types and rules that all writers of published files share."""
