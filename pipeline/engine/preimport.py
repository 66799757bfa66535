"""Load libraries and word lists of later stages while this process waits for its page readers."""

from __future__ import annotations

import functools
import importlib
import logging
import threading
from contextlib import suppress
from typing import Any

from extract.libraries import blank_english

LOG = logging.getLogger(__name__)
LISTS = (
    ("wordfreq", "get_frequency_dict", ("en", "best")),
    ("simplemma", "lemmatize", ("a", "en")),
    ("expectations.rules.lexicon", "lexicon", ()),
)
"""Functions that load a word list on their first call, in order of use."""
LATER = ("pyarrow.parquet", "pyarrow.json", "xlsxwriter", "rdflib", "jinja2")
"""The slowest other imports of the stages after extract, in order of use."""


_threads: list[threading.Thread] = []
"""The one that loads, once it has started."""


@functools.cache
def preimport() -> None:
    """Load in a thread, once; what fails raises its error again at its real use.

    Called once pages are being read: before, this process imports what it needs for that, and
    threads of one process take turns.
    """
    _threads.append(threading.Thread(target=_load_all, daemon=True))
    _threads[0].start()


def wait_for_imports() -> None:
    """Wait until everything is loaded, if that has begun: a thread that imports holds locks."""
    for thread in _threads:
        thread.join()


def _load_all() -> None:
    for name, function, arguments in LISTS:
        with suppress(Exception):
            call: Any = getattr(importlib.import_module(name), function)
            call(*arguments)
    with suppress(Exception):
        blank_english()
    LOG.debug("word lists and spaCy are loaded")
    for name in LATER:
        with suppress(Exception):
            importlib.import_module(name)
    LOG.debug("imported %s", ", ".join(LATER))
