"""Ends a worker process when its parent ends, even if the parent is killed.

A killed process does not end its children: they would wait for work forever.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def end_with_parent() -> None:
    """Watch the parent process in a thread, and end this process when the parent ends.

    This works with every start method. With a fork server, the parent is the process that asked
    for the worker; the kernel's ``PR_SET_PDEATHSIG`` would watch the server.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    # No process is left to report to: no clean-up, no traceback.
    os._exit(1)


def allow_children() -> None:
    """Allow this process to start processes even if it is daemonic, as workers of Dask are.

    `multiprocessing` forbids that, since a daemonic process is terminated before it can end its
    children. Workers here end by themselves (`end_with_parent`).
    """
    multiprocessing.current_process().daemon = False
