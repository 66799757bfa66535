"""Batches without processes: plans run in threads of the test, as tasks of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pipeline.batch.run_one import run_task
from pipeline.batch.schedule import run_all
from pipeline.batch.tasks import common_task, find_tasks
from pipeline.config.project import Project
from pipeline.corpus.model import PlanOutcome, Task

Run = Callable[[Task], PlanOutcome | None]


class Threads:
    """A pool that runs plans in threads."""

    def __init__(self, run: Run = run_task, room: int = 1) -> None:
        self.room = room
        self._run = run
        self._threads = ThreadPoolExecutor(room)

    def submit(self, task: Task) -> Future[PlanOutcome | None]:
        return self._threads.submit(self._run, task)

    def require_alive(self) -> None:
        return

    def stop(self) -> None:
        self._threads.shutdown()


def outcomes_of(tasks: Sequence[Task], run: Run = run_task, room: int = 1) -> list[PlanOutcome]:
    """Run plans, and return their outcomes in the order in which they end."""
    found: list[PlanOutcome] = []
    pool = Threads(run, room)
    run_all(tasks, pool, found.append)
    pool.stop()
    return found


def tasks_in(what: Path | str, project: Project, out: Path | str, **fields: object) -> list[Task]:
    """Return the tasks of a folder."""
    return find_tasks(str(what), project, common_task(project, str(out), **fields))
