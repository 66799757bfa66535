"""Do work beside this process, in a fork of it, which has everything at hand and imports nothing.

What the work returns comes back pickled. A fork copies this thread alone: what other threads hold
at that moment stays held in it. So it is used only by a process that had no other thread when its
run began, and the threads that a run starts itself hold nothing that such work needs. Elsewhere,
and where the fork ends without a result, lacks memory, or does nothing any more, this process does
the work itself when the result is asked for.
"""

from __future__ import annotations

import ctypes
import gc
import io
import logging
import os
import pickle
import select
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from extract.runtime.limits import limit_elapsed
from extract.system.signals import forget_waiting, signals_wait
from pipeline.engine.preimport import wait_for_imports

LOG = logging.getLogger(__name__)
T = TypeVar("T")


SECONDS = 600.0
"""Seconds until the system ends a fork: its work takes less than a second for a plan of 34 pages.
The run then does it itself."""
IDLE_SECONDS = 20.0
"""Seconds in which a fork has to use some CPU time, or else it is ended: what it waits for never
comes. Where other programs hold the processors, each process still gets some. Chosen by hand."""
_PR_SET_PDEATHSIG = 1
_PART = 1 << 20
"""Bytes read at once."""
_NO_MEMORY = 12
"""Exit status of a fork that lacked memory (`ENOMEM`): the run alone may have enough."""


def may_fork() -> bool:
    """Return whether a run that begins now may fork: on Linux, without threads, on several CPUs."""
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


class Beside:
    """Forks of this process that work for one run.

    Args:
        may_fork: whether this process may fork; else, it does all work itself.
    """

    def __init__(self, *, may_fork: bool = False) -> None:
        self._may_fork = may_fork
        self._running: dict[int, int] = {}

    def begin(self, work: Callable[[], T]) -> Callable[[], T]:
        """Start work; called in the main thread, whose end ends the forks.

        Args:
            work: what it returns or raises can be pickled. Where nothing can be forked, it is done
                when its result is asked for.

        Returns:
            A function that waits for the result; to be called once.
        """
        if not self._may_fork:
            return work
        wait_for_imports()
        try:
            pid = self._fork(work)
        except OSError:  # too many processes, or too little memory
            return work
        return lambda: self._result(pid, work)

    def stop(self) -> None:
        """End all forks whose result nobody waits for any more."""
        while self._running:
            pid, results = self._running.popitem()
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)
            os.close(results)

    def _fork(self, work: Callable[[], object]) -> int:
        parent, kernel = os.getpid(), ctypes.CDLL(None)
        results, told = os.pipe()
        with signals_wait():
            before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            try:
                with warnings.catch_warnings():
                    # Python warns of forks beside threads.
                    warnings.simplefilter("ignore", DeprecationWarning)
                    pid = os.fork()
                if pid == 0:
                    _work(work, told, parent, kernel)
                self._running[pid] = results
            except OSError:
                os.close(results)
                raise
            finally:
                os.close(told)
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return pid

    def _result(self, pid: int, work: Callable[[], T]) -> T:
        packed = _read(pid, self._running[pid])
        how = self._end(pid)
        try:
            is_done, result = pickle.loads(packed)
        except Exception:  # the system has ended it, or its error cannot be told
            LOG.warning("work beside the run gave no result (%s); done again in the run", how)
            return work()
        if is_done:
            done: T = result
            return done
        raise result

    def _end(self, pid: int) -> str:
        """Return how a fork ended."""
        os.close(self._running.pop(pid))
        try:
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        except ChildProcessError:
            return "its end is unknown"
        return f"ended by {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def _read(pid: int, results: int) -> bytes:
    """Return what a fork tells until it ends; end it when it does nothing any more."""
    told, ready, used = io.BytesIO(), select.poll(), _cpu_time(pid)
    ready.register(results, select.POLLIN)
    while True:
        if ready.poll(IDLE_SECONDS * 1000):
            part = os.read(results, _PART)
            if not part:
                return told.getvalue()
            told.write(part)
            continue
        before, used = used, _cpu_time(pid)
        if used == before:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _cpu_time(pid: int) -> tuple[str, ...]:
    """Return the ticks that a process has used in its own code and in the system's."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return tuple(stat.rpartition(")")[2].split()[11:13])


def _work(work: Callable[[], object], told: int, parent: int, kernel: Any) -> NoReturn:
    """Do the work in the fork, tell its result, and end without any clean-up."""
    try:
        # Interrupts of the terminal reach all processes; the run ends this one.
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        forget_waiting()
        kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before this process asked to end with it
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
        limit_elapsed(SECONDS)
        gc.disable()
        try:
            packed = pickle.dumps((True, work()), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            os._exit(_NO_MEMORY)
        except Exception as error:
            packed = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        with open(told, "wb", closefd=False) as pipe:
            pipe.write(packed)
    finally:
        os._exit(0)
