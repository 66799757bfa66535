"""Control totals: counts that a reader can hold against public statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from link.ids import folded
from link.model import ActivityPart, ControlTotal
from link.roles import BodiesOf, bodies_of, distinct_bodies
from normalize.model import MatrixRow, NormalPlan


def control_totals(plan: NormalPlan, parts: Sequence[ActivityPart]) -> tuple[ControlTotal, ...]:
    """Count areas, activities, outputs and leads: in all, by section, by area and by body.

    `activities_and_parts` counts a composite activity as its parts; `distinct_activities`
    counts equal texts once.

    Args:
        plan: the plan.
        parts: parts of its composite activities.
    """
    found = bodies_of(plan)
    totals = [
        *_of_rows("plan", plan.rows, plan, parts, found),
        ControlTotal(name="sections", scope="plan", value=len(plan.sections)),
        ControlTotal(name="areas", scope="plan", value=len(plan.areas)),
        ControlTotal(name="bodies", scope="plan", value=len(plan.bodies)),
    ]
    for section in plan.sections:
        rows = [row for row in plan.rows if row.section_id == section.section_id]
        scope = f"section:{section.section_id}"
        totals += _of_rows(scope, rows, plan, parts, found)
        areas = [a for a in plan.areas if a.section_id == section.section_id]
        totals.append(ControlTotal(name="areas", scope=scope, value=len(areas)))
    for area in plan.areas:
        rows = [row for row in plan.rows if row.area_id == area.area_id]
        totals += _of_rows(f"area:{area.area_id}", rows, plan, parts, found)
    totals += _of_bodies(plan, found)
    return tuple(totals)


def _of_rows(
    scope: str,
    rows: Sequence[MatrixRow],
    plan: NormalPlan,
    parts: Sequence[ActivityPart],
    found: BodiesOf,
) -> Iterator[ControlTotal]:
    activities = _distinct(row.activity_id for row in rows)
    texts = {a.activity_id: folded(a.text) for a in plan.activities}
    of_composite = [part for part in parts if part.activity_id in activities]
    composite = {part.activity_id for part in of_composite}
    counts = {
        "rows": len(rows),
        "focus_areas": len(_distinct(row.focus_id for row in rows)),
        "activities": len(activities),
        "distinct_activities": len({texts[a] for a in activities}),
        "activities_and_parts": len(activities) - len(composite) + len(of_composite),
        "expected_outputs": len(_distinct(row.expected_output_id for row in rows)),
        "rows_with_lead": sum(bool(found.leads.get(row.row_id)) for row in rows),
    }
    for name, value in counts.items():
        yield ControlTotal(name=name, scope=scope, value=value)


def _distinct(ids: Iterable[str | None]) -> set[str]:
    return {record_id for record_id in ids if record_id is not None}


def _of_bodies(plan: NormalPlan, found: BodiesOf) -> Iterator[ControlTotal]:
    """Count each body's rows, activities and outputs as lead, and its areas as relevant."""
    for body in plan.bodies:
        rows = [
            row
            for row in plan.rows
            if body.body_id in distinct_bodies(found.leads.get(row.row_id, ()))
        ]
        areas = [
            area
            for area in plan.areas
            if body.body_id in distinct_bodies(found.relevant.get(area.area_id, ()))
        ]
        counts = {
            "rows_led": len(rows),
            "activities_led": len(_distinct(row.activity_id for row in rows)),
            "outputs_led": len(_distinct(row.expected_output_id for row in rows)),
            "areas_relevant": len(areas),
        }
        for name, value in counts.items():
            yield ControlTotal(name=name, scope=f"body:{body.body_id}", value=value)
