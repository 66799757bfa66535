"""A process that works for another one ends with it, even where that one is killed.

A killed process ends nobody: what it started would wait for work for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from multiprocessing.connection import wait


def end_with_parent() -> None:
    """Watch the process that asked for this one, and end as soon as it is no more.

    It holds for processes of every start method: behind a fork server, too, the parent is who
    asked, and not the server (which the kernel's ``PR_SET_PDEATHSIG`` would look at).
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    # Nobody is left to tell anything: no clean-up, no traceback.
    os._exit(1)


def allow_children() -> None:
    """Let this process start processes, though it is daemonic itself, as a Dask nanny's are.

    `multiprocessing` forbids it, since a daemonic process is ended without a chance to end its
    children; ours end by themselves (`end_with_parent`).
    """
    multiprocessing.current_process().daemon = False
