"""The settings of plans that have none yet: guessed once, then kept beside the publications."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.runtime.limits import FileLimits
from extract.system.regular_files import sha256_of
from pipeline.config.project import Project
from pipeline.corpus.address import Address
from pipeline.corpus.model import Drafted, Task
from pipeline.errors import SourceFileError
from pipeline.password import read_password

if TYPE_CHECKING:
    from pipeline.add.draft import Draft

TOML, PDF, QUESTIONS = "plan.toml", "plan.pdf", "questions.md"
FOLDER = "sources"
AT_AN_ADDRESS = (TOML, "aliases.csv", "decisions.csv", QUESTIONS)
"""Settings that are kept at an address; they are read by name, because some libraries list the
folders above a folder that is missing."""
NO_ACTIVITY = 0.0
"""Confidence in a table without an activity: it is probably no plan."""


def draft(task: Task, project: Project, earlier: Drafted | None) -> Drafted | None:
    """Guess the settings of a plan that has none.

    Returns:
        What was guessed, now or by an earlier batch; None if a person has changed it since.

    Raises:
        PlanrowsError: the PDF is missing, has no table like that of a plan, or is another file
            than the one that the settings were guessed from.
    """
    if not task.pdf:
        return None
    pdf, folder = Path(task.pdf), project.sources / task.plan_id
    if not pdf.is_file():
        what = "is a folder" if pdf.is_dir() else "there is no such file"
        raise SourceFileError(f"{pdf}: {what}; remove it, or name a PDF")
    if not (folder / TOML).is_file():
        return _guess(task, project, pdf)
    if sha256_of(folder / PDF) != sha256_of(pdf):
        raise SourceFileError(
            f"{pdf}: not the file that {folder} was made from: remove that folder, so that "
            "planrows guesses its settings again"
        )
    return earlier if earlier and earlier.sha256 == sha256_of(folder / TOML) else None


def _guess(task: Task, project: Project, pdf: Path) -> Drafted:
    from pipeline.add.stage import add_plan

    found, folder = add_plan(
        project,
        pdf,
        task.plan_id,
        password=read_password(Path(task.password_file) if task.password_file else None),
        allow_loss=task.allow_loss,
        file_limits=FileLimits(task.max_pages, task.max_seconds),
        has_pictures=False,
    )
    confidence, reason = _confidence(found)
    return Drafted(sha256=sha256_of(folder / TOML), confidence=confidence, reason=reason)


def _confidence(found: Draft) -> tuple[float, str]:
    """Return the confidence of the least sure guess, and what it is.

    A column that is guessed as none of the known ones is published as it is printed, which is
    right, unless it is the activity that no other column is.
    """
    guesses = [(1.0, "")]
    for guess in found.columns:
        if guess.confidence:
            label = " ".join(guess.column.label.split())
            reason = f"column “{label}” is guessed as {guess.role} ({guess.confidence:.0%})"
            guesses.append((guess.confidence, reason))
    if "activity" in found.missing:
        guesses.append((NO_ACTIVITY, "no column is guessed as the activity"))
    if not found.proposal.is_sure:
        share = found.proposal.rival
        reason = f"other tables fit a plan almost as well ({share:.0%}) as those that were taken"
        guesses.append((1 - share, reason))
    return min(guesses, key=lambda guess: guess[0])


def fetch_settings(address: Address, task: Task, project: Project) -> None:
    """Copy the settings of a plan from an address, and its PDF beside them."""
    folder = project.sources / task.plan_id
    for name in AT_AN_ADDRESS:
        data = address.read(f"{FOLDER}/{task.plan_id}/{name}")
        if data is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    if folder.is_dir() and Path(task.pdf).is_file():
        (folder / PDF).write_bytes(Path(task.pdf).read_bytes())


def send_settings(address: Address, task: Task, project: Project) -> None:
    """Copy the guessed settings of a plan to an address, without the PDF."""
    folder = project.sources / task.plan_id
    for path in sorted(folder.iterdir()):
        name = f"{FOLDER}/{task.plan_id}/{path.name}"
        if path.name in AT_AN_ADDRESS:
            address.create(name, path.read_bytes())
