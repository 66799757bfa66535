"""Rows that a page end leaves open: text in a table's columns beyond its outermost rules.

Where no vertical lines are drawn and a row is cut by a page end, no rule stands under its part
at the foot, nor above its part at the next page's head. Such text keeps to the columns, begins
where they begin, and stands as far from the rule as in the other rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.frames import SNAP
from extract.reading import Word
from extract.rules import Rule
from extract.words import SAME_BASELINE

WIDE_BLANK = 0.5
"""Parts of the type size: a wider gap in a line may part two columns."""
BESIDE_RULE = 1.5
"""Points by which the white between a rule and the text beside it may differ."""
SAME_START = 1.5
"""Points by which lines of one column may differ in where they begin."""
NEXT_LINE = 1.7
"""Parts of the type size: lines of one row follow each other no further apart."""
SAME_SIZE = 0.05
"""Share by which type sizes of one table's text may differ."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one line without a wide gap."""

    x0: float
    x1: float
    baseline: float
    size: float


Rows = tuple[list[float], list[list[Segment]], list[bool]]
"""Heights between the rows, their text, and which of them are headings over all columns."""


def with_open_rows(
    ys: list[float],
    rows: list[list[Segment]],
    bands: list[bool],
    words: Sequence[Word],
    inner: Sequence[float],
    lines: Sequence[Rule],
) -> Rows:
    """Add the rows that stand below the last rule and above the first one.

    Args:
        ys: heights of the rules.
        rows: text between them.
        bands: which rows are headings over all columns.
        words: of the page, in the table's width.
        inner: places between the columns.
        lines: the table's rules; cells that go on past the outermost one have none there.

    Returns:
        The rows with those added that look like the others.
    """
    held = [row for row, band in zip(rows, bands, strict=True) if row and not band]
    starts = _starts(held, inner)
    size = median(segment.size for row in held for segment in row)
    near = BESIDE_RULE + SAME_BASELINE * size  # lines side by side may differ as much
    tops = _gaps(rows, bands, ys[:-1], lines)
    feet = _gaps(rows, bands, ys[1:], lines)
    below = _run(segments_of(words, ys[-1], float("inf")), size)
    first = _beside(below, ys[-1], lines)
    if first is not None and tops and abs(first - median(tops)) <= near:
        taken = _in_columns(below, inner, starts)
        if taken:
            bottom = max(s.baseline + 0.5 * s.size for s in taken)
            ys, rows, bands = [*ys, bottom], [*rows, taken], [*bands, False]
    above = _run(segments_of(words, float("-inf"), ys[0])[::-1], size)
    last = _beside(above, ys[0], lines)
    # Without text beside the rule, cells that go on past it may still stand above.
    goes_past = last is None and bool(above) and ys[0] - above[0][0].baseline <= 2 * size
    if goes_past or (last is not None and feet and abs(last - min(feet)) <= near):
        goes_on = goes_past and _goes_on(above[0], rows[0], inner, size)
        taken = _in_columns(above, inner, starts, is_text=goes_on)[::-1]
        if taken:
            top = min(s.baseline - 1.2 * s.size for s in taken)
            ys, rows, bands = [top, *ys], [taken, *rows], [False, *bands]
    return ys, rows, bands


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
    tops = _gaps(held, are_bands, ys[span.start : span.stop], lines)
    feet = _gaps(held, are_bands, ys[span.start + 1 : span.stop + 1], lines)
    top = _beside([rows[place]], ys[place], lines)
    foot = _beside([rows[place]], ys[place + 1], lines)
    if not (tops and feet) or top is None or foot is None:
        return False
    near = BESIDE_RULE + SAME_BASELINE * rows[place][0].size
    return abs(top - median(tops)) <= near and abs(foot - min(feet)) <= near


def tail_above(
    height: float, words: Sequence[Word], inner: Sequence[float], texts: Sequence[Segment]
) -> list[Segment]:
    """Find the lines above a rule that end the row of a table that the page before left open.

    Args:
        height: of the rule.
        words: of the page, in the table's width.
        inner: places between the columns.
        texts: the table's text on the page before.

    Returns:
        The lines that follow each other down to the rule; none unless all keep to the columns.
    """
    size = median(segment.size for segment in texts)
    lines = _run(segments_of(words, float("-inf"), height)[::-1], size)
    if not lines or height - lines[0][0].baseline > 2 * size:
        return []
    taken = _in_columns(lines, inner, _starts([texts], inner), is_text=True)
    return taken[::-1] if len(taken) == sum(map(len, lines)) else []


