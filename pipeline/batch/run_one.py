"""The run of one plan, on any machine that can access the same folders."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import PlanrowsError
from extract.runtime.limits import FileLimits
from extract.system.guard import check_packages
from extract.system.run_folder import temporary_run_folder
from pipeline.batch.confidence import judge
from pipeline.batch.records import read_current, read_record, settings_of, write_record
from pipeline.batch.settings import draft, fetch_settings, send_settings
from pipeline.config.project import Project
from pipeline.corpus.address import Address, RemoteFolder, open_address
from pipeline.corpus.dataset import remove_partitions, write_partitions
from pipeline.corpus.model import STATE, Drafted, PlanOutcome, Status, Task
from pipeline.errors import UsageError
from pipeline.failures import explain_failure
from pipeline.interruption import raise_if_stopping
from pipeline.password import read_password
from pipeline.terminal import clean

if TYPE_CHECKING:
    from pipeline.validate.gate import Verdict

LOG = logging.getLogger(__name__)
_one_at_a_time = threading.Lock()
"""A Dask worker may have several threads; Great Expectations and pdfium support only one."""


def run_task(task: Task) -> PlanOutcome | None:
    """Run one plan; an error becomes its outcome.

    Process pools and Dask clusters call the same function.

    Returns:
        The outcome; None: another batch runs the plan now.
    """
    address = open_address(task.out)
    with _one_at_a_time, address.claim(f"{STATE}/claims/{task.plan_id}") as is_ours:
        if not is_ours:
            return None
        # Another batch may have run it since this one looked.
        current = None if task.again else read_current(address, task)
        if current is not None:
            return current
        with temporary_run_folder():
            return _run_and_record(task, address)


def _run_and_record(task: Task, address: Address) -> PlanOutcome:
    started = time.perf_counter()
    before = read_record(address, task.plan_id)
    tables = before.tables if before else ()
    outcome = _outcome(task, address, before.drafted if before else None)
    if outcome.is_in_corpus:
        tables = write_partitions(
            address, task.plan_id, lambda name: address.read(f"{task.plan_id}/{name}"), tables
        )
    else:
        remove_partitions(address, task.plan_id, tables)
        tables = ()
    outcome = outcome.model_copy(
        update={
            "seconds": round(time.perf_counter() - started, 2),
            "key": task.key,
            "tables": tables,
            "pdf": Path(task.pdf).name,
            "settings": settings_of(address, task),
        }
    )
    write_record(address, outcome)
    return outcome


def abandon(task: Task, message: str) -> PlanOutcome:
    """Record that the process of a plan ended without an outcome; the next batch runs it again."""
    address = open_address(task.out)
    before = read_record(address, task.plan_id)
    if before is not None:
        remove_partitions(address, task.plan_id, before.tables)
    outcome = PlanOutcome(
        plan_id=task.plan_id,
        status="failed",
        message=message,
        retry=True,
        key=task.key,
        pdf=Path(task.pdf).name,
        drafted=before.drafted if before else None,
    )
    write_record(address, outcome)
    return outcome


def _outcome(task: Task, address: Address, drafted: Drafted | None) -> PlanOutcome:
    try:
        verdict, drafted = _run(task, address, drafted)
    except Exception as error:
        raise_if_stopping()
        status: Status = "failed"
        message, retry = explain_failure(error), True
        if isinstance(error, PlanrowsError):
            retry = not error.is_lasting
            status = "refused" if error.exit_code == 1 else "failed"
            message = str(error)
        LOG.info("%s: %s: %s", task.plan_id, status, message)
        if task.pdf:
            # The outcome is stored; its key does not cover the folder of the file.
            message = message.replace(task.pdf, Path(task.pdf).name)
        return PlanOutcome(
            plan_id=task.plan_id,
            status=status,
            message=clean(message),
            retry=retry,
            drafted=drafted,
        )
    judged = judge(verdict, drafted)
    return PlanOutcome(
        plan_id=task.plan_id,
        status="doubtful" if judged.reasons else "published",
        message=clean("; ".join(judged.reasons)),
        confidence=judged.confidence,
        # A page that was too slow today may be read by the next batch.
        retry=verdict.pages_to_retry > 0,
        rows=verdict.rows,
        areas=verdict.areas,
        bodies=verdict.bodies,
        errors=verdict.issues.error,
        warnings=verdict.issues.warning,
        doubts=verdict.doubts,
        drafted=drafted,
        entry="index.html" if task.formats is None or "html" in task.formats else "matrix.csv",
    )


def _run(task: Task, address: Address, drafted: Drafted | None) -> tuple[Verdict, Drafted | None]:
    check_packages()
    if task.clash:
        raise UsageError(task.clash)
    if not isinstance(address, RemoteFolder):
        project = Project(Path(task.root), Path(task.registers))
        drafted = draft(task, project, drafted)
        return _publish(task, project, Path(task.out) / task.plan_id), drafted
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) if task.pdf else Path(task.root)
        project = Project(root, Path(task.registers))
        if task.pdf:
            fetch_settings(address, task, project)
        drafted = draft(task, project, drafted)
        out = Path(folder) / "published" / task.plan_id
        fetch_last(address, out)
        verdict = _publish(task, project, out)
        address.take(out, task.plan_id)
        if task.pdf:
            send_settings(address, task, project)
    return verdict, drafted


def _publish(task: Task, project: Project, out: Path) -> Verdict:
    from pipeline.config.config import load_plan
    from pipeline.engine.progress import Progress
    from pipeline.engine.runner import Runner
    from pipeline.engine.store import Store
    from pipeline.flow.stages import Options, run_plan

    plan = load_plan(project, task.plan_id)
    runner = Runner(Store(Path(task.store)), Progress(quiet=True), task.plan_id)
    options = Options(
        out=out,
        allow_loss=task.allow_loss,
        accept_change=task.accept_change,
        password=read_password(Path(task.password_file) if task.password_file else None),
        file_limits=FileLimits(task.max_pages, task.max_seconds),
        formats=task.formats,
    )
    return run_plan(plan, runner, options)[0]


def fetch_last(address: Address, out: Path) -> None:
    """Download the files of the last publication that a run compares, if there is one."""
    from pipeline.publish.core.model import MANIFEST
    from pipeline.publish.last_publication import COMPARED

    held = {name: address.read(f"{out.name}/{name}") for name in (MANIFEST, *COMPARED)}
    if held[MANIFEST] is None:
        return
    out.mkdir(parents=True)
    for name, data in held.items():
        if data is not None:
            (out / name).write_bytes(data)
