"""What a plan's settings and its reviewers say to the expectations stage; all of it is optional.

A run in which nothing has changed reads this and none of the records: they are not imported here.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.frozen import Frozen

Severity = Literal["error", "warning", "info"]
Verdict = Literal["accept", "dismiss", "correct"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Gravest first."""


class RuleSetting(Frozen):
    """How one rule is to behave for a plan."""

    rule: str = Field(description="code of the rule")
    severity: Severity | None = Field(default=None, description="in place of the catalogue's")
    enabled: bool = True


class ExpectationSettings(Frozen):
    """Settings of the expectations stage."""

    rules: tuple[RuleSetting, ...] = ()
    language: str = Field(default="en", description="ISO 639-1 code of the plan's language")
    known_words: tuple[str, ...] = Field(
        default=(), description="words that are right although no word list has them"
    )
    known_acronyms: tuple[str, ...] = Field(
        default=("ASEAN", "UN", "EU", "NGO", "ICT", "COVID", "INTERPOL"),
        description="acronyms that need no explanation",
    )
    frequent_word: float = Field(
        default=3.2, description="Zipf frequency from which a word may be what was meant"
    )
    rare_word: float = Field(
        default=1.5, description="Zipf frequency from which a word is taken for right"
    )


class Decision(Frozen):
    """A reviewer's decision: a line of ``sources/PLAN/decisions.csv``."""

    issue_id: str
    decision: Verdict
    value: str = Field(default="", description="of `correct`: what to publish")
    decided_by: str
    date: str = Field(description="ISO 8601, like 2025-03-31")
    note: str = ""
    ground: str = Field(
        default="", description="the issue's ground when it was decided; empty: not checked"
    )
    line: int = Field(default=0, description="line of the file, for messages")
