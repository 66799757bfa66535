"""The plans of a corpus, and the run of one plan."""

from __future__ import annotations

import glob
import logging
import re
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import EncryptedPdfError, PlanrowsError
from extract.runtime.limits import DEFAULT_FILE_LIMITS, FileLimits
from extract.runtime.ocr_engine import engine_state
from extract.system.guard import check_packages
from extract.system.regular_files import sha256_of
from extract.system.run_folder import temporary_run_folder
from normalize.ids import Identifiers
from pipeline.batch.address import Address, open_address
from pipeline.batch.model import PlanOutcome, Status, Task
from pipeline.config.project import Project
from pipeline.engine.store import canonical, digest
from pipeline.errors import SourceFileError, UsageError
from pipeline.failures import explain_failure
from pipeline.terminal import clean

if TYPE_CHECKING:
    from pipeline.validate.gate import Verdict

LOG = logging.getLogger(__name__)
STATE = ".batch"
_one_at_a_time = threading.Lock()
"""A Dask worker may have several threads; Great Expectations and pdfium support only one."""


def find_tasks(
    what: str,
    project: Project,
    out: str,
    *,
    allow_loss: bool = False,
    accept_change: bool = False,
    file_limits: FileLimits = DEFAULT_FILE_LIMITS,
) -> list[Task]:
    """Return the plans of a folder or of a pattern of paths, sorted by path.

    A folder with ``plan.toml`` is a plan with settings. For a PDF, settings are guessed as
    ``planrows add`` guesses them.

    Raises:
        UsageError: there is neither.
    """
    found = sorted(dict.fromkeys(_paths(what)))
    if not found:
        raise UsageError(f"{what}: no PDF and no folder with a plan.toml: name a folder or a glob")
    local = out if "://" not in out else str(project.store / "batch" / digest(out.encode())[:16])
    tasks: dict[Path, Task] = {}
    ids = Identifiers()
    with_settings: dict[str, Path] = {}
    # Plans with settings keep their ids, so they come first.
    for path in sorted(found, key=lambda path: path.name != "plan.toml"):
        has_settings = path.name == "plan.toml"
        own = path.parent.name if has_settings else plan_slug(path.stem)
        plan_id = ids.of_name(own)
        clash = ""
        if has_settings and with_settings.setdefault(own, path) != path:
            clash = f"{path}: {with_settings[own]} has the same id; give one of them another id"
        task = Task(
            plan_id=plan_id if clash or not has_settings else own,
            pdf="" if has_settings else str(path),
            root=str(path.parents[2]) if has_settings else local,
            registers=str(project.registers),
            store=str(project.store),
            out=out,
            allow_loss=allow_loss,
            accept_change=accept_change,
            max_pages=file_limits.pages,
            max_seconds=file_limits.seconds,
            clash=clash,
        )
        tasks[path] = task.model_copy(update={"key": _key(task, path)})
    return [tasks[path] for path in found]


def _paths(what: str) -> Iterable[Path]:
    here = Path(what)
    # Path.glob does not accept absolute patterns.
    names = [] if here.is_dir() else glob.glob(what, recursive=True)  # noqa: PTH207 - see above
    places = [here] if here.is_dir() else [Path(name) for name in names]
    for place in places:
        if place.is_dir():
            yield from (path.resolve() for path in place.iterdir() if _is_pdf(path))
            yield from (path.resolve() for path in place.glob("*/plan.toml"))
            yield from (path.resolve() for path in place.glob("plan.toml"))
        elif _is_pdf(place) or place.name == "plan.toml":
            yield place.resolve()


def _is_pdf(path: Path) -> bool:
    return path.suffix.casefold() == ".pdf"


