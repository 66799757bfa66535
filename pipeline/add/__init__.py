"""Draft the settings of a new plan from its PDF."""
