"""Rows that a page end leaves open: text in a table's columns beyond its outermost rules.

Where no vertical lines are drawn and a row is cut by a page end, no rule stands under its part
at the foot, nor above its part at the next page's head. Such text keeps to the columns, begins
where they begin, and stands as far from the rule as in the other rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from extract.alignment.alignment_profile import (
    AlignmentProfile,
    Layout,
    Rows,
    alignment_profile_of,
    beside,
    gaps_of,
)
from extract.alignment.segments import (
    SAME_START,
    Segment,
    column_of,
    crosses,
    in_columns,
    segments_of,
)
from extract.geometry.page_model import Rule, Word
from extract.text.thresholds import WORDS

BESIDE_RULE = 1.5
"""Points by which the white between a rule and the text beside it may differ."""
NEXT_LINE = 1.7
"""Parts of the type size: lines of one row follow each other no further apart."""
SAME_SIZE = 0.05
"""Share by which type sizes of one table's text may differ."""


def with_open_rows(
    ys: list[float],
    rows: list[list[Segment]],
    bands: list[bool],
    words: Sequence[Word],
    inner: Sequence[float],
    lines: Sequence[Rule],
    known: Layout | None = None,
) -> Rows:
    """Add the rows that stand below the last rule and above the first one.

    Args:
        ys: heights of the rules.
        rows: text between them.
        bands: which rows are headings over all columns.
        words: of the page, in the table's width.
        inner: places between the columns.
        lines: the table's rules; cells that go on past the outermost one have none there.
        known: how the text of the table stands, where other pages tell.

    Returns:
        The rows with those added that look like the others.
    """
    places = known.places if known else alignment_profile_of(ys, rows, bands, inner, lines)
    edges = known.edges if known else None
    size = places.size
    near = BESIDE_RULE + WORDS.baseline_tolerance * size  # lines side by side may differ as much
    below = _run(segments_of(words, ys[-1], float("inf"), edges), size)
    first = beside(below, ys[-1], lines)
    if _is_near(first, places.top, near, known):
        taken = _in_columns(below, inner, places)
        if taken:
            bottom = max(s.baseline + 0.5 * s.size for s in taken)
            ys, rows, bands = [*ys, bottom], [*rows, taken], [*bands, False]
    above = _run(segments_of(words, float("-inf"), ys[0], edges)[::-1], size)
    last = beside(above, ys[0], lines)
    # Without text beside the rule, cells that go on past it may still stand above.
    goes_past = last is None and bool(above) and ys[0] - above[0][0].baseline <= 2 * size
    is_open = known is not None and _stands_in(above, inner, places, known.open_above)
    if is_open or goes_past or _is_near(last, places.foot, near, known):
        goes_on = known is not None or (bool(rows) and _goes_on(above[0], rows[0], inner, size))
        is_text = is_open or (goes_past and goes_on)
        taken = _in_columns(above, inner, places, is_text=is_text)[::-1]
        if taken:
            top = min(s.baseline - 1.2 * s.size for s in taken)
            ys, rows, bands = [top, *ys], [taken, *rows], [False, *bands]
    return ys, rows, bands


def open_page(words: Sequence[Word], known: Layout) -> Rows:
    """Take text in a table's columns for a row where a page draws no rule nor shade at all.

    Args:
        words: of the page, in the table's width.
        known: the table's columns.

    Returns:
        One row from the first line on that begins in several columns; none without such a line.
    """
    inner, size = known.edges.inner, known.places.size
    segments = segments_of(words, float("-inf"), float("inf"), known.edges)
    while segments:
        lines = _run(segments, size)
        if len(_in_columns(lines[:1], inner, known.places)) > 1:
            taken = _in_columns(lines, inner, known.places)
            top = min(s.baseline - 1.2 * s.size for s in taken)
            bottom = max(s.baseline + 0.5 * s.size for s in taken)
            return [top, bottom], [taken], [False]
        segments = segments[len(lines[0]) :]
    return [], [], []


