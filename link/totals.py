"""Control totals: counts that a reader can compare with public statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from extract.model import Frozen
from link.model import ActivityPart, ControlTotal
from link.roles import BodiesOf, Collectives, NamedBodies, bodies_of
from normalize.ids import letters_and_digits
from normalize.model import MatrixRow, NormalPlan

Record = TypeVar("Record", bound=Frozen)


def control_totals(plan: NormalPlan, parts: Sequence[ActivityPart]) -> tuple[ControlTotal, ...]:
    """Count areas, activities, outputs and lead bodies: by plan, section, area and body.

    `activities_and_parts` counts the numbered parts of a composite activity instead of the
    activity, so that a reader can check it.
    `distinct_activities` counts equal texts once. `bodies_in_annex` counts the numbered lines of
    the annex, `members` the bodies of the membership list.

    Args:
        plan: the plan.
        parts: parts of its composite activities.
    """
    counter = _Counter(plan, parts, bodies_of(plan))
    totals = [
        *counter.of("plan", plan.rows),
        ControlTotal(name="sections", scope="plan", value=len(plan.sections)),
        ControlTotal(name="areas", scope="plan", value=len(plan.areas)),
        ControlTotal(name="bodies", scope="plan", value=len(plan.bodies)),
        ControlTotal(
            name="bodies_in_annex",
            scope="plan",
            value=sum(body.annex_no is not None for body in plan.bodies),
        ),
        ControlTotal(
            name="members", scope="plan", value=sum(body.is_member for body in plan.bodies)
        ),
    ]
    by_section = _grouped(plan.rows, "section_id")
    areas_of = _grouped(plan.areas, "section_id")
    for section in plan.sections:
        scope = f"section:{section.section_id}"
        totals += counter.of(scope, by_section.get(section.section_id, []))
        areas = areas_of.get(section.section_id, [])
        totals.append(ControlTotal(name="areas", scope=scope, value=len(areas)))
    by_area = _grouped(plan.rows, "area_id")
    for area in plan.areas:
        totals += counter.of(f"area:{area.area_id}", by_area.get(area.area_id, []))
    totals += _body_totals(plan, bodies_of(plan))
    return tuple(totals)


def _grouped(records: Iterable[Record], field: str) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(getattr(record, field) or "", []).append(record)
    return groups


class _Counter:
    """Counts the records of given rows."""

    def __init__(self, plan: NormalPlan, parts: Iterable[ActivityPart], found: BodiesOf) -> None:
        self._texts = {a.activity_id: letters_and_digits(a.text) for a in plan.activities}
        self._parts = Counter(part.activity_id for part in parts if part.number)
        self._leads = found.leads

    def of(self, scope: str, rows: Sequence[MatrixRow]) -> Iterator[ControlTotal]:
        activities = _distinct(row.activity_id for row in rows)
        counts = {
            "rows": len(rows),
            "focus_areas": len(_distinct(row.focus_id for row in rows)),
            "activities": len(activities),
            "distinct_activities": len({self._texts[a] for a in activities}),
            "activities_and_parts": sum(self._parts[a] or 1 for a in activities),
            "expected_outputs": len(_distinct(row.expected_output_id for row in rows)),
            "rows_with_lead": sum(bool(self._leads.get(row.row_id)) for row in rows),
        }
        for name, value in counts.items():
            yield ControlTotal(name=name, scope=scope, value=value)


def _distinct(ids: Iterable[str | None]) -> set[str]:
    return {record_id for record_id in ids if record_id is not None}


def _body_totals(plan: NormalPlan, found: BodiesOf) -> Iterator[ControlTotal]:
    """Count the rows, activities and outputs that a body leads, and its relevant areas.

    `areas_relevant` counts areas whose list names the body; `areas_relevant_expanded` also those
    whose list has a collective that stands for it.
    """
    rows_led: dict[str, list[MatrixRow]] = {}
    areas_of: Counter[str] = Counter()
    areas_expanded: Counter[str] = Counter()
    collectives, bodies = Collectives(plan), NamedBodies(plan)
    for row in plan.rows:
        for body_id in bodies.distinct(found.leads.get(row.row_id, ())):
            rows_led.setdefault(body_id, []).append(row)
    for area in plan.areas:
        relevant = bodies.distinct(found.relevant.get(area.area_id, ()))
        areas_of.update(relevant)
        areas_expanded.update(collectives.expand(relevant))
    for body in plan.bodies:
        rows = rows_led.get(body.body_id, [])
        counts = {
            "rows_led": len(rows),
            "activities_led": len(_distinct(row.activity_id for row in rows)),
            "outputs_led": len(_distinct(row.expected_output_id for row in rows)),
            "areas_relevant": areas_of[body.body_id],
            "areas_relevant_expanded": areas_expanded[body.body_id],
        }
        for name, value in counts.items():
            yield ControlTotal(name=name, scope=f"body:{body.body_id}", value=value)
