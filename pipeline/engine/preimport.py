"""Import the libraries of later stages while this process waits for its page readers."""

from __future__ import annotations

import importlib
import logging
import threading
from contextlib import suppress

from extract.libraries import load_spacy

LOG = logging.getLogger(__name__)
LATER = (
    "wordfreq",
    "simplemma",
    "pyarrow.parquet",
    "pyarrow.json",
    "xlsxwriter",
    "rdflib",
    "jinja2",
)
"""The slowest imports of the stages after extract, in order of use."""


def preimport() -> None:
    """Import in a thread; a module that fails raises its error again at its real import."""
    threading.Thread(target=_import_all, daemon=True).start()


def _import_all() -> None:
    with suppress(Exception):
        load_spacy()
    LOG.debug("spaCy is loaded")
    for name in LATER:
        with suppress(Exception):
            importlib.import_module(name)
    LOG.debug("imported %s", ", ".join(LATER))
