"""Move the publications of a plan to the names that an adoption gives them.

Two folders are renamed, which no system does in one step. A note beside them says what is under
way, and the next run of the plan completes what a killed adoption left.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from extract.frozen import Frozen
from pipeline.config.config import Plan, load_plan
from pipeline.engine.store import write_atomically
from pipeline.errors import UsageError
from pipeline.publish.core.atomic_folder import locked, tidy
from pipeline.terminal import say

Name = Annotated[str, Field(pattern=r"^[a-z0-9][^/\\]*$")]
"""Name of a folder that lies directly in that of the publications."""


class Moves(Frozen):
    """Names of the publications of an adoption.

    Attributes:
        adopted: name of the edition that is in force from now on.
        own: folder of the edition in force.
        draft: folder of the draft until then.
        old: folder of the superseded edition from now on.
    """

    adopted: str
    own: Name
    draft: Name
    old: Name


def note_moves(outputs: Path, plan_id: str, moves: Moves) -> None:
    """Note what is going to be moved, before the settings change."""
    write_atomically(_note(outputs, plan_id), moves.model_dump_json().encode())


def forget_moves(outputs: Path, plan_id: str) -> None:
    """Remove the note: everything has been moved, or nothing will be."""
    _note(outputs, plan_id).unlink(missing_ok=True)


def move_publications(outputs: Path, plan_id: str, moves: Moves) -> None:
    """Rename each publication after its edition; the users' files in it move with it."""
    own, draft, old = (outputs / name for name in (moves.own, moves.draft, moves.old))
    with locked(own), locked(draft):
        try:
            if own.exists() and not old.exists():
                own.rename(old)
            if draft.exists():
                draft.rename(own)
        except BaseException:
            if own.exists() and not draft.exists():
                own.rename(draft)
            if old.exists() and not own.exists():
                old.rename(own)
            raise
    forget_moves(outputs, plan_id)


def complete_moves(plan: Plan) -> None:
    """Complete the moves of an adoption that was killed after the settings had changed."""
    tidy(plan.folder)
    outputs, plan_id = plan.project.outputs, plan.card.id
    note = _note(outputs, plan_id)
    if not note.is_file():
        return
    try:
        moves = Moves.model_validate_json(note.read_bytes())
    except ValidationError as error:
        raise UsageError(f"{note} is not a note that `planrows adopt` wrote; remove it") from error
    if load_plan(plan.project, plan_id).card.edition != moves.adopted:
        forget_moves(outputs, plan_id)
        return
    move_publications(outputs, plan_id, moves)
    say(
        f"{plan_id}: the adoption of {moves.adopted} was interrupted; its publications are moved "
        f"now; publish both again with `planrows run {plan_id}` and `planrows run {moves.old}`"
    )


def _note(outputs: Path, plan_id: str) -> Path:
    return outputs / f".{plan_id}.adoption.json"
