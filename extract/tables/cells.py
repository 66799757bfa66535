"""Make the cells of a lattice.

A lattice is first cut into elementary cells, one at each row and column. Elementary cells with no
wall between them are then merged. Spans are half-open and each cell is stored once, as in
docling-core.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import NamedTuple

from extract.alignment.booktabs import BooktabsLattice
from extract.geometry.bbox import area, overlap_area
from extract.geometry.page_model import Fill, PageCell, PageTable, Rule, Rules
from extract.reading import Bbox
from extract.ruling.boxed_lattices import BoxedLattice
from extract.ruling.frames import Lattice
from extract.ruling.thresholds import RULING
from extract.tables.thresholds import TABLES

CellSpan = tuple[int, int, int, int]
"""``(row, row_stop, column, column_stop)``."""


def booktabs_table(page: int, booktabs: BooktabsLattice, fills: Sequence[Fill]) -> PageTable:
    """Make the table of a lattice whose rows are separated by white space."""
    table = table_from_lattice(page, booktabs.lattice, fills)
    return replace(
        table, is_ruled=False, is_booktabs=True, has_gaps=booktabs.has_gaps, doubts=booktabs.doubts
    )


def boxed_table(page: int, boxed: BoxedLattice, fills: Sequence[Fill]) -> PageTable:
    """Make the table of a lattice whose cells are separate boxes."""
    table = table_from_lattice(page, boxed.lattice, fills)
    cells = tuple(
        replace(
            cell,
            closed_top=(cell.row, cell.column) not in boxed.open_above,
            closed_bottom=(cell.row, cell.column) not in boxed.open_below,
            is_boxed=True,
        )
        for cell in table.cells
    )
    return replace(table, is_ruled=True, cells=cells)


def table_from_lattice(page: int, lattice: Lattice, fills: Sequence[Fill]) -> PageTable:
    """Make the cells of a lattice, without their text."""
    xs, ys = lattice.xs, lattice.ys
    walls = _Walls(
        _walls_at_edges(lattice.vertical, xs, ys), _walls_at_edges(lattice.horizontal, ys, xs)
    )
    spans = _merged_spans(len(ys) - 1, len(xs) - 1, walls)
    cells = tuple(_cell(span, xs, ys, walls, fills) for span in spans)
    return PageTable(page, xs, ys, cells)


class _Walls(NamedTuple):
    """The walls at the sides of elementary cells."""

    vertical: list[list[bool]]
    """For each column edge, whether a wall is there in each row."""
    horizontal: list[list[bool]]
    """For each row edge, whether a wall is there in each column."""


def drawn_walls(table: PageTable, rules: Rules) -> tuple[list[list[bool]], list[list[bool]]]:
    """Return, for each column edge and row edge, where a line or the edge of a fill is drawn.

    Args:
        table: a table with its edges.
        rules: the lines and fills of its page.

    Returns:
        For each column edge, whether it is drawn in each row; for each row edge, whether it is
        drawn in each column.
    """
    fills = [fill.bbox for fill in rules.fills]
    down = [Rule(x, box[1], box[3]) for box in fills for x in (box[0], box[2])]
    across = [Rule(y, box[0], box[2]) for box in fills for y in (box[1], box[3])]
    return (
        _walls_at_edges([*rules.vertical, *down], table.xs, table.ys),
        _walls_at_edges([*rules.horizontal, *across], table.ys, table.xs),
    )


def _walls_at_edges(
    rules: Sequence[Rule], edges: Sequence[float], crossing: Sequence[float]
) -> list[list[bool]]:
    """Return for each edge whether lines cover it in each interval between crossing edges."""
    min_share, distance = TABLES.min_wall_share, RULING.snap_distance
    ordered = sorted(rules, key=lambda rule: rule.at)
    walls = []
    for edge in edges:
        first = bisect_left(ordered, edge - distance, key=lambda rule: rule.at)
        stop = bisect_right(ordered, edge + distance, key=lambda rule: rule.at)
        lines = sorted(ordered[first:stop], key=lambda rule: rule.start)
        walls.append(
            [
                _covered(lines, start, stop) >= min_share * (stop - start)
                for start, stop in pairwise(crossing)
            ]
        )
    return walls


def _covered(rules: Sequence[Rule], start: float, stop: float) -> float:
    """Measure how much of an interval parallel lines, ordered by their starts, cover together."""
    covered, reached = 0.0, start
    for rule in rules:
        low, high = max(rule.start, reached), min(rule.stop, stop)
        if high > low:
            covered += high - low
            reached = high
    return covered


def _merged_spans(rows: int, columns: int, walls: _Walls) -> list[CellSpan]:
    """Merge elementary cells without a wall between them into rectangular cells."""
    is_merged = [[False] * columns for _ in range(rows)]
    spans: list[CellSpan] = []
    for row, column in product(range(rows), range(columns)):
        if is_merged[row][column]:
            continue
        column_stop = column + 1
        while (
            column_stop < columns
            and not walls.vertical[column_stop][row]
            and not is_merged[row][column_stop]
        ):
            column_stop += 1
        row_stop = row + 1
        while row_stop < rows and _extends_to(row_stop, column, column_stop, walls, columns):
            row_stop += 1
        for r, c in product(range(row, row_stop), range(column, column_stop)):
            is_merged[r][c] = True
        spans.append((row, row_stop, column, column_stop))
    return spans


def _extends_to(row: int, column: int, column_stop: int, walls: _Walls, columns: int) -> bool:
    """Return whether the cell above a row includes the row: only its own sides have walls there."""
    if any(walls.horizontal[row][column:column_stop]):
        return False
    if any(walls.vertical[c][row] for c in range(column + 1, column_stop)):
        return False
    open_left = column > 0 and not walls.vertical[column][row]
    open_right = column_stop < columns and not walls.vertical[column_stop][row]
    return not (open_left or open_right)


def _cell(
    span: CellSpan, xs: Sequence[float], ys: Sequence[float], walls: _Walls, fills: Sequence[Fill]
) -> PageCell:
    row, row_stop, column, column_stop = span
    bbox = (xs[column], ys[row], xs[column_stop], ys[row_stop])
    return PageCell(
        row,
        row_stop,
        column,
        column_stop,
        bbox,
        fill=fill_of(bbox, fills),
        closed_top=any(walls.horizontal[row][column:column_stop]),
        closed_bottom=any(walls.horizontal[row_stop][column:column_stop]),
    )


def fill_of(bbox: Bbox, fills: Sequence[Fill]) -> tuple[float, ...] | None:
    """Return the colour of the fill that covers most of a box; the last one drawn is on top."""
    min_area = TABLES.min_fill_share * area(bbox)
    for fill in reversed(fills):
        shared = overlap_area(bbox, fill.bbox)
        if shared > 0 and shared >= min_area:
            return fill.color
    return None
