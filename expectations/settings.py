"""Settings and decisions for the expectations stage; all of them are optional.

A run without changes imports this module, so it imports no record types.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.frozen import Frozen

Severity = Literal["error", "warning", "info"]
DecisionKind = Literal["accept", "dismiss", "correct"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Most severe first."""


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


class Decision(Frozen):
    """A reviewer's decision: a line of ``sources/PLAN/decisions.csv``."""

    issue_id: str
    decision: DecisionKind
    value: str = Field(default="", description="of `correct`: what to publish")
    decided_by: str
    date: str = Field(description="ISO 8601, like 2025-03-31")
    note: str = ""
    ground: str = Field(
        default="", description="the issue's `ground` when it was decided; empty: not checked"
    )
    line: int = Field(default=0, description="line of the file, for messages")
