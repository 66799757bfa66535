"""Worker processes with limits: a page that exceeds one ends a worker, not the run.

Workers start once and live through the run. They are forked from a server that has imported the
parsers, so they share its memory, and starting one takes milliseconds. Windows has no fork
server: each worker imports the parsers, and limits of memory and CPU time do not apply.
"""

from __future__ import annotations

import atexit
import gc
import logging
import math
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import TimeoutError as WallLimit
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from extract.errors import ExtractError, UnreadablePageError, WorkersError
from extract.libraries import load_pebble
from extract.runtime.fork_server import PARSERS, fork_server, start_server, stop_server
from extract.runtime.gc_tuning import raise_gc_thresholds
from extract.runtime.limits import (
    HAS_TIMER,
    MIB,
    Limits,
    explain_end,
    explain_error,
    limit_cpu,
    limit_elapsed,
    limit_memory,
)
from extract.runtime.outcomes import Readings, Values
from extract.runtime.parent_watchdog import allow_children, end_with_parent
from extract.runtime.worker_logs import (
    LogLine,
    fetch_logs,
    keep_logs,
    level_for_workers,
    relay_logs,
)
from extract.system.guard import check_packages
from extract.system.search_path import leave_current_folder

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")
LOG = logging.getLogger(__name__)

AHEAD = 32
"""Pages scheduled per worker before the first result is awaited, so that a slow page does not
hold up the others."""

POLL_SECONDS = 0.01
"""Seconds between two looks of the pool at its state: its end waits for one. Chosen by hand; a look
takes some 20 µs."""

STARTS = 2
"""Attempts to start workers that end for reasons other than a page."""


class OutOfTimeError(Exception):
    """The pages took longer than all of them together may."""


class PagePool:
    """Worker processes for one run, started on first use and ended with the program.

    Args:
        jobs: number of pages read at the same time.
        limits: of one page.
        preload: the module that is imported for all workers.
    """

    def __init__(self, jobs: int = 1, limits: Limits | None = None, preload: str = PARSERS) -> None:
        self.jobs = max(1, jobs)
        self.limits = limits or Limits()
        self._preload = preload
        self._pool: ProcessPool | None = None

    def start(self) -> PagePool:
        """Start the workers, so that their imports overlap with other work.

        Returns:
            The pool itself.
        """
        if self._pool is None:
            load_pebble()
            from pebble import CONSTS, ProcessPool

            CONSTS.sleep_unit = POLL_SECONDS
            allow_children()
            self._pool = ProcessPool(
                max_workers=self.jobs,
                initializer=_set_up,
                initargs=[self.limits.memory, level_for_workers()],
                context=start_server(self._preload),
            )
            atexit.register(self.stop)
            LOG.debug("starting %d page readers", self.jobs)
            for _ in range(self.jobs):
                self._pool.schedule(check_packages)
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
        seconds: float = math.inf,
    ) -> Readings[T]:
        """Read pages.

        Args:
            function: reads one page; it must be picklable.
            pdf: the file.
            pages: counted from 1; 0 means the file as a whole.
            done: called with the number of each page that is finished, in page order.
            seconds: time that all pages may take together.

        Returns:
            A value or an error for each page.

        Raises:
            OutOfTimeError: the pages took too long; the workers have been stopped.
            WorkersError: the workers ended twice for reasons other than a page.
        """
        for _ in range(STARTS):
            try:
                return self._run(function, pdf, pages, done, time.monotonic() + seconds)
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

    def begin(
        self, function: Callable[[Path, int], T], pdf: Path, pages: Sequence[int]
    ) -> Callable[[], Readings[T]]:
        """Hand a few pages to the workers, and return; the pages end with the workers.

        No thread of this process waits for them, which would start the workers again at its end.

        Args:
            function: reads one page; it must be picklable.
            pdf: the file.
            pages: counted from 1.

        Returns:
            A function that waits for their values; without any if the workers ended meanwhile.
        """
        pool = self.start()._pool
        begun = deque((page, self._schedule(function, pdf, page)) for page in dict.fromkeys(pages))

        def finish() -> Readings[T]:
            if self._pool is pool:  # tasks of workers that were stopped have no result ever
                try:
                    return self._run(function, pdf, (), None, math.inf, begun)
                except BrokenProcessPool:
                    self.stop()
            return Readings(Values(), {})

        return finish

    def _schedule(self, function: Callable[[Path, int], Any], pdf: Path, page: int) -> Any:
        assert self._pool is not None
        arguments = [function, pdf, page, self.limits]
        return self._pool.schedule(_read_within, args=arguments, timeout=self._wall)

    def _run(
        self,
        function: Callable[[Path, int], T],
        pdf: Path,
        pages: Sequence[int],
        done: Callable[[int], None] | None,
        deadline: float,
        begun: Iterable[tuple[int, Any]] = (),
    ) -> Readings[T]:
        self.start()
        rest = iter(dict.fromkeys(pages))
        ahead = deque(begun)
        values: Values[T] = Values()
        failures: dict[int, ExtractError] = {}
        while True:
            for page in islice(rest, max(0, AHEAD * self.jobs - len(ahead))):
                ahead.append((page, self._schedule(function, pdf, page)))
            if not ahead:
                return Readings(values, failures)
            page, task = ahead.popleft()
            outcome = self._outcome(task, pdf, page, deadline)
            if isinstance(outcome, ExtractError):
                LOG.info("page %d: %s", page, outcome.cause)
                failures[page] = outcome
            else:
                values.put(page, outcome)
            if done is not None:
                done(page)

    @property
    def _wall(self) -> float | None:
        # The pool goes by the clock of the wall, which may be set while a page is read.
        return None if HAS_TIMER else self.limits.wall_seconds

    def _outcome(self, future: Any, pdf: Path, page: int, deadline: float) -> bytes | ExtractError:
        from pebble import ProcessExpired

        try:
            outcome: bytes | ExtractError
            left = deadline - time.monotonic()
            outcome, lines = future.result(None if left == math.inf else max(0.0, left))
        except WallLimit:
            if time.monotonic() >= deadline:
                self.stop()
                raise OutOfTimeError from None
            return UnreadablePageError(pdf, page, "wall", f"{self.limits.wall_seconds:g} s")
        except ProcessExpired as end:
            return explain_end(pdf, page, int(end.exitcode), self.limits)
        relay_logs(lines)
        return outcome


