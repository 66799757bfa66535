"""Thresholds of reading values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueThresholds:
    """Which texts may be values."""

    max_date_length: int = 80
    """Characters of a text that may be a period or a list of them. Chosen by hand: a longer text
    is a sentence."""
    max_short_years: int = 10
    """Maximum years between the smallest and the largest figure after a month, as in `Jun 10`, if
    the figures are years. Chosen by hand: plans are shorter."""
    min_short_dates: int = 2
    """Minimum number of months that each figure follows, on average, if the figures are years and
    no year is printed in full: few tasks are due on the same day of many months. Chosen by hand."""
    max_unit_words: int = 4
    """Words of the unit after a number, like `people per year`. Chosen by hand."""
    min_truths: int = 2
    """Minimum filled cells of a column of ticks, or of yes and no: one cell shows nothing."""


VALUES = ValueThresholds()
