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
from link.texts.records import (
    ActivityPartRecord as ActivityPartRecord,
    AlternativeRecord as AlternativeRecord,
    CellRecord as CellRecord,
    ClusterRecord as ClusterRecord,
    FrameworkRecord as FrameworkRecord,
    KindRecord as KindRecord,
    NarrativeRecord as NarrativeRecord,
    OutputPartRecord as OutputPartRecord,
    PrintedValueRecord as PrintedValueRecord,
    TagRecord,
    percent,
    refers_to,
    table_position,
)
from normalize.model import NormalPlan
from normalize.settings import BodyKind, Entity

JOINED = "; "


Role = Literal["relevant", "lead", "member", "chair", "mentioned"]
_MATCH: Any = Field(
    description="How the body was recognised: 'unresolved' and 'ambiguous' mean that it was not, "
    "'decided' that a reviewer chose it."
)
_SCORE: Any = percent("Similarity of the printed name to a name of the body, 0 to 100.")


class MatrixRecord(Frozen):
    """One line for each finest ruled row of the matrix, in printed order."""

    row_id: str = Field(
        description="Identifier, derived from the texts of the row: it is the same in every run "
        "and every typesetting."
    )
    position: int = table_position()
    ref: str = Field(
        description="How the row is cited within this edition: '1.10 no. 3' is the third row of "
        "area 1.10. An area without a number is cited by its position ('area 2 no. 3'). Rows "
        "without an area are counted in their section, else in the whole plan ('no. 3')."
    )
    section_id: str | None = refers_to("sections.section_id", "Section of the row.")
    section: str = Field(description="Title of the section, without its number.")
    area_id: str | None = refers_to("areas.area_id", "Priority area of the row.")
    area: str = Field(description="Title of the priority area, without its number.")
    relevant_bodies: str = refers_to(
        "bodies.body_id",
        "Relevant bodies of the area, in printed order without repeats. Unresolved bodies are "
        "omitted.",
        joined=True,
    )
    relevant_bodies_printed: str = Field(description="Relevant bodies as printed.")
    focus_id: str | None = refers_to("focus_areas.focus_id", "Focus area of the row.")
    focus: str = Field(description="Text of the focus area.")
    activity_id: str | None = refers_to("activities.activity_id", "Indicative activity of the row.")
    activity: str = Field(description="Text of the indicative activity.")
    expected_output_id: str | None = refers_to(
        "expected_outputs.expected_output_id", "Expected output of the row."
    )
    expected_output: str = Field(description="Text of the expected output.")
    lead_bodies: str = refers_to(
        "bodies.body_id",
        "Lead bodies, in printed order without repeats. Unresolved bodies are omitted.",
        joined=True,
    )
    lead_bodies_printed: str = Field(description="Lead bodies as printed.")
    page_first: int = Field(ge=1, description="First page that prints the row.")
    page_last: int = Field(ge=1, description="Last page that prints the row.")
    corrected_fields: str = Field(
        description="Columns whose values a reviewer's decision replaced, joined by '; '. Table "
        "`corrections` says who decided and when, and what is printed.",
    )
    relevant_bodies_expanded: str = refers_to(
        "bodies.body_id",
        "As relevant_bodies, with the bodies that a collective stands for in its place.",
        joined=True,
    )
    lead_bodies_expanded: str = refers_to(
        "bodies.body_id",
        "As lead_bodies, with the bodies that a collective stands for in its place.",
        joined=True,
    )


def column_names(plan: NormalPlan) -> dict[str, str]:
    """Map each extra column to its published name, which differs from all fixed columns."""
    taken = MatrixRecord.model_fields
    return {c: f"extra_{c}" if c in taken else c for c in plan.extra_columns}


def role_of(name: str) -> str:
    """Return the role of an extra column from its published name."""
    role = name.removeprefix("extra_")
    return role if role in MatrixRecord.model_fields else name


class SectionRecord(Frozen):
    """A section of the matrix."""

    section_id: str = Field(description="From the printed number (section-1), else the title.")
    position: int = table_position()
    title: str = Field(description="Title without its number.")


class AreaRecord(Frozen):
    """A priority area."""

    area_id: str = Field(description="From the printed number (area-1.10), else the title.")
    position: int = table_position()
    section_id: str | None = refers_to("sections.section_id", "Section of the area.")
    title: str = Field(description="Title without its number.")
    number_printed: str = Field(description="Number as printed, with its punctuation.")


class FocusAreaRecord(Frozen):
    """A focus area of activities."""

    focus_id: str = Field(description="Identifier, derived from the text.")
    position: int = table_position()
    area_id: str | None = refers_to("areas.area_id", "Priority area.")
    text: str = Field(description="Text as printed, line ends joined.")


