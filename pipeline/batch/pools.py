"""Where plans run: processes of this machine, or the workers of a Dask cluster.

Each plan runs in a process that ends if it takes too long, and whose end says which plan it ran.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, Protocol

from extract.runtime.fork_server import start_server
from pipeline.batch.worker import end_on_request, run_until_asked_to_end
from pipeline.corpus.model import PlanOutcome, Task
from pipeline.errors import UsageError
from pipeline.logs import start_logging

if TYPE_CHECKING:
    from pebble import ProcessPool

LOG = logging.getLogger(__name__)
STAGES = "pipeline.batch.preload"
"""The module that the fork server imports for workers that run plans."""
LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
"""Loggers that print tracebacks when a scheduler goes."""
GRACE = 120.0
"""Seconds that a plan may take beyond the time in which its pages have to be read."""
AHEAD = 2
"""Plans that are scheduled per worker, so that none waits for this process."""
Result = Future[PlanOutcome | None]


class Pool(Protocol):
    """Runs plans."""

    @property
    def room(self) -> int:
        """Number of plans to schedule at the same time."""

    def submit(self, task: Task) -> Result:
        """Run a plan."""

    def require_alive(self) -> None:
        """Check that plans still run.

        Raises:
            UsageError: they do not.
        """

    def stop(self) -> None:
        """End at once; plans under way are not awaited."""


class Processes:
    """Processes of this machine, forked from one that has imported the stages."""

    def __init__(self, jobs: int) -> None:
        from pebble import ProcessPool

        context = start_server(STAGES, logs=True)
        self.room = AHEAD * jobs
        self._pool: Any = ProcessPool(max_workers=jobs, initializer=_set_up_worker, context=context)

    def submit(self, task: Task) -> Result:
        """Run a plan; at its time limit, its process ends."""
        future: Result = self._pool.schedule(
            run_until_asked_to_end, args=[task], timeout=task.max_seconds + GRACE
        )
        return future

    def require_alive(self) -> None:
        """Do nothing: a process that ends is replaced."""

    def stop(self) -> None:
        """End all processes at once."""
        self._pool.stop()
        self._pool.join()


class Cluster:
    """The workers of a Dask cluster, each of which runs plans in a process of its own."""

    def __init__(self, scheduler: str) -> None:
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError as error:
            raise UsageError(
                "--scheduler needs the extra 'dask': pip install 'planrows[dask]'"
            ) from error
        for name in LOGGERS:  # what goes wrong is said once, by this class
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._scheduler = scheduler
        try:
            self._client = distributed.Client(scheduler, timeout="20s")
        except (OSError, ValueError) as error:
            raise UsageError(
                f"--scheduler {scheduler}: no Dask scheduler answers: {error}"
            ) from error
        self._executor = self._client.get_executor(pure=False)

    @property
    def room(self) -> int:
        """Number of plans to schedule at the same time: more workers may come."""
        threads: dict[str, int] = self._answer(self._client.nthreads)
        return AHEAD * max(1, sum(threads.values()))

    def submit(self, task: Task) -> Result:
        """Run a plan; if its worker is lost, Dask gives it to another one."""
        future: Result = self._answer(lambda: self._executor.submit(run_apart, task))
        return future

    def require_alive(self) -> None:
        """Check that the scheduler answers.

        Raises:
            UsageError: it does not.
        """
        self._answer(self._client.nthreads)

    def _answer(self, ask: Callable[[], Any]) -> Any:
        try:
            if self._client.status == "running":
                return ask()
        except (OSError, TimeoutError, CancelledError) as error:
            LOG.info("the Dask scheduler does not answer: %s", error)
        raise UsageError(
            f"--scheduler {self._scheduler}: the scheduler is gone; start it again, then run "
            "the batch again: plans that are done do not run again"
        )

    def stop(self) -> None:
        """Leave the cluster; plans that have not started do not run."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.close(timeout=5)


@contextlib.contextmanager
def open_pool(jobs: int, scheduler: str | None) -> Iterator[Pool]:
    """Yield the processes of this machine, or a Dask cluster."""
    pool: Pool = Processes(jobs) if scheduler is None else Cluster(scheduler)
    try:
        yield pool
    finally:
        pool.stop()


def _set_up_worker() -> None:
    """Make a worker end with the batch, after its own page readers; start its logging."""
    from extract.runtime.parent_watchdog import end_with_parent
    from extract.system.search_path import leave_current_folder

    leave_current_folder()
    end_with_parent()
    end_on_request()
    start_logging()


_apart: list[ProcessPool] = []
"""The process in which this worker of a cluster runs plans."""


def run_apart(task: Task) -> PlanOutcome | None:
    """Run a plan in another process, so that this worker outlives it.

    Raises:
        TimeoutError: the plan takes too long.
        ProcessExpired: the process ended abruptly.
    """
    from pebble import ProcessPool

    from extract.runtime.parent_watchdog import allow_children

    if not _apart:
        allow_children()
        _apart.append(
            ProcessPool(max_workers=1, initializer=_set_up_worker, context=start_server())
        )
    outcome: PlanOutcome | None = (
        _apart[0]
        .schedule(run_until_asked_to_end, args=[task], timeout=task.max_seconds + GRACE)
        .result()
    )
    return outcome
