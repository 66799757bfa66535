"""The published tables: a row model for each, from which the schemas of all formats follow.

The ``json_schema_extra`` of a field may hold its unit (``unit``), the column that it refers to
(``references``, as ``table.column``) and whether it joins several identifiers by ``"; "``
(``joined``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from extract.model import Frozen
from normalize.settings import BodyKind

JOINED = "; "


def _ref(target: str, description: str, **extra: Any) -> Any:
    return Field(description=description, json_schema_extra={"references": target, **extra})


def _points(description: str) -> Any:
    return Field(description=description, json_schema_extra={"unit": "pt"})


def _position() -> Any:
    # `link.tables.records_of` numbers the records; until then the position is 0.
    return Field(default=0, ge=0, description="Place in the table, from 1, in printed order.")


class MatrixRecord(Frozen):
    """One line for each finest ruled row of the matrix, in printed order."""

    row_id: str = Field(
        description="Identifier of the row; made from its texts, so it is "
        "the same in every run and every typesetting."
    )
    position: int = _position()
    ref: str = Field(
        description="How the row is cited within this edition: '1.10 no. 3' is the third row of "
        "area 1.10. Where areas have no numbers, they count ('area 2 no. 3'); where there are "
        "no areas, sections do, else the rows alone ('no. 3')."
    )
    section_id: str | None = _ref("sections.section_id", "Section that the row stands in.")
    section: str = Field(description="Title of the section, without its number.")
    area_id: str | None = _ref("areas.area_id", "Priority area, by its number.")
    area: str = Field(description="Title of the priority area, without its number.")
    relevant_bodies: str = _ref(
        "bodies.body_id",
        "Relevant bodies of the area, in printed order "
        "without repeats; unresolved ones are left out.",
        joined=True,
    )
    relevant_bodies_printed: str = Field(description="Relevant bodies as printed.")
    focus_id: str | None = _ref("focus_areas.focus_id", "Focus area that the row stands in.")
    focus: str = Field(description="Text of the focus area.")
    activity_id: str | None = _ref("activities.activity_id", "Indicative activity of the row.")
    activity: str = Field(description="Text of the indicative activity.")
    expected_output_id: str | None = _ref(
        "expected_outputs.expected_output_id", "Expected output of the row."
    )
    expected_output: str = Field(description="Text of the expected output.")
    lead_bodies: str = _ref(
        "bodies.body_id",
        "Lead bodies, in printed order without repeats; unresolved ones are left out.",
        joined=True,
    )
    lead_bodies_printed: str = Field(description="Lead bodies as printed.")
    page_first: int = Field(ge=1, description="First page that prints the row.")
    page_last: int = Field(ge=1, description="Last page that prints the row.")
    corrected_fields: str = Field(
        description="Columns whose value a reviewer's decision replaced, joined by '; '; "
        "`corrections` tells who decided, when, and what is printed.",
    )


class SectionRecord(Frozen):
    """A section of the matrix."""

    section_id: str = Field(
        description="By its printed number, like section-1; without one, by its title."
    )
    position: int = _position()
    title: str = Field(description="Title without its number.")


class AreaRecord(Frozen):
    """A priority area."""

    area_id: str = Field(description="By its number, like area-1.10; without one, by its title.")
    position: int = _position()
    section_id: str | None = _ref("sections.section_id", "Section of the area.")
    title: str = Field(description="Title without its number.")
    number_printed: str = Field(description="Number as printed, with its points.")


class FocusAreaRecord(Frozen):
    """A focus area of activities."""

    focus_id: str = Field(description="Identifier, made from the text.")
    position: int = _position()
    area_id: str | None = _ref("areas.area_id", "Priority area.")
    text: str = Field(description="Text as printed, line ends joined.")


class ActivityRecord(Frozen):
    """An indicative activity."""

    activity_id: str = Field(description="Identifier, made from the text.")
    position: int = _position()
    area_id: str | None = _ref("areas.area_id", "Priority area.")
    focus_id: str | None = _ref("focus_areas.focus_id", "Focus area; empty where its cell is.")
    text: str = Field(description="Text as printed, line ends joined.")
    activity_type: str = Field(description="Kinds of activity, joined by '; '; empty: none fits.")
    target_groups: str = Field(description="Groups named as addressed, joined by '; '.")


class ExpectedOutputRecord(Frozen):
    """An expected output."""

    expected_output_id: str = Field(description="Identifier, made from the text.")
    position: int = _position()
    area_id: str | None = _ref("areas.area_id", "Priority area.")
    text: str = Field(description="Text as printed, line ends joined.")
    output_type: str = Field(description="Kinds of output, joined by '; '; empty: none fits.")


class ActivityOutputRecord(Frozen):
    """Which output is printed beside which activity."""

    activity_id: str = _ref("activities.activity_id", "The activity.")
    expected_output_id: str = _ref("expected_outputs.expected_output_id", "Its output.")
    position: int = _position()


class BodyRecord(Frozen):
    """A body of the register."""

    body_id: str = Field(
        description="Acronym as the annex spells it, or a slug; with body- before it "
        "where it could be read as a number, a date or no value (body-NA)."
    )
    position: int = _position()
    acronym: str = Field(description="Acronym; empty where there is none.")
    name: str = Field(description="Full name.")
    kind: BodyKind = Field(
        description="annex: listed; proposed: listed with a mark; sub_unit: "
        "part of another; external: not of the plan's organisation; "
        "collective: a group by description; unlisted: named, listed nowhere."
    )
    parent_id: str | None = _ref("bodies.body_id", "Body that a sub-unit is part of.")
    annex_no: int | None = Field(description="Number in the annex.")
    mark: str = Field(description="Mark printed after the acronym in the annex.")
    note: str = Field(description="What the mark means, or where the entry comes from.")


class BodyRoleRecord(Frozen):
    """One mention of a body, in its role."""

    role_id: str = Field(description="Identifier, made from role, place and printed words.")
    position: int = _position()
    body_id: str | None = _ref("bodies.body_id", "The body; empty where unresolved.")
    role: Literal["relevant", "lead", "member", "chair", "mentioned"] = Field(
        description="What the body is in that place."
    )
    scope: str = Field(description="Kind of the record: plan, area, row, activity, …")
    scope_id: str = Field(description="Record that the role holds for.")
    printed: str = Field(description="The body as printed.")
    match: str = Field(
        description="How it was recognised; 'unresolved' and 'ambiguous' are not, and of "
        "'decided' a reviewer said who is meant."
    )
    score: float = Field(
        ge=0, le=100, description="Likeness, 0 to 100.", json_schema_extra={"unit": "percent"}
    )


class CrossReferenceRecord(Frozen):
    """A reference inside the plan or to an instrument."""

    reference_id: str = Field(description="Identifier, made from place and printed words.")
    position: int = _position()
    from_id: str = Field(description="Record whose text makes the reference.")
    field: str = Field(description="Field of that record.")
    printed: str = Field(description="Words of the reference.")
    relation: str = Field(description="in_line_with, same_as, feedback_on, topic, cites, …")
    target_kind: Literal["area", "section", "row", "instrument", "document"] = Field(
        description="What it points to."
    )
    target_id: str | None = Field(description="Identifier of the target; empty: not found.")
    status: Literal["resolved", "dangling", "self", "ambiguous"] = Field(
        description="Whether the target was found."
    )


class AlternativeRecord(Frozen):
    """Options in brackets, or a drafting note."""

    alternative_id: str = Field(description="Identifier, made from place and printed words.")
    position: int = _position()
    record_id: str = Field(description="Record whose text prints it.")
    field: str = Field(description="Field of that record.")
    printed: str = Field(description="Words as printed.")
    options: str = Field(description="The options, a JSON array.")
    kind: Literal["alternatives", "drafting_note", "optional"] = Field(description="What it is.")


class NarrativeRecord(Frozen):
    """Text before the matrix and after it."""

    block_id: str = Field(description="Identifier, in reading order.")
    position: int = _position()
    section: str = Field(description="Path of the heading's number, like III.b.")
    heading: str = Field(description="Heading above.")
    kind: str = Field(description="title, heading, paragraph, list_item, footnote, …")
    text: str = Field(description="Text, line ends joined.")
    page: int = Field(ge=1, description="Page that it starts on.")


class CellRecord(Frozen):
    """A fragment of a cell, with its place on paper."""

    cell_id: str = Field(description="Identifier of the cell, the same for its fragments.")
    position: int = _position()
    record_ids: str = Field(description="Records printed in the cell, joined by '; '.")
    column: str = Field(description="Role of the column.")
    fragment: int = Field(ge=0, description="0 for the first page that prints the cell.")
    page: int = Field(ge=1, description="Page.")
    x0: float = _points("Left edge.")
    top: float = _points("Upper edge, from the page's top.")
    x1: float = _points("Right edge.")
    bottom: float = _points("Lower edge, from the page's top.")
    text: str = Field(description="Text of the fragment, line ends joined.")
    readings_agree: bool | None = Field(description="Both readers saw the same; empty: one read.")


class IssueRecord(Frozen):
    """A finding about the document, at its first place."""

    issue_id: str = Field(description="Identifier; the same while the same defect stands.")
    position: int = _position()
    rule: str = Field(description="Code of the rule; `planrows explain RULE` tells more.")
    severity: Literal["error", "warning", "info"] = Field(description="How much it matters.")
    table: str = Field(description="Table of the record.")
    record_id: str = Field(description="Record that it was found in.")
    field: str = Field(description="Field of that record.")
    page: int | None = Field(description="Page that prints it.")
    printed: str = Field(description="Words in question, as printed.")
    message: str = Field(description="What is wrong.")
    suggestion: str = Field(description="What a reviewer can do.")
    decision: Literal["", "accept", "dismiss", "correct"] = Field(
        description="A reviewer's decision."
    )
    decided_by: str = Field(description="Who decided.")
    decision_note: str = Field(description="Why.")


class InstrumentRecord(Frozen):
    """An instrument or document that the plan cites."""

    instrument_id: str = Field(description="Identifier; a slug where it is on the register.")
    position: int = _position()
    kind: str = Field(description="resolution, convention, declaration, plan_of_action, …")
    title: str = Field(description="Full title; of an unregistered one the words as printed.")
    year: int | None = Field(description="Year; empty: not known.")
    issuing_body: str = Field(description="Body that issued it.")
    is_registered: bool = Field(description="False: found by its pattern only.")


class ClusterRecord(Frozen):
    """A text of a cluster of texts that repeat, exactly or nearly."""

    cluster_id: str = Field(description="Identifier, made from the cluster's first text.")
    record_id: str = Field(description="Record whose text it is.")
    position: int = _position()
    record_kind: str = Field(description="focus, activity, output, …")
    kind: Literal["duplicate", "near_duplicate"] = Field(description="Of the whole cluster.")
    score: float = Field(
        ge=0,
        le=100,
        description="Likeness to the cluster's first text, 0 to 100.",
        json_schema_extra={"unit": "percent"},
    )
    differs_in: str = Field(description="Words that differ from the first text: [-out-] {+in+}.")


class KindRecord(Frozen):
    """A type, target group or place, and the words that it rests on."""

    kind_id: str = Field(description="Identifier, made from facet, value and place.")
    position: int = _position()
    record_id: str = Field(description="Record that it holds for.")
    record_kind: str = Field(description="activity, output, …")
    facet: Literal["activity_type", "output_type", "target_group", "place"] = Field(
        description="What the value is."
    )
    value: str = Field(description="The type, group or place.")
    field: str = Field(description="Field that prints the words.")
    start: int = Field(ge=0, description="First character of the words in that field.")
    stop: int = Field(ge=0, description="Character after the words.")
    printed: str = Field(description="The words, as printed.")


class ActivityPartRecord(Frozen):
    """A numbered part of a composite activity."""

    part_id: str = Field(description="Identifier, made from the part's text.")
    position: int = _position()
    activity_id: str = _ref("activities.activity_id", "Activity that prints the part.")
    number: str = Field(description="Number as printed, without its brackets.")
    text: str = Field(description="Text of the part.")
    start: int = Field(ge=0, description="First character in the activity's text.")
    stop: int = Field(ge=0, description="Character after it.")


class TotalRecord(Frozen):
    """A number to check against public statements."""

    scope: str = Field(
        description="Kind and identifier: plan, section:section-1, area:area-1.2, body:SOMTC, …"
    )
    name: str = Field(description="What is counted.")
    position: int = _position()
    value: int = Field(ge=0, description="The count.")


class CorrectionRecord(Frozen):
    """A reviewer's value published in place of the one derived from print."""

    issue_id: str = Field(description="Issue that the decision answers.")
    table: str = Field(description="Table of the record.")
    record_id: str = Field(description="Record that was corrected.")
    field: str = Field(description="Field that was corrected.")
    position: int = _position()
    printed: str = Field(description="What is printed: of a text the whole, of a list the names.")
    corrected: str = Field(description="Value that is published.")
    decided_by: str = Field(description="Who decided.")
    date: str = Field(description="When it was decided.")
    note: str = Field(description="Why.")


