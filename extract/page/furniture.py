"""Separate running titles, footers and page numbers from the other lines of each page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from extract.geometry.page_model import Line, PageReading
from extract.page.compact_lines import pack_lines, spool_of
from extract.page.thresholds import FURNITURE
from extract.text.words import part_of_line

_NUMBER = re.compile(r"\d+")
_NO_LETTERS = re.compile(r"[\W\d_]")
_Prints = dict[str, dict[int, list[float]]]
"""Line without its digits → index of each page that prints it in a margin → its type sizes."""


@dataclass(frozen=True, slots=True)
class Margin:
    """The lines of one page outside its tables.

    Attributes:
        footers: running titles, footers and watermarks.
        page_numbers: page numbers.
        rest: all other lines.
    """

    footers: Sequence[Line]
    page_numbers: Sequence[Line]
    rest: Sequence[Line]


def margins_of(readings: Sequence[PageReading]) -> list[Margin]:
    """Separate the furniture of each page from its other lines.

    A line at the head or foot of a page is furniture if other pages print the same line there,
    apart from digits, or if it is the page's number. At the head, the other page must be near:
    distant pages may begin with the same heading. A running title has one type size on all pages;
    a title above the text may be printed again, smaller, on the next page.

    Args:
        readings: in page order.

    Returns:
        One margin per page.
    """
    prints: _Prints = defaultdict(lambda: defaultdict(list))
    shifts: Counter[int] = Counter()
    for place, reading in enumerate(readings):
        for line in _zone_lines(reading):
            prints[_masked(line.text)][place].append(line.size)
            shifts.update({n - reading.page for n in _numbers(line.text)})
    shift = _page_shift(shifts, len(readings))
    return [_margin(reading, place, prints, shift) for place, reading in enumerate(readings)]


def proven_furniture(
    readings: Sequence[PageReading], margins: Sequence[Margin]
) -> list[frozenset[int]]:
    """Find the furniture that another page prints in the same place, apart from its page number.

    A line with other numbers on each page may be a row of a table, such as a total at its foot.

    Args:
        readings: in page order.
        margins: one per reading.

    Returns:
        For each reading, the indices of the glyphs of such lines.
    """
    prints: Counter[tuple[str, int]] = Counter()
    for reading, margin in zip(readings, margins, strict=True):
        prints.update({form for line in _furniture(margin) for form in _forms(line, reading)})
    return [
        frozenset(
            glyph
            for line in _furniture(margin)
            if any(prints[form] > 1 for form in _forms(line, reading)) or _is_number(line)
            for glyph in line.glyphs
        )
        for reading, margin in zip(readings, margins, strict=True)
    ]


def _furniture(margin: Margin) -> Iterable[Line]:
    yield from margin.footers
    yield from margin.page_numbers


def _forms(line: Line, reading: PageReading) -> list[tuple[str, int]]:
    """List the forms under which other pages may print a line in the same place.

    Each number of the line is taken as printed, and as its difference from the page's number.

    Returns:
        Texts with their height on the page, in steps; height -1 stands for any height.
    """
    text = " ".join(line.text.split()).casefold()
    most = FURNITURE.max_variable_numbers
    texts, numbers = _NUMBER.split(text), _NUMBER.findall(text)
    choices = [
        (number, f"#{int(number[:9]) - reading.page}") if at < most else (number,)
        for at, number in enumerate(numbers)
    ]
    height = round(line.baseline / FURNITURE.height_step)
    variants = [
        "".join(map("".join, zip(texts, (*chosen, ""), strict=True)))
        for chosen in product(*choices)
    ]
    forms = [(variant, height + step) for variant in variants for step in (0, 1)]
    # A line without numbers is the same title at any height: it is not a row of figures.
    return forms if numbers else [*forms, (text, -1)]


def _is_number(line: Line) -> bool:
    return _NUMBER.fullmatch(line.text.strip("|-– ")) is not None


def _zone_lines(reading: PageReading) -> list[Line]:
    return [line for line in reading.lines if _is_in_zone(line, reading)]


def _is_in_zone(line: Line, reading: PageReading) -> bool:
    is_at_head = line.bottom < FURNITURE.head_zone * reading.height
    return is_at_head or _is_at_foot(line, reading)


def _is_at_foot(line: Line, reading: PageReading) -> bool:
    return line.top > FURNITURE.foot_zone * reading.height


def _masked(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split())).casefold()


def _numbers(text: str) -> list[int]:
    most = FURNITURE.max_page_digits
    return [int(digits) for digits in _NUMBER.findall(text) if len(digits) <= most]


def _page_shift(shifts: Counter[int], pages: int) -> int | None:
    """Return the most frequent difference between printed and physical page numbers, if any."""
    if not shifts:
        return None
    shift, count = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])))
    return shift if count >= 2 or pages == 1 else (0 if shifts[0] else None)


def _is_repeated(line: Line, reading: PageReading, place: int, prints: _Prints) -> bool:
    """Return whether pages other than the one at index `place` print a line in their margins."""
    pages = {
        other
        for other, sizes in prints.get(_masked(line.text), {}).items()
        if any(_is_same_size(size, line.size) for size in sizes)
    }
    if _is_at_foot(line, reading):
        return len(pages) > 1
    reach = FURNITURE.max_page_step
    return any(place + step in pages for step in range(-reach, reach + 1) if step)


def _is_same_size(one: float, other: float) -> bool:
    return abs(one - other) <= FURNITURE.same_size * max(one, other)


def _margin(reading: PageReading, place: int, prints: _Prints, shift: int | None) -> Margin:
    footers: list[Line] = list(reading.watermark)
    numbers: list[Line] = []
    rest = []
    for line in reading.lines:
        is_repeated = _is_repeated(line, reading, place, prints)
        has_page_number = shift is not None and reading.page + shift in _numbers(line.text)
        letters = len(_NO_LETTERS.sub("", line.text))
        is_number = has_page_number and letters <= FURNITURE.max_number_letters
        if not _is_in_zone(line, reading) or not (is_repeated or is_number):
            rest.append(line)
        elif has_page_number and letters <= FURNITURE.max_repeated_letters:
            numbers.append(line)
        elif has_page_number and shift is not None:
            number, title = _split_page_number(line, reading.page + shift)
            numbers += number
            footers += title
        elif not letters and _NUMBER.fullmatch(line.text.strip()):
            numbers.append(line)
        else:
            footers.append(line)
    spool = spool_of(reading.lines)
    return Margin(
        pack_lines(footers, spool=spool),
        pack_lines(numbers, spool=spool),
        pack_lines(rest, with_words=True, spool=spool),
    )


def _split_page_number(line: Line, number: int) -> tuple[list[Line], list[Line]]:
    """Separate a page number from the running title beside it."""
    for at in (0, -1):
        if line.words[at].text.strip("|-– ") == str(number) and len(line.words) > 1:
            others = line.words[1:] if at == 0 else line.words[:-1]
            return [part_of_line(line, [line.words[at]])], [part_of_line(line, others)]
    return [], [line]
