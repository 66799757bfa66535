"""The process that checks tables. It starts early, since its imports take longer than the check."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from contextlib import nullcontext
from typing import IO

from extract.libraries import Releases, may_replace, without_module
from extract.system.guard import check_packages

RELEASES: Releases = {"pandas": ("3.1.1",)}
"""Tested with `load_pandas`."""


def load_pandas() -> None:
    """Import pandas without pyarrow: the data frames of a check hold plain objects."""
    with without_module("pyarrow") if may_replace(RELEASES) else nullcontext():
        import pandas  # noqa: F401 -- slow; only loading it counts


def serve(source: int, target: int) -> None:
    """Import the libraries of the check, then check tables.

    Args:
        source: open file with the tables; its end is that of the run.
        target: open file for the result: the failures, or the exception that was raised.
    """
    gc.disable()  # one check leaves few reference cycles
    tables, results = os.fdopen(source, "rb"), os.fdopen(target, "wb")
    os.dup2(2, 1)  # what libraries print goes to standard error
    load_pandas()
    import expectations.suites.tables

    # Not through `expectations.stage`, which imports all rules.
    from expectations.suites.checkpoint import run_checkpoint

    # Imported early only because it takes long.
    del expectations
    try:
        parts = pickle.load(tables)
    except (EOFError, pickle.UnpicklingError):  # the run has ended
        return
    threading.Thread(target=_end_with_parent, args=[tables], daemon=True).start()
    try:
        check_packages()
        result: object = run_checkpoint(parts)
    except Exception as error:
        result = error
    pickle.dump(result, results)
    results.close()
    # Exit without clean-up, which takes longer than many checks and would wait for the thread.
    os._exit(0)


def _end_with_parent(tables: IO[bytes]) -> None:
    """Exit when the parent process closes the pipe."""
    tables.read()
    os._exit(1)
