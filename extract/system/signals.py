"""Let signals wait while a step must not be cut in two: a fork, the removal of a folder."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""Signals that ask a process to end; Windows lacks the last one."""

_depth = 0
"""Steps within each other of the main thread that signals wait for."""
_waiting: list[int] = []


def must_wait(number: int) -> bool:
    """Return whether a signal has to wait; it is then raised again at the end of the step.

    To be asked by handlers that raise. The system gives a signal to any thread that does not block
    it, and Python runs the handler in the main thread, which may block it.

    Args:
        number: of the signal.
    """
    if _depth:
        _waiting.append(number)
    return bool(_depth)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Let the signals of `ENDING` wait that reach this process inside the ``with``.

    They are blocked for this thread, and for processes that it forks, which have to unblock them.
    """
    global _depth
    is_main = threading.current_thread() is threading.main_thread()
    # Signals wait from before they are blocked until they are not blocked any more: both calls run
    # the handlers of those that have come, and what these raise would leave them blocked.
    _depth += is_main
    try:
        before = _block()
        try:
            yield
        finally:
            if before is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
    finally:
        _depth -= is_main
        waiting = _waiting[:1] if is_main and not _depth else []
        if waiting:
            _waiting.clear()
            signal.raise_signal(*waiting)


def forget_waiting() -> None:
    """Let signals no longer wait in a process forked inside `signals_wait`, which it never ends."""
    global _depth
    _depth = 0
    _waiting.clear()


def _block() -> set[int] | None:
    """Block the signals for this thread; return those that it blocked before."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return None
    numbers = {getattr(signal, name) for name in ENDING}
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, numbers))
