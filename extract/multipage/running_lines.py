"""Find the lines that several pages print over their tables at the same place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import takewhile

from extract.geometry.page_model import ApartLine, Line, PageReading
from extract.multipage.thresholds import MULTIPAGE

_NUMBER = re.compile(r"\d+")


def running_glyphs(readings: Mapping[int, PageReading]) -> dict[int, frozenset[int]]:
    """Find the glyphs of running lines inside tables.

    Such a line is drawn apart from the table, at the same place on several pages. On one of them at
    least, it collides with the table, or stands outside of tables. Its numbers may differ.

    Args:
        readings: by page number.

    Returns:
        The glyphs, by the number of the page.
    """
    every: dict[str, list[tuple[int, ApartLine]]] = defaultdict(list)
    for page, reading in readings.items():
        for apart in reading.apart:
            text = _NUMBER.sub("#", apart.text)
            if any(map(str.isalpha, text)):
                every[text].append((page, apart))
    outside: dict[str, list[Line]] = defaultdict(list)
    for line in (line for reading in readings.values() for line in reading.lines if every):
        outside[_NUMBER.sub("#", line.text)].append(line)

    def is_running(apart: ApartLine) -> bool:
        text = _NUMBER.sub("#", apart.text)
        same = [(page, one) for page, one in every.get(text, ()) if _same_place(apart, one)]
        is_beyond = same and any(_same_place(apart, line) for line in outside[text])
        collides = len({page for page, _ in same}) > 1 and any(one.collides for _, one in same)
        return bool(is_beyond or collides)

    found: dict[int, frozenset[int]] = {}
    for page, reading in readings.items():
        # The text of a cell that a running line covers collides as well, but is drawn further in.
        outer = [*takewhile(is_running, reading.apart)]
        outer += takewhile(is_running, reversed(reading.apart))
        if outer:
            found[page] = frozenset(glyph for one in outer for glyph in one.glyphs)
    return found


def _same_place(one: ApartLine, other: ApartLine | Line) -> bool:
    most = MULTIPAGE.max_running_shift
    return abs(one.baseline - other.baseline) <= most and abs(one.x0 - other.x0) <= most
