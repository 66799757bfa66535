"""Takes the second reading's grid where it goes by rules, and the first one's by guesses.

The first reading finds tables without rules by shades and by how text is aligned. Where the
second one sees drawn rules that part the same area into a whole grid, the rules decide: shades
may lie behind single lines of text, or be bars of a chart.
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
from extract.ruling.thresholds import RULING
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.text.text_columns import reading_lines

_COVERED = 0.75
"""Share of the first reading's table that the rules must enclose; it may have taken text
between two tables for a row."""
_TILED = 0.97
"""Share of the rules' frame that their cells must fill: less is no whole grid."""
_NEAR = 6.0
"""Points by which shades may end beside the rule that they reach to."""


def adopt_ruled_grids(reading: PageReading, cells: Sequence[SecondCell]) -> PageReading:
    """Replace tables that were found without rules by the ruled grids in their place.

    Args:
        reading: the first reading of a page.
        cells: the second one's, in the same frame.

    Returns:
        The reading, its words put in the cells of the new grids; cells that the first grid
        did not have name what it was and why it was given up.
    """
    tables: list[PageTable] = []
    for table in reading.tables:
        grids = [] if table.is_ruled else _ruled_grids(table, cells)
        tables += grids or [table]
    if tables == list(reading.tables):
        return reading
    filled, free = assign_lines_to_cells(tables, _words_of(reading))
    return replace(reading, tables=tuple(filled), lines=tuple(reading_lines(free)))


def _words_of(reading: PageReading) -> list[Word]:
    lines = [line for table in reading.tables for cell in table.cells for line in cell.lines]
    return [word for line in [*lines, *reading.lines] for word in line.words]


def _ruled_grids(table: PageTable, cells: Sequence[SecondCell]) -> list[PageTable]:
    """Make the grids that rules part a table's area into; none where rules leave much of it."""
    boxes = [cell.bbox for cell in cells if holds_center(table.bbox, cell.bbox, _NEAR)]
    if len(boxes) >= len(table.cells):
        return []
    because = (
        f"{SECOND}: rules are drawn that part the table into {len(boxes)} cells; {FIRST} went "
        f"by shades and alignment, to {len(table.cells)}"
    )
    grids = [_grid(group, table, because) for group in _touching(boxes)]
    whole = [grid for grid in grids if grid is not None]
    covered = sum(overlap_area(grid.bbox, table.bbox) for grid in whole)
    if len(whole) < len(grids) or covered < _COVERED * area(table.bbox):
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
    if len(xs) < 3 or len(ys) < 3:
        return None
    filled = sum(map(area, boxes)) / area((xs[0], ys[0], xs[-1], ys[-1]))
    made = [_cell(box, xs, ys, table, because) for box in boxes]
    if not _TILED < filled < 2 - _TILED or any(
        cell.row == cell.row_stop or cell.column == cell.column_stop for cell in made
    ):
        return None
    made.sort(key=lambda cell: (cell.row, cell.column))
    return PageTable(table.page, tuple(xs), tuple(ys), tuple(made))


def _cell(
    box: Bbox, xs: Sequence[float], ys: Sequence[float], table: PageTable, because: str
) -> PageCell:
    column, row = _nearest(xs, box[0]), _nearest(ys, box[1])
    column_stop, row_stop = _nearest(xs, box[2]), _nearest(ys, box[3])
    bbox = (xs[column], ys[row], xs[column_stop], ys[row_stop])
    beneath = [old for old in table.cells if holds_center(bbox, old.bbox, _NEAR)]
    is_new = not any(edge_distance(old.bbox, bbox) <= _NEAR for old in beneath)
    fill = max(beneath, key=lambda old: area(old.bbox)).fill if beneath else None
    other = OtherReading(
        reader=FIRST,
        text=" | ".join(old.text for old in beneath if old.text),
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


def _nearest(places: Sequence[float], value: float) -> int:
    middles = [(one + other) / 2 for one, other in pairwise(places)]
    return sum(value > middle for middle in middles)
