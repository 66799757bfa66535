"""Find references to areas, rows, instruments and documents."""
