"""Columns told by how text is aligned, and the lines that keep to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.alignment.row_segmentation import Level, levels_of
from extract.alignment.segments import Segment, crosses, segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, PageTable, Word
from extract.text.words import lines_of


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table lie, and where their texts begin and end."""

    xs: tuple[float, ...]
    starts: tuple[float, ...]
    rights: tuple[float, ...]

    @property
    def inner(self) -> tuple[float, ...]:
        """The places between columns."""
        return self.xs[1:-1]


def columns_of(
    words: Sequence[Word], top: float, bottom: float, sides: tuple[float, float]
) -> Columns | None:
    """Find columns by the white that runs down between texts that stand side by side.

    Args:
        words: of the page, in the table's width.
        top: where the table starts.
        bottom: where it ends.
        sides: its left and right end.

    Returns:
        Two columns or more, or None.
    """
    segments = segments_of(words, top, bottom)
    counts: dict[float, int] = {}
    for segment in segments:
        counts[segment.baseline] = counts.get(segment.baseline, 0) + 1
    beside = [segment for segment in segments if counts[segment.baseline] > 1]
    if not beside:
        return None
    events = sorted([(s.x0, 1) for s in beside] + [(s.x1, -1) for s in beside])
    inner, depth = [], 0
    for (x, change), (following, _) in pairwise(events):
        depth += change
        if depth == 0 and following - x >= ALIGNMENT.min_gutter:
            inner.append(following - min(ALIGNMENT.min_gutter, (following - x) / 2))
    if not inner:
        return None
    xs = (sides[0], *inner, sides[1])
    return columns_at(xs, [s for s in segments if not crosses([s], inner)])


def columns_at(xs: Sequence[float], segments: Sequence[Segment]) -> Columns:
    """Measure where the texts of known columns begin and end."""
    held: list[list[Segment]] = [[] for _ in xs[1:]]
    for segment in segments:
        held[_column(segment.x0, xs)].append(segment)
    starts = tuple(
        min((s.x0 for s in own), default=left) for own, left in zip(held, xs, strict=False)
    )
    rights = tuple(
        max((s.x1 for s in own), default=right) for own, right in zip(held, xs[1:], strict=True)
    )
    return Columns(tuple(xs), starts, rights)


def _column(x: float, xs: Sequence[float]) -> int:
    return sum(x >= place - 1 for place in xs[1:-1])


def parted(words: Sequence[Word], top: float, bottom: float, columns: Columns) -> tuple[Level, ...]:
    """Put the words between two heights in columns, level by level."""
    held: list[list[Word]] = [[] for _ in columns.xs[1:]]
    bands: list[Line] = []
    within = [word for word in words if top <= word.baseline - 0.3 * word.size < bottom]
    for line in lines_of(within):
        segments = segments_of(line.words, float("-inf"), float("inf"))
        if (
            len(segments) == 1
            and crosses(segments, columns.inner)
            and not _is_cut(line, segments[0], columns)
        ):
            bands.append(line)
            continue
        for word in line.words:
            held[_column(word.x0, columns.xs)].append(word)
    return tuple(levels_of([lines_of(own) for own in held], bands))


def _is_cut(line: Line, segment: Segment, columns: Columns) -> bool:
    """Say whether words begin where columns do, at half of the edges or more that text crosses.

    Spreadsheets leave less white between columns than some texts between their words.
    """
    crossed = [
        start
        for x, start in zip(columns.inner, columns.starts[1:], strict=True)
        if crosses([segment], [x])
    ]
    begun = sum(
        any(abs(word.x0 - x) <= ALIGNMENT.exact_start_distance for word in line.words)
        for x in crossed
    )
    return begun > 0 and begun >= len(crossed) / 2


def run_of(levels: Sequence[Level], columns: Columns, size: float) -> tuple[Level, ...]:
    """The levels from the first one on that keep to the columns and follow closely.

    A heading over all columns belongs to the run where such levels follow it.
    """
    kept: list[Level] = []
    waiting: list[Level] = []
    widest = ALIGNMENT.max_gap_at_rule * size / ALIGNMENT.max_row_gap_ratio
    for level in levels:
        last = (waiting or kept or [level])[-1]
        gap = level.baseline - last.baseline
        # Prose and notes below a table begin at its left: rows beside that may stand far below.
        is_row = max(level.lines, default=0) > 0 and keeps_to(level, columns)
        limit = max(
            ALIGNMENT.max_row_gap_ratio * widest,
            (ALIGNMENT.max_fixed_row_gap if is_row else ALIGNMENT.max_gap_at_rule) * size,
        )
        if gap > limit or any(
            abs(line.size - size) > ALIGNMENT.max_size_difference * size
            for line in level.lines.values()
        ):
            break
        if level.is_band:
            waiting.append(level)
            continue
        if not keeps_to(level, columns):
            break
        if (
            kept
            and not waiting
            and gap <= max(ALIGNMENT.max_row_gap_ratio * widest, ALIGNMENT.max_gap_at_rule * size)
        ):
            widest = max(widest, gap)
        if waiting and len(level.lines) < 2:
            break
        kept += [*waiting, level]
        waiting = []
    return tuple(kept)


def keeps_to(level: Level, columns: Columns) -> bool:
    """Say whether each text of a level begins where its column's texts begin."""
    return all(
        abs(line.x0 - columns.starts[column]) <= ALIGNMENT.start_distance
        and line.x1 <= max((columns.xs[column + 1] + 1, *columns.starts[column + 1 : column + 2]))
        for column, line in level.lines.items()
    )


def measured(columns: Columns, levels: Sequence[Level]) -> Columns:
    """Measure anew how far to the right the texts of columns reach."""
    held = [(column, line) for level in levels for column, line in level.lines.items()]
    rights = tuple(
        max((line.x1 for own, line in held if own == column), default=edge)
        for column, edge in enumerate(columns.rights)
    )
    # Where a column's texts come near to the next one, its edge lies between them.
    inner = [
        (right + start) / 2 if edge < right <= start else edge
        for edge, right, start in zip(columns.inner, rights, columns.starts[1:], strict=False)
    ]
    return Columns(
        (columns.xs[0], *inner, rights[-1] + ALIGNMENT.column_inset), columns.starts, rights
    )


def columns_of_table(table: PageTable) -> Columns:
    """Where the columns of a table that was read lie, and where their texts begin and end."""
    held: list[list[Line]] = [[] for _ in table.xs[1:]]
    for cell in table.cells:
        if cell.column_stop == cell.column + 1:
            held[cell.column] += cell.lines
    starts = tuple(
        min((line.x0 for line in own), default=x) for own, x in zip(held, table.xs, strict=False)
    )
    rights = tuple(
        max((line.x1 for line in own), default=x) for own, x in zip(held, table.xs[1:], strict=True)
    )
    return Columns(table.xs, starts, rights)


def words_in(table: PageTable) -> list[Word]:
    """The words of a table's cells."""
    return [word for cell in table.cells for line in cell.lines for word in line.words]
