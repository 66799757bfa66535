"""Cells between drawn walls: how far they reach, which sides are closed, and their colour."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.geometry.page_model import Fill, PageTable, Rule
from extract.model import Bbox
from extract.ruling.frames import Lattice
from extract.tables.cells import fill_of, table_from_lattice

SIDE = 20.0
Place = tuple[int, int]


def grid(
    rows: int, columns: int, *, above: Sequence[Place] = (), left: Sequence[Place] = ()
) -> PageTable:
    """Read a grid of squares without some of its walls.

    Args:
        rows: its rows.
        columns: its columns.
        above: row and column of the squares without a wall above them.
        left: row and column of the squares without a wall to their left.
    """
    xs, ys = (tuple(SIDE * at for at in range(count + 1)) for count in (columns, rows))
    across = tuple(
        Rule(ys[row], xs[column], xs[column + 1])
        for row in range(rows + 1)
        for column in range(columns)
        if (row, column) not in above
    )
    down = tuple(
        Rule(xs[column], ys[row], ys[row + 1])
        for row in range(rows)
        for column in range(columns + 1)
        if (row, column) not in left
    )
    return table_from_lattice(1, Lattice(xs, ys, across, down), ())


def spans(table: PageTable) -> set[tuple[int, int, int, int]]:
    return {(one.row, one.row_stop, one.column, one.column_stop) for one in table.cells}


SQUARES = {(row, row + 1, column, column + 1) for row in (0, 1) for column in (0, 1, 2)}


def squares(*gone: Place) -> set[tuple[int, int, int, int]]:
    return {one for one in SQUARES if (one[0], one[2]) not in gone}


@pytest.mark.parametrize(
    ("above", "left", "merged", "gone"),
    [
        ([], [], set(), []),
        ([], [(0, 1)], {(0, 1, 0, 2)}, [(0, 0), (0, 1)]),
        ([], [(0, 1), (0, 2)], {(0, 1, 0, 3)}, [(0, 0), (0, 1), (0, 2)]),
        ([(1, 1)], [], {(0, 2, 1, 2)}, [(0, 1), (1, 1)]),
        ([(1, 0), (1, 1)], [(0, 1), (1, 1)], {(0, 2, 0, 2)}, [(0, 0), (0, 1), (1, 0), (1, 1)]),
        # A wall below a part of a cell, or inside of it, ends the cell.
        ([(1, 0)], [(0, 1), (1, 1)], {(0, 1, 0, 2), (1, 2, 0, 2)},
         [(0, 0), (0, 1), (1, 0), (1, 1)]),
        ([(1, 0), (1, 1)], [(0, 1)], {(0, 1, 0, 2)}, [(0, 0), (0, 1)]),
        # So does a square below that is open to its left or right.
        ([(1, 1)], [(1, 1)], {(1, 2, 0, 2)}, [(1, 0), (1, 1)]),
        ([(1, 1)], [(1, 2)], {(1, 2, 1, 3)}, [(1, 1), (1, 2)]),
    ],
)  # fmt: skip
def test_squares_without_a_wall_between_them_are_one_cell(
    above: list[Place], left: list[Place], merged: set[tuple[int, int, int, int]], gone: list[Place]
) -> None:
    assert spans(grid(2, 3, above=above, left=left)) == merged | squares(*gone)


def test_a_cell_is_closed_where_a_wall_is_drawn() -> None:
    table = grid(1, 2, above=[(0, 0), (1, 1)])
    first, second = table.cells
    assert (first.closed_top, first.closed_bottom) == (False, True)
    assert (second.closed_top, second.closed_bottom) == (True, False)
    # A part of its side is enough.
    (wide,) = grid(1, 2, above=[(0, 0)], left=[(0, 1)]).cells
    assert wide.closed_top


@pytest.mark.parametrize(
    ("pieces", "is_wall"),
    [
        (((0.0, 20.0),), True),
        (((0.0, 10.0),), True),
        (((0.0, 9.9),), False),
        (((0.0, 5.0), (15.0, 20.0)), True),
        (((0.0, 6.0), (1.0, 7.0)), False),  # they cover each other
        (((-30.0, 5.0),), False),  # it is of the row above
    ],
)
def test_lines_along_half_of_a_side_are_a_wall(
    pieces: tuple[tuple[float, float], ...], *, is_wall: bool
) -> None:
    edges = (0.0, 20.0, 40.0)
    across = tuple(Rule(y, 0.0, 40.0) for y in (0.0, 20.0))
    down = [Rule(x, 0.0, 20.0) for x in (0.0, 40.0)]
    down += [Rule(20.0, start, stop) for start, stop in pieces]
    lattice = Lattice(edges, (0.0, 20.0), across, tuple(down))
    assert len(table_from_lattice(1, lattice, ()).cells) == 1 + is_wall


@pytest.mark.parametrize(
    ("box", "fills", "color"),
    [
        ((0, 0, 10, 10), [(0, 0, 10, 10)], 0),
        ((0, 0, 10, 10), [(0, 0, 6, 10)], 0),
        ((0, 0, 10, 10), [(0, 0, 5.9, 10)], None),
        ((0, 0, 10, 10), [(0, 0, 10, 10), (0, 0, 20, 20)], 1),  # the last one is on top
        ((0, 0, 10, 10), [(0, 0, 10, 10), (0, 0, 5, 10)], 0),
        ((0, 0, 10, 10), [(20, 0, 30, 10)], None),
        ((0, 0, 0, 10), [(20, 0, 30, 10)], None),  # a cell without width has no colour
        ((0, 0, 10, 10), [], None),
    ],
)
def test_the_fill_over_most_of_a_cell_is_its_colour(
    box: Bbox, fills: list[Bbox], color: int | None
) -> None:
    drawn = [Fill(one, (float(at),)) for at, one in enumerate(fills)]
    assert fill_of(box, drawn) == (None if color is None else (float(color),))
