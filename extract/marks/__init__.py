"""Find marks that are seen but are no text, and text that the page does not show."""
