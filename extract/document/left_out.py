"""Text in a table's place that is in none of its cells: read as narrative, footer or watermark.

The check goes by where tables and texts lie on paper only. It knows nothing of how tables are
found, and so tells of their faults, too: a row beneath the last rule of a page, a page whose
rules were not seen, a label that stands above its table's frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.alignment.segments import (
    Segment,
    column_of,
    crosses_edges,
    join_within_columns,
    segments_of,
    word_lines,
)
from extract.alignment.thresholds import ALIGNMENT
from extract.document.footprints import Footprint
from extract.geometry.page_model import PageReading, Word
from extract.model import Bbox
from extract.page.furniture import Margin, proven_furniture
from extract.text.words import lines_of

NEAR = 3.0
"""Parts of the type size: text that stands no further from a table may belong to it."""
SAME_SIZE = 0.25
"""Share by which the type size of a table's text may differ from row to row."""
SAME_TYPE = 0.05
"""Share by which the sizes of lines of one cell differ at most."""
FOOT = 0.7
HEAD = 0.3
"""Parts of a page's height below and above which a table ends and starts that goes over pages."""
LARGE = 1.5
"""A watermark is this many times larger than the text that it lies under."""

Level = list[Word]
"""The words on one height of a page, from left to right."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text in a table's place, and why it may be the table's."""

    page: int
    box: Bbox
    text: str
    table: int
    because: str


def left_out(
    readings: Sequence[PageReading], margins: Sequence[Margin], footprints: Sequence[Footprint]
) -> list[LeftOut]:
    """Find what stands in a table's place and is in none of its cells.

    Args:
        readings: in page order; of their tables nothing is asked.
        margins: furniture of the pages, one a reading.
        footprints: of all tables.

    Returns:
        The texts, page by page from top to bottom.
    """
    by_page: dict[int, list[Footprint]] = {}
    for footprint in footprints:
        by_page.setdefault(footprint.page, []).append(footprint)
    if not by_page:
        return []
    proven = proven_furniture(readings, margins)
    found: list[LeftOut] = []
    for reading, known in zip(readings, proven, strict=True):
        neighbours = [by_page.get(reading.page + step, []) for step in (-1, 0, 1)]
        if any(neighbours):
            found += _on_page(reading, known, neighbours)
    return found + _watermarks(readings, by_page)


Claim = tuple[Footprint, str, Level]
"""The table whose place some words stand in, why, and the words."""


def _on_page(
    reading: PageReading, proven: frozenset[int], neighbours: Sequence[Sequence[Footprint]]
) -> list[LeftOut]:
    before, own, after = neighbours
    words = [word for line in reading.lines for word in line.words]
    levels = list(enumerate(word_lines(words, float("-inf"), float("inf"))))
    free = [(n, level) for n, level in levels if not _is_proven(level, proven)]
    claims: dict[int, Claim] = {}
    for footprint, because, found in [
        *_in_own_tables(own, levels, proven),
        *_in_tables_beside(reading, own, free, (before, after)),
    ]:
        for number, level in found:
            claims.setdefault(number, (footprint, because, level))
    return list(_joined(reading.page, claims))


def _in_own_tables(
    own: Sequence[Footprint], levels: Sequence[tuple[int, Level]], proven: frozenset[int]
) -> Iterator[tuple[Footprint, str, list[tuple[int, Level]]]]:
    """What stands inside a page's tables, between two parts of one, and beyond their rules."""
    for footprint in own:
        yield footprint, "stands between its rows", _inside(footprint, levels)
    free = [(n, level) for n, level in levels if not _is_proven(level, proven)]
    for above, below in pairwise(own):
        if above.table == below.table:
            yield above, "stands between two parts of it", _between(above, below, free)
    for at, footprint in enumerate(own):
        stop = min((one.top for one in own[at + 1 :] if _beside(one, footprint)), default=1e9)
        start = max((one.bottom for one in own[:at] if _beside(one, footprint)), default=-1e9)
        rows = [
            (n, level)
            for n, level in levels
            if not _is_proven(level, proven) or _is_whole_row(level, footprint)
        ]
        under = [(n, level) for n, level in rows if footprint.bottom < _middle(level) < stop]
        yield footprint, "stands beneath its last row", _run(footprint, under, footprint.bottom)
        over = [(n, level) for n, level in rows[::-1] if start < _middle(level) < footprint.top]
        yield footprint, "stands above its first row", _run(footprint, over, footprint.top)


