"""Do work beside this process, in a fork of it, which has everything at hand and imports nothing.

What the work returns comes back pickled. A fork copies this thread alone: what other threads hold
at that moment stays held in it. So it is used only by a process that had no other thread when its
run began, and the threads that a run starts itself hold nothing that such work needs. Elsewhere,
and where the fork ends without a result, this process does the work itself when the result is asked
for.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

from extract.runtime.limits import limit_elapsed
from pipeline.engine.preimport import wait_for_imports

T = TypeVar("T")


SECONDS = 600.0
"""Seconds until the system ends a fork: its work takes less than a second for a plan of 34 pages.
The run then does it itself."""
_PR_SET_PDEATHSIG = 1


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
        with open(self._running[pid], "rb", closefd=False) as pipe:
            packed = pipe.read()
        self._end(pid)
        try:
            is_done, result = pickle.loads(packed)
        except Exception:  # the system has ended it, or its error cannot be told
            return work()
        if is_done:
            done: T = result
            return done
        raise result

    def _end(self, pid: int) -> None:
        os.close(self._running.pop(pid))
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _work(work: Callable[[], object], told: int, parent: int, kernel: Any) -> NoReturn:
    """Do the work in the fork, tell its result, and end without any clean-up."""
    try:
        # Interrupts of the terminal reach all processes; the run ends this one.
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before this process asked to end with it
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
        limit_elapsed(SECONDS)
        gc.disable()
        try:
            packed = pickle.dumps((True, work()), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            packed = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        with open(told, "wb", closefd=False) as pipe:
            pipe.write(packed)
    finally:
        os._exit(0)
