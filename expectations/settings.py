"""What a plan's settings say to the expectations stage; all of it is optional."""

from __future__ import annotations

from pydantic import Field

from expectations.model import Decision, Severity
from extract.model import Frozen

__all__ = ["Decision", "ExpectationSettings", "RuleSetting"]


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
