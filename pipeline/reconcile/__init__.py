"""Ask a reconciliation service which of its entries the bodies of a plan are."""
