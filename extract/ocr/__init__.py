"""Read pages that are pictures with tesseract, in the language of their text."""
