"""The plans of a corpus: where they are, and what the outcome of each depends on."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from pathlib import Path

from extract.runtime.ocr_engine import engine_state
from extract.system.regular_files import sha256_of
from normalize.ids import Identifiers
from pipeline.config.project import Project
from pipeline.corpus.model import Task
from pipeline.engine.store import canonical, digest
from pipeline.errors import UsageError

RUNS = "pipeline.batch.run_one"
"""The module that runs a plan: the key of a task covers it and all that it can load."""


def find_tasks(what: str, project: Project, common: Task) -> list[Task]:
    """Return the plans of a folder or of a pattern of paths, sorted by path.

    A folder with ``plan.toml`` is a plan with settings. For a PDF, settings are guessed as
    ``planrows add`` guesses them.

    Args:
        what: the folder or the pattern.
        project: the project.
        common: what all tasks have in common.

    Raises:
        UsageError: there is neither.
    """
    found = sorted(dict.fromkeys(_paths(what)))
    if not found:
        raise UsageError(
            f"{what}: neither a PDF nor a folder with a plan.toml; name a folder or a glob"
        )
    shared = _shared(project, common)
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
        task = common.model_copy(
            update={
                "plan_id": plan_id if clash or not has_settings else own,
                "pdf": "" if has_settings else str(path),
                "root": str(path.parents[2]) if has_settings else common.root,
                "clash": clash,
            }
        )
        tasks[path] = task.model_copy(update={"key": _key(task, path, shared)})
    return [tasks[path] for path in found]


def common_task(project: Project, out: str, **options: object) -> Task:
    """Return what all tasks of a batch have in common.

    Args:
        project: the project.
        out: folder or fsspec address.
        options: further fields of the tasks.
    """
    values = {"plan_id": "", "pdf": "", "root": out, "out": out}
    folders = {"registers": str(project.registers), "store": str(project.store)}
    return Task.model_validate({**values, **folders, **options})


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


def _shared(project: Project, common: Task) -> dict[str, object]:
    """Return what the outcomes of all plans depend on."""
    from pipeline.engine.runner import code_in

    registers = sorted(file for file in project.registers.glob("*") if file.is_file())
    password = Path(common.password_file) if common.password_file else None
    return {
        "loss": common.allow_loss,
        "change": common.accept_change,
        "pages": common.max_pages,
        "formats": common.formats,
        "password": _sha(password) if password else "",
        "OCR": engine_state(),
        "registers": {file.name: _sha(file) for file in registers},
        **code_in(project.store).parts_of([RUNS]),
    }


def _key(task: Task, path: Path, shared: dict[str, object]) -> str:
    """Return the hash of everything that the outcome of a plan depends on."""
    side = [*path.parent.glob("*.csv"), *path.parent.glob("*.pdf")]
    beside = sorted(side) if path.name == "plan.toml" else []
    own = {
        "plan": task.plan_id,
        # The message of a failed plan contains the file name.
        "name": path.name,
        "content": _sha(path),
        "beside it": {file.name: _sha(file) for file in beside},
    }
    return digest(canonical({**shared, **own}))


def _sha(file: Path) -> str:
    """Return the hash of a file, or the reason why it cannot be read; its run reports that."""
    try:
        return sha256_of(file)
    except OSError as error:
        return f"unreadable: {error.strerror}"
