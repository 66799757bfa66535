"""Settings and decisions for the expectations stage; all of them are optional.

A run without changes imports this module, so it imports no record types.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from extract.frozen import Frozen

Severity = Literal["error", "warning", "info"]
DecisionKind = Literal["accept", "dismiss", "correct"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Most severe first: a value is missing or ambiguous, readers may be misled, style or a note."""


_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?")


def read_date(text: str) -> datetime.date:
    """Return the date of a text.

    Spreadsheets rewrite 2025-11-29 in the order of their country when they save a CSV file. Such
    a date is read if it can mean one day only: its day is above 12, or day and month are equal.

    >>> read_date("2025-11-29"), read_date("29/11/2025") == read_date("11/29/2025")
    (datetime.date(2025, 11, 29), True)

    Raises:
        ValueError: the text is no date, or may mean two days; says what is expected.
    """
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        possible = [_date(found[1], found[3], found[4])]
    elif found := _YEAR_LAST.fullmatch(text):
        possible = [_date(found[4], found[3], found[1]), _date(found[4], found[1], found[3])]
    else:
        possible = []
    dates = sorted({date for date in possible if date})
    if len(dates) > 1:
        first, second = (date.isoformat() for date in dates)
        raise ValueError(f"{first} or {second}: it is unclear which number is the month")
    if not dates:
        raise ValueError("a date like 2021-05-31")
    return dates[0]


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


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
    language: str = Field(
        default="en", pattern="^[a-z]{2,3}$", description="ISO 639 code of the plan's language"
    )
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


_UNKNOWN = "\ufffd"
"""Stands for characters that no published file may hold."""


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
        if _UNKNOWN in value:
            raise ValueError("text without control characters: U+FFFD is in the place of one")
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
