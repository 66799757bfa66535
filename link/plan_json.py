"""The linked plan as nested records: ``plan.json``, and the models of its JSON Schema.

plan → sections → areas → focus areas → activities → outputs, lead bodies, references. Records
without a section, an area or a focus area are nested in one whose identifier is ``null``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Annotated

from pydantic import Field

from extract.model import Frozen, Source
from link.corrected import Corrected, corrections_by_record
from link.model import ControlTotal, LinkedPlan
from link.roles import BodiesOf, NamedBodies, bodies_of, distinct_bodies
from link.rows import (
    BodyRecord,
    CorrectionRecord,
    CrossReferenceRecord,
    IssueRecord,
    MatrixRecord,
    NarrativeRecord,
)
from link.tables import records_of
from link.texts.records import context_groups, values_by_record
from normalize.model import MatrixRow, NormalPlan

CorrectedFields = Annotated[
    tuple[str, ...],
    Field(
        description="fields whose values were replaced by a reviewer's decision; see `corrections`"
    ),
]


class OutputJson(Frozen):
    """A row of the matrix: an expected output of an activity, with its lead bodies."""

    row_id: str
    position: int = Field(description="position in the matrix, from 1")
    ref: str = Field(description="how the row is cited within this edition")
    expected_output_id: str | None
    text: str
    output_type: tuple[str, ...]
    lead_bodies: tuple[str, ...] = Field(description="body identifiers, in printed order")
    lead_bodies_printed: str
    page_first: int
    page_last: int
    references: tuple[CrossReferenceRecord, ...]
    corrected_fields: CorrectedFields
    relevant_bodies: tuple[str, ...] = Field(
        default=(), description="of a row without an area; else its area has them"
    )
    relevant_bodies_printed: str = Field(
        default="", description="of a row without an area; else its area has them"
    )


class ActivityJson(Frozen):
    """An indicative activity; `text` is empty for outputs without an activity."""

    activity_id: str | None
    text: str
    activity_type: tuple[str, ...]
    target_groups: tuple[str, ...]
    target_groups_context: tuple[str, ...] = ()
    references: tuple[CrossReferenceRecord, ...]
    outputs: tuple[OutputJson, ...]
    corrected_fields: CorrectedFields


class FocusAreaJson(Frozen):
    """A focus area and its activities."""

    focus_id: str | None
    text: str
    references: tuple[CrossReferenceRecord, ...]
    activities: tuple[ActivityJson, ...]
    corrected_fields: CorrectedFields


class AreaJson(Frozen):
    """A priority area."""

    area_id: str | None
    title: str
    number_printed: str
    relevant_bodies: tuple[str, ...] = Field(description="body identifiers, in printed order")
    relevant_bodies_printed: str
    references: tuple[CrossReferenceRecord, ...]
    focus_areas: tuple[FocusAreaJson, ...]
    corrected_fields: CorrectedFields


class SectionJson(Frozen):
    """A section of the matrix."""

    section_id: str | None
    title: str
    areas: tuple[AreaJson, ...]
    corrected_fields: CorrectedFields


class BodyJson(BodyRecord):
    """A body, with the number of its areas and rows."""

    areas_relevant: int = Field(ge=0, description="number of areas that list it as relevant")
    rows_led: int = Field(ge=0, description="number of rows that list it as lead")
    corrected_fields: CorrectedFields


class NarrativeJson(NarrativeRecord):
    """Text before the matrix and after it."""

    corrected_fields: CorrectedFields


class PlanJson(Frozen):
    """A plan of action."""

    source: Source
    sections: tuple[SectionJson, ...]
    bodies: tuple[BodyJson, ...]
    narrative: tuple[NarrativeJson, ...]
    totals: tuple[ControlTotal, ...]
    issues: tuple[IssueRecord, ...]
    corrections: tuple[CorrectionRecord, ...] = Field(
        default=(), description="values that reviewers' decisions replaced"
    )


def plan_json(
    linked: LinkedPlan,
    source: Source,
    issues: Sequence[IssueRecord] = (),
    tables: Mapping[str, Sequence[Frozen]] | None = None,
) -> PlanJson:
    """Nest the plan's records.

    Args:
        linked: the plan.
        source: the file that it was read from.
        issues: what the expectations stage found.
        tables: its published tables, if `link.tables.records_of` was called before.
    """
    found = bodies_of(linked.plan)
    tables = records_of(linked) if tables is None else tables
    corrected = corrections_by_record(linked.plan)
    counted = _bodies_of_lists(linked.plan, found)
    return PlanJson(
        source=source,
        sections=_PlanNester(linked, found, corrected, tables).sections(),
        bodies=tuple(
            _body(record, counted, tuple(corrected.get(("bodies", record.body_id), ())))
            for record in tables["bodies"]
            if isinstance(record, BodyRecord)
        ),
        narrative=tuple(
            NarrativeJson(
                **record.model_dump(),
                corrected_fields=tuple(corrected.get(("narrative", record.block_id), ())),
            )
            for record in tables["narrative"]
            if isinstance(record, NarrativeRecord)
        ),
        totals=linked.totals,
        issues=tuple(issues),
        corrections=tuple(r for r in tables["corrections"] if isinstance(r, CorrectionRecord)),
    )


def _bodies_of_lists(plan: NormalPlan, found: BodiesOf) -> tuple[Counter[str], Counter[str]]:
    """Count the areas to which each body is relevant, and the rows that it leads."""
    bodies = NamedBodies(plan)
    relevant = [found.relevant.get(area.area_id, ()) for area in plan.areas]
    led = [bodies.distinct(mentions) for mentions in found.leads.values()]
    areas = [bodies.distinct(mentions) for mentions in relevant]
    return Counter(chain.from_iterable(areas)), Counter(chain.from_iterable(led))


def _body(
    record: BodyRecord, counted: tuple[Counter[str], Counter[str]], corrected: tuple[str, ...]
) -> BodyJson:
    relevant, led = counted
    return BodyJson(
        **record.model_dump(),
        areas_relevant=relevant[record.body_id],
        rows_led=led[record.body_id],
        corrected_fields=corrected,
    )


def _groups(
    rows: Sequence[MatrixRow], field: str, printed: Sequence[str]
) -> list[tuple[str | None, list[MatrixRow]]]:
    """Group rows by an identifier, in printed order.

    Args:
        rows: rows to group.
        field: the identifier.
        printed: all identifiers in printed order, including those without rows.
    """
    groups: dict[str | None, list[MatrixRow]] = {}
    for row in rows:
        groups.setdefault(getattr(row, field), []).append(row)
    for record_id in printed:
        groups.setdefault(record_id, [])
    position = {record_id: index for index, record_id in enumerate(printed)}
    return sorted(groups.items(), key=lambda group: position.get(group[0] or "", -1))


class _PlanNester:
    """Nests the records of a plan."""

    def __init__(
        self,
        linked: LinkedPlan,
        found: BodiesOf,
        corrected: Mapping[tuple[str, str], Corrected],
        tables: Mapping[str, Sequence[Frozen]],
    ) -> None:
        plan = linked.plan
        self._corrected = corrected
        self._plan = plan
        self._found = found
        self._texts: dict[str, str] = {
            **{s.section_id: s.title for s in plan.sections},
            **{f.focus_id: f.text for f in plan.focus_areas},
            **{a.activity_id: a.text for a in plan.activities},
            **{o.expected_output_id: o.text for o in plan.expected_outputs},
        }
        self._areas = {a.area_id: a for a in plan.areas}
        self._values = values_by_record(linked.kinds)
        self._context = {
            a.activity_id: context_groups(self._values, a.area_id, a.focus_id)
            for a in linked.plan.activities
        }
        self._rows = {r.row_id: r for r in tables["matrix"] if isinstance(r, MatrixRecord)}
        self._references: dict[str | None, list[CrossReferenceRecord]] = {}
        for reference in tables["cross_references"]:
            if isinstance(reference, CrossReferenceRecord):
                self._references.setdefault(reference.from_id, []).append(reference)
        self._areas_of: dict[str | None, list[str]] = {}
        for area in plan.areas:
            self._areas_of.setdefault(area.section_id, []).append(area.area_id)
        self._focus_of: dict[str | None, list[str]] = {}
        for focus in plan.focus_areas:
            self._focus_of.setdefault(focus.area_id, []).append(focus.focus_id)

    def _corrected_of(self, *records: tuple[str, str | None]) -> tuple[str, ...]:
        """Return the corrected fields of records, each given by table and identifier."""
        found = (self._corrected.get((table, id_ or ""), ()) for table, id_ in records)
        return tuple(field for fields in found for field in fields)

    def sections(self) -> tuple[SectionJson, ...]:
        printed = [s.section_id for s in self._plan.sections]
        return tuple(
            SectionJson(
                section_id=section_id,
                title=self._texts.get(section_id or "", ""),
                areas=self._in_section(section_id, rows),
                corrected_fields=self._corrected_of(("sections", section_id)),
            )
            for section_id, rows in _groups(self._plan.rows, "section_id", printed)
        )

    def _in_section(
        self, section_id: str | None, rows: Sequence[MatrixRow]
    ) -> tuple[AreaJson, ...]:
        printed = self._areas_of.get(section_id, [])
        return tuple(self._area(*group) for group in _groups(rows, "area_id", printed))

    def _area(self, area_id: str | None, rows: Sequence[MatrixRow]) -> AreaJson:
        area = self._areas.get(area_id or "")
        bodies = distinct_bodies(self._found.relevant.get(area_id or "", ()))
        printed = self._focus_of.get(area_id, []) if area_id else []
        return AreaJson(
            area_id=area_id,
            title=area.title if area else "",
            number_printed=area.number_printed if area else "",
            relevant_bodies=bodies,
            relevant_bodies_printed=area.relevant_bodies_printed if area else "",
            references=self._references_of(area_id),
            focus_areas=tuple(self._focus(*g) for g in _groups(rows, "focus_id", printed)),
            corrected_fields=self._corrected_of(("areas", area_id)),
        )

    def _focus(self, focus_id: str | None, rows: Sequence[MatrixRow]) -> FocusAreaJson:
        order = [row.activity_id for row in rows if row.activity_id]
        return FocusAreaJson(
            focus_id=focus_id,
            text=self._texts.get(focus_id or "", ""),
            references=self._references_of(focus_id),
            activities=tuple(self._activity(*g) for g in _groups(rows, "activity_id", order)),
            corrected_fields=self._corrected_of(("focus_areas", focus_id)),
        )

    def _activity(self, activity_id: str | None, rows: Sequence[MatrixRow]) -> ActivityJson:
        return ActivityJson(
            activity_id=activity_id,
            text=self._texts.get(activity_id or "", ""),
            activity_type=self._values.get((activity_id or "", "activity_type"), ()),
            target_groups=self._values.get((activity_id or "", "target_group"), ()),
            target_groups_context=self._context.get(activity_id or "", ()),
            references=self._references_of(activity_id),
            outputs=tuple(self._output(row) for row in rows),
            corrected_fields=self._corrected_of(("activities", activity_id)),
        )

    def _output(self, row: MatrixRow) -> OutputJson:
        output_id = row.expected_output_id
        return OutputJson(
            row_id=row.row_id,
            position=self._rows[row.row_id].position,
            ref=self._rows[row.row_id].ref,
            expected_output_id=output_id,
            text=self._texts.get(output_id or "", ""),
            output_type=self._values.get((output_id or "", "output_type"), ()),
            lead_bodies=distinct_bodies(self._found.leads.get(row.row_id, ())),
            lead_bodies_printed=row.lead_bodies_printed,
            relevant_bodies=(
                () if row.area_id else distinct_bodies(self._found.relevant.get(row.row_id, ()))
            ),
            relevant_bodies_printed=row.relevant_bodies_printed,
            page_first=row.page_first,
            page_last=row.page_last,
            references=self._references_of(output_id),
            corrected_fields=self._corrected_of(
                ("expected_outputs", output_id), ("matrix", row.row_id)
            ),
        )

    def _references_of(self, record_id: str | None) -> tuple[CrossReferenceRecord, ...]:
        return tuple(self._references.get(record_id, ()))