class ActivityRecord(Frozen):
    """An indicative activity."""

    activity_id: str = Field(description="Identifier, derived from the text.")
    position: int = table_position()
    area_id: str | None = refers_to("areas.area_id", "Priority area.")
    focus_id: str | None = refers_to(
        "focus_areas.focus_id", "Focus area; empty if its cell is empty."
    )
    text: str = Field(description="Text as printed, line ends joined.")
    activity_type: str = Field(description="Kinds of activity, joined by '; '; may be empty.")
    target_groups: str = Field(
        description="Target groups that the activity's own text names, joined by '; '."
    )
    target_groups_context: str = Field(
        default="",
        description="Target groups that the texts of its area and its focus area name, joined by "
        "'; '; to find all activities for a group, search both columns.",
    )


class ExpectedOutputRecord(Frozen):
    """An expected output."""

    expected_output_id: str = Field(description="Identifier, derived from the text.")
    position: int = table_position()
    area_id: str | None = refers_to("areas.area_id", "Priority area.")
    text: str = Field(description="Text as printed, line ends joined.")
    output_type: str = Field(description="Kinds of output, joined by '; '; may be empty.")


class ActivityOutputRecord(Frozen):
    """An expected output that is printed beside an activity."""

    activity_id: str = refers_to("activities.activity_id", "Activity.")
    expected_output_id: str = refers_to("expected_outputs.expected_output_id", "Output.")
    position: int = table_position()


class BodyRecord(Frozen):
    """A body of the register."""

    body_id: str = Field(
        description="Acronym as the annex spells it, or a slug of the name; with prefix body- if "
        "it could be read as a number, a date or a missing value (body-NA)."
    )
    position: int = table_position()
    acronym: str = Field(description="Acronym; empty if there is none.")
    name: str = Field(description="Full name.")
    kind: BodyKind = Field(
        description="annex: listed in the annex; proposed: listed with a mark that says so, "
        "whatever other lists say (`body_roles` has them, an issue says where they differ); "
        "sub_unit: part of another body, or set up by the plan; external: outside of the plan's "
        "organisation; collective: a described group of bodies; unlisted: named in the plan, but "
        "in no list."
    )
    parent_id: str | None = refers_to("bodies.body_id", "Body that a sub-unit is part of.")
    annex_no: int | None = Field(description="Number in the annex.")
    mark: str = Field(description="Mark printed after the acronym in the annex.")
    note: str = Field(description="Meaning of the mark, or why the body is listed.")
    entity: Entity = Field(
        default="organisation",
        description="What the name stands for: organisation (or a group of them), position (an "
        "office that one person holds), place, person.",
    )
    reports_to: str | None = refers_to(
        "bodies.body_id", "Body that it reports through, which is not its parent.", default=None
    )


class MentionRecord(Frozen):
    """A place that names a body, as printed."""

    mention_id: str = Field(description="Identifier, derived from role, record and printed words.")
    position: int = table_position()
    body_id: str | None = refers_to("bodies.body_id", "Body or collective; empty if unresolved.")
    role: Role = Field(description="Role that the place gives to the body.")
    record_kind: str = Field(description="Kind of the record: area, row, activity, …")
    record_id: str = Field(description="Record that prints the name; its first row if merged.")
    field: str = Field(description="Field that prints the name.")
    start: int = Field(ge=0, description="First character of the name in that field.")
    stop: int = Field(ge=0, description="Character after the name.")
    cell_id: str | None = Field(description="Cell that prints the name; empty outside the matrix.")
    page: int | None = Field(description="Page that prints the name.")
    printed: str = Field(description="The name as printed.")
    match: str = _MATCH
    score: float = _SCORE


class BodyRoleRecord(Frozen):
    """A role of a body in a record, from one mention."""

    role_id: str = Field(description="Identifier, derived from role, record and printed words.")
    position: int = table_position()
    mention_id: str = refers_to("mentions.mention_id", "Mention that gives the role.")
    body_id: str | None = refers_to("bodies.body_id", "Body; empty if unresolved and unlisted.")
    collective_id: str | None = refers_to("bodies.body_id", "Collective that stands for the body.")
    role: Role = Field(description="Role of the body in the record.")
    scope: str = Field(description="Kind of the record: plan, area, row, activity, …")
    scope_id: str = Field(description="Record in which the body has the role.")
    printed: str = Field(description="The body as printed.")
    match: str = _MATCH
    score: float = _SCORE
    of_body_id: str | None = refers_to(
        "bodies.body_id",
        "Body whose member or chair the body is; empty for other roles, or if no name is printed.",
        default=None,
    )