_pools: dict[tuple[int, Limits], PagePool] = {}


def pool_for(jobs: int = 1, limits: Limits | None = None) -> PagePool:
    """Return the pool of the run; it is made on first use."""
    key = (max(1, jobs), limits or Limits())
    return _pools.setdefault(key, PagePool(*key))


def stop_workers() -> None:
    """Terminate all workers, and the fork server."""
    stop_pools()
    stop_server()


def stop_pools() -> None:
    """Terminate all workers; the fork server ends when no process of this run needs it."""
    for pool in _pools.values():
        pool.stop()


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
    """Import the parsers and start the fork server, before this process does other work."""
    fork_server()


def _set_up(memory: int, log_level: int) -> None:
    """Set up a new worker: silence the parsers, and limit its memory."""
    leave_current_folder()
    end_with_parent()
    raise_gc_thresholds()
    # Objects of imported modules are shared with the fork server: do not scan them.
    gc.freeze()
    keep_logs(log_level)
    warnings.simplefilter("ignore")
    limit_memory(memory)


def _read_within(
    function: Callable[[Path, int], Any], pdf: Path, page: int, limits: Limits
) -> tuple[bytes | ExtractError, tuple[LogLine, ...]]:
    """Read one page, in the worker; return the packed value or an error, and the log records."""
    check_packages()
    started = time.perf_counter()
    outcome = _packed(function, pdf, page, limits)
    LOG.debug("page %d: read in %.2f s", page, time.perf_counter() - started)
    return outcome, fetch_logs()


def _packed(
    function: Callable[[Path, int], Any], pdf: Path, page: int, limits: Limits
) -> bytes | ExtractError:
    limit_memory(limits.memory)
    limit_cpu(limits.cpu_seconds)
    limit_elapsed(limits.wall_seconds)
    try:
        packed = pickle.dumps(function(pdf, page), protocol=pickle.HIGHEST_PROTOCOL)
    except ExtractError as error:
        return error
    except Exception as error:
        return explain_error(error, pdf, page, limits)
    finally:
        limit_elapsed(0)
    if len(packed) > limits.output:
        return UnreadablePageError(pdf, page, "output", f"{limits.output // MIB} MiB")
    return packed
