"""Import the libraries of page readers once, in or before the fork server, for all workers.

Imports allocate hundreds of thousands of permanent objects. Garbage collection of these takes a
tenth of the import time, so it is off meanwhile.
"""

from __future__ import annotations

import gc
import os

from extract.runtime.gc_tuning import raise_gc_thresholds

raise_gc_thresholds()
gc.disable()
# Workers read pages side by side already, and what threads reserve counts as memory of a page.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# isort: split
# E402: the imports must follow the calls above, which make them faster.

import pypdfium2  # noqa: E402 - order matters here

from extract.libraries import load_pdfplumber, load_pebble  # noqa: E402 - order matters here

load_pdfplumber()

# isort: split

from extract.page import page_worker  # noqa: E402 - order matters here
from extract.pdf import lattice, page_reader  # noqa: E402 - order matters here

load_pebble()
PRELOADED = (pypdfium2, page_worker, lattice, page_reader)
"""Modules that are loaded when a worker starts, besides pebble."""

gc.freeze()
gc.enable()
