"""Settings and decisions for the expectations stage; all of them are optional.

A run without changes imports this module, so it imports no record types.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from expectations.dates import read_date
from extract.frozen import Frozen

Severity = Literal["error", "warning", "info"]
DecisionKind = Literal["accept", "dismiss", "correct"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Most severe first."""


def _folded(value: object) -> object:
    return value.strip().casefold() if isinstance(value, str) else value


class RuleSetting(Frozen):
    """A plan's setting for one rule."""

    rule: str = Field(description="code of the rule")
    severity: Severity | None = Field(default=None, description="replaces the catalogue's severity")
    enabled: bool = True


class ExpectationSettings(Frozen):
    """Settings of the expectations stage."""

    rules: tuple[RuleSetting, ...] = ()
    language: str = Field(default="en", description="ISO 639-1 code of the plan's language")
    known_words: tuple[str, ...] = Field(
        default=(), description="correct words that no word list has"
    )
    known_acronyms: tuple[str, ...] = Field(
        default=("ASEAN", "UN", "EU", "NGO", "ICT", "COVID", "INTERPOL"),
        description="acronyms that need no explanation",
    )
    frequent_word: float = Field(
        default=3.2, description="Zipf frequency from which a word may be a correction"
    )
    rare_word: float = Field(
        default=1.5, description="Zipf frequency from which a word counts as correct"
    )


class Decision(Frozen):
    """A reviewer's decision: a line of a ``decisions.csv``."""

    issue_id: str
    decision: Annotated[DecisionKind, BeforeValidator(_folded)]
    value: str = Field(
        default="", validate_default=True, description="of `correct`: what to publish"
    )
    decided_by: str
    date: str = Field(description="ISO 8601, like 2025-03-31")
    note: str = ""
    ground: str = Field(
        default="", description="the issue's `ground` when it was decided; empty: not checked"
    )
    file: str = Field(default="", description="name of the file, for messages")
    line: int = Field(default=0, description="line of the file, for messages")

    @field_validator("issue_id", "decided_by")
    @classmethod
    def _is_given(cls, text: str, info: ValidationInfo) -> str:
        if not text:
            what = "the issue's identifier" if info.field_name == "issue_id" else "a name"
            raise ValueError(what)
        return text

    @field_validator("value")
    @classmethod
    def _has_value(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("decision") == "correct" and not value:
            raise ValueError("the value to publish, as the decision is `correct`")
        return value

    @field_validator("date")
    @classmethod
    def _is_date(cls, text: str) -> str:
        return read_date(text).isoformat()

    @property
    def place(self) -> str:
        """File and line, for messages."""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(part for part in (self.file, line) if part)
