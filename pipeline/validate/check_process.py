"""The process that checks tables: started early, since its imports take longer than its work."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading

from extract.libraries import without_module


def serve() -> None:
    """Import what a check needs, then do one: of tables that come by standard input.

    The answer goes to standard output: failures, or the exception that was raised.
    """
    # Who interrupts a run interrupts the process that began it, and that one ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # for one check; what it leaves in cycles is little
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with without_module("pyarrow"):  # pandas would load it, and frames of ours hold plain objects
        import pandas
    import expectations.suites.tables

    # By itself: the stage would bring the rules of documents along.
    from expectations.suites.checkpoint import run_checkpoint

    # Imported for what it costs only: the check finds them loaded.
    del expectations, pandas
    try:
        parts = pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):  # the run was ended meanwhile
        return
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer: object = run_checkpoint(parts)
    except Exception as error:
        answer = error
    pickle.dump(answer, answers)
    answers.close()
    # At once: taking everything down takes longer than many a check, and would meet a thread
    # that reads.
    os._exit(0)


def _end_with_parent() -> None:
    """End as soon as nobody is left who waits for an answer."""
    sys.stdin.buffer.read()
    os._exit(1)
