"""Types of issues, of decisions on them, and of failed expectations."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from expectations.settings import SEVERITIES, Decision, DecisionKind, Severity
from extract.model import Frozen, Span
from link.rows import IssueRecord
from normalize.model import Correction

__all__ = [
    "SEVERITIES",
    "Correctable",
    "Decision",
    "DecisionKind",
    "Failure",
    "Issue",
    "IssueReport",
    "Overlap",
    "Place",
    "PrintedIssues",
    "Severity",
    "StaleDecision",
    "TableFailures",
]


class Place(Frozen):
    """One place in the document where an issue occurs."""

    table: str = Field(description="published table")
    record_id: str
    field: str
    printed: str = Field(default="", description="the words in question, as printed")
    start: int | None = Field(default=None, description="first character in the field's text")
    stop: int | None = None
    span: Span | None = None
    area_id: str | None = Field(default=None, description="priority area of the record")
    text: str = Field(default="", description="the field's whole text, as printed")


class Issue(Frozen):
    """A defect of the document, for reviewers. All places with one cause are one issue."""

    issue_id: str = Field(description="does not change while the defect exists")
    rule: str
    severity: Severity
    message: str
    suggestion: str
    places: tuple[Place, ...] = Field(min_length=1)
    candidates: tuple[str, ...] = ()
    bodies: tuple[str, ...] = Field(default=(), description="bodies that the issue is about")
    ground: str = Field(default="", description="hash of the printed words; a decision repeats it")
    decision: Literal["", "accept", "dismiss", "correct"] = ""
    decision_value: str = Field(default="", description="of `correct`: the reviewer's value")
    decision_date: str = ""
    decided_by: str = ""
    decision_note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the issue has no decision; accept, dismiss and correct each close it."""
        return not self.decision


class PrintedIssues(Frozen):
    """Issues of the rules that read the printed text only, in the order of the rules."""

    issues: tuple[Issue, ...]


class StaleDecision(Frozen):
    """A decision that was not applied, and the reason."""

    decision: Decision
    reason: str


class Correctable(Frozen):
    """What a correction of an issue, or of one of its places, may be."""

    target: str = Field(description="ISSUE, or ISSUE/RECORD")
    kind: Literal["bodies", "text", ""] = Field(
        description="what the value holds: identifiers of bodies, or words; empty: none is possible"
    )
    obstacle: str = Field(default="", description="why no value corrects it")


class Overlap(Frozen):
    """Two targets whose corrections replace some of the same words."""

    targets: tuple[str, str]
    is_same: bool = Field(description="the same words: equal values do not contradict each other")


class IssueReport(Frozen):
    """Result of the expectations stage."""

    issues: tuple[Issue, ...] = Field(description="most severe first")
    corrections: tuple[Correction, ...] = ()
    stale_decisions: tuple[StaleDecision, ...] = ()
    place_decisions: tuple[Decision, ...] = Field(
        default=(), description="decisions on single places of issues, named ISSUE/RECORD"
    )
    correctable: tuple[Correctable, ...] = Field(
        default=(), description="how each issue, or else each of its places, can be corrected"
    )
    overlaps: tuple[Overlap, ...] = Field(
        default=(), description="corrections that may contradict each other"
    )

    def records(self) -> tuple[IssueRecord, ...]:
        """Return the rows of the published table `issues`, each with the issue's first place."""
        return tuple(
            IssueRecord(
                **issue.model_dump(include=_SHARED),
                **issue.places[0].model_dump(include={"table", "record_id", "field", "printed"}),
                page=issue.places[0].span.page if issue.places[0].span else None,
            )
            for issue in self.issues
        )


_SHARED = {
    "issue_id",
    "rule",
    "severity",
    "message",
    "suggestion",
    "decision",
    "decided_by",
    "decision_note",
}


class Failure(Frozen):
    """An expectation that the dataset does not meet."""

    table: str
    expectation: str
    column: str = ""
    records: tuple[str, ...] = Field(default=(), description="keys of the rows that do not meet it")
    message: str

    def __str__(self) -> str:
        """Return the message."""
        return self.message


class TableFailures(Frozen):
    """Failed expectations of one table."""

    failures: tuple[Failure, ...]
