"""Lines with printed glyphs of no known character, or that look like another character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.characters import has_no_meaning
from extract.geometry.bbox import overlaps
from extract.geometry.page_model import Line, PageReading
from extract.reading import Bbox


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line of a page whose text may not be what is printed.

    Attributes:
        text: the text of the line.
        box: its place.
        because: what is odd about it.
    """

    text: str
    box: Bbox
    because: str


def unknown_glyphs(reading: PageReading) -> Iterator[OddLine]:
    """Yield the lines with printed glyphs that represent no known character."""
    for line in _lines(reading):
        if has_no_meaning(line.text):
            codes = ", ".join(dict.fromkeys(code for code, *_ in line.codes))
            named = f": its code in the file is {codes}" if codes else ""
            because = f"it contains a glyph without Unicode meaning{named}"
            yield OddLine(line.text, _box(line), because)


def lines_with_misleading_glyphs(reading: PageReading) -> Iterator[OddLine]:
    """Yield the lines with glyphs that do not look like the character of their text."""
    if not reading.misleading:
        return
    for line in _lines(reading):
        box = _box(line)
        own = (one for one in reading.misleading if overlaps(one.bbox, box, 0))
        found = dict.fromkeys((one.text, one.seen) for one in own)
        if found:
            named = ", ".join(f"“{text}” looks like “{seen}”" for text, seen in found)
            because = f"its text in the file is not what it shows: {named}"
            yield OddLine(line.text, box, because)


def _lines(reading: PageReading) -> list[Line]:
    """Return all lines of a page, those in cells too, from top to bottom."""
    cells = [cell for table in reading.tables for cell in table.cells]
    lines = [line for cell in cells for line in cell.lines] + list(reading.lines)
    return sorted(lines, key=lambda one: (one.baseline, one.x0))


def _box(line: Line) -> Bbox:
    return (line.x0, line.top, line.x1, line.bottom)
