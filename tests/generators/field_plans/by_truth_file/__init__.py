"""Plans whose texts and truth are files of `tests/data/field_plans`; the modules set them."""
