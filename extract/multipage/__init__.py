"""Read the pages of a document together with their neighbours."""
