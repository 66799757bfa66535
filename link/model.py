"""The types that the link stage returns."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from extract.model import Frozen
from normalize.model import NormalPlan, RecordKind


class TextSpan(Frozen):
    """A part of a record's text on which a link is based."""

    record_kind: RecordKind
    record_id: str
    field: str
    start: int
    stop: int
    printed: str


class CrossReference(Frozen):
    """A reference from a text of the plan to an area, a section, a row or an instrument."""

    reference_id: str
    source: TextSpan
    relation: Literal["in_line_with", "same_as", "feedback_on", "topic", "cites", "refers_to"]
    target_kind: Literal["area", "section", "row", "instrument", "document"]
    target_id: str | None
    status: Literal["resolved", "dangling", "self", "ambiguous"]
    score: float = Field(default=100.0, ge=0, le=100)
    candidates: tuple[str, ...] = ()
    is_reciprocated: bool | None = Field(
        default=None, description="whether the target's area refers back; None if not between areas"
    )
    note: str = ""
    year_printed: int | None = Field(
        default=None, description="year that the citation of an instrument prints"
    )


class Instrument(Frozen):
    """An instrument or document that the plan cites."""

    instrument_id: str
    kind: str
    title: str
    year: int | None
    issuing_body: str
    is_registered: bool = Field(description="False if found by its pattern only")


class Alternative(Frozen):
    """Options in brackets, or a drafting note in the text."""

    alternative_id: str
    source: TextSpan
    options: tuple[str, ...]
    kind: Literal["alternatives", "drafting_note", "optional"]
    readings: tuple[str, ...] = Field(default=(), description="the whole text with each option")


class ClusterMember(Frozen):
    """A text of a cluster of similar texts."""

    record_kind: RecordKind
    record_id: str
    score: float = Field(
        ge=0, le=100, description="similarity to the cluster's first text, percent"
    )
    differs_in: str = Field(default="", description="words that differ from the first text")


class Cluster(Frozen):
    """Texts that are equal or nearly equal."""

    cluster_id: str
    field: str
    kind: Literal["duplicate", "near_duplicate"]
    members: tuple[ClusterMember, ...]


class Kind(Frozen):
    """A type, target group or place that a text names, and the words that name it."""

    facet: Literal["activity_type", "output_type", "target_group", "place"]
    value: str
    source: TextSpan


class Tag(Frozen):
    """A code of a shared vocabulary, and the words of a text that stand for it."""

    scheme: str
    code: str
    name: str
    words: tuple[str, ...]
    source: TextSpan


class ActivityPart(Frozen):
    """A numbered part of a composite activity."""

    part_id: str
    activity_id: str
    number: str
    text: str
    start: int
    stop: int


PartDivision = Literal["number", "sentence", "semicolon", "and", "nothing"]


class OutputPart(Frozen):
    """A product of an output that names several."""

    part_id: str
    expected_output_id: str
    number: str
    text: str
    start: int
    stop: int
    divided_by: PartDivision


FrameworkKind = Literal["objective", "strategy", "priority", "function", "report_item"]


class FrameworkItem(Frozen):
    """An objective, strategy, priority, function or report item of the text around the matrix."""

    item_id: str
    kind: FrameworkKind
    mark: str
    text: str
    block_id: str
    section_id: str | None = None
    area_ids: tuple[str, ...] = ()
    column: str = Field(default="", description="role of the column that a report item names")
    column_label: str = Field(default="", description="label that has the item's words")


class Misfit(Frozen):
    """A text that looks as if it belonged to another column or row of the matrix."""

    kind: Literal["result", "task", "other_row"] = Field(
        description="result: an activity worded as a result; task: an output worded as a task; "
        "other_row: an output with the words of another row's activity"
    )
    record_id: str
    beside_id: str | None = Field(default=None, description="activity beside the output")
    nearer_id: str | None = Field(default=None, description="activity whose words it has")


class ControlTotal(Frozen):
    """A count to compare with public statements."""

    name: str
    scope: str = Field(description="plan, section:section-1, body:SOMTC, …")
    value: int


class TextLinks(Frozen):
    """The links between a plan's texts, which do not depend on its bodies."""

    references: tuple[CrossReference, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    kinds: tuple[Kind, ...] = ()
    tags: tuple[Tag, ...] = ()
    parts: tuple[ActivityPart, ...] = ()
    output_parts: tuple[OutputPart, ...] = ()
    framework: tuple[FrameworkItem, ...] = ()
    misfits: tuple[Misfit, ...] = ()


class LinkedPlan(TextLinks):
    """The records of a plan and the links between them."""

    plan: NormalPlan
    totals: tuple[ControlTotal, ...] = ()

    def as_printed(self) -> Self:
        """Return the linked plan without what depends on resolved bodies."""
        return self.model_copy(update={"plan": self.plan.as_printed(), "totals": ()})
