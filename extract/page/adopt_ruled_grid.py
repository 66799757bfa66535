"""Adopt the second reading's grid if it follows drawn rules and the first reading's does not.

The first reading finds tables without rules by shades and by the alignment of text. If the
second reading finds rules that divide the same area into a complete grid, that grid is used:
shades may be behind single lines of text, or may be the bars of a chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from extract.geometry.bbox import area, edge_distance, holds_center, overlap_area, overlaps
from extract.geometry.clustering import DisjointSets, snap
from extract.geometry.page_model import PageCell, PageReading, PageTable, Word
from extract.model import Bbox, OtherReading
from extract.page.agreement import FIRST, SECOND, SecondCell
from extract.page.thresholds import RULED_GRID
from extract.ruling.thresholds import RULING
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.text.text_columns import reading_lines


def adopt_ruled_grids(reading: PageReading, cells: Sequence[SecondCell]) -> PageReading:
    """Replace tables found without rules by the ruled grids in the same place.

    Args:
        reading: the first reading of a page.
        cells: of the second reading, in the same coordinates.

    Returns:
        The reading with its words assigned to the cells of the new grids. The `other_reading`
        of a cell that the first reading lacks is the first reading's text of its area, and the
        reason for the change.
    """
    tables: list[PageTable] = []
    for table in reading.tables:
        grids = [] if table.is_ruled else _ruled_grids(table, cells)
        tables += grids or [table]
    if tables == list(reading.tables):
        return reading
    filled, free = assign_lines_to_cells(tables, _all_words(reading))
    return replace(reading, tables=tuple(filled), lines=tuple(reading_lines(free)))


def _all_words(reading: PageReading) -> list[Word]:
    lines = [line for table in reading.tables for cell in table.cells for line in cell.lines]
    return [word for line in [*lines, *reading.lines] for word in line.words]


def _ruled_grids(table: PageTable, cells: Sequence[SecondCell]) -> list[PageTable]:
    """Build the ruled grids inside a table; none if they leave much of its area uncovered."""
    boxes = [
        cell.bbox
        for cell in cells
        if holds_center(table.bbox, cell.bbox, RULED_GRID.edge_tolerance)
    ]
    if len(boxes) >= len(table.cells):
        return []
    because = (
        f"{SECOND}: drawn rules divide the table into {len(boxes)} cells; {FIRST} found "
        f"{len(table.cells)} by shades and alignment"
    )
    grids = [_grid(group, table, because) for group in _touching(boxes)]
    whole = [grid for grid in grids if grid is not None]
    covered = sum(overlap_area(grid.bbox, table.bbox) for grid in whole)
    if len(whole) < len(grids) or covered < RULED_GRID.min_covered * area(table.bbox):
        return []
    return sorted(whole, key=lambda grid: grid.bbox[1])


def _touching(boxes: Sequence[Bbox]) -> list[list[Bbox]]:
    """Group boxes that touch each other: each group is a table of its own."""
    sets = DisjointSets(range(len(boxes)))
    for one, other in combinations(range(len(boxes)), 2):
        if overlaps(boxes[one], boxes[other], -RULING.snap_distance):
            sets.join(one, other)
    groups = sorted(sets.groups().values(), key=lambda group: group[-1])
    return [[boxes[at] for at in group] for group in groups]


def _grid(boxes: Sequence[Bbox], table: PageTable, because: str) -> PageTable | None:
    xs = snap([x for box in boxes for x in (box[0], box[2])], RULING.snap_distance)
    ys = snap([y for box in boxes for y in (box[1], box[3])], RULING.snap_distance)
    if min(len(xs), len(ys)) < RULED_GRID.min_edges:
        return None
    filled = sum(map(area, boxes)) / area((xs[0], ys[0], xs[-1], ys[-1]))
    cells = [_cell(box, xs, ys, table, because) for box in boxes]
    if not RULED_GRID.min_tiled < filled < 2 - RULED_GRID.min_tiled or any(
        cell.row == cell.row_stop or cell.column == cell.column_stop for cell in cells
    ):
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return PageTable(table.page, tuple(xs), tuple(ys), tuple(cells))


def _cell(
    box: Bbox, xs: Sequence[float], ys: Sequence[float], table: PageTable, because: str
) -> PageCell:
    column, row = _nearest(xs, box[0]), _nearest(ys, box[1])
    column_stop, row_stop = _nearest(xs, box[2]), _nearest(ys, box[3])
    bbox = (xs[column], ys[row], xs[column_stop], ys[row_stop])
    replaced = [
        old for old in table.cells if holds_center(bbox, old.bbox, RULED_GRID.edge_tolerance)
    ]
    is_new = not any(edge_distance(old.bbox, bbox) <= RULED_GRID.edge_tolerance for old in replaced)
    fill = max(replaced, key=lambda old: area(old.bbox)).fill if replaced else None
    other = OtherReading(
        reader=FIRST,
        text=" | ".join(old.text for old in replaced if old.text),
        differs_in="span",
        cause="rule",
        chosen_because=because,
    )
    return PageCell(
        row=row,
        row_stop=row_stop,
        column=column,
        column_stop=column_stop,
        bbox=bbox,
        fill=fill,
        readings_agree=False if is_new else None,
        other_reading=other if is_new else None,
    )


def _nearest(edges: Sequence[float], value: float) -> int:
    """Return the index of the edge nearest to a coordinate."""
    middles = [(one + other) / 2 for one, other in pairwise(edges)]
    return sum(value > middle for middle in middles)
