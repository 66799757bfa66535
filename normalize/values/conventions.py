"""Learn how a document writes dates and numbers: parts of dates, short years, decimal marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from normalize.values.numbers import DecimalMark
from normalize.values.thresholds import VALUES
from normalize.values.words import folded

_FIGURES = re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2((?:19|20|21)\d\d)(?![\d/.-])")
_WORD_AND_FIGURES = re.compile(r"(?<![^\W_])([^\W\d_]{3,})\.?[ -]{0,2}'?(\d\d)(?![\w/.-])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Conventions:
    """How a document prints dates and numbers.

    Attributes:
        order: whether the day or the month stands first in figures; empty if no date shows it, or
            dates show both.
        century: the hundreds of years whose last two figures follow a month, as in `Jun 10`; 0 if
            they may be days.
        decimal_mark: the mark of decimals; empty if no number shows it.
    """

    order: Literal["", "day", "month"] = ""
    century: int = 0
    decimal_mark: DecimalMark = ""

    def written_out(self, text: str, months: Iterable[str]) -> str:
        """Return a folded text with short years as years, and days in figures as ISO 8601."""
        if self.century:
            names = set(months)
            text = _WORD_AND_FIGURES.sub(
                lambda found: (
                    f"{found[1]} {self.century * 100 + int(found[2])}"
                    if found[1] in names
                    else found[0]
                ),
                text,
            )
        return _FIGURES.sub(self._iso, text) if self.order else text

    def _iso(self, found: re.Match[str]) -> str:
        first, second = int(found[1]), int(found[3])
        month, day = (first, second) if self.order == "month" else (second, first)
        is_date = 1 <= month <= 12 and 1 <= day <= 31
        return f"{found[4]}-{month:02}-{day:02}" if is_date else found[0]


NO_CONVENTIONS = Conventions()


def find_conventions(
    values: Iterable[str],
    texts: Iterable[str],
    months: Iterable[str],
    decimal_mark: DecimalMark = "",
) -> Conventions:
    """Return how a document prints dates and numbers.

    Args:
        values: the texts of its columns of dates.
        texts: all texts, which may print years.
        months: names of the months, folded.
        decimal_mark: the mark of decimals that its numbers show.
    """
    folded_values = [folded(value) for value in values]
    century = _century(folded_values, texts, set(months))
    return Conventions(_order(folded_values), century, decimal_mark)


def _order(values: Iterable[str]) -> Literal["", "day", "month"]:
    pairs = [(int(found[1]), int(found[3])) for text in values for found in _FIGURES.finditer(text)]
    has_day_first = any(first > 12 >= second for first, second in pairs)
    has_month_first = any(second > 12 >= first for first, second in pairs)
    if has_day_first == has_month_first:
        return ""
    return "day" if has_day_first else "month"


def _century(values: Iterable[str], texts: Iterable[str], months: set[str]) -> int:
    """Return the hundreds of the years that figures after months stand for; 0: they may be days.

    They are years if the document prints each of them in full, or the year beside it; or if few
    successive figures follow many months: days would differ.
    """
    pairs = {
        (found[1], int(found[2]))
        for text in values
        for found in _WORD_AND_FIGURES.finditer(text)
        if found[1] in months
    }
    figures = {figure for _, figure in pairs}
    if not figures or max(figures) - min(figures) > VALUES.max_short_years:
        return 0
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    printed = {
        year // 100 for year in years if all(_is_near(year // 100, n, years) for n in figures)
    }
    if len(printed) == 1:
        return printed.pop()
    is_sequence = len(figures) > 1 and max(figures) - min(figures) < len(figures)
    return 20 if is_sequence and len(pairs) >= VALUES.min_short_dates * len(figures) else 0


def _is_near(century: int, figure: int, years: set[int]) -> bool:
    year = century * 100 + figure
    return not years.isdisjoint((year - 1, year, year + 1))
