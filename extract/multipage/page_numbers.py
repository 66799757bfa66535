"""Find pages whose printed number does not follow that of the page before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.geometry.page_model import Line, PageReading
from extract.multipage.thresholds import PAGE_NUMBERS
from extract.page.furniture import Margin

_NUMBER = re.compile(r"\d+")

_Prints = dict[int, tuple[int, Line]]
"""By index of the page: a number that it prints, and its line."""


@dataclass(frozen=True, slots=True)
class NumberJump:
    """A page within a table whose number does not follow that of the numbered page before it.

    Attributes:
        page: the page, as a number in the file.
        line: the line that prints the number.
        taken: how the page was read, and why that is uncertain.
        table: index of the table.
    """

    page: int
    line: Line
    taken: str
    table: int


def number_jumps(
    readings: Sequence[PageReading],
    margins: Sequence[Margin],
    tables: Mapping[int, Collection[int]],
) -> Iterator[NumberJump]:
    """Find the places in tables where the printed page numbers do not go on.

    A page is missing there, or there twice, or out of order. Between tables, another count may
    begin. Numbers that OCR read prove nothing: a digit may be misread.

    Args:
        readings: in page order.
        margins: their furniture, one per reading.
        tables: the pages of each table, by its index.
    """
    numbers = _page_numbers(readings, margins)
    for (first, (before, _)), (second, (number, line)) in pairwise(sorted(numbers.items())):
        start, page = readings[first].page, readings[second].page
        # Pages without a number may be counted or not, as sheets put between others.
        if 1 <= number - before <= page - start:
            continue
        taken = (
            f"it follows the page numbered {before} in the file; a page may be missing, there "
            "twice or out of order, and the table was read as it stands"
        )
        for table, pages in tables.items():
            if min(pages) <= start and page <= max(pages):
                yield NumberJump(page, line, taken, table)


def _page_numbers(readings: Sequence[PageReading], margins: Sequence[Margin]) -> _Prints:
    """Return the printed number of each page that has one: of the commonest forms first."""
    forms: dict[tuple[str, int], _Prints] = defaultdict(dict)
    for index, (reading, margin) in enumerate(zip(readings, margins, strict=True)):
        for line in () if reading.is_ocr else (*margin.page_numbers, *margin.footers):
            text = " ".join(line.text.split()).casefold()
            for at, found in enumerate(_NUMBER.findall(text)):
                if len(found) <= PAGE_NUMBERS.max_digits:
                    forms[_NUMBER.sub("#", text), at].setdefault(index, (int(found), line))
    numbers: _Prints = {}
    for prints in sorted(forms.values(), key=len, reverse=True):
        if _counts_pages(readings, prints):
            numbers = prints | numbers
    return numbers


def _counts_pages(readings: Sequence[PageReading], prints: _Prints) -> bool:
    """Return whether a number of a line goes on by one from page to page, or back by one."""
    steps = [
        (number - before, readings[second].page - readings[first].page)
        for (first, (before, _)), (second, (number, _)) in pairwise(sorted(prints.items()))
    ]
    counted = max(sum(a == sign * b for a, b in steps) for sign in (1, -1))
    return counted >= max(PAGE_NUMBERS.min_steps, PAGE_NUMBERS.min_share * len(steps))
