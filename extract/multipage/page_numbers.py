"""Find pages within tables whose printed number does not go on, and blank ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.geometry.page_model import Line, PageReading
from extract.multipage.thresholds import PAGE_NUMBERS
from extract.page.furniture import Margin
from extract.reading import Bbox

_NUMBER = re.compile(r"\d+")

_Prints = dict[int, tuple[int, Line]]
"""For the index of each page, a number printed on it and the number's line."""
_BLANK = "the page is blank within a table; if the printed page is not, rows are missing"


@dataclass(frozen=True, slots=True)
class PageBreach:
    """A page within a table at which another one may be missing or out of order.

    Attributes:
        page: the page, as a number in the file.
        box: the number that it prints, or the whole page.
        text: the line that prints the number; empty if there is none.
        taken: how the page was read, and why that is uncertain.
        table: index of the table.
    """

    page: int
    box: Bbox
    text: str
    taken: str
    table: int


def page_breaches(
    readings: Sequence[PageReading],
    margins: Sequence[Margin],
    tables: Mapping[int, Collection[int]],
) -> Iterator[PageBreach]:
    """Find the places in tables where printed page numbers do not go on, or a page is blank.

    A page is missing, duplicated or out of order there. Between tables, another count may
    begin. Numbers that OCR read prove nothing: a digit may be misread.

    Args:
        readings: in page order.
        margins: their other lines, one per reading.
        tables: the pages of each table, by its index.
    """
    for (start, before, _), (page, number, line) in pairwise(_page_numbers(readings, margins)):
        # Pages without a number may be counted or not, as sheets put between others.
        if not 1 <= number - before <= page - start:
            taken = (
                f"it follows the page numbered {before} in the file; a page may be missing, "
                "duplicated or out of order; the table was read in the order of the file"
            )
            box = (line.x0, line.top, line.x1, line.bottom)
            for table in _tables_over(start, page, tables):
                yield PageBreach(page, box, line.text, taken, table)
    for reading, margin in zip(readings, margins, strict=True):
        page = reading.page
        if page not in set().union(*tables.values()) and not margin.rest:
            for table in _tables_over(page - 1, page + 1, tables):
                yield PageBreach(page, (0.0, 0.0, reading.width, reading.height), "", _BLANK, table)


def _tables_over(start: int, stop: int, tables: Mapping[int, Collection[int]]) -> Iterator[int]:
    return (table for table, own in tables.items() if min(own) <= start and stop <= max(own))


def _page_numbers(
    readings: Sequence[PageReading], margins: Sequence[Margin]
) -> list[tuple[int, int, Line]]:
    """List the numbered pages, their printed numbers and the lines of these, in page order."""
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
    return [(readings[index].page, *printed) for index, printed in sorted(numbers.items())]


def _counts_pages(readings: Sequence[PageReading], prints: _Prints) -> bool:
    """Return whether a number of a line goes on by one from page to page, or back by one."""
    steps = [
        (number - before, readings[second].page - readings[first].page)
        for (first, (before, _)), (second, (number, _)) in pairwise(sorted(prints.items()))
    ]
    counted = max(sum(a == sign * b for a, b in steps) for sign in (1, -1))
    return counted >= max(PAGE_NUMBERS.min_steps, PAGE_NUMBERS.min_share * len(steps))
