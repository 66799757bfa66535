"""Worker processes with limits: a page that exceeds one ends a worker, not the run.

Workers start once and live through the run. They are forked from a server that has imported the
parsers, so they share its memory, and starting one takes milliseconds. Windows has no fork
server: each worker imports the parsers, and limits of memory and CPU time do not apply.
"""

from __future__ import annotations

import atexit
import gc
import logging
import multiprocessing
import os
import pickle
import signal
import tempfile
import time
import warnings
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as WallLimit
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extract.errors import ExtractError, UnreadablePageError, WorkersError
from extract.runtime.gc_tuning import raise_gc_thresholds
from extract.runtime.outcomes import Readings, Values
from extract.runtime.parent_watchdog import allow_children, end_with_parent
from extract.runtime.worker_logs import (
    LogLine,
    fetch_logs,
    keep_logs,
    level_for_workers,
    relay_logs,
)

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")
LOG = logging.getLogger(__name__)

PARSERS = "extract.page.preload"
"""The module that the fork server imports for all workers."""

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits of reading one page. Chosen by hand, far above what pages of plans need.

    Attributes:
        memory: address space in bytes, beyond that of the imported libraries.
        cpu_seconds: CPU time.
        wall_seconds: elapsed time, including waiting.
        output: size of the pickled result in bytes.
    """

    memory: int = 1024 * _MIB
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    output: int = 64 * _MIB


SOCKET_PATH = 103 - len("/pymp-xxxxxxxx/listener-xxxxxxxx")
"""Bytes of the path of the temporary folder at most: a socket address holds 103 (unix(4))."""

AHEAD = 32
"""Pages scheduled per worker before the first result is awaited, so that a slow page does not
hold up the others."""

SIGXCPU: int = getattr(signal, "SIGXCPU", 24)
"""Signal that ends a process at its limit of CPU time; Windows does not name it."""

STARTS = 2
"""Attempts to start workers that end for reasons other than a page."""


class PagePool:
    """Worker processes for one run, started on first use and ended with the program.

    Args:
        jobs: number of pages read at the same time.
        limits: of one page.
    """

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self.jobs = max(1, jobs)
        self.limits = limits or Limits()
        self._pool: ProcessPool | None = None

    def start(self) -> PagePool:
        """Start the workers, so that their imports overlap with other work.

        Returns:
            The pool itself.
        """
        if self._pool is None:
            from pebble import ProcessPool

            allow_children()
            self._pool = ProcessPool(
                max_workers=self.jobs,
                initializer=_set_up,
                initargs=[self.limits.memory, level_for_workers()],
                context=_context(),
            )
            atexit.register(self.stop)
            LOG.debug("starting %d page readers", self.jobs)
            for _ in range(self.jobs):
                self._pool.schedule(_nothing)
        return self

    def stop(self) -> None:
        """Terminate the workers."""
        if self._pool is not None:
            pool: Any = self._pool
            self._pool = None
            pool.stop()
            pool.join()
            atexit.unregister(self.stop)

    def run(
        self,
        function: Callable[[Path, int], T],
        pdf: Path,
        pages: Sequence[int],
        *,
        done: Callable[[int], None] | None = None,
    ) -> Readings[T]:
        """Read pages.

        Args:
            function: reads one page; it must be picklable.
            pdf: the file.
            pages: counted from 1; 0 means the file as a whole.
            done: called with the number of each page that is finished, in page order.

        Returns:
            A value or an error for each page.

        Raises:
            WorkersError: the workers ended twice for reasons other than a page.
        """
        for _ in range(STARTS):
            try:
                return self._run(function, pdf, pages, done)
            except BrokenProcessPool:
                # The machine refused a process, for instance under great load: start again.
                LOG.info("the page readers of %s ended; starting them again", pdf.name)
                self.stop()
        raise WorkersError(
            pdf,
            f"the processes that read its pages ended {STARTS} times",
            "free memory or processes on this machine, or read with --jobs 1; a script of your "
            'own has to call this under if __name__ == "__main__":',
        )

    def _run(
        self,
        function: Callable[[Path, int], T],
        pdf: Path,
        pages: Sequence[int],
        done: Callable[[int], None] | None,
    ) -> Readings[T]:
        pool = self.start()._pool
        assert pool is not None
        rest = iter(dict.fromkeys(pages))
        ahead: deque[tuple[int, Any]] = deque()
        values: Values[T] = Values()
        failures: dict[int, ExtractError] = {}
        while True:
            for page in islice(rest, AHEAD * self.jobs - len(ahead)):
                arguments = [function, pdf, page, self.limits]
                task = pool.schedule(_read_within, args=arguments, timeout=self._wall)
                ahead.append((page, task))
            if not ahead:
                return Readings(values, failures)
            page, task = ahead.popleft()
            outcome = self._outcome(task, pdf, page)
            if isinstance(outcome, ExtractError):
                LOG.info("page %d: %s", page, outcome.cause)
                failures[page] = outcome
            else:
                values.put(page, outcome)
            if done is not None:
                done(page)

    @property
    def _wall(self) -> float:
        return self.limits.wall_seconds

    def _outcome(self, future: Any, pdf: Path, page: int) -> bytes | ExtractError:
        from pebble import ProcessExpired

        try:
            outcome: bytes | ExtractError
            outcome, lines = future.result()
        except WallLimit:
            return UnreadablePageError(pdf, page, "wall", f"{self.limits.wall_seconds:g} s")
        except ProcessExpired as end:
            return _explain_end(pdf, page, int(end.exitcode), self.limits)
        relay_logs(lines)
        return outcome


_pools: dict[tuple[int, Limits], PagePool] = {}


def pool_for(jobs: int = 1, limits: Limits | None = None) -> PagePool:
    """Return the pool of the run; it is made on first use."""
    key = (max(1, jobs), limits or Limits())
    return _pools.setdefault(key, PagePool(*key))


def stop_workers() -> None:
    """Terminate all workers and the fork server."""
    for pool in _pools.values():
        pool.stop()
    with suppress(ImportError, AttributeError):
        from multiprocessing import forkserver

        # There is no public function. Without this one, the server ends with the program.
        forkserver._forkserver._stop()  # type: ignore[attr-defined] # typeshed leaves it out


def run_pages(
    function: Callable[[Path, int], T],
    pdf: Path,
    pages: Sequence[int],
    jobs: int = 1,
    limits: Limits | None = None,
) -> Readings[T]:
    """Read pages in the run's worker processes (see `PagePool.run`)."""
    return pool_for(jobs, limits).run(function, pdf, pages)


