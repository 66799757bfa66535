"""Where a table's parts lie on their pages, and where the texts of their columns stand.

It is what is left of the pages' tables once they are joined: little, and enough to tell whose
place a text stands in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.alignment.segments import Segment, column_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, PageCell, PageTable
from extract.model import Bbox

MOST_PLACES = 12
"""Places kept of where the lines of a column begin, end or are centred: the usual ones."""


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
    """The usual size of its type; 0 where it prints nothing."""
    pitch: float
    """The usual step from a line to the next one in its cells."""
    row_height: float
    """The height of its highest row."""
    places: tuple[tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]], ...]
    """For each column, where its lines begin, end, and have their middles."""
    goes_on: bool
    """The table has another part on a later page."""
    comes_from: bool
    """The table has another part on an earlier page."""

    def holds(self, box: Bbox) -> bool:
        """Say whether the middle of a box lies in the part."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.top - 1 <= y <= self.bottom + 1

    def is_aligned(self, segment: Segment) -> bool:
        """Say whether a text begins, ends or is centred where texts of its column are."""
        column = column_of(segment, self.xs[1:-1])
        marks = (segment.x0, segment.x1, (segment.x0 + segment.x1) / 2)
        return any(
            abs(mark - place) <= ALIGNMENT.start_distance
            for mark, places in zip(marks, self.places[column], strict=True)
            for place in places
        )


def footprints_of(
    parts: Sequence[PageTable],
    table: int,
    header_prints: Iterable[tuple[int, tuple[PageCell, ...]]],
) -> list[Footprint]:
    """Note where a table's parts lie.

    Args:
        parts: of a table, in page order.
        table: its index in the document.
        header_prints: the pages that print its header, and the cells of it.

    Returns:
        One footprint a part.
    """
    prints = list(header_prints)
    return [
        _footprint(
            part,
            table,
            [cell for page, cells in prints if page == part.page for cell in cells],
            goes_on=any(other.page > part.page for other in parts),
            comes_from=any(other.page < part.page for other in parts),
        )
        for part in parts
    ]


def _footprint(
    part: PageTable,
    table: int,
    header: Sequence[PageCell],
    *,
    goes_on: bool,
    comes_from: bool,
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
        pitch=median(steps) if steps else 1.2 * size,
        row_height=max((below - above for above, below in pairwise(part.ys)), default=0.0),
        places=_places(lines, part.xs),
        goes_on=goes_on,
        comes_from=comes_from,
    )


def _places(
    lines: Sequence[Line], xs: Sequence[float]
) -> tuple[tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]], ...]:
    """For each column, the usual places of its lines' beginnings, ends and middles."""
    held: list[tuple[Counter[float], Counter[float], Counter[float]]] = [
        (Counter(), Counter(), Counter()) for _ in xs[1:]
    ]
    for line in lines:
        own = held[column_of(Segment(line.x0, line.x1, line.baseline, line.size), xs[1:-1])]
        for counter, place in zip(own, (line.x0, line.x1, (line.x0 + line.x1) / 2), strict=True):
            counter[round(2 * place) / 2] += 1
    return tuple(
        (_usual(begins, 1), _usual(ends, 2), _usual(middles, 2)) for begins, ends, middles in held
    )


def _usual(counter: Counter[float], least: int) -> tuple[float, ...]:
    return tuple(place for place, count in counter.most_common(MOST_PLACES) if count >= least)