@dataclass(frozen=True)
class TableSpec:
    """A published table.

    Attributes:
        name: file name without its ending.
        model: row model; its fields are the columns, in order.
        key: columns that identify a row.
        description: what the table contains, in one sentence.
    """

    name: str
    model: type[Frozen]
    key: tuple[str, ...]
    description: str


def _table(name: str, model: type[Frozen], *key: str) -> TableSpec:
    return TableSpec(name, model, key, (model.__doc__ or "").splitlines()[0])


MATRIX = _table("matrix", MatrixRecord, "row_id")

TABLES: tuple[TableSpec, ...] = (
    MATRIX,
    _table("sections", SectionRecord, "section_id"),
    _table("areas", AreaRecord, "area_id"),
    _table("focus_areas", FocusAreaRecord, "focus_id"),
    _table("activities", ActivityRecord, "activity_id"),
    _table("expected_outputs", ExpectedOutputRecord, "expected_output_id"),
    _table("activity_outputs", ActivityOutputRecord, "activity_id", "expected_output_id"),
    _table("bodies", BodyRecord, "body_id"),
    _table("body_roles", BodyRoleRecord, "role_id"),
    _table("cross_references", CrossReferenceRecord, "reference_id"),
    _table("alternatives", AlternativeRecord, "alternative_id"),
    _table("narrative", NarrativeRecord, "block_id"),
    _table("cells", CellRecord, "cell_id", "fragment"),
    _table("issues", IssueRecord, "issue_id"),
    _table("instruments", InstrumentRecord, "instrument_id"),
    _table("clusters", ClusterRecord, "cluster_id", "record_id"),
    _table("kinds", KindRecord, "kind_id"),
    _table("activity_parts", ActivityPartRecord, "part_id"),
    _table("totals", TotalRecord, "scope", "name"),
    _table("corrections", CorrectionRecord, "issue_id", "table", "record_id", "field"),
)
"""The published tables, in the order in which they are documented."""
