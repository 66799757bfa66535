"""``planrows add``: read a PDF and write a first ``sources/PLAN/``."""

from __future__ import annotations

from pathlib import Path

from extract.runtime.limits import FileLimits
from extract.system.regular_files import pieces_of, sha256_of
from pipeline.add.draft import Draft, draft_plan, plan_toml, questions
from pipeline.config.project import PLAN_ID, Project, find_project
from pipeline.engine.page_bar import PageBar
from pipeline.engine.store import PART, write_atomically
from pipeline.errors import NotAPlanError, SourceFileError, UsageError
from pipeline.terminal import block, clean, say


def add_command(
    pdf: Path,
    plan_id: str,
    jobs: int,
    *,
    password: str = "",
    allow_loss: bool = False,
    file_limits: FileLimits | None = None,
) -> None:
    """Write first settings for a new plan and print the guesses."""
    project = find_project()
    draft, folder = add_plan(
        project,
        pdf,
        plan_id,
        jobs=jobs,
        password=password,
        allow_loss=allow_loss,
        file_limits=file_limits,
    )
    if allow_loss:
        for note in draft.document.notes:
            say(note)
    for guess in draft.columns:
        print(block([f"{guess.confidence:>4.0%}  {guess.role:<16} {guess.column.label}"]))
    for role in draft.missing:
        print(f"   -  {role:<16} no column")
    print(clean(f"written: {folder}; read {folder / 'questions.md'} first, then run it with"))
    options = " --allow-loss" * allow_loss + " --password-file FILE" * bool(password)
    print(f"    planrows run {plan_id}{options}")


def add_plan(
    project: Project,
    pdf: Path,
    plan_id: str,
    *,
    jobs: int = 1,
    password: str = "",
    allow_loss: bool = False,
    file_limits: FileLimits | None = None,
) -> tuple[Draft, Path]:
    """Write ``sources/PLAN/``: settings, PDF, empty settings files and a page of questions.

    Raises:
        UsageError: the id is not valid, or already used.
        SourceFileError: the file does not exist or has no matrix; nothing is written.
    """
    if not PLAN_ID.fullmatch(plan_id) or plan_id == "registers":
        raise UsageError(
            f"--id {plan_id!r}: use lower-case letters, digits, '.', '-' and '_' only, as in "
            "asean-pcrve-2019-2025"
        )
    folder = project.sources / plan_id
    if folder.exists() and not (folder.is_dir() and _is_left_over(folder)):
        raise UsageError(f"{folder} already exists: choose another id, or edit its plan.toml")
    if not pdf.is_file():
        raise SourceFileError(f"{pdf}: no such file: name a PDF")
    from extract.settings import ReadOptions
    from extract.stage import read_document

    bar = PageBar()
    options = ReadOptions(
        jobs=jobs,
        password=password,
        allow_loss=allow_loss,
        file_limits=file_limits,
        page_done=bar.page_done,
    )
    try:
        document = read_document(pdf, options)
    finally:
        bar.stop()
    draft = draft_plan(document, plan_id, pdf.stem)
    if draft is None:
        raise NotAPlanError(
            f"{pdf}: no table looks like that of a plan, so nothing was written; check that it is "
            "the plan"
        )
    for part in folder.glob(f"{PART}*"):
        part.unlink(missing_ok=True)
    write_atomically(folder / "plan.pdf", pieces_of(pdf))
    toml = plan_toml(draft, sha256_of(folder / "plan.pdf"))
    write_atomically(folder / "aliases.csv", b"printed,body_id,reason\n")
    write_atomically(folder / "questions.md", questions(draft).encode())
    # The settings are written last: a folder without them is not yet a plan.
    write_atomically(folder / "plan.toml", toml.encode())
    return draft, folder


def _is_left_over(folder: Path) -> bool:
    """Tell whether a folder holds only files that a killed ``planrows add`` wrote."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(PART)}
    return names <= {"plan.pdf", "aliases.csv", "questions.md"}
