"""What is remarkable: the type of an issue of the document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.model import Frozen, Span

Severity = Literal["error", "warning", "info"]


class Place(Frozen):
    """One place at which an issue shows."""

    table: str = Field(description="published table")
    record_id: str
    field: str
    printed: str = Field(default="", description="the words in question, as printed")
    start: int | None = Field(default=None, description="first character in the field's text")
    stop: int | None = None
    span: Span | None = None


class Issue(Frozen):
    """A finding about the document, for reviewers. One cause is one issue."""

    issue_id: str = Field(description="does not change while the same defect stands")
    rule: str
    severity: Severity
    message: str
    suggestion: str
    places: tuple[Place, ...] = Field(min_length=1)
    candidates: tuple[str, ...] = ()
    decision: Literal["", "accept", "dismiss", "correct"] = ""
    decided_by: str = ""
    decision_note: str = ""
