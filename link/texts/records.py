"""Published records on texts, and the fields that all published records share."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from extract.model import Frozen

if TYPE_CHECKING:
    from link.model import Kind


def refers_to(target: str, description: str, default: Any = ..., **extra: Any) -> Any:
    """Describe a field that holds the key of another table."""
    return Field(
        default, description=description, json_schema_extra={"references": target, **extra}
    )


def percent(description: str) -> Any:
    """Describe a field that holds a percentage, 0 to 100."""
    return Field(ge=0, le=100, description=description, json_schema_extra={"unit": "percent"})


def table_position() -> Any:
    """Describe the field that holds the position of a record in its table."""
    # `link.tables.records_of` numbers the records; until then the position is 0.
    return Field(default=0, ge=0, description="Position in the table, from 1, in printed order.")


def _points(description: str) -> Any:
    return Field(description=description, json_schema_extra={"unit": "pt"})


class AlternativeRecord(Frozen):
    """Options in brackets, or a drafting note."""

    alternative_id: str = Field(description="Identifier, derived from record and printed words.")
    position: int = table_position()
    record_id: str = Field(description="Record whose text contains the words.")
    field: str = Field(description="Field that contains the words.")
    printed: str = Field(description="Words as printed.")
    options: str = Field(description="Options, as a JSON array.")
    kind: Literal["alternatives", "drafting_note", "optional"] = Field(
        description="alternatives: one option applies; optional: the words may be left out; "
        "drafting_note: a remark of the drafters."
    )


class ClusterRecord(Frozen):
    """A text of a cluster of equal or similar texts."""

    cluster_id: str = Field(description="Identifier, derived from the first text of the cluster.")
    record_id: str = Field(description="Record of the text.")
    position: int = table_position()
    record_kind: str = Field(description="focus, activity, output, …")
    kind: Literal["duplicate", "near_duplicate"] = Field(description="Kind of the cluster.")
    score: float = percent("Similarity to the first text of the cluster, 0 to 100.")
    differs_in: str = Field(description="Words that differ from the first text: [-out-] {+in+}.")


class KindRecord(Frozen):
    """A type, target group or place, and the words that name it."""

    kind_id: str = Field(description="Identifier, derived from facet, value, record and words.")
    position: int = table_position()
    record_id: str = Field(description="Record that the value applies to.")
    record_kind: str = Field(description="activity, output, …")
    facet: Literal["activity_type", "output_type", "target_group", "place"] = Field(
        description="Category of the value."
    )
    value: str = Field(description="Type, target group or place.")
    field: str = Field(description="Field that contains the words.")
    start: int = Field(ge=0, description="First character of the words in that field.")
    stop: int = Field(ge=0, description="Character after the words.")
    printed: str = Field(description="Words as printed.")


class TagRecord(Frozen):
    """A code of a shared vocabulary that the words of a text stand for."""

    tag_id: str = Field(description="Identifier, derived from vocabulary, code and record.")
    position: int = table_position()
    record_kind: str = Field(description="activity, output or focus.")
    record_id: str = Field(description="Record that the code applies to.")
    scheme: Literal["dac", "crs", "sdg", "sdg_target", "ogp"] = Field(
        description="Vocabulary: sectors of the OECD DAC and purposes of its Creditor Reporting "
        "System, Sustainable Development Goals and their targets, policy areas of the Open "
        "Government Partnership."
    )
    code: str = Field(description="Code in the vocabulary.")
    name: str = Field(description="Name of the code.")
    words: str = Field(description="All words that stand for it, joined by '; '.")
    field: str = Field(description="Field that contains the words.")
    start: int = Field(ge=0, description="First character of the first of these words.")
    stop: int = Field(ge=0, description="Character after it.")


class ActivityPartRecord(Frozen):
    """A part of a composite activity."""

    part_id: str = Field(description="Identifier, derived from the text of the part.")
    position: int = table_position()
    activity_id: str = refers_to("activities.activity_id", "Activity that contains the part.")
    number: str = Field(description="Number as printed, without its brackets; empty: none.")
    text: str = Field(description="Text of the part.")
    start: int = Field(ge=0, description="First character of the part in the activity's text.")
    stop: int = Field(ge=0, description="Character after the part.")


class OutputPartRecord(Frozen):
    """A product of an expected output that names several."""

    part_id: str = Field(description="Identifier, derived from the text of the part.")
    position: int = table_position()
    expected_output_id: str = refers_to(
        "expected_outputs.expected_output_id", "Output that contains the part."
    )
    number: str = Field(description="Number as printed, without its brackets; empty: none.")
    text: str = Field(description="Text of the part.")
    start: int = Field(ge=0, description="First character of the part in the output's text.")
    stop: int = Field(ge=0, description="Character after the part.")
    divided_by: Literal["number", "sentence", "semicolon", "and", "nothing"] = Field(
        description="What divides the part from the one before it, or the first from the second; "
        "and: two nouns of product; nothing: they run together, and the division was inferred."
    )


class PrintedValueRecord(Frozen):
    """What a printed date, sum, number, status, or yes or no states."""

    value_id: str = Field(description="Identifier, derived from row, column and printed text.")
    position: int = table_position()
    row_id: str = refers_to("matrix.row_id", "Row.")
    column: str = Field(description="Column of the matrix.")
    cell_id: str = Field(
        description="Cell that prints the value; rows under one merged cell share it, so that sums "
        "can count it once."
    )
    kind: Literal["period", "money", "quantity", "status", "truth", "level", "unread"] = Field(
        description="level: a repeated sign like $$$; unread: the text states none of the others, "
        "or more than one."
    )
    first_day: str = Field(description="First day, ISO 8601; empty if open or not stated.")
    last_day: str = Field(description="Last day, ISO 8601; empty if open or not stated.")
    precision: str = Field(
        description="Unit in which the period is printed: day, month, quarter, half, year; open: "
        "without an end."
    )
    number: float | None = Field(
        description="Number or sum, its factor applied; how often the sign of a level is printed."
    )
    number_to: float | None = Field(description="Upper end of a range of sums.")
    unit: str = Field(description="Unit as printed; % for percentages.")
    currency: str = Field(description="ISO 4217 code; empty if the print leaves it open.")
    factor: int | None = Field(description="Factor that print or label state, like 1000.")
    value: str = Field(
        description="Status (planned, underway, completed, delayed, cancelled), yes or no, or what "
        "the plan's legend says of a level."
    )
    printed: str = Field(description="Text as printed.")


class NarrativeRecord(Frozen):
    """Text before the matrix and after it."""

    block_id: str = Field(description="Identifier made from the text; see `position` for order.")
    position: int = table_position()
    section: str = Field(description="Numbers of the headings, joined by points, like III.b.")
    heading: str = Field(description="Heading of the block.")
    kind: str = Field(description="title, heading, paragraph, list_item, footnote, …")
    text: str = Field(description="Text, line ends joined.")
    page: int = Field(ge=1, description="First page of the block.")


class FrameworkRecord(Frozen):
    """An objective, strategy, priority, function or report item of the text around the matrix."""

    item_id: str = Field(description="Identifier, derived from kind, heading and text.")
    position: int = table_position()
    kind: Literal["objective", "strategy", "priority", "function", "report_item"] = Field(
        description="What the item is, as the sentence before its list says; report_item: what "
        "monitoring reports contain."
    )
    mark: str = Field(description="Number or letter as printed, without brackets; empty: none.")
    text: str = Field(description="Text without its mark and the mark at its end.")
    block_id: str = refers_to("narrative.block_id", "Block of the text that prints the item.")
    section_id: str | None = refers_to(
        "sections.section_id", "Section of the matrix that a priority names; else empty."
    )
    area_ids: str = refers_to(
        "areas.area_id",
        "Areas whose titles have at least three quarters of an objective's words; else the one "
        "that shares a word and stands between the areas of its neighbours.",
        joined=True,
    )
    column: str = Field(
        description="Role of the column of the matrix that a report item names; else empty."
    )
    column_label: str = Field(
        description="Label of that column, which begins with the item's words; else empty."
    )


class CellRecord(Frozen):
    """A fragment of a cell, with its position on paper."""

    cell_id: str = Field(description="Identifier of the cell, shared by its fragments.")
    position: int = table_position()
    record_ids: str = Field(description="Records printed in the cell, joined by '; '.")
    column: str = Field(description="Role of the column.")
    fragment: int = Field(ge=0, description="Number of the fragment; 0 on the first page.")
    page: int = Field(ge=1, description="Page.")
    x0: float = _points("Left edge.")
    top: float = _points("Upper edge, from the page's top.")
    x1: float = _points("Right edge.")
    bottom: float = _points("Lower edge, from the page's top.")
    text: str = Field(description="Text of the fragment, line ends joined.")
    readings_agree: bool | None = Field(description="Whether both readers agree; empty: one read.")
    marks: str = Field(
        default="",
        description="What is seen but is not text: kinds and values, joined by '; '. Kinds are "
        "checked, unchecked, icon, struck, link, fill, field, note_mark and comment.",
    )
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Probability that the cell is read right; empty: a heading, or an annex.",
    )


def values_by_record(kinds: Iterable[Kind]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the values of each record and facet, in rule order and without repeats."""
    values: dict[tuple[str, str], dict[str, None]] = {}
    for kind in kinds:
        values.setdefault((kind.source.record_id, kind.facet), {})[kind.value] = None
    return {key: tuple(each) for key, each in values.items()}


def context_groups(
    values: Mapping[tuple[str, str], tuple[str, ...]], area_id: str | None, focus_id: str | None
) -> tuple[str, ...]:
    """Return the target groups that the texts of an area and of a focus area name.

    Args:
        values: the values of each record and facet.
        area_id: the area; None: the activity is in none.
        focus_id: the focus area; None: its cell is empty.
    """
    around = (values.get((record or "", "target_group"), ()) for record in (area_id, focus_id))
    return tuple(dict.fromkeys(itertools.chain(*around)))
