"""End cleanly when the user or the system asks for it: one line, and the status of the signal."""

from __future__ import annotations

import _thread
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from extract.system.signals import ENDING, must_wait

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

GRACE = 5.0
"""Seconds for the run to tidy up; a thread that waits for a page may take longer."""
PAUSE = 0.01
"""Seconds until a signal that Python dropped is raised again."""
_WORDS = dict(zip(ENDING, ("interrupted", "terminated", "the terminal was closed"), strict=True))
LOG = logging.getLogger(__name__)


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
        return f"{_WORDS.get(name, name)}; what is published is complete"


def stop_on_signals() -> None:
    """Raise `Stopped` in the main thread when a signal asks this process to end.

    A signal that the parent process ignores, as ``nohup`` does, stays ignored. A second signal
    ends the process at once.
    """
    for name in _WORDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    watch_dropped()


def watch_dropped() -> None:
    """Raise `Stopped` again where Python drops it; the handler of its signal is called again."""
    sys.unraisablehook = _raise_again


_swallowed: list[Stopped] = []
"""Those that Python dropped since the last signal."""
_stopping: list[Stopped] = []
"""The first one."""


def _stop(number: int, frame: FrameType | None) -> None:
    del frame
    if must_wait(number):
        return
    stopped = Stopped(number)
    if not _stopping:
        _stopping.append(stopped)
        threading.Thread(target=_end_after_grace, args=(stopped,), daemon=True).start()
    elif not _swallowed:
        _exit(_stopping[0])
    _swallowed.clear()
    raise stopped


def stop_once(number: int) -> None:
    """Raise `Stopped`, unless this process is stopping: for handlers of processes of a run.

    The one that asks for their end waits only for some time, and needs no word of it.

    Args:
        number: of the signal.

    Raises:
        Stopped: It is the first signal, or Python dropped what was raised for it.
    """
    if _stopping and not _swallowed:
        return
    _swallowed.clear()
    if not _stopping:
        _stopping.append(Stopped(number))
    raise _stopping[0]


def raise_if_stopping() -> None:
    """Raise `Stopped` again where it came out as another error, or was lost.

    Python raises `RuntimeError` for whatever a `__set_name__` raises, for example, and rdflib takes
    whatever a look-up raises for the lack of an entry: it then drops the entries that are there. So
    nothing is stored or published before this has been asked.

    Raises:
        Stopped: A signal has asked this process to end.
    """
    if _stopping:
        raise _stopping[0]


def _raise_again(dropped: UnraisableHookArgs) -> None:
    """Raise `Stopped` again where Python drops it: in finalizers and other callbacks."""
    if isinstance(dropped.exc_value, Stopped):
        _swallowed.append(dropped.exc_value)
        # From another thread: here, it would be raised in this function, and dropped as well.
        number = signal.Signals(dropped.exc_value.number)
        again = threading.Timer(PAUSE, _thread.interrupt_main, (number,))
        again.daemon = True
        again.start()
    elif _stopping:
        # What a callback of a library lacks after `Stopped` cut another one short, for example.
        LOG.debug("Python dropped an error while the run was stopping: %r", dropped.exc_value)
    else:
        sys.__unraisablehook__(dropped)


def _end_after_grace(stopped: Stopped) -> None:
    threading.Event().wait(GRACE)
    _exit(stopped)


def end_stopped(stopped: Stopped) -> NoReturn:
    """Report what ends this process, clean up, and exit.

    The interpreter does not clean up: threads that import libraries or wait for a page would hold
    it up, or crash it.
    """
    _say_once(stopped)
    if workers := sys.modules.get("extract.runtime.workers"):
        with suppress(Exception):
            workers.stop_pools()
    _exit(stopped)


def tidy_up() -> None:
    """End the workers of this process and remove its temporary folder; ignore further signals."""
    if workers := sys.modules.get("extract.runtime.workers"):
        with suppress(Exception):
            workers.stop_workers()
    _remove_folder()
    for name in _WORDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_DFL)


def _remove_folder() -> None:
    if folder := sys.modules.get("extract.system.run_folder"):
        folder.remove_run_folder()


def _exit(stopped: Stopped) -> NoReturn:
    _say_once(stopped)
    _remove_folder()
    os._exit(stopped.status)


_said: set[int] = set()


def _say_once(stopped: Stopped) -> None:
    if not _said and sys.stderr is not None:
        _said.add(stopped.number)
        # Its terminal may be closed, or a second signal may come while it is written.
        with suppress(OSError, RuntimeError, ValueError):
            print(f"planrows: {stopped}", file=sys.stderr, flush=True)