def plan_slug(name: str) -> str:
    """Return a folder name made from a text."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:80] or "plan"


def _key(task: Task, path: Path) -> str:
    """Return the hash of everything that the outcome of a plan depends on."""
    from pipeline.engine.runner import code_in

    side = [*path.parent.glob("*.csv"), *path.parent.glob("*.pdf")]
    beside = sorted(side) if path.name == "plan.toml" else []
    registers = sorted(file for file in Path(task.registers).glob("*") if file.is_file())
    allowed = {
        "loss": task.allow_loss,
        "change": task.accept_change,
        "pages": task.max_pages,
    }
    options = {"plan": task.plan_id, **allowed, "OCR": engine_state()}
    code = code_in(Path(task.store)).parts_of([__name__])
    return digest(
        canonical(
            {
                **options,
                **code,
                # The message of a failed plan contains the file name.
                "name": path.name,
                "content": _sha(path),
                "beside it": {file.name: _sha(file) for file in beside},
                "registers": {file.name: _sha(file) for file in registers},
            }
        )
    )


def _sha(file: Path) -> str:
    """Return the hash of a file; for one that cannot be read, the reason: its run tells it."""
    try:
        return sha256_of(file)
    except OSError as error:
        return f"unreadable: {error.strerror}"


def run_task(task: Task) -> PlanOutcome:
    """Run one plan; an error becomes its outcome.

    Process pools and Dask clusters call the same function.
    """
    with _one_at_a_time, temporary_run_folder():
        started = time.perf_counter()
        outcome = _outcome(task)
        seconds = round(time.perf_counter() - started, 2)
        outcome = outcome.model_copy(update={"seconds": seconds, "key": task.key})
        if not outcome.retry:
            write_outcome(task.out, outcome)
    return outcome


def _outcome(task: Task) -> PlanOutcome:
    try:
        verdict = _run(task)
    except Exception as error:
        status: Status = "unreadable"
        message, retry = explain_failure(error), True
        if isinstance(error, PlanrowsError):
            retry = not error.is_lasting
            status = "refused" if error.exit_code == 1 else "unreadable"
            message = str(error)
        if isinstance(error, EncryptedPdfError):
            message += "; a batch has no passwords: use `planrows add` and `planrows run`"
        LOG.info("%s: %s: %s", task.plan_id, status, message)
        if task.pdf:
            # The outcome is stored; its key does not cover the folder of the file.
            message = message.replace(task.pdf, Path(task.pdf).name)
        message = clean(message)
        return PlanOutcome(plan_id=task.plan_id, status=status, message=message, retry=retry)
    return PlanOutcome(
        plan_id=task.plan_id,
        status="published",
        rows=verdict.rows,
        areas=verdict.areas,
        bodies=verdict.bodies,
        errors=verdict.issues.error,
        warnings=verdict.issues.warning,
    )


def _run(task: Task) -> Verdict:
    from pipeline.add.stage import add_plan
    from pipeline.config.config import load_plan
    from pipeline.engine.progress import Progress
    from pipeline.engine.runner import Runner
    from pipeline.engine.store import Store
    from pipeline.flow.stages import Options, run_plan

    check_packages()
    limits = FileLimits(task.max_pages, task.max_seconds)
    if task.clash:
        raise UsageError(task.clash)
    project = Project(Path(task.root), Path(task.registers))
    if task.pdf and not Path(task.pdf).is_file():
        what = "is a folder" if Path(task.pdf).is_dir() else "there is no such file"
        raise SourceFileError(f"{task.pdf}: {what}; remove it, or name a PDF")
    if task.pdf and not (project.sources / task.plan_id / "plan.toml").is_file():
        add_plan(project, Path(task.pdf), task.plan_id, file_limits=limits, has_pictures=False)
    plan = load_plan(project, task.plan_id)
    if task.pdf and _sha(plan.pdf) != _sha(Path(task.pdf)):
        raise SourceFileError(
            f"{task.pdf}: not the file that {plan.folder} was made from: remove that folder, "
            "so that planrows guesses its settings again"
        )
    runner = Runner(Store(Path(task.store)), Progress(quiet=True), task.plan_id)

    def run(out: Path) -> Verdict:
        options = Options(
            out=out,
            allow_loss=task.allow_loss,
            accept_change=task.accept_change,
            file_limits=limits,
        )
        return run_plan(plan, runner, options)[0]

    if "://" not in task.out:
        return run(Path(task.out) / task.plan_id)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / task.plan_id
        fetch_last(open_address(task.out), out)
        verdict = run(out)
        open_address(task.out).take(out, task.plan_id)
    return verdict


def fetch_last(address: Address, out: Path) -> None:
    """Download the files of the last publication that a run compares, if there is one."""
    from pipeline.publish.core.model import MANIFEST
    from pipeline.publish.last_publication import COMPARED

    held = {name: address.read(f"{out.name}/{name}") for name in (MANIFEST, *COMPARED)}
    if held[MANIFEST] is None:
        return
    out.mkdir()
    for name, data in held.items():
        if data is not None:
            (out / name).write_bytes(data)


def write_outcome(out: str, outcome: PlanOutcome) -> None:
    """Store the outcome of a plan, so that a second batch need not run it again."""
    data = outcome.model_dump_json().encode()
    open_address(out).write(f"{STATE}/{outcome.plan_id}.json", data)


def read_outcome(out: str, task: Task) -> PlanOutcome | None:
    """Return the stored outcome of a plan; None if there is none with the same key."""
    data = open_address(out).read(f"{STATE}/{task.plan_id}.json")
    if data is None:
        return None
    try:
        outcome = PlanOutcome.model_validate_json(data)
    except ValueError:
        return None
    is_whole = open_address(out).read(f"{task.plan_id}/manifest.json") is not None
    stands = outcome.status != "published" or is_whole
    return outcome if outcome.key == task.key and stands else None


def split_done(out: str, tasks: Sequence[Task]) -> tuple[list[PlanOutcome], list[Task]]:
    """Return the stored outcomes that are still valid, and the plans to run."""
    done = {task.plan_id: read_outcome(out, task) for task in tasks}
    return (
        [outcome for outcome in done.values() if outcome is not None],
        [task for task in tasks if done[task.plan_id] is None],
    )
