"""Find marks that are seen but are no text, and text that no reader of the page sees."""
