"""Running titles, footers and page numbers: what stands in the margins of several pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from extract.geometry.page_model import Line, PageReading
from extract.page.compact_lines import pack, spool_of
from extract.text.words import part_of_line

HEAD_ZONE = 0.1
FOOT_ZONE = 0.86
"""Parts of a page's height above or below which running titles and footers may stand."""
REACH = 2
"""Pages to the next print of a running title: left and right pages may have each its own."""

MOST_NUMBERS = 4
"""Numbers of a running title that may count its page; others are the same on each."""
SAME_HEIGHT = 4.0
"""Points by which the same running title may stand higher or lower from page to page."""

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Margin:
    """A page's furniture, and what is left."""

    footers: Sequence[Line]
    page_numbers: Sequence[Line]
    rest: Sequence[Line]


def margins_of(readings: Sequence[PageReading]) -> list[Margin]:
    """Part the furniture of each page from its other lines.

    A line at a page's head or foot is furniture where other pages print the same there (figures
    apart), or where it is a number that counts the pages. At its head such a page must be near:
    two that are far from each other may begin with the same heading.

    Args:
        readings: in page order.

    Returns:
        One margin a page.
    """
    prints: dict[str, set[int]] = defaultdict(set)
    shifts: Counter[int] = Counter()
    for place, reading in enumerate(readings):
        for line in _zone_lines(reading):
            prints[_masked(line.text)].add(place)
            shifts.update({n - reading.page for n in _numbers(line.text)})
    shift = _page_shift(shifts, len(readings))
    return [_margin(reading, place, prints, shift) for place, reading in enumerate(readings)]


def proven_furniture(
    readings: Sequence[PageReading], margins: Sequence[Margin]
) -> list[frozenset[int]]:
    """Find the furniture that another page prints in the same place, its page's number apart.

    What has other figures on each page may be a row of a table: a total at its foot.

    Args:
        readings: in page order.
        margins: their furniture, one a reading.

    Returns:
        For each reading, the glyphs of such lines.
    """
    prints: Counter[tuple[str, int]] = Counter()
    for reading, margin in zip(readings, margins, strict=True):
        prints.update({kind for line in _furniture(margin) for kind in _kinds(line, reading)})
    return [
        frozenset(
            glyph
            for line in _furniture(margin)
            if any(prints[kind] > 1 for kind in _kinds(line, reading)) or _is_number(line)
            for glyph in line.glyphs
        )
        for reading, margin in zip(readings, margins, strict=True)
    ]


def _furniture(margin: Margin) -> Iterable[Line]:
    yield from margin.footers
    yield from margin.page_numbers


def _kinds(line: Line, reading: PageReading) -> list[tuple[str, int]]:
    """What other pages may print in the same place: each number as it is, or less the page's."""
    text = " ".join(line.text.split()).casefold()
    texts, numbers = _NUMBER.split(text), _NUMBER.findall(text)
    choices = [
        (number, f"#{int(number[:9]) - reading.page}") if at < MOST_NUMBERS else (number,)
        for at, number in enumerate(numbers)
    ]
    height = round(line.baseline / SAME_HEIGHT)
    kinds = [
        "".join(map("".join, zip(texts, (*chosen, ""), strict=True)))
        for chosen in product(*choices)
    ]
    found = [(kind, height + step) for kind in kinds for step in (0, 1)]
    # Words alone are the same title wherever they stand: no figures of a row are among them.
    return found if numbers else [*found, (text, -1)]


def _is_number(line: Line) -> bool:
    return _NUMBER.fullmatch(line.text.strip("|-– ")) is not None


def _zone_lines(reading: PageReading) -> list[Line]:
    return [line for line in reading.lines if _is_in_zone(line, reading)]


def _is_in_zone(line: Line, reading: PageReading) -> bool:
    return line.bottom < HEAD_ZONE * reading.height or line.top > FOOT_ZONE * reading.height


def _masked(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split())).casefold()


def _numbers(text: str) -> list[int]:
    return [int(found) for found in _NUMBER.findall(text) if len(found) < 5]


def _page_shift(shifts: Counter[int], pages: int) -> int | None:
    """The difference between printed and counted page numbers that most pages show."""
    if not shifts:
        return None
    shift, count = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])))
    return shift if count >= 2 or pages == 1 else (0 if shifts[0] else None)


def _is_repeated(line: Line, reading: PageReading, place: int, prints: dict[str, set[int]]) -> bool:
    """Say whether other pages than the one at `place` print a line in their margins, too."""
    pages = prints.get(_masked(line.text), set())
    if line.top > FOOT_ZONE * reading.height:
        return len(pages) > 1
    return any(place + step in pages for step in range(-REACH, REACH + 1) if step)


def _margin(
    reading: PageReading, place: int, prints: dict[str, set[int]], shift: int | None
) -> Margin:
    footers: list[Line] = list(reading.watermark)
    numbers: list[Line] = []
    rest = []
    for line in reading.lines:
        repeated = _is_repeated(line, reading, place, prints)
        counts = shift is not None and reading.page + shift in _numbers(line.text)
        letters = re.sub(r"[\W\d_]", "", line.text)
        if not _is_in_zone(line, reading) or not (repeated or (counts and len(letters) <= 6)):
            rest.append(line)
        elif counts and len(letters) <= 8:
            numbers.append(line)
        elif counts and shift is not None:
            number, title = _split(line, reading.page + shift)
            numbers += number
            footers += title
        elif not letters and _NUMBER.fullmatch(line.text.strip()):
            numbers.append(line)
        else:
            footers.append(line)
    spool = spool_of(reading.lines)
    return Margin(
        pack(footers, spool=spool),
        pack(numbers, spool=spool),
        pack(rest, with_words=True, spool=spool),
    )


def _split(line: Line, number: int) -> tuple[list[Line], list[Line]]:
    """Part a page number from the running title beside it."""
    for at in (0, -1):
        if line.words[at].text.strip("|-– ") == str(number) and len(line.words) > 1:
            others = line.words[1:] if at == 0 else line.words[:-1]
            return [part_of_line(line, [line.words[at]])], [part_of_line(line, others)]
    return [], [line]
