"""Prepare the adoption of an edition, and carry it out on the files of its plan."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.adopt.card import Ask, complete_card, old_name
from pipeline.adopt.carried import Carried, carry
from pipeline.adopt.moves import Moves, complete_moves, forget_moves, move_publications, note_moves
from pipeline.adopt.settings_text import adopted_text
from pipeline.config.config import STAGES, Plan, load_plan
from pipeline.config.project import Project
from pipeline.config.settings_files import read_toml, validate
from pipeline.config.source_card import SourceCard
from pipeline.diff.model import Difference
from pipeline.diff.stage import compare
from pipeline.engine.store import write_atomically
from pipeline.errors import UsageError
from pipeline.interruption import raise_if_stopping
from pipeline.publish.core.atomic_folder import locked, staged, swap


@dataclass(frozen=True)
class Adoption:
    """An adoption that can be carried out.

    Attributes:
        own: the edition in force.
        draft: the edition that is adopted.
        old: name that the edition in force gets.
        text: the new text of ``plan.toml``.
        difference: the comparison of both editions.
        carried: what is carried over.
    """

    own: Plan
    draft: Plan
    old: str
    text: str
    difference: Difference
    carried: Carried

    @property
    def old_out(self) -> Path:
        """Folder to which the edition in force is published from now on."""
        return self.own.project.outputs / f"{self.own.card.id}@{self.old}"


def prepare(
    project: Project,
    plan_id: str,
    edition: str,
    given: Mapping[str, str | None],
    old_edition: str | None,
    *,
    ask: Ask | None,
    publish: Callable[[str], None],
) -> Adoption:
    """Return an adoption, with everything checked and no settings changed.

    Args:
        project: the project.
        plan_id: the plan.
        edition: the edition to adopt.
        given: the fields of its card that the command line gives; None: not given.
        old_edition: the name that the edition in force gets; None: its own, or a year.
        ask: asks for what is missing; None: do not ask.
        publish: publishes an edition as its settings are now.

    Raises:
        PlanrowsError: the edition cannot be adopted.
    """
    own, draft = load_plan(project, plan_id), load_plan(project, plan_id, edition=edition)
    complete_moves(own)
    _refuse(own, draft)
    values, text = read_toml(own.folder / "plan.toml")
    stated = {k: v for k, v in values["editions"][edition].items() if k not in STAGES}
    card = complete_card(stated, given, ask)
    card.setdefault("pdf", draft.card.pdf)
    card["sha256"] = _sha(draft.pdf)
    valid = validate(SourceCard, {"id": own.card.id, **card}, own.folder / "plan.toml", {})
    _refuse_earlier(valid.adopted_on, own, edition)
    old = old_name(own.card, old_edition, frozenset(c.edition for c in own.editions[1:]))
    written = adopted_text(text, edition, old, card)
    # Decisions made since the last run are carried over, too.
    for name in (own.card.edition, edition):
        publish(name)
    difference = compare(own.out, draft.out).model_copy(
        update={"old": f"{own.card.id}@{old}", "new": own.card.id}
    )
    adoption = Adoption(own, draft, old, written, difference, carry(own, draft, old, difference))
    if adoption.old_out.exists():
        raise UsageError(
            f"{adoption.old_out}: already exists; give the old edition another name with "
            "--old-edition"
        )
    return adoption


def _refuse(own: Plan, draft: Plan) -> None:
    """Check that an edition can be adopted.

    Raises:
        UsageError: something stands in the way; says what to do.
    """
    if draft.card.edition == own.card.edition:
        raise UsageError(f"{draft.card.edition or own.name} is already the edition in force")
    if draft.card.status == "superseded":
        raise UsageError(
            f"{draft.name} is superseded; name an edition of plan.toml whose status is draft"
        )
    if not own.folder.is_relative_to(own.project.sources) or not os.access(own.folder, os.W_OK):
        raise UsageError(
            f"{own.folder}: is not in this project's sources, or read-only; copy the plan to "
            f"{own.project.sources}"
        )


def _refuse_earlier(adopted_on: datetime.date | None, own: Plan, edition: str) -> None:
    """Check that an edition is not adopted before the edition in force.

    Raises:
        UsageError: it is.
    """
    before = own.card.adopted_on
    if before and adopted_on and adopted_on < before:
        raise UsageError(
            f"{edition} is adopted on {adopted_on}, before the edition in force "
            f"({before}); correct --adopted-on"
        )


def _sha(pdf: Path) -> str:
    try:
        return hashlib.sha256(pdf.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"{pdf}: {error.strerror or error}; put the PDF there") from error


def adopt(adoption: Adoption) -> None:
    """Change the settings, and rename the publications after their editions.

    Raises:
        PlanrowsError: the new settings cannot be loaded, or a folder cannot be renamed; everything
            is as before.
    """
    outputs, plan_id = adoption.own.project.outputs, adoption.own.card.id
    moves = Moves(
        adopted=adoption.draft.card.edition,
        own=adoption.own.out.name,
        draft=adoption.draft.out.name,
        old=adoption.old_out.name,
    )
    note_moves(outputs, plan_id, moves)
    try:
        with _changed_settings(adoption):
            move_publications(outputs, plan_id, moves)
    finally:
        forget_moves(outputs, plan_id)


@contextlib.contextmanager
def _changed_settings(adoption: Adoption) -> Iterator[None]:
    """Replace the plan's folder by one with the new settings, in one step; an error undoes it.

    Raises:
        PlanrowsError: the new settings cannot be loaded; the old ones are back.
    """
    plan, carried = adoption.own, adoption.carried
    folder = plan.folder
    with locked(folder), staged(folder) as new, staged(folder) as before:
        # Not all file systems exchange folders, so what was there is kept as a copy of its own.
        for copy in (new, before):
            shutil.copytree(folder, copy, symlinks=True, dirs_exist_ok=True)
        for path, target in carried.renamed.items():
            (new / path.relative_to(folder)).rename(new / target.relative_to(folder))
        for path, text in {folder / "plan.toml": adoption.text, **carried.texts}.items():
            write_atomically(new / path.relative_to(folder), text.encode())
        raise_if_stopping()
        swap(new, folder)
        try:
            for name in ("", adoption.old):
                load_plan(plan.project, plan.card.id, edition=name)
            yield
        except BaseException:
            swap(before, folder)
            raise
