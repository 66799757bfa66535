"""Join tables that continue over page ends; recognise headers, labels and running titles."""
