"""Find the record that one of an earlier edition became, by its identifier there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.config.config import Plan
from pipeline.config.identifiers import later_ids
from pipeline.errors import UsageError
from pipeline.publish.core.model import MANIFEST


def present_ids(plan: Plan, record_id: str, is_present: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the identifiers that one of an earlier edition has in a plan's edition.

    They are looked up beside ``plan.toml``; for an edition that is not adopted yet, the published
    editions of the plan are compared with it.

    Args:
        plan: the plan, with its edition.
        record_id: an identifier of an earlier edition.
        is_present: returns whether the plan's edition has a record of some identifier.
    """
    found = tuple(later for later in later_ids(plan, record_id) if is_present(later))
    if found or not (plan.out / MANIFEST).is_file():
        return found
    for folder in _other_editions(plan):
        found = tuple(new for new in _aligned(folder, plan.out, record_id) if is_present(new))
        if found:
            return found
    return ()


def _other_editions(plan: Plan) -> Iterator[Path]:
    for folder in sorted(plan.project.outputs.glob(f"{plan.card.id}*")):
        is_own = folder.name.partition("@")[0] == plan.card.id
        if is_own and folder != plan.out and (folder / MANIFEST).is_file():
            yield folder


def _aligned(old: Path, new: Path, record_id: str) -> tuple[str, ...]:
    from pipeline.diff.stage import align_editions

    try:
        items = align_editions(old, new)
    except UsageError:
        return ()  # published by an earlier version, or not to the end
    return tuple(item.new_id for item in items if item.old_id == record_id)
