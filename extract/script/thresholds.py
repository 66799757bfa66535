"""Thresholds of `extract.script`: raised and lowered type, and letter spacing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScriptThresholds:
    """How marks and spaced letters stand to the words beside them. Chosen by hand."""

    min_rise: float = 0.15
    """Parts of the type size of the word before. Smaller type raised by more is a superscript."""
    min_drop: float = 0.06
    """Parts of the type size of the word before. Smaller type lowered by more is a subscript:
    programs lower less than they raise (0.08 to 0.3)."""
    max_letter_gap: float = 0.8
    """Parts of the type size. Letters of one string farther apart are not letter-spaced words, but
    values set in columns."""
    letter_gap_ratio: float = 1.6
    """A gap that is wider than the smallest gap of a letter-spaced string by this factor separates
    two words."""
    min_spaced_gaps: int = 3
    """Gaps of a string that must all be wide to show that it is letter-spaced."""


SCRIPT = ScriptThresholds()
