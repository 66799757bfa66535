"""Some rows and columns of a grid, and tables that touch in one grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import Rule
from extract.ruling.frames import Lattice
from extract.ruling.grid_parts import part_of, split_where_columns_change, with_used_columns
from extract.ruling.rule_groups import with_top

XS, HEIGHT = (0.0, 100.0, 200.0, 300.0), 20.0


def grid(
    rows: Sequence[Sequence[int]], *, short: Sequence[int] = (), slack: float = 0.0
) -> Lattice:
    """Draw rows of cells.

    Args:
        rows: the inner column edges of each row.
        short: row edges whose lines leave out the first column.
        slack: how far lines over all columns end before the sides.
    """
    ys = tuple(HEIGHT * row for row in range(len(rows) + 1))
    across = tuple(
        Rule(y, 100.0 if at in short else slack, 300.0 - slack) for at, y in enumerate(ys)
    )
    down = tuple(
        Rule(XS[edge], ys[at], ys[at + 1]) for at, own in enumerate(rows) for edge in (0, *own, 3)
    )
    return Lattice(XS, ys, across, down)


def parts(lattice: Lattice) -> list[tuple[float, float, int]]:
    """Return the top, the bottom and the number of columns of each part."""
    return [
        (part.ys[0], part.ys[-1], len(part.xs) - 1) for part in split_where_columns_change(lattice)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[1], [1], [2], [2]], [(0.0, 40.0, 2), (40.0, 80.0, 2)]),
        ([[1], [1], [1]], []),
        ([[1, 2], [1, 2], [2], [2]], []),  # it has no edge of its own
        ([[1], [1, 2], [2]], []),  # some row has the edges of both
        ([[1], [2], [1]], []),
        # A row of one cell is the heading of the part below it.
        ([[1], [1], [], [2], [2]], [(0.0, 40.0, 2), (60.0, 100.0, 2)]),
        ([[1], [1], [2], [2], []], [(0.0, 40.0, 2), (40.0, 100.0, 2)]),  # no part is below it
        ([[], [1], [2]], [(0.0, 40.0, 2), (40.0, 60.0, 2)]),
    ],
)
def test_two_tables_that_touch_have_columns_of_their_own(
    rows: Sequence[Sequence[int]], expected: list[tuple[float, float, int]]
) -> None:
    assert parts(grid(rows)) == expected


@pytest.mark.parametrize(("slack", "count"), [(3.0, 2), (3.5, 0)])
def test_a_line_over_the_whole_width_parts_two_tables(slack: float, count: int) -> None:
    rows = [[1], [1], [2], [2]]
    assert len(parts(grid(rows, slack=slack))) == count
    assert parts(grid(rows, short=[2])) == []


@pytest.mark.parametrize(
    ("start", "stop", "is_used"),
    [(0.0, 80.0, True), (30.0, 35.0, True), (25.0, 30.0, True), (31.0, 80.0, False)],
)
def test_a_line_counts_in_the_rows_whose_middle_it_reaches(
    start: float, stop: float, *, is_used: bool
) -> None:
    """The second edge runs beside the middle of the second row, at 30, in the upper table too."""
    lattice = grid([[1], [1], [2], [2]])
    more = Rule(XS[2], start, stop)
    lattice = Lattice(XS, lattice.ys, lattice.horizontal, (*lattice.vertical, more))
    assert (parts(lattice) == []) == is_used


@pytest.mark.parametrize(("at", "is_near"), [(203.0, True), (203.5, False)])
def test_a_line_counts_at_the_edge_that_it_is_near(at: float, *, is_near: bool) -> None:
    lattice = grid([[1], [1], [2], [2]])
    lattice = replace(lattice, vertical=(*lattice.vertical, Rule(at, 0.0, 80.0)))
    assert (parts(lattice) == []) == is_near


@pytest.mark.parametrize(
    ("rule", "clipped"),
    [
        (Rule(100.0, 0.0, 80.0), Rule(100.0, 20.0, 60.0)),
        (Rule(97.0, 0.0, 80.0), Rule(97.0, 20.0, 60.0)),
        (Rule(96.5, 0.0, 80.0), None),
        (Rule(303.0, 30.0, 40.0), Rule(303.0, 30.0, 40.0)),
        (Rule(303.5, 30.0, 40.0), None),
        (Rule(200.0, 0.0, 23.0), None),  # a pen's width over the edge
        (Rule(200.0, 0.0, 23.5), Rule(200.0, 20.0, 23.5)),
    ],
)
def test_lines_are_clipped_to_a_part_of_their_grid(rule: Rule, clipped: Rule | None) -> None:
    lattice = Lattice(XS, (0.0, 20.0, 40.0, 60.0, 80.0), (), (rule,))
    part = part_of(lattice, (1, 3), (1, 3))
    assert (part.xs, part.ys) == (XS[1:], (20.0, 40.0, 60.0))
    assert part.vertical == ((clipped,) if clipped else ())


@pytest.mark.parametrize(("at", "is_used"), [(100.0, True), (103.0, True), (103.5, False)])
def test_an_edge_at_which_no_line_is_drawn_is_left_out(at: float, *, is_used: bool) -> None:
    lattice = Lattice((0.0, 100.0, 300.0), (0.0, 20.0), (), (Rule(at, 0.0, 20.0),))
    assert (len(with_used_columns(lattice).xs) == 3) == is_used


@pytest.mark.parametrize(
    ("rule", "top"),
    [
        (Rule(80.0, 100.0, 300.0), 80.0),
        (Rule(70.0, 100.0, 300.0), 70.0),
        (Rule(69.5, 100.0, 300.0), None),  # too far above
        (Rule(100.0, 100.0, 300.0), None),
        (Rule(120.0, 100.0, 300.0), None),
        (Rule(80.0, 151.0, 300.0), None),  # over less than half of the width
        (Rule(80.0, 150.0, 300.0), None),
        (Rule(80.0, 149.0, 300.0), 80.0),
        (Rule(80.0, 100.0, 296.0), 80.0),
        (Rule(80.0, 100.0, 295.0), None),  # it ends before the right side
    ],
)
def test_the_upper_rules_of_a_header_may_leave_out_the_first_column(
    rule: Rule, top: float | None
) -> None:
    full = [Rule(100.0, 0.0, 300.0), Rule(200.0, 0.0, 300.0)]
    expected = full if top is None else [Rule(top, 0.0, 300.0), *full]
    assert with_top(full, [rule], 30.0) == expected


def test_the_highest_of_the_upper_rules_is_the_top() -> None:
    full = [Rule(100.0, 0.0, 300.0)]
    partial = [Rule(90.0, 100.0, 300.0), Rule(75.0, 100.0, 300.0), Rule(85.0, 100.0, 300.0)]
    assert with_top(full, partial, 30.0)[0].at == 75.0
