"""``planrows add``: read a PDF and write a first ``sources/PLAN/``."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from extract.runtime.limits import FileLimits
from extract.system.regular_files import pieces_of, sha256_of
from pipeline.add.decided import (
    COLUMNS,
    PROPOSED,
    answer_keys,
    decisions,
    heading_in,
    merged,
    with_answers,
    without_heading,
)
from pipeline.add.draft import (
    EXAMPLE_CHARACTERS,
    Draft,
    draft_plan,
    other_plan_note,
    plan_toml,
    questions,
)
from pipeline.add.questions_page import PAGE, questions_page
from pipeline.add.thresholds import ROLES
from pipeline.config.project import PLAN_ID, Project, find_project
from pipeline.config.settings_files import read_text
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
    answers: Path | None = None,
    heading: str = "",
    ask: bool = False,
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
        answers=answers,
        heading=heading,
    )
    if ask:
        draft = ask_about(draft, folder)
    if allow_loss:
        for note in draft.document.notes:
            say(note)
    for guess in draft.columns:
        print(block([f"{guess.confidence:>4.0%}  {guess.role:<16} {guess.column.label}"]))
    for role in draft.missing:
        print(f"   -  {role:<16} no column")
    if note := other_plan_note(draft):
        say(note)
    for key in _decided(folder):
        print(clean(f"kept as decided: {key}"))
    print(clean(f"written: {folder}; open {folder / PAGE} first, then run it with"))
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
    answers: Path | None = None,
    heading: str = "",
    has_pictures: bool = True,
) -> tuple[Draft, Path]:
    """Write ``sources/PLAN/``: settings, PDF, empty settings files and pages of questions.

    For a plan that was added before from the same PDF, the settings are proposed again; what a
    person decided stays. Pictures of the tables make the page of questions; a corpus needs none.

    Raises:
        UsageError: the id is not valid, or already used.
        SourceFileError: the file does not exist or has no matrix; nothing is written.
        SettingsError: the answers are wrong; nothing is written.
    """
    folder = _folder_of(project, plan_id, pdf)
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
    named = heading or _decided_heading(folder, pdf)
    draft = draft_plan(document, plan_id, pdf.stem, named)
    if draft is None and named:
        raise NotAPlanError(
            f"{pdf}: no table is below the heading “{named}”, so nothing was written; name the "
            "text that is printed above the first table of the plan"
        )
    if draft is None:
        has = (
            "planrows extract shows its tables; --heading takes the one below a heading"
            if document.tables
            else "it has no table: measures in running text, or below labels without boxes, are "
            "not read"
        )
        raise NotAPlanError(
            f"{pdf}: no table looks like the matrix of a plan, so nothing was written; {has}"
        )
    _write(draft, folder, pdf, answers, has_pictures=has_pictures)
    return draft, folder


def _folder_of(project: Project, plan_id: str, pdf: Path) -> Path:
    """Return the folder of a new plan, or of one that was added before from the same PDF.

    Raises:
        UsageError: the id is not valid, or another plan has it.
        SourceFileError: the PDF does not exist.
    """
    if not PLAN_ID.fullmatch(plan_id) or plan_id == "registers":
        raise UsageError(
            f"--id {plan_id!r}: use lower-case letters, digits, '.', '-' and '_' only, as in "
            "asean-pcrve-2019-2025"
        )
    folder = project.sources / plan_id
    if not pdf.is_file():
        what = "is not a file" if pdf.exists() else "no such file"
        raise SourceFileError(f"{pdf}: {what}: name a PDF")
    is_ours = _was_added(folder, pdf) or (folder.is_dir() and _is_left_over(folder))
    if folder.exists() and not is_ours:
        raise UsageError(
            f"{folder} already exists, from another PDF or made by hand: choose another id, or "
            "edit its plan.toml"
        )
    return folder


def _write(
    draft: Draft, folder: Path, pdf: Path, answers: Path | None, *, has_pictures: bool
) -> None:
    """Write the files of a plan; what a person decided in its settings stays."""
    is_again = _was_added(folder, pdf)
    proposed = plan_toml(draft, sha256_of(pdf))
    # A heading that a person named stays a decision when the plan is added again.
    kept = without_heading(proposed) if draft.matrix_heading.confidence == 1.0 else proposed
    settings = _merged(folder, proposed) if is_again else proposed
    if answers is not None:
        settings = with_answers(settings, answers)
    for part in folder.glob(f"{PART}*"):
        part.unlink(missing_ok=True)
    if not is_again:
        write_atomically(folder / "plan.pdf", pieces_of(pdf))
        write_atomically(folder / "aliases.csv", b"printed,body_id,reason\n")
    write_atomically(folder / "questions.md", questions(draft).encode())
    page = questions_page(draft, folder / "plan.pdf" if has_pictures else None)
    write_atomically(folder / PAGE, page.encode())
    write_atomically(folder / PROPOSED, kept.encode())
    # The settings are written last: a folder without them is not yet a plan.
    write_atomically(folder / "plan.toml", settings.encode())


def _was_added(folder: Path, pdf: Path) -> bool:
    """Return whether ``planrows add`` wrote a folder from the same PDF."""
    files = [folder / name for name in ("plan.toml", PROPOSED, "plan.pdf")]
    return all(file.is_file() for file in files) and sha256_of(files[2]) == sha256_of(pdf)


def _decided_heading(folder: Path, pdf: Path) -> str:
    """Return the heading that a person named for a plan that was added before; empty if none."""
    if not _was_added(folder, pdf) or "extract.matrix_heading" not in _decided(folder):
        return ""
    return heading_in(read_text(folder / "plan.toml"))


def _merged(folder: Path, proposed: str) -> str:
    return merged(proposed, read_text(folder / "plan.toml"), read_text(folder / PROPOSED))


def _decided(folder: Path) -> list[str]:
    return decisions(read_text(folder / "plan.toml"), read_text(folder / PROPOSED))


def ask_about(draft: Draft, folder: Path) -> Draft:
    """Ask on the terminal about each role that is a guess, and write the answers.

    Returns:
        The draft with the roles that were answered.

    Raises:
        UsageError: nobody answers.
    """
    import tempfile

    import tomlkit
    import typer

    answers = tomlkit.table()
    columns = list(draft.columns)
    keys = answer_keys(guess.column.label for guess in columns)
    for at, (key, guess) in enumerate(zip(keys, draft.columns, strict=True)):
        if 0 < guess.confidence < ROLES.sure:
            example = next(iter(guess.column.filled), "")[:EXAMPLE_CHARACTERS]
            question = clean(f"Role of “{guess.column.label}” (like “{example}”)")
            try:
                role = typer.prompt(question, default=guess.role, value_proc=_role_of)
            except typer.Abort:
                raise UsageError(
                    f"--ask got no answer, so the guesses stay in {folder}; correct the roles in "
                    "its plan.toml, or give them with --answers FILE"
                ) from None
            answers.add(key, role)
            columns[at] = replace(guess, role=role, confidence=1.0)
    if not answers:
        say("no role is a guess: there is nothing to ask")
        return draft
    document = tomlkit.document()
    document.add(COLUMNS, answers)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "answers.toml"
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
        settings = with_answers(read_text(folder / "plan.toml"), path)
    write_atomically(folder / "plan.toml", settings.encode())
    return replace(draft, columns=columns)


_ROLE = re.compile(r"[^\W\d_]\w*(?:-\w+)*")
"""The name of a role, which is the name of a published column: `lead_bodies`."""


def _role_of(answer: str) -> str:
    """Return the role that a person typed; anything else is asked again."""
    import typer

    role = answer.strip()
    if not _ROLE.fullmatch(role):
        raise typer.BadParameter("a role is one word, like activity or lead_bodies")
    return role


def _is_left_over(folder: Path) -> bool:
    """Return whether a folder holds only files that a killed ``planrows add`` wrote."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(PART)}
    return names <= {"plan.pdf", "aliases.csv", "questions.md", PAGE, PROPOSED}
