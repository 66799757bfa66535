"""Publish the records of a plan in the file formats that analysts use, all or nothing."""
