"""``planrows batch``: run a corpus of plans on processes or on a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.batch.batch_progress import BatchProgress
from pipeline.batch.pools import open_pool
from pipeline.batch.records import asked_again, split_done
from pipeline.batch.schedule import run_all
from pipeline.batch.tasks import common_task, find_tasks
from pipeline.config.project import find_project
from pipeline.corpus.address import Address, LocalFolder, open_address
from pipeline.corpus.database import NAME, open_corpus, update_corpus
from pipeline.corpus.model import STATES, PlanOutcome
from pipeline.corpus.summary import CATALOGUE, PAGE, SUMMARY, write_summaries
from pipeline.terminal import EVENTS, clean

REMOTE_SECONDS = 300.0
"""Period of writing the database to an address, where it is replaced as a whole."""
SUMMARY_SECONDS = 60.0
"""Period of writing the page and the table of all plans."""


@dataclass(frozen=True)
class BatchOptions:
    """Arguments of ``planrows batch``.

    Attributes:
        what: folder, or pattern of paths.
        out: folder or fsspec address; None: ``corpus`` among the outputs.
        jobs: number of processes.
        scheduler: address of a Dask scheduler; None: processes of this machine.
        retry: states whose plans run again, even if nothing has changed.
        of_plans: further fields of each task, by name.
    """

    what: str
    out: str | None
    jobs: int
    scheduler: str | None
    retry: tuple[str, ...]
    of_plans: dict[str, object]


def batch_command(options: BatchOptions) -> dict[str, object]:
    """Run a corpus, print the outcome of each plan, and return them as JSON values.

    A failed plan does not stop the others; `exit_status` is 1 if any plan was not published.
    """
    project = find_project()
    target = options.out or str(project.outputs / "corpus")
    common = common_task(project, target, **options.of_plans)
    tasks = asked_again(target, find_tasks(options.what, project, common), options.retry)
    done, left = split_done(target, tasks)
    address = open_address(target)
    progress = BatchProgress(len(done), len(left))
    kept = _Kept(address)
    kept.add(done)

    def ended(outcome: PlanOutcome) -> None:
        progress.ended(outcome)
        kept.add([outcome])

    started = time.perf_counter()
    if left:
        with open_pool(options.jobs, options.scheduler) as pool:
            run_all(left, pool, ended)
    kept.finish()
    outcomes = sorted([*done, *progress.outcomes], key=lambda outcome: outcome.plan_id)
    summary = _summary(outcomes, target)
    progress.finished(summary, time.perf_counter() - started)
    if not EVENTS.get():
        files = f"{PAGE}, {SUMMARY}, {NAME}, dataset/, {CATALOGUE}"
        print(clean(f"{target}: one folder per plan, {files}"))
    return summary


class _Kept:
    """Keeps the database and the page of the corpus up to date while plans end."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._period = 0.0 if isinstance(address, LocalFolder) else REMOTE_SECONDS
        self._waiting: list[PlanOutcome] = []
        self._written = self._shown = time.monotonic()

    def add(self, outcomes: Sequence[PlanOutcome]) -> None:
        """Take outcomes, and write them if it is time to."""
        self._waiting += outcomes
        now = time.monotonic()
        if self._waiting and now >= self._written + self._period:
            update_corpus(self._address, self._waiting)
            self._waiting.clear()
            self._written = now
            if now >= self._shown + SUMMARY_SECONDS:
                self._show()

    def finish(self) -> None:
        """Write all that is left, and the summaries of all plans of the folder."""
        if self._waiting:
            update_corpus(self._address, self._waiting)
        self._show()

    def _show(self) -> None:
        self._shown = time.monotonic()
        with open_corpus(self._address) as corpus:
            outcomes = list(corpus.outcomes())
        write_summaries(self._address, outcomes)


def _summary(outcomes: Sequence[PlanOutcome], target: str) -> dict[str, object]:
    counts = {state: sum(o.status == state for o in outcomes) for state in STATES}
    failed = counts["refused"] + counts["failed"]
    hidden = {"key", "settings", "drafted", "tables", "entry"}
    return {
        "exit_status": 1 if failed else 0,
        "folder": target,
        "failed": failed,
        "states": counts,
        "plans": [outcome.model_dump(mode="json", exclude=hidden) for outcome in outcomes],
    }
