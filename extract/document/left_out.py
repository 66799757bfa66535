"""Find text in a table's place that is in none of its cells.

Such text was read as narrative, footer or watermark. The check compares positions only. It does
not depend on how tables are found, so it also reveals errors there: a row beneath the last rule of
a page, a page whose rules were not detected, a label above the frame of its table.
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
from extract.document.thresholds import LEFT_OUT
from extract.geometry.page_model import PageReading, Word
from extract.model import Bbox
from extract.page.furniture import Margin, proven_furniture
from extract.text.words import lines_of

Level = list[Word]
"""The words at one height of a page, from left to right."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text in a table's place, and why it may belong to the table."""

    page: int
    box: Bbox
    text: str
    table: int
    because: str

    @property
    def taken(self) -> str:
        """How the text was read."""
        return f"it {self.because}, and is in none of its cells"


def left_out(
    readings: Sequence[PageReading], margins: Sequence[Margin], footprints: Sequence[Footprint]
) -> list[LeftOut]:
    """Find the text in a table's place that is in none of its cells.

    Args:
        readings: the pages in order; their tables are not used.
        margins: furniture of the pages, one per reading.
        footprints: footprints of all tables.

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
"""A table, why some words may belong to it, and the words."""


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
        *_in_tables_of_neighbours(reading, own, free, (before, after)),
    ]:
        for number, level in found:
            claims.setdefault(number, (footprint, because, level))
    return list(_joined(reading.page, claims))


def _in_own_tables(
    own: Sequence[Footprint], levels: Sequence[tuple[int, Level]], proven: frozenset[int]
) -> Iterator[tuple[Footprint, str, list[tuple[int, Level]]]]:
    """Find text inside a page's tables, between two parts of one, and beyond their outer rules."""
    for footprint in own:
        yield footprint, "is between its rows", _inside(footprint, levels)
    free = [(n, level) for n, level in levels if not _is_proven(level, proven)]
    for above, below in pairwise(own):
        if above.table == below.table:
            yield above, "is between two parts of it", _between(above, below, free)
    for footprint in own:
        yield footprint, "is beside its rows, and begins where they do", _beside(footprint, free)
    for at, footprint in enumerate(own):
        stop = min(
            (one.top for one in own[at + 1 :] if _shares_columns(one, footprint)), default=1e9
        )
        start = max(
            (one.bottom for one in own[:at] if _shares_columns(one, footprint)), default=-1e9
        )
        rows = [
            (n, level)
            for n, level in levels
            if not _is_proven(level, proven) or _is_whole_row(level, footprint)
        ]
        under = [(n, level) for n, level in rows if footprint.bottom < _middle(level) < stop]
        yield footprint, "is below its last row", _run(footprint, under, footprint.bottom)
        over = [(n, level) for n, level in rows[::-1] if start < _middle(level) < footprint.top]
        labels = _run(footprint, over, footprint.top) or _labels_over(footprint, over)
        yield footprint, "is above its first row", labels


def _in_tables_of_neighbours(
    reading: PageReading,
    own: Sequence[Footprint],
    free: Sequence[tuple[int, Level]],
    neighbours: tuple[Sequence[Footprint], Sequence[Footprint]],
) -> Iterator[tuple[Footprint, str, list[tuple[int, Level]]]]:
    """Find text that continues a table of the page before, or precedes one of the next page."""
    before, after = neighbours
    last = before[-1] if before and before[-1].bottom > LEFT_OUT.foot * reading.height else None
    if last is not None and not last.continues:
        top = min((one.top for one in own), default=1e9)
        rows = [(n, level) for n, level in free if _middle(level) < top]
        yield last, f"continues in its columns from page {last.page}", _run(last, rows, None)
    first = after[0] if after and after[0].top < LEFT_OUT.head * reading.height else None
    if first is not None and not first.is_continuation:
        bottom = max((one.bottom for one in own), default=-1e9)
        rows = [(n, level) for n, level in free[::-1] if _middle(level) > bottom]
        yield first, f"is in its columns, before page {first.page}", _run(first, rows, None)


