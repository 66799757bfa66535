"""Check the document and the dataset; no other package judges them."""
