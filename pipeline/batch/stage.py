"""``planrows batch``: run a corpus of plans on processes or on a Dask cluster."""

from __future__ import annotations

import contextlib
import csv
import importlib
import io
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from typing import Any

from extract.runtime.fork_server import silent, socket_in_run_folder, uninterrupted
from extract.runtime.limits import DEFAULT_FILE_LIMITS, FileLimits
from pipeline.batch.address import open_address
from pipeline.batch.corpus import NAME, write_corpus
from pipeline.batch.model import PlanOutcome, Task
from pipeline.batch.tasks import find_tasks, run_task, split_done
from pipeline.config.project import find_project
from pipeline.errors import UsageError
from pipeline.logs import start_logging
from pipeline.terminal import block, clean

SUMMARY = "batch.csv"
PRELOADED = ["pipeline.flow.stages", "extract.stage", "normalize.stage", "link.stage",
             "expectations.stage", "pipeline.publish.stage"]  # fmt: skip
Report = Callable[[PlanOutcome], None]


def batch_command(
    what: str,
    out: str | None,
    jobs: int,
    scheduler: str | None,
    *,
    allow_loss: bool,
    accept_change: bool,
    file_limits: FileLimits = DEFAULT_FILE_LIMITS,
) -> dict[str, object]:
    """Run a corpus, print the outcome of each plan, and return them as JSON values.

    A failed plan does not stop the others; `exit_status` is 1 if any plan failed.
    """
    project = find_project()
    target = out or str(project.outputs / "corpus")
    tasks = find_tasks(
        what,
        project,
        target,
        allow_loss=allow_loss,
        accept_change=accept_change,
        file_limits=file_limits,
    )
    done, left = split_done(target, tasks)
    if done:
        print(f"{len(done)} of {len(tasks)} plans are done already")
    started = time.perf_counter()
    with _executor(jobs, scheduler) as pool:
        fresh = run_all(left, pool, _say)
    seconds = time.perf_counter() - started
    outcomes = sorted([*done, *fresh], key=lambda outcome: outcome.plan_id)
    address = open_address(target)
    address.write(SUMMARY, summary_csv(outcomes).encode())
    size = write_corpus(address, outcomes)
    speed = f", {60 * len(fresh) / seconds:.1f} plans a minute" if fresh else ""
    again = sum(outcome.retry for outcome in outcomes)
    if again:
        print(f"{again} failed for reasons outside of their files: the next batch runs them again")
    summary = _summary(outcomes, target)
    print(
        clean(f"{len(outcomes)} plans, {summary['failed']} of them failed; {seconds:.1f} s{speed}")
    )
    print(clean(f"{target}: a folder a plan, {SUMMARY}, {NAME} ({size:,} bytes)"))
    return summary


def _summary(outcomes: Sequence[PlanOutcome], target: str) -> dict[str, object]:
    failed = sum(outcome.status != "published" for outcome in outcomes)
    return {
        "exit_status": 1 if failed else 0,
        "folder": target,
        "failed": failed,
        "plans": [outcome.model_dump(mode="json", exclude={"key"}) for outcome in outcomes],
    }


def _say(outcome: PlanOutcome) -> None:
    what = outcome.message or f"{outcome.rows} rows, {outcome.areas} areas, {outcome.errors} errors"
    line = f"{outcome.status:<10} {outcome.seconds:7.1f} s  {outcome.plan_id}: {what}"
    print(block([line]), flush=True)


def _set_up_worker() -> None:
    """Make a worker end with the batch, after its own page readers; start its logging.

    A worker process runs finalizers, but no ``atexit`` functions.
    """
    from multiprocessing.util import Finalize

    from extract.runtime.parent_watchdog import end_with_parent
    from extract.runtime.workers import pool_for
    from extract.system.search_path import leave_current_folder

    leave_current_folder()
    end_with_parent()
    start_logging()
    Finalize(None, pool_for().stop, exitpriority=100)


PoolFactory = Callable[[], Executor]


@contextlib.contextmanager
def _executor(jobs: int, scheduler: str | None) -> Iterator[PoolFactory]:
    """Yield a function that makes executors: process pools, or the one of a Dask cluster."""
    if scheduler is None:
        # Workers are forked from one process that has imported the stages.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        with silent():  # it complains of what an interrupted batch leaves, and removes it
            resource_tracker.ensure_running()
        with uninterrupted(), socket_in_run_folder():
            forkserver.ensure_running()
        yield lambda: ProcessPoolExecutor(jobs, mp_context=context, initializer=_set_up_worker)
        return
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "--scheduler needs the extra 'dask': pip install 'planrows[dask]'"
        ) from error
    try:
        client = distributed.Client(scheduler, timeout="20s")
    except (OSError, ValueError) as error:
        raise UsageError(f"--scheduler {scheduler}: no Dask scheduler answers: {error}") from error
    with client:
        yield client.get_executor


def run_all(
    tasks: Sequence[Task], pool: PoolFactory, report: Report | None = None
) -> list[PlanOutcome]:
    """Run plans on an executor; a plan that crashes its worker does not stop the others.

    A crashed worker ends its process pool, which does not tell whose plan it ran. All unfinished
    plans then run once more, each in a pool of its own.
    """
    outcomes: list[PlanOutcome] = []
    unfinished = _run_in(tasks, pool, outcomes, report)
    for task in unfinished:
        if _run_in([task], pool, outcomes, report):
            lost = PlanOutcome(
                plan_id=task.plan_id,
                status="crashed",
                key=task.key,
                message="its worker process ended abruptly, twice",
                retry=True,
            )
            outcomes.append(lost)
            if report:
                report(lost)
    return outcomes


@contextlib.contextmanager
def _ended_at_once(executor: Executor) -> Iterator[Executor]:
    """Yield an executor; if a signal ends the batch, do not wait for the plans under way."""
    try:
        yield executor
    except Exception:
        executor.shutdown()
        raise
    except BaseException:
        executor.shutdown(wait=False)
        raise
    executor.shutdown()


def _run_in(
    tasks: Sequence[Task], pool: PoolFactory, outcomes: list[PlanOutcome], report: Report | None
) -> list[Task]:
    """Run plans on one executor and return the unfinished ones."""
    if not tasks:
        return []
    left = {task.plan_id: task for task in tasks}
    with contextlib.suppress(BrokenProcessPool), _ended_at_once(pool()) as executor:
        futures = [executor.submit(run_task, task) for task in tasks]
        for future in as_completed(futures):
            outcome = future.result()
            del left[outcome.plan_id]
            outcomes.append(outcome)
            if report:
                report(outcome)
    return list(left.values())


def summary_csv(outcomes: Sequence[PlanOutcome]) -> str:
    """Return the summary table."""
    from pipeline.publish.data.csv_files import csv_value

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    names = [name for name in PlanOutcome.model_fields if name != "key"]
    writer.writerow(names)
    writer.writerows([csv_value(getattr(outcome, name)) for name in names] for outcome in outcomes)
    return buffer.getvalue()