def _stands_in(
    lines: Sequence[Sequence[Segment]],
    inner: Sequence[float],
    places: AlignmentProfile,
    columns: frozenset[int],
) -> bool:
    """Say whether lines stand in columns that the page before left open, and in no others."""
    taken = _in_columns(lines, inner, places, is_text=True) if lines else []
    return bool(taken) and {column_of(segment, inner) for segment in taken} <= columns


def _is_near(gap: float | None, usual: float | None, near: float, known: Layout | None) -> bool:
    """Say whether text stands as far from a rule as in other rows.

    Where its columns are known it may stand nearer, even on the rule, or a line further off:
    a program that cuts a row at a page end may print more lines than it leaves room for.
    """
    if gap is None or usual is None:
        return False
    if known is not None:
        return gap <= usual + known.places.size
    return abs(gap - usual) <= near


def is_set_as(
    span: slice,
    place: int,
    ys: Sequence[float],
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    lines: Sequence[Rule],
) -> bool:
    """Say whether a row's text stands as far from the rules around it as that of other rows.

    Args:
        span: the other rows.
        place: of the row in question.
        ys: heights of the rules.
        rows: text between them.
        bands: which rows are headings over all columns.
        lines: the table's rules.

    Returns:
        False, too, where no other row has text beside a rule.
    """
    held, are_bands = rows[span], bands[span]
    tops = gaps_of(held, are_bands, ys[span.start : span.stop], lines)
    feet = gaps_of(held, are_bands, ys[span.start + 1 : span.stop + 1], lines)
    top = beside([rows[place]], ys[place], lines)
    foot = beside([rows[place]], ys[place + 1], lines)
    if not (tops and feet) or top is None or foot is None:
        return False
    near = BESIDE_RULE + WORDS.baseline_tolerance * rows[place][0].size
    return abs(top - median(tops)) <= near and abs(foot - min(feet)) <= near


def _run(segments: Sequence[Segment], size: float) -> list[list[Segment]]:
    """Lines that follow each other closely, from the first one on."""
    lines: list[list[Segment]] = []
    for segment in segments:
        if lines and segment.baseline == lines[-1][0].baseline:
            lines[-1].append(segment)
            continue
        step = abs(segment.baseline - lines[-1][0].baseline) if lines else 0.0
        if step > NEXT_LINE * size:
            break
        lines.append([segment])
    return lines


def _goes_on(
    line: Sequence[Segment], row: Sequence[Segment], inner: Sequence[float], size: float
) -> bool:
    """Say whether a column's text goes on right below a line, no rule between."""
    columns = {column_of(segment, inner) for segment in line}
    below = [s.baseline for s in row if column_of(s, inner) in columns]
    return bool(below) and min(below) - line[0].baseline <= NEXT_LINE * size


def _in_columns(
    lines: Sequence[Sequence[Segment]],
    inner: Sequence[float],
    places: AlignmentProfile,
    *,
    is_text: bool = False,
) -> list[Segment]:
    """The lines up to the first that does not keep to the columns; none if all are in the first.

    Prose and footnotes stand at the left margin, too, unless the lines are known as cells' text.
    """
    size = median(segment.size for line in lines for segment in line)
    taken: list[Segment] = []
    for line in lines:
        parts = in_columns(line, inner)
        if crosses(parts, inner) or not all(_begins(s, inner, places) for s in parts):
            break
        if any(abs(s.size - size) > SAME_SIZE * size for s in parts):
            break
        taken += parts
    return taken if is_text or any(column_of(s, inner) > 0 for s in taken) else []


def _begins(segment: Segment, inner: Sequence[float], places: AlignmentProfile) -> bool:
    starts = places.starts[column_of(segment, inner)]
    return any(abs(segment.x0 - start) <= SAME_START for start in starts)
