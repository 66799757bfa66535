"""Text of a page cut at wide gaps, and the columns that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.page_model import Word
from extract.text.thresholds import WORDS

WIDE_BLANK = 0.5
"""Parts of the type size: a wider gap in a line may part two columns."""
NARROW_BLANK = 0.4
"""Parts of the type size: blanks between words are no wider, but for justified text."""
SAME_BLANK = 1.3
"""A blank this many times as wide as others of its line may part two columns."""
SAME_START = 1.5
"""Points by which lines of one column may differ in where they begin."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Places between a table's columns, and where the lines of each column begin."""

    inner: tuple[float, ...] = ()
    starts: tuple[tuple[float, ...], ...] = ((),)
    drawn: tuple[float, ...] = ()
    """Where shades or pieces of lines end: no more than a blank need stand there."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one line without a wide gap."""

    x0: float
    x1: float
    baseline: float
    size: float


def rows_of(words: Sequence[Word], top: float, bottom: float) -> list[list[Word]]:
    """Put words between two heights on their lines, from left to right."""
    held = sorted(
        (word for word in words if top <= word.baseline - 0.3 * word.size < bottom),
        key=lambda word: word.baseline,
    )
    lines: list[list[Word]] = []
    for word in held:
        if lines and word.baseline - lines[-1][0].baseline <= WORDS.baseline_tolerance * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def segments_of(
    words: Sequence[Word], top: float, bottom: float, edges: Edges | None = None
) -> list[Segment]:
    """Text between two heights, cut at wide gaps, line by line.

    Args:
        words: of the page.
        top: the upper height.
        bottom: the lower one.
        edges: where the table's columns are known: there lines are cut, and nowhere else.

    Returns:
        Segments, top to bottom and left to right.
    """
    segments: list[Segment] = []
    lines = rows_of(words, top, bottom)
    # One line alone may be a heading, with a word where a column begins by chance.
    tight = 0.0 if len(lines) > 1 else NARROW_BLANK
    for line in lines:
        parts = _parts(line, edges, tight)
        if edges and edges.inner and _crossed(parts, edges.inner) > (len(parts) - 1) / 2:
            parts = _parts(line, edges, None)
        segments += parts
    return segments


def _crossed(parts: Sequence[Segment], inner: Sequence[float]) -> int:
    """How many edges of columns a line's text runs over."""
    return sum(crosses(parts, [x]) for x in inner)


def _parts(line: Sequence[Word], edges: Edges | None, tight: float | None) -> list[Segment]:
    """Cut a line at wide blanks; in known columns, between two of them and where one begins.

    Args:
        line: words, from left to right.
        edges: what is known of the columns.
        tight: parts of the type size; a wider blank parts two columns where one begins. None
            where beginnings are not to be looked at.

    Returns:
        The line's segments.
    """
    baseline = min(word.baseline for word in line)
    parts: list[Segment] = []
    place, widest = 0, 0.0
    inner = edges.inner if edges else ()
    for word in line:
        last = parts[-1] if parts else None
        column = sum(word.x0 >= x - 1 for x in inner) if inner else place + 1
        blank = word.x0 - last.x1 if last else 0.0
        # The blanks of justified text are as wide as each other.
        is_cut = blank > max(WIDE_BLANK * word.size, SAME_BLANK * widest)
        if last and edges and inner and tight is not None and blank > tight * word.size:
            is_cut = is_cut or any(abs(word.x0 - x) <= SAME_START for x in edges.starts[column])
        if last and edges and blank > NARROW_BLANK * word.size:
            is_cut = is_cut or any(last.x1 - 1 <= x <= word.x0 + 1 for x in edges.drawn)
        if last is None or (is_cut and column > place):
            parts.append(Segment(word.x0, word.x1, baseline, word.size))
            widest = 0.0
        else:
            size = max(last.size, word.size)
            parts[-1] = Segment(last.x0, max(last.x1, word.x1), baseline, size)
            widest = max(widest, blank)
        place = column if inner else place
    return parts


def in_columns(segments: Sequence[Segment], inner: Sequence[float]) -> list[Segment]:
    """Join what wide blanks of justified text part inside a column."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.baseline == segment.baseline
            and column_of(last, inner) == column_of(segment, inner)
        ):
            size = max(last.size, segment.size)
            joined[-1] = Segment(last.x0, max(last.x1, segment.x1), last.baseline, size)
        else:
            joined.append(segment)
    return joined


def crosses(segments: Sequence[Segment], inner: Sequence[float]) -> bool:
    """Say whether text runs across a column's edge, or there is none."""
    return not segments or any(s.x0 < x - 1 and s.x1 > x + 1 for s in segments for x in inner)


def column_of(segment: Segment, inner: Sequence[float]) -> int:
    """The column in which a segment begins."""
    return sum(segment.x0 >= x - 1 for x in inner)