class CrossReferenceRecord(Frozen):
    """A reference to a part of the plan or to an instrument."""

    reference_id: str = Field(description="Identifier, derived from record and printed words.")
    position: int = table_position()
    from_kind: str = Field(
        description="Table of the record that contains the reference: area (areas), section "
        "(sections), focus (focus_areas), activity (activities), output (expected_outputs), row "
        "(matrix), block (narrative), annex (bodies)."
    )
    from_id: str = Field(description="Record whose text contains the reference.")
    field: str = Field(description="Field that contains the reference.")
    printed: str = Field(description="Words of the reference.")
    relation: str = Field(description="in_line_with, same_as, feedback_on, topic, cites, …")
    target_kind: Literal["area", "section", "row", "instrument", "document"] = Field(
        description="Kind of the target."
    )
    target_id: str | None = Field(description="Identifier of the target; empty if not found.")
    status: Literal["resolved", "dangling", "self", "ambiguous"] = Field(
        description="resolved: found; dangling: does not exist; self: contains the reference; "
        "ambiguous: several are possible."
    )
    year_printed: int | None = Field(
        default=None, description="Year printed with an instrument; empty: none."
    )


class IssueRecord(Frozen):
    """An issue of the document, at its first occurrence."""

    issue_id: str = Field(description="Identifier; unchanged as long as the defect exists.")
    position: int = table_position()
    rule: str = Field(description="Code of the rule; `planrows explain RULE` describes it.")
    severity: Literal["error", "warning", "info"] = Field(
        description="What the issue changes: `error`: a value is missing or ambiguous; `warning`: "
        "readers may be misled; `info`: style, or a fact to note."
    )
    table: str = Field(description="Table of the record.")
    record_id: str = Field(description="Record that has the issue.")
    field: str = Field(description="Field that has the issue.")
    page: int | None = Field(description="Page of the issue.")
    printed: str = Field(description="Printed words that have the issue.")
    message: str = Field(description="What is wrong.")
    suggestion: str = Field(description="What a reviewer can do.")
    decision: Literal["", "accept", "dismiss", "correct"] = Field(
        description="A reviewer's decision."
    )
    decided_by: str = Field(description="Reviewer who decided.")
    decision_note: str = Field(description="Reason for the decision.")


class InstrumentRecord(Frozen):
    """An instrument or document that the plan cites."""

    instrument_id: str = Field(description="Identifier; a slug if it is on the register.")
    position: int = table_position()
    kind: str = Field(description="resolution, convention, declaration, plan_of_action, …")
    title: str = Field(description="Full title; the printed words if it is not on the register.")
    year: int | None = Field(description="Year; empty if unknown.")
    issuing_body: str = Field(description="Body that issued it.")
    is_registered: bool = Field(description="Whether it is on the register of instruments.")
    years_printed: str = Field(description="Years printed with its name, joined by '; '.")


class TotalRecord(Frozen):
    """A count to compare with public statements."""

    scope: str = Field(
        description="Kind and identifier: plan, section:section-1, area:area-1.2, body:SOMTC, …"
    )
    name: str = Field(
        description="What is counted; of a body, only resolved mentions: see also `body_roles`."
    )
    position: int = table_position()
    value: int = Field(ge=0, description="Count.")


class CorrectionRecord(Frozen):
    """A value that a reviewer's decision replaced."""

    issue_id: str = Field(description="Issue that was decided.")
    table: str = Field(description="Table of the record.")
    record_id: str = Field(description="Record that was corrected.")
    field: str = Field(description="Field that was corrected.")
    position: int = table_position()
    printed: str = Field(description="Printed text; for a list of bodies only the replaced names.")
    corrected: str = Field(description="Published value.")
    decided_by: str = Field(description="Reviewer who decided.")
    date: str = Field(description="Date of the decision.")
    note: str = Field(description="Reason for the decision.")


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
    _table("output_parts", OutputPartRecord, "part_id"),
    _table("framework", FrameworkRecord, "item_id"),
    _table("totals", TotalRecord, "scope", "name"),
    _table("corrections", CorrectionRecord, "issue_id", "table", "record_id", "field"),
    _table("mentions", MentionRecord, "mention_id"),
)
"""The published tables, in the order in which they are documented."""

VALUES = _table("printed_values", PrintedValueRecord, "value_id")
"""Published for plans with columns of dates, sums, quantities or statuses."""
TAGS = _table("tags", TagRecord, "tag_id")
"""Published for plans whose settings name vocabularies."""
ALL_TABLES = (*TABLES, VALUES, TAGS)
"""The published tables, with those that not every plan has."""