def _in_tables_beside(
    reading: PageReading,
    own: Sequence[Footprint],
    free: Sequence[tuple[int, Level]],
    beside: tuple[Sequence[Footprint], Sequence[Footprint]],
) -> Iterator[tuple[Footprint, str, list[tuple[int, Level]]]]:
    """What goes on with a table of the page before, or leads to one of the next page."""
    before, after = beside
    last = before[-1] if before and before[-1].bottom > FOOT * reading.height else None
    if last is not None and not last.goes_on:
        top = min((one.top for one in own), default=1e9)
        rows = [(n, level) for n, level in free if _middle(level) < top]
        yield last, f"goes on in its columns from page {last.page}", _run(last, rows, None)
    first = after[0] if after and after[0].top < HEAD * reading.height else None
    if first is not None and not first.comes_from:
        bottom = max((one.bottom for one in own), default=-1e9)
        rows = [(n, level) for n, level in free[::-1] if _middle(level) > bottom]
        yield first, f"stands in its columns before page {first.page}", _run(first, rows, None)


def _beside(one: Footprint, other: Footprint) -> bool:
    return one.xs[0] < other.xs[-1] and other.xs[0] < one.xs[-1]


def _middle(level: Level) -> float:
    return level[0].baseline - 0.3 * level[0].size


def _is_proven(level: Level, proven: frozenset[int]) -> bool:
    return all(word.glyphs[0] in proven for word in level)


def _within(level: Level, footprint: Footprint) -> Level:
    x0, x1 = footprint.xs[0] - 1, footprint.xs[-1] + 1
    return [word for word in level if x0 < (word.x0 + word.x1) / 2 < x1]


def _inside(footprint: Footprint, levels: Sequence[tuple[int, Level]]) -> list[tuple[int, Level]]:
    """All that stands between the first and the last rule."""
    held = [
        (n, _within(level, footprint))
        for n, level in levels
        if footprint.top < _middle(level) < footprint.bottom
    ]
    return [(n, words) for n, words in held if words]


def _between(
    above: Footprint, below: Footprint, levels: Sequence[tuple[int, Level]]
) -> list[tuple[int, Level]]:
    """What stands between two parts of one table on a page, side by side in its columns."""
    held = [(n, x) for n, x in levels if above.bottom <= _middle(x) <= below.top]
    return [(n, level) for n, level in held if _is_row(_segments(level, above), above)]


def _is_whole_row(level: Level, footprint: Footprint) -> bool:
    """Say whether what several pages print is a row all the same: labels, or the same values.

    It stands right above or below the table, in each of its columns, set as its texts are.
    """
    words = _within(level, footprint)
    if not words or footprint.top <= _middle(level) <= footprint.bottom:
        return False
    baseline, near = words[0].baseline, NEAR * footprint.size
    segments = _segments(words, footprint)
    return (-near <= baseline - footprint.top < 0 or 0 < baseline - footprint.bottom <= near) and (
        _is_row(segments, footprint)
        and len(segments) == len(footprint.xs) - 1
        and all(abs(s.size - footprint.size) <= SAME_TYPE * footprint.size for s in segments)
    )


