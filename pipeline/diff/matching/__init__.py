"""Match texts and records between two editions."""
