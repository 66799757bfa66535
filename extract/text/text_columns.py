"""Text outside of tables in the order in which it is read: column by column where it is so set."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.geometry.clustering import snap
from extract.geometry.page_model import Line, Word
from extract.text.words import lines_of

GUTTER = 6.0
"""Points: the least white between two columns of text."""
WIDE_BLANK = 0.8
"""Parts of the type size: a wider gap in a line may part two columns."""
SAME_START = 1.5
"""Points by which lines of a column may differ in where they begin."""
LEAST_LINES = 5
"""Fewer lines side by side are no columns of text."""
LEAST_WORDS = 3.0
"""Words a line, on average, that text has and lists of labels and values have not."""
DENSE = 0.5
"""Share of a column's height that its lines take, at least; the rest parts paragraphs."""
FILLED = 0.6
"""Share of a column's width that its lines fill, on average."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a line that no wide gap parts."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline


def reading_lines(words: Iterable[Word]) -> list[Line]:
    """Put words on lines, and lines in the order in which they are read.

    Args:
        words: of a page, those that stand in no table.

    Returns:
        Lines, top to bottom; where text is set in columns side by side, the first column before
        the second, each line with the right edge of its column.
    """
    return _ordered(list(words))


def _ordered(words: Sequence[Word]) -> list[Line]:
    lines = lines_of(words)
    if len(lines) < LEAST_LINES:
        return lines
    parts = sorted(
        (part for line in lines for part in _parts(line)), key=lambda part: part.baseline
    )
    found = _columns(parts)
    if found is None:
        return lines
    run, x = found
    taken = {word.glyphs for part in run for word in part.words}
    top = run[0].baseline
    rest = [word for word in words if word.glyphs not in taken]
    left = [word for part in run if part.x0 < x - SAME_START for word in part.words]
    right = [word for part in run if part.x0 >= x - SAME_START for word in part.words]
    return [
        *_ordered([word for word in rest if word.baseline < top]),
        *_with_edge(_ordered(left)),
        *_with_edge(_ordered(right)),
        *_ordered([word for word in rest if word.baseline >= top]),
    ]


def _parts(line: Line) -> list[_Part]:
    runs: list[list[Word]] = []
    for word in line.words:
        if runs and word.x0 - runs[-1][-1].x1 <= WIDE_BLANK * word.size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_Part(tuple(run)) for run in runs]


def _with_edge(lines: Sequence[Line]) -> list[Line]:
    edge = max((line.x1 for line in lines), default=0.0)
    return [line if line.edge is not None else replace(line, edge=edge) for line in lines]


def _columns(parts: Sequence[_Part]) -> tuple[list[_Part], float] | None:
    """Find the first stretch set in columns, and where its second column begins."""
    starts = sorted(part.x0 for part in parts)
    counts = {x: len(_near(starts, x)) for x in dict.fromkeys(starts)}
    for x, count in counts.items():
        if count < LEAST_LINES or x <= starts[0] + SAME_START:
            continue
        if count < max(counts[other] for other in _near(starts, x)):
            continue
        for run in _runs(parts, x):
            if _is_text_in_columns(run, x):
                return run, x
    return None


def _near(starts: Sequence[float], x: float) -> Sequence[float]:
    """The places, of sorted ones, that may be the same as `x`."""
    return starts[bisect_left(starts, x - SAME_START) : bisect_right(starts, x + SAME_START)]


def _runs(parts: Sequence[_Part], x: float) -> list[list[_Part]]:
    """The stretches of a page in which no text runs across the white left of a place."""
    runs: list[list[_Part]] = [[]]
    for part in parts:
        if part.x0 < x - SAME_START and part.x1 > x - GUTTER:
            runs.append([])
        else:
            runs[-1].append(part)
    return [run for run in runs if len(run) >= 2 * LEAST_LINES]


def _is_text_in_columns(run: Sequence[_Part], x: float) -> bool:
    left = [part for part in run if part.x0 < x - SAME_START]
    right = [part for part in run if part.x0 >= x - SAME_START]
    if min(len(left), len(right)) < LEAST_LINES:
        return False
    if any(
        sum(len(part.words) for part in side) < LEAST_WORDS * len(_levels(side))
        for side in (left, right)
    ):
        return False
    if not all(_is_dense(side) for side in (left, right)):
        return False
    width = max(part.x1 for part in left) - min(part.x0 for part in left)
    if sum(part.x1 - part.x0 for part in left) < FILLED * width * len(_levels(left)):
        return False
    beside = [
        part for part in left if right[0].baseline <= part.baseline + 1 <= right[-1].baseline + 2
    ]
    return len(beside) >= LEAST_LINES


def _is_dense(side: Sequence[_Part]) -> bool:
    """Say whether lines follow each other closely, as text does and cells of a table do not."""
    levels = _levels(side)
    size = side[0].words[0].size
    return 1.2 * size * len(levels) >= DENSE * (levels[-1] - levels[0])


def _levels(side: Sequence[_Part]) -> list[float]:
    """The baselines of a column's lines."""
    return snap([part.baseline for part in side], SAME_START)
