"""Link: find references, roles and repeated texts, and build the published tables."""
