"""End cleanly when the user or the system asks for it: one line, and the status of the signal."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import NoReturn

GRACE = 5.0
"""Seconds for the run to tidy up; a thread that waits for a page may take longer."""
_WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "the terminal was closed"}


class Stopped(BaseException):
    """A signal asks this process to end; no library takes it for an error of its own.

    Args:
        number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def status(self) -> int:
        """Exit status of a process that a signal ends."""
        return 128 + self.number

    def __str__(self) -> str:
        name = signal.Signals(self.number).name
        return f"{_WORDS.get(name, name)}; the last publication stands"


def stop_on_signals() -> None:
    """Raise `Stopped` in the main thread when a signal asks this process to end.

    A signal that the parent process ignores, as ``nohup`` does, stays ignored. A second signal
    ends the process at once; the next run then removes what this one leaves.
    """
    for name in _WORDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    for name in _WORDS:
        if (other := getattr(signal, name, None)) is not None:
            signal.signal(other, signal.SIG_DFL)
    stopped = Stopped(number)
    threading.Thread(target=_end_after_grace, args=(stopped,), daemon=True).start()
    raise stopped


def _end_after_grace(stopped: Stopped) -> None:
    threading.Event().wait(GRACE)
    _exit(stopped)


def end_stopped(stopped: Stopped) -> NoReturn:
    """Say what ends this process, end its workers, remove its temporary folder, and exit.

    The interpreter does not clean up: threads that import libraries or wait for a page would hold
    it up, or crash it.
    """
    _say_once(stopped)
    if workers := sys.modules.get("extract.runtime.workers"):
        with suppress(Exception):
            workers.stop_workers()
    _exit(stopped)


def _exit(stopped: Stopped) -> NoReturn:
    _say_once(stopped)
    if folder := sys.modules.get("extract.system.run_folder"):
        folder.remove_run_folder()
    os._exit(stopped.status)


_said: set[int] = set()


def _say_once(stopped: Stopped) -> None:
    if stopped.number not in _said:
        _said.add(stopped.number)
        print(f"planrows: {stopped}", file=sys.stderr, flush=True)
