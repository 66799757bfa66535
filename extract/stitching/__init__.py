"""Join tables that continue over page ends."""
