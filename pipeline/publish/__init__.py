"""Publish: a plan's records as the files that analysts already use, all or nothing."""