def _gaps(
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    heights: Sequence[float],
    lines: Sequence[Rule],
) -> list[float]:
    """How far the text of each row stands from the rule at its side."""
    gaps = [
        _beside([row], height, lines)
        for row, band, height in zip(rows, bands, heights, strict=True)
        if row and not band
    ]
    return [gap for gap in gaps if gap is not None]


def _beside(
    texts: Sequence[Sequence[Segment]], height: float, lines: Sequence[Rule]
) -> float | None:
    """How far the nearest text stands from a rule that is drawn at its side; None where none is."""
    drawn = [rule for rule in lines if abs(rule.at - height) <= SNAP]
    gaps = [
        abs(segment.baseline - height)
        for text in texts
        for segment in text
        if not drawn or any(rule.start - 1 <= segment.x0 <= rule.stop + 1 for rule in drawn)
    ]
    return min(gaps, default=None)


def _starts(rows: Sequence[Sequence[Segment]], inner: Sequence[float]) -> list[float | None]:
    """Where the text of each column begins; None for an empty one."""
    columns: list[list[float]] = [[] for _ in range(len(inner) + 1)]
    for row in rows:
        for segment in row:
            columns[_column(segment, inner)].append(segment.x0)
    return [min(places, default=None) for places in columns]


def _column(segment: Segment, inner: Sequence[float]) -> int:
    return sum(segment.x0 >= x - 1 for x in inner)


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
    columns = {_column(segment, inner) for segment in line}
    below = [s.baseline for s in row if _column(s, inner) in columns]
    return bool(below) and min(below) - line[0].baseline <= NEXT_LINE * size


def _in_columns(
    lines: Sequence[Sequence[Segment]],
    inner: Sequence[float],
    starts: Sequence[float | None],
    *,
    is_text: bool = False,
) -> list[Segment]:
    """The lines up to the first that does not keep to the columns; none if all are in the first.

    Prose and footnotes stand at the left margin, too, unless the lines are known as cells' text.
    """
    size = median(segment.size for line in lines for segment in line)
    taken: list[Segment] = []
    for line in lines:
        if crosses(line, inner) or not all(_begins(s, inner, starts) for s in line):
            break
        if any(abs(s.size - size) > SAME_SIZE * size for s in line):
            break
        taken += line
    return taken if is_text or any(_column(s, inner) > 0 for s in taken) else []


def _begins(segment: Segment, inner: Sequence[float], starts: Sequence[float | None]) -> bool:
    start = starts[_column(segment, inner)]
    return start is not None and abs(segment.x0 - start) <= SAME_START


def segments_of(words: Sequence[Word], top: float, bottom: float) -> list[Segment]:
    """Text between two heights, cut at wide gaps, line by line."""
    held = sorted(
        (word for word in words if top <= word.baseline - 0.3 * word.size < bottom),
        key=lambda word: word.baseline,
    )
    lines: list[list[Word]] = []
    for word in held:
        if lines and word.baseline - lines[-1][0].baseline <= SAME_BASELINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    segments: list[Segment] = []
    for line in lines:
        for word in sorted(line, key=lambda word: word.x0):
            last = segments[-1] if segments else None
            if (
                last
                and last.baseline == line[0].baseline
                and word.x0 - last.x1 <= WIDE_BLANK * word.size
            ):
                segments[-1] = Segment(
                    last.x0, max(last.x1, word.x1), last.baseline, max(last.size, word.size)
                )
            else:
                segments.append(Segment(word.x0, word.x1, line[0].baseline, word.size))
    return segments


def crosses(segments: Sequence[Segment], inner: Sequence[float]) -> bool:
    """Say whether text runs across a column's edge, or there is none."""
    return not segments or any(s.x0 < x - 1 and s.x1 > x + 1 for s in segments for x in inner)
