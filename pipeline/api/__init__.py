"""The Python library: this folder is on the path, so that its package is ``import planrows``."""