def _run(
    footprint: Footprint, levels: Sequence[tuple[int, Level]], edge: float | None
) -> list[tuple[int, Level]]:
    """The lines from an edge on that stand side by side in a table's columns.

    Prose ends them, and white where the table ends on the page. A line in one column goes on
    with the row that it stands by.

    Args:
        footprint: the table's columns.
        levels: the page's lines beyond the edge, the nearest first.
        edge: the table's; None where it lies on another page.

    Returns:
        The lines.
    """
    found: list[tuple[int, Level]] = []
    is_below = bool(levels) and edge is not None and _middle(levels[0][1]) > edge
    is_open = edge is not None and (
        (footprint.goes_on or footprint.is_header_only) if is_below else footprint.comes_from
    )
    reached = edge
    for number, level in levels:
        words = _within(level, footprint)
        if not words:
            continue
        segments = _segments(words, footprint)
        if crosses_edges(segments, footprint.xs[1:-1]):
            break
        step = abs(words[0].baseline - reached) if reached is not None else 0.0
        near = NEAR * footprint.size
        if not is_open and step > (max(near, footprint.row_height) if found else near):
            break
        is_rest = bool(found) and _goes_on(segments[0], footprint, step)
        if is_rest or _is_row(segments, footprint) or (is_open and _spills(segments, footprint)):
            found.append((number, words))
            reached = words[0].baseline
    return found


def _segments(words: Level, footprint: Footprint) -> list[Segment]:
    inner = footprint.xs[1:-1]
    return join_within_columns(segments_of(words, float("-inf"), float("inf")), inner)


def _is_row(segments: Sequence[Segment], footprint: Footprint) -> bool:
    """Say whether texts stand side by side where those of different columns do."""
    inner = footprint.xs[1:-1]
    aligned = {column_of(s, inner) for s in segments if footprint.is_aligned(s)}
    return (
        len(aligned) > 1
        and len(aligned) >= len(segments) / 2
        and not crosses_edges(segments, inner)
        and all(abs(s.size - footprint.size) <= SAME_SIZE * footprint.size for s in segments)
    )


def _goes_on(segment: Segment, footprint: Footprint, step: float) -> bool:
    begins = footprint.places[column_of(segment, footprint.xs[1:-1])][0]
    return step <= 1.2 * footprint.pitch and any(abs(segment.x0 - x) <= 2 for x in begins)


def _spills(segments: Sequence[Segment], footprint: Footprint) -> bool:
    """Say whether a line is set as the lines of one cell are; notes begin in the first column."""
    (segment, *others), inner = segments, footprint.xs[1:-1]
    column = column_of(segment, inner)
    begins = footprint.places[column][0]
    return (
        not others
        and column > 0
        and any(abs(segment.x0 - x) <= ALIGNMENT.start_distance for x in begins)
        and abs(segment.size - footprint.size) <= SAME_TYPE * footprint.size
    )


def _joined(page: int, claims: dict[int, Claim]) -> Iterable[LeftOut]:
    """Put lines that follow each other together to one text."""
    run: list[int] = []
    for number in sorted(claims):
        last = claims[run[-1]] if run else None
        if last and (number != run[-1] + 1 or last[:2] != claims[number][:2]):
            yield _text(page, [claims[n] for n in run])
            run = []
        run.append(number)
    if run:
        yield _text(page, [claims[n] for n in run])


def _text(page: int, claims: Sequence[Claim]) -> LeftOut:
    words = [word for _, _, level in claims for word in level]
    box = (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    text = " ".join(line.text for _, _, level in claims for line in lines_of(level))
    footprint, because, _ = claims[0]
    return LeftOut(page, box, text, footprint.table, because)


def _watermarks(
    readings: Sequence[PageReading], by_page: dict[int, list[Footprint]]
) -> list[LeftOut]:
    """Find what was taken for a watermark on one page only, or is as small as cells' text."""
    pages: dict[str, set[int]] = {}
    for reading in readings:
        for line in reading.watermark:
            pages.setdefault(line.text, set()).add(reading.page)
    found = []
    for reading in readings:
        for line in reading.watermark:
            box = (line.x0, line.top, line.x1, line.bottom)
            for footprint in by_page.get(reading.page, ()):
                is_proven = len(pages[line.text]) > 1 and line.size > LARGE * footprint.size
                if footprint.holds(box) and not is_proven:
                    because = "lies across its cells, and was read as a watermark"
                    found.append(LeftOut(reading.page, box, line.text, footprint.table, because))
    return found
