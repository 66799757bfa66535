"""Footprints: where a table's parts lie on their pages, and how their columns are aligned.

Footprints are small. They are kept after the tables are joined, to find the table whose area holds
a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.alignment.segments import Segment, column_of
from extract.alignment.thresholds import ALIGNMENT
from extract.document.thresholds import FOOTPRINTS
from extract.geometry.page_model import Line, PageCell, PageTable
from extract.model import Bbox

Positions = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
"""The usual positions at which a column's lines start, end and have their centres, in points."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """A part of a table on its page."""

    page: int
    table: int
    """Index of the table in the document."""
    xs: tuple[float, ...]
    top: float
    bottom: float
    is_header_only: bool
    """The page prints the header, and no row below it."""
    size: float
    """Usual type size in points; 0 if the part prints nothing."""
    line_step: float
    """Usual baseline distance of two lines of a cell, in points."""
    row_height: float
    """Height of its tallest row, in points."""
    positions: tuple[Positions, ...]
    """One item per column."""
    continues: bool
    """The table has another part on a later page."""
    is_continuation: bool
    """The table has another part on an earlier page."""
    heads: frozenset[float] = frozenset()
    """Baselines of the first lines of its cells."""

    def holds(self, box: Bbox) -> bool:
        """Return whether the centre of a box lies in the part."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        slack = FOOTPRINTS.edge_tolerance
        return (
            self.xs[0] - slack <= x <= self.xs[-1] + slack
            and self.top - slack <= y <= self.bottom + slack
        )

    def is_aligned(self, segment: Segment) -> bool:
        """Return whether a text starts, ends or is centred where texts of its column do."""
        column = column_of(segment, self.xs[1:-1])
        marks = (segment.x0, segment.x1, (segment.x0 + segment.x1) / 2)
        return any(
            abs(mark - position) <= ALIGNMENT.start_distance
            for mark, usual in zip(marks, self.positions[column], strict=True)
            for position in usual
        )


def footprints_of(
    parts: Sequence[PageTable],
    table: int,
    header_prints: Iterable[tuple[int, tuple[PageCell, ...]]],
) -> list[Footprint]:
    """Record where a table's parts lie.

    Args:
        parts: parts of the table, in page order.
        table: index of the table in the document.
        header_prints: pages that print the header, with its cells.

    Returns:
        One footprint per part.
    """
    prints = list(header_prints)
    return [
        _footprint(
            part,
            table,
            [cell for page, cells in prints if page == part.page for cell in cells],
            continues=any(other.page > part.page for other in parts),
            is_continuation=any(other.page < part.page for other in parts),
        )
        for part in parts
    ]


def _footprint(
    part: PageTable,
    table: int,
    header: Sequence[PageCell],
    *,
    continues: bool,
    is_continuation: bool,
) -> Footprint:
    lines = [line for cell in part.cells for line in cell.lines]
    size = median(line.size for line in lines) if lines else 0.0
    steps = [
        below.baseline - above.baseline
        for cell in part.cells
        for above, below in pairwise(cell.lines)
        if below.baseline > above.baseline
    ]
    heads = {cell.bbox for cell in header}
    return Footprint(
        page=part.page,
        table=table,
        xs=part.xs,
        top=part.ys[0],
        bottom=part.ys[-1],
        is_header_only=bool(lines) and all(c.bbox in heads for c in part.cells if c.lines),
        size=size,
        line_step=median(steps) if steps else FOOTPRINTS.line_step * size,
        row_height=max((below - above for above, below in pairwise(part.ys)), default=0.0),
        positions=_positions(lines, part.xs),
        continues=continues,
        is_continuation=is_continuation,
        heads=frozenset(cell.lines[0].baseline for cell in part.cells if cell.lines),
    )


def _positions(lines: Sequence[Line], xs: Sequence[float]) -> tuple[Positions, ...]:
    """Find the usual positions of each column's lines."""
    counters: list[tuple[Counter[float], Counter[float], Counter[float]]] = [
        (Counter(), Counter(), Counter()) for _ in xs[1:]
    ]
    grid = FOOTPRINTS.position_grid
    for line in lines:
        own = counters[column_of(Segment(line.x0, line.x1, line.baseline, line.size), xs[1:-1])]
        centre = (line.x0 + line.x1) / 2
        for counter, position in zip(own, (line.x0, line.x1, centre), strict=True):
            counter[round(grid * position) / grid] += 1
    least = FOOTPRINTS.min_uses
    return tuple(
        (_usual(starts, 1), _usual(ends, least), _usual(centres, least))
        for starts, ends, centres in counters
    )


def _usual(counter: Counter[float], least: int) -> tuple[float, ...]:
    common = counter.most_common(FOOTPRINTS.usual_positions)
    return tuple(position for position, count in common if count >= least)
