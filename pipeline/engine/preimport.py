"""Import what later stages need while this process waits for its page readers."""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress

from extract.libraries import load_spacy

LATER = (
    "wordfreq",
    "simplemma",
    "pyarrow.parquet",
    "pyarrow.json",
    "xlsxwriter",
    "rdflib",
    "jinja2",
)
"""The slowest imports of the stages after extract, in the order in which they are needed."""


def preimport() -> None:
    """Import in a thread; a module that fails says so where it is really needed."""
    threading.Thread(target=_import_all, daemon=True).start()


def _import_all() -> None:
    with suppress(Exception):
        load_spacy()
    for name in LATER:
        with suppress(Exception):
            importlib.import_module(name)