def _shares_columns(one: Footprint, other: Footprint) -> bool:
    return one.xs[0] < other.xs[-1] and other.xs[0] < one.xs[-1]


def _middle(level: Level) -> float:
    return level[0].baseline - LEFT_OUT.middle_height * level[0].size


def _is_proven(level: Level, proven: frozenset[int]) -> bool:
    return all(word.glyphs[0] in proven for word in level)


def _within(level: Level, footprint: Footprint) -> Level:
    slack = LEFT_OUT.edge_tolerance
    x0, x1 = footprint.xs[0] - slack, footprint.xs[-1] + slack
    return [word for word in level if x0 < (word.x0 + word.x1) / 2 < x1]


def _inside(footprint: Footprint, levels: Sequence[tuple[int, Level]]) -> list[tuple[int, Level]]:
    """Find all text between the first and the last rule."""
    inside = [
        (n, _within(level, footprint))
        for n, level in levels
        if footprint.top < _middle(level) < footprint.bottom
    ]
    return [(n, words) for n, words in inside if words]


def _between(
    above: Footprint, below: Footprint, levels: Sequence[tuple[int, Level]]
) -> list[tuple[int, Level]]:
    """Find rows between two parts of a table on one page."""
    between = [(n, x) for n, x in levels if above.bottom <= _middle(x) <= below.top]
    return [(n, level) for n, level in between if _is_aligned_row(_segments(level, above), above)]


def _beside(footprint: Footprint, levels: Sequence[tuple[int, Level]]) -> list[tuple[int, Level]]:
    """Find the texts of a column that was not read: each begins at the height of a row's text."""
    beside = []
    for number, level in levels:
        if footprint.top < _middle(level) < footprint.bottom:
            inside = _within(level, footprint)
            words = [word for word in level if word not in inside]
            if words and all(_has_size(word.size, footprint) for word in words):
                beside.append((number, words))
    starts: dict[int, list[float]] = {}
    for _, words in beside:
        for segment in segments_of(words, float("-inf"), float("inf")):
            starts.setdefault(round(segment.x0), []).append(segment.baseline)
    step = LEFT_OUT.line_step * footprint.line_step
    heads = [
        baseline
        for baselines in starts.values()
        for before, baseline in zip((float("-inf"), *baselines), baselines, strict=False)
        if baseline - before > step
    ]
    slack = LEFT_OUT.same_line * footprint.size
    even = [head for head in heads if any(abs(head - own) <= slack for own in footprint.heads)]
    is_column = len(even) >= max(LEFT_OUT.min_beside, LEFT_OUT.beside_share * len(heads))
    return beside if is_column else []


def _has_size(size: float, footprint: Footprint) -> bool:
    return abs(size - footprint.size) <= LEFT_OUT.cell_size_change * footprint.size


def _is_whole_row(level: Level, footprint: Footprint) -> bool:
    """Return whether a line that several pages repeat is a row: labels, or the same values.

    Such a row lies right above or below the table, fills each of its columns, and has its type
    size.
    """
    words = _within(level, footprint)
    if not words:
        return False
    baseline = words[0].baseline
    distance = max(footprint.top - baseline, baseline - footprint.bottom)
    segments = _segments(words, footprint)
    return (
        distance <= LEFT_OUT.near * footprint.size
        and _is_aligned_row(segments, footprint)
        and len(segments) == len(footprint.xs) - 1
        and all(_has_size(segment.size, footprint) for segment in segments)
    )


def _run(
    footprint: Footprint, levels: Sequence[tuple[int, Level]], edge: float | None
) -> list[tuple[int, Level]]:
    """Collect the lines beyond a table's edge that are set in its columns.

    Prose ends the run. So does white space, if the table ends on the page. A line in a single
    column continues the row next to it.

    Args:
        footprint: a part of the table.
        levels: the page's lines beyond the edge, nearest first.
        edge: y position of the table's edge in points; None if it lies on another page.

    Returns:
        The lines.
    """
    found: list[tuple[int, Level]] = []
    is_open = bool(levels) and edge is not None and _is_open(footprint, levels[0][1], edge)
    reached = edge
    for number, level in levels:
        words = _within(level, footprint)
        if not words:
            continue
        segments = _segments(words, footprint)
        if crosses_edges(segments, footprint.xs[1:-1]):
            break
        step = abs(words[0].baseline - reached) if reached is not None else 0.0
        near = LEFT_OUT.near * footprint.size
        if not is_open and step > (max(near, footprint.row_height) if found else near):
            break
        is_rest = bool(found) and _continues_cell(segments[0], footprint, step)
        if (
            is_rest
            or _is_aligned_row(segments, footprint)
            or (is_open and _is_cell_line(segments, footprint))
        ):
            found.append((number, words))
            reached = words[0].baseline
    return found


