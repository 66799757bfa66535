"""The types that the normalize stage returns.

Every normalised value keeps its printed text (``printed``). An unknown value is ``None``, with a
status that says why.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from extract.model import (
    Cause,
    Frozen,
    Mark,
    PageBreak,
    PageInfo,
    PageLedger,
    PrintedCode,
    ReadingDoubt,
    SourceContent,
    Span,
)
from normalize.settings import BodyKind, Entity

Match = Literal[
    "exact",
    "variant",
    "full_name",
    "fuzzy",
    "sub_unit",
    "collective",
    "ambiguous",
    "unresolved",
    "decided",
]
RecordKind = Literal[
    "plan", "section", "area", "focus", "activity", "output", "row", "block", "annex"
]


class Section(Frozen):
    """A part of the matrix under one heading over all columns."""

    section_id: str = Field(
        description="from its printed number, like section-1; from its title if it has no number"
    )
    title: str
    number_printed: str
    page: int
    parent_id: str | None = Field(
        default=None, description="section that contains this one, where headings nest"
    )


class Area(Frozen):
    """A priority area: the first column of the matrix."""

    area_id: str = Field(description="from its number, like area-1.2; else from its title")
    section_id: str | None
    title: str = Field(description="without its number")
    number_printed: str
    relevant_bodies_printed: str
    page: int


class FocusArea(Frozen):
    """A focus area, which groups activities."""

    focus_id: str
    area_id: str | None
    text: str


class Activity(Frozen):
    """An indicative activity, as printed."""

    activity_id: str
    area_id: str | None
    focus_id: str | None
    text: str


class ExpectedOutput(Frozen):
    """An expected output, as printed."""

    expected_output_id: str
    area_id: str | None
    text: str


class ExtraValue(Frozen):
    """A value of a column that has none of the six roles, unchanged."""

    column: str = Field(description="role in the settings, used as the column name")
    text: str


PARTNERS = "partners"
"""Role of a column of bodies that differ from row to row, unlike the relevant bodies of an area."""


class MatrixRow(Frozen):
    """The finest ruled row of the matrix; the values of merged cells are repeated."""

    row_id: str
    section_id: str | None
    area_id: str | None
    focus_id: str | None
    activity_id: str | None
    expected_output_id: str | None
    relevant_bodies_printed: str = Field(
        default="", description="of a row without an area; else its area has them"
    )
    lead_bodies_printed: str = ""
    lead_cell_id: str | None = Field(
        default=None,
        description="cell that prints the lead bodies, shared by all rows that it covers",
    )
    extra: tuple[ExtraValue, ...] = ()
    page_first: int
    page_last: int


ValueKind = Literal["period", "money", "quantity", "status", "truth", "level", "unread"]


class PrintedValue(Frozen):
    """What a printed value states, read as a date, a sum, a number, a status, or yes or no."""

    value_id: str
    row_id: str
    column: str = Field(description="role of the column")
    cell_id: str = Field(description="cell that prints it, shared by all rows that it covers")
    printed: str
    kind: ValueKind = Field(description="`unread`: the text is none of these, or more than one")
    first_day: str = Field(default="", description="ISO 8601; empty if open or not stated")
    last_day: str = Field(default="", description="ISO 8601; empty if open or not stated")
    precision: str = Field(default="", description="day, month, quarter, half, year or open")
    number: float | None = None
    number_to: float | None = Field(default=None, description="upper end of a range")
    unit: str = Field(
        default="", description="as printed; `%` for percentages; the repeated sign of a level"
    )
    currency: str = Field(default="", description="ISO 4217; empty if the print leaves it open")
    factor: int | None = Field(default=None, description="1000 for thousands; already applied")
    value: str = Field(
        default="", description="status, yes or no, or what the legend says of a level of cost"
    )


class CellFragment(Frozen):
    """A fragment of a cell of the matrix or the annex, with the records that it prints."""

    cell_id: str
    record_ids: tuple[str, ...]
    column: str = Field(description="role of the column")
    fragment: int = Field(description="0 on the first page of the cell, then 1, 2, …")
    span: Span
    text: str
    readings_agree: bool | None
    other_text: str | None = None
    other_note: str = ""
    other_cause: Cause | None = Field(default=None, description="why the two readings differ")
    ocr_confidence: float | None = None
    confidence: float | None = Field(
        default=None, description="probability that its cell is read right, 0 to 1"
    )
    codes: tuple[PrintedCode, ...] = Field(
        default=(), description="glyphs whose shape differs from the character that the file gives"
    )
    marks: tuple[Mark, ...] = Field(
        default=(), description="what is seen but is not text, or not only text"
    )
    hyphens_in_doubt: tuple[str, ...] = Field(
        default=(), description="words at line ends in their other possible spelling"
    )


class BrokenWord(Frozen):
    """A word of the matrix that a line end breaks without a hyphen."""

    cell_id: str
    column: str = Field(description="role of the column")
    is_label: bool = Field(description="whether the header prints it")
    printed: str = Field(description="both parts, with a space between them")
    text: str = Field(description="the text of the cell on the page, with the word in one")
    span: Span


class Candidate(Frozen):
    """A body that a mention may refer to."""

    body_id: str
    score: float = Field(ge=0, le=100)


class Body(Frozen):
    """A body of the register."""

    body_id: str = Field(description="acronym as the annex spells it, or a slug")
    acronym: str
    name: str
    kind: BodyKind
    parent_id: str | None = None
    annex_no: int | None = None
    mark: str = Field(default="", description="* or **, as printed after the acronym")
    note: str = Field(
        default="", description="text of the mark's footnote, or why the body is listed"
    )
    reports_to: str | None = Field(
        default=None, description="body that it reports through, which is not its parent"
    )
    is_member: bool = Field(default=False, description="on the narrative's membership list")
    is_contested: bool = Field(
        default=False, description="proposed by the annex, and on the membership list as a member"
    )
    stands_for: tuple[str, ...] = Field(
        default=(), description="members of a collective; empty for other bodies"
    )
    entity: Entity = "organisation"


class Mention(Frozen):
    """One place that names a body."""

    mention_id: str
    printed: str
    body_id: str | None
    match: Match
    score: float = Field(ge=0, le=100)
    candidates: tuple[Candidate, ...] = ()
    role: Literal["relevant", "lead", "member", "chair", "mentioned"]
    record_kind: RecordKind
    record_id: str = Field(
        description="area for relevant, row for lead, else the record of the text"
    )
    field: str = Field(description="published column that prints the name")
    start: int = Field(description="first character in that field's text")
    stop: int
    order: int = Field(default=0, description="index in its printed list, from 0")
    cell_id: str | None = Field(default=None, description="cell that prints the name, if any")
    page: int | None = None
    is_principal: bool = Field(
        default=False,
        description="lead body that the plan ranks first, or names before those who support it",
    )


class NarrativeBlock(Frozen):
    """Text before and after the matrix."""

    block_id: str
    section: str = Field(description="number or letter path of the heading, like III.b")
    heading: str
    kind: str
    text: str
    page: int


class Sentences(Frozen):
    """Spans of the sentences of some texts."""

    of_texts: tuple[tuple[tuple[int, int], ...], ...] = Field(
        description="for each text its sentences, as half-open character spans"
    )


class Correction(Frozen):
    """A value that a reviewer's decision replaced."""

    issue_id: str
    table: str
    record_id: str
    field: str
    printed: str
    corrected: str
    decided_by: str
    date: str = Field(description="date of the decision, in ISO 8601")
    note: str
    value: str = Field(description="replacement for the words, as the reviewer gave it")
    words: tuple[tuple[int, int], ...] = Field(
        description="replaced parts of the printed text, as half-open character spans"
    )

    @property
    def place(self) -> tuple[str, str, str]:
        """Table, record and field."""
        return self.table, self.record_id, self.field

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Issue, table, record and field, which identify a correction."""
        return self.issue_id, *self.place


class NormalPlan(Frozen):
    """A plan as records."""

    source: SourceContent
    pages: tuple[PageInfo, ...]
    extra_columns: tuple[str, ...] = ()
    sections: tuple[Section, ...]
    areas: tuple[Area, ...]
    focus_areas: tuple[FocusArea, ...]
    activities: tuple[Activity, ...]
    expected_outputs: tuple[ExpectedOutput, ...]
    rows: tuple[MatrixRow, ...]
    bodies: tuple[Body, ...]
    mentions: tuple[Mention, ...]
    narrative: tuple[NarrativeBlock, ...]
    cells: tuple[CellFragment, ...]
    values: tuple[PrintedValue, ...] = ()
    written_out: tuple[str, ...] = Field(
        default=(), description="acronyms that the document writes out, in any text or glossary"
    )
    column_labels: tuple[ExtraValue, ...] = Field(
        description="role of each column, and the label printed above it"
    )
    missing_labels: tuple[ExtraValue, ...] = Field(
        default=(), description="role of a column, and the pages on which its label is missing"
    )
    broken_words: tuple[BrokenWord, ...] = Field(
        default=(), description="words that a line end breaks without a hyphen"
    )
    page_breaks: tuple[PageBreak, ...] = ()
    ledger: tuple[PageLedger, ...] = ()
    doubts: tuple[ReadingDoubt, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[str, ...] = ()

    def as_printed(self) -> Self:
        """Return the plan without what depends on registers and aliases.

        Mentions and read values are removed, and all bodies except the entries of the annex.
        Results that are computed from this plan stay valid as long as the print does not change.
        """
        entries = tuple(
            body.model_copy(
                update={
                    "parent_id": None,
                    "reports_to": None,
                    "is_member": False,
                    "is_contested": False,
                    "kind": "proposed" if body.is_contested else body.kind,
                    "stands_for": (),
                }
            )
            for body in self.bodies
            if body.annex_no is not None or body.kind in ("annex", "proposed")
        )
        return self.model_copy(update={"bodies": entries, "mentions": (), "values": ()})
