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
    """Years that short years like `Jun 10` may span. Chosen by hand: plans are shorter."""
    min_short_dates: int = 2
    """Months for each figure after them from which the figures are years, where no year is
    printed in full: on one day of each month is little due. Chosen by hand."""
    max_unit_words: int = 4
    """Words of the unit after a number, like `people per year`. Chosen by hand."""
    min_truths: int = 2
    """Filled cells of a column of ticks, or of yes and no: a single one may be anything."""


VALUES = ValueThresholds()
