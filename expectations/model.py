"""What is remarkable: the types of an issue of the document and of a decision on it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from expectations.settings import SEVERITIES, Decision, Severity, Verdict
from extract.model import Frozen, Span
from link.rows import IssueRecord
from normalize.model import Correction

__all__ = [
    "SEVERITIES",
    "Decision",
    "Failure",
    "Issue",
    "IssueReport",
    "Place",
    "PrintedIssues",
    "Severity",
    "StaleDecision",
    "TableFailures",
    "Verdict",
]


class Place(Frozen):
    """One place at which an issue shows."""

    table: str = Field(description="published table")
    record_id: str
    field: str
    printed: str = Field(default="", description="the words in question, as printed")
    start: int | None = Field(default=None, description="first character in the field's text")
    stop: int | None = None
    span: Span | None = None
    area_id: str | None = Field(default=None, description="priority area that it stands in")
    text: str = Field(default="", description="the field's whole text, as printed")


class Issue(Frozen):
    """A finding about the document, for reviewers. One cause is one issue."""

    issue_id: str = Field(description="does not change while the same defect stands")
    rule: str
    severity: Severity
    message: str
    suggestion: str
    places: tuple[Place, ...] = Field(min_length=1)
    candidates: tuple[str, ...] = ()
    bodies: tuple[str, ...] = Field(default=(), description="bodies that it is about")
    ground: str = Field(default="", description="hash of what it rests on; a decision names it")
    decision: Literal["", "accept", "dismiss", "correct"] = ""
    decision_value: str = Field(default="", description="of `correct`: as the reviewer gave it")
    decision_date: str = ""
    decided_by: str = ""
    decision_note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody decided it: to accept, dismiss or correct it closes an issue."""
        return not self.decision


class PrintedIssues(Frozen):
    """What the rules find that look at print alone, in the order of the rules."""

    issues: tuple[Issue, ...]


class StaleDecision(Frozen):
    """A decision that was not applied, and why."""

    decision: Decision
    reason: str


class IssueReport(Frozen):
    """What the expectations stage returns."""

    issues: tuple[Issue, ...] = Field(description="gravest first")
    corrections: tuple[Correction, ...] = ()
    stale_decisions: tuple[StaleDecision, ...] = ()
    place_decisions: tuple[Decision, ...] = Field(
        default=(), description="applied to single places of issues, named as ISSUE/RECORD"
    )

    def records(self) -> tuple[IssueRecord, ...]:
        """Return the rows of the published table `issues`: each issue at its first place."""
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
    """An expectation that must hold of our dataset and does not."""

    table: str
    expectation: str
    column: str = ""
    records: tuple[str, ...] = Field(default=(), description="keys of the rows that break it")
    message: str

    def __str__(self) -> str:
        """Say what does not hold."""
        return self.message


class TableFailures(Frozen):
    """What does not hold of one table."""

    failures: tuple[Failure, ...]