def import_parsers() -> None:
    """Start the fork server, which imports the parsers while this process does other work."""
    _context()


def _context() -> Any:
    # The fork server listens on a socket in the temporary folder, whose path must be short.
    room = SOCKET_PATH - len(os.fsencode(tempfile.gettempdir()))
    if room < 0 or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PARSERS])
    _start_silently()
    return context


def _start_silently() -> None:
    """Start the fork server without standard error: its workers print when the run ends first."""
    from multiprocessing import forkserver

    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        forkserver.ensure_running()
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _nothing() -> None:
    """Do nothing: the pool starts its workers with its first tasks."""


def _set_up(memory: int, log_level: int) -> None:
    """Set up a new worker: silence the parsers, and limit its memory."""
    end_with_parent()
    raise_gc_thresholds()
    # Objects of imported modules are shared with the fork server: do not scan them.
    gc.freeze()
    keep_logs(log_level)
    warnings.simplefilter("ignore")
    _limit_memory(memory)


def _limit_memory(memory: int) -> None:
    """Limit a worker's address space to its current size plus `memory` bytes."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        # This is not Linux: only the limits of time apply.
        return


def _limit_cpu(seconds: int) -> None:
    """Limit the CPU time of this process from now on; the system ends it beyond."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def _read_within(
    function: Callable[[Path, int], Any], pdf: Path, page: int, limits: Limits
) -> tuple[bytes | ExtractError, tuple[LogLine, ...]]:
    """Read one page, in the worker; return the packed value or an error, and the log records."""
    started = time.perf_counter()
    outcome = _packed(function, pdf, page, limits)
    LOG.debug("page %d: read in %.2f s", page, time.perf_counter() - started)
    return outcome, fetch_logs()


def _packed(
    function: Callable[[Path, int], Any], pdf: Path, page: int, limits: Limits
) -> bytes | ExtractError:
    _limit_cpu(limits.cpu_seconds)
    try:
        packed = pickle.dumps(function(pdf, page), protocol=pickle.HIGHEST_PROTOCOL)
    except RecursionError:
        return UnreadablePageError(pdf, page, "error", "its objects hold each other without end")
    except ExtractError as error:
        return error
    except Exception as error:
        # A parser raises errors of any type for damaged data.
        if _is_out_of_memory(error):
            return UnreadablePageError(pdf, page, "memory", f"{limits.memory // _MIB} MiB")
        return UnreadablePageError(pdf, page, "error", _one_line(error, pdf))
    if len(packed) > limits.output:
        return UnreadablePageError(pdf, page, "output", f"{limits.output // _MIB} MiB")
    return packed


def _is_out_of_memory(error: BaseException | None) -> bool:
    """Check whether an error is a `MemoryError`, or wraps one."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if any(isinstance(one, MemoryError) for one in (error, *error.args)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _one_line(error: Exception, pdf: Path) -> str:
    """Return a parser's message without the name of the file: a cached result has no name."""
    text = " ".join(str(error).replace(str(pdf), "the file").split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _explain_end(pdf: Path, page: int, exitcode: int, limits: Limits) -> UnreadablePageError:
    if exitcode == -SIGXCPU:
        return UnreadablePageError(pdf, page, "cpu", f"{limits.cpu_seconds} s")
    try:
        how = f"by {signal.Signals(-exitcode).name}" if exitcode < 0 else f"with status {exitcode}"
    except ValueError:
        how = f"with status {exitcode}"
    if exitcode == -signal.SIGABRT:
        how += f", as when the {limits.memory // _MIB} MiB that a page may take are used up"
    return UnreadablePageError(pdf, page, "crash", how)
