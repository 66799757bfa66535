"""Read the pages of a document, each with what its neighbours show."""
