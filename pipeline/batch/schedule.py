"""Run many plans on a pool; one that ends its worker, or never ends, does not stop the others."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, wait

from pipeline.batch.pools import Pool, Result
from pipeline.batch.run_one import abandon
from pipeline.corpus.model import PlanOutcome, Task
from pipeline.corpus.thresholds import CORPUS

Report = Callable[[PlanOutcome], None]
LOOK_SECONDS = 5.0
"""Period of looking whether the pool is still there."""


def run_all(tasks: Sequence[Task], pool: Pool, report: Report) -> None:
    """Run plans, and report each as it ends.

    A plan whose process ends abruptly runs once more, at the end and alone, so that what it takes
    of the machine hits no other. A plan that another batch runs now is asked for again at the end.
    """
    _Run(pool, report).run(tasks)


class _Run:
    """Plans under way, and those to be run again."""

    def __init__(self, pool: Pool, report: Report) -> None:
        self._pool = pool
        self._report = report
        self._under_way: dict[Result, Task] = {}
        self._suspects: list[Task] = []
        self._elsewhere: list[Task] = []

    def run(self, tasks: Sequence[Task]) -> None:
        self._drain(tasks)
        suspects, self._suspects = self._suspects, []
        for task in suspects:
            self._drain([task])
        for task in self._suspects:
            self._report(abandon(task, "its worker process crashed twice"))

    def _drain(self, tasks: Sequence[Task]) -> None:
        queue = deque(tasks)
        while queue or self._under_way or self._elsewhere:
            if not queue and not self._under_way:
                time.sleep(CORPUS.poll_seconds)
                queue.extend(self._elsewhere)
                self._elsewhere.clear()
            while queue and len(self._under_way) < self._pool.room:
                task = queue.popleft()
                self._under_way[self._pool.submit(task)] = task
            self._await()

    def _await(self) -> None:
        """Wait for a plan to end, and take its outcome."""
        done, _ = wait(self._under_way, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        if not done:
            self._pool.require_alive()
        for future in done:
            self._take(future, self._under_way.pop(future))

    def _take(self, future: Result, task: Task) -> None:
        try:
            outcome = future.result()
        except TimeoutError:
            limit = f"{task.max_seconds / 60:g} minutes"
            why = f"takes longer than {limit}; allow more with --max-minutes"
            self._report(abandon(task, why))
        except CancelledError:  # the scheduler forgot it: it started anew, or is gone
            self._pool.require_alive()
            self._suspects.append(task)
        except OSError:
            self._pool.require_alive()
            raise
        except Exception as error:
            if not _is_lost_worker(error):
                raise
            self._suspects.append(task)
        else:
            if outcome is None:
                self._elsewhere.append(task)
            else:
                self._report(outcome)


def _is_lost_worker(error: Exception) -> bool:
    """Return whether a worker ended: a process of pebble's, or all that Dask gave a plan to."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ in (
        "ProcessExpired",
        "KilledWorker",
    )
