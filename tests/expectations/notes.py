"""Linked plans with a drafting note at a chosen place."""

from __future__ import annotations

from link.model import LinkedPlan, TextSpan
from tests.expectations.cases import CASES
from tests.expectations.plans import ALL, BODIES, linked


def with_note(
    plan: LinkedPlan, record: tuple[str, str], field: str, start: int, printed: str
) -> LinkedPlan:
    """Return a plan whose one alternative is a drafting note.

    Args:
        plan: the plan.
        record: kind and identifier of the record that prints the note.
        field: its field.
        start: where the note starts in the text of the field.
        printed: the note.
    """
    kind, record_id = record
    note = TextSpan(
        record_kind=kind,
        record_id=record_id,
        field=field,
        start=start,
        stop=start + len(printed),
        printed=printed,
    )
    alternative = CASES["drafting-note"].broken.alternatives[0]
    moved = alternative.model_copy(update={"source": note})
    return plan.model_copy(update={"alternatives": (moved,)})


def plan_with_group_as_note() -> LinkedPlan:
    """Return a plan in which a group of bodies and a drafting note are the same words."""
    plan = linked(relevant={"1.1": "SOMTC", "1.2": "AUN, All bodies"}, bodies=(*BODIES, ALL))
    return with_note(plan, ("area", "area-1.2"), "relevant_bodies_printed", 5, "All bodies")
