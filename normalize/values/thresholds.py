"""Thresholds of reading values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueThresholds:
    """Which texts may be values."""

    max_date_length: int = 80
    """Characters of a text that may be a period or a list of them. Chosen by hand: a longer text
    is a sentence."""
    max_unit_words: int = 4
    """Words of the unit after a number, like `people per year`. Chosen by hand."""
    min_truths: int = 2
    """Filled cells of a column of ticks, or of yes and no: a single one may be anything."""


VALUES = ValueThresholds()