def _labels_over(
    footprint: Footprint, levels: Sequence[tuple[int, Level]]
) -> list[tuple[int, Level]]:
    """Return the line next above a table if it has as many texts as the table has columns.

    Such a line looks like the labels of the columns, also where these do not keep to them.
    """
    for number, level in levels[:1]:
        words = _within(level, footprint)
        texts = segments_of(words, float("-inf"), float("inf"))
        is_near = footprint.top - level[0].baseline <= LEFT_OUT.near * footprint.size
        if is_near and len(texts) == len(footprint.xs) - 1 >= LEFT_OUT.min_labels:
            return [(number, words)]
    return []


def _is_open(footprint: Footprint, level: Level, edge: float) -> bool:
    """Return whether the table continues beyond the edge at which a line lies."""
    if _middle(level) > edge:
        return footprint.continues or footprint.is_header_only
    return footprint.is_continuation


def _segments(words: Level, footprint: Footprint) -> list[Segment]:
    inner = footprint.xs[1:-1]
    return join_within_columns(segments_of(words, float("-inf"), float("inf")), inner)


def _is_aligned_row(segments: Sequence[Segment], footprint: Footprint) -> bool:
    """Return whether texts are aligned with at least two columns of a table, side by side."""
    inner = footprint.xs[1:-1]
    aligned = {column_of(s, inner) for s in segments if footprint.is_aligned(s)}
    return (
        len(aligned) > 1
        and len(aligned) >= LEFT_OUT.aligned_share * len(segments)
        and not crosses_edges(segments, inner)
        and all(
            abs(s.size - footprint.size) <= LEFT_OUT.row_size_change * footprint.size
            for s in segments
        )
    )


def _continues_cell(segment: Segment, footprint: Footprint, step: float) -> bool:
    """Return whether a line follows another one of its cell, at the table's line distance."""
    starts = footprint.positions[column_of(segment, footprint.xs[1:-1])][0]
    is_next = step <= LEFT_OUT.line_step * footprint.line_step
    return is_next and any(abs(segment.x0 - x) <= LEFT_OUT.start_tolerance for x in starts)


def _is_cell_line(segments: Sequence[Segment], footprint: Footprint) -> bool:
    """Return whether a line is set like a line of a cell; notes start in the first column."""
    (segment, *others), inner = segments, footprint.xs[1:-1]
    column = column_of(segment, inner)
    starts = footprint.positions[column][0]
    return (
        not others
        and column > 0
        and any(abs(segment.x0 - x) <= ALIGNMENT.start_distance for x in starts)
        and abs(segment.size - footprint.size) <= LEFT_OUT.cell_size_change * footprint.size
    )


def _joined(page: int, claims: dict[int, Claim]) -> Iterable[LeftOut]:
    """Join consecutive lines of the same table into one text."""
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
    """Find watermarks over a table that are on one page only, or as small as the cells' text."""
    pages: dict[str, set[int]] = {}
    for reading in readings:
        for line in reading.watermark:
            pages.setdefault(line.text, set()).add(reading.page)
    found = []
    for reading in readings:
        for line in reading.watermark:
            box = (line.x0, line.top, line.x1, line.bottom)
            for footprint in by_page.get(reading.page, ()):
                is_proven = (
                    len(pages[line.text]) > 1
                    and line.size > LEFT_OUT.watermark_size * footprint.size
                )
                if footprint.holds(box) and not is_proven:
                    because = "lies across its cells and was read as a watermark or a running line"
                    found.append(LeftOut(reading.page, box, line.text, footprint.table, because))
    return found
