"""Tables with lines across only: their columns, their first and last rows, and their walls."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.alignment.alignment_profile import AlignmentProfile, Layout
from extract.alignment.columns import (
    aligned_lattice,
    aligned_lattices,
    column_marks,
    with_columns,
)
from extract.alignment.segments import Edges
from extract.geometry.page_model import Fill, Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.frames import Lattice
from extract.ruling.rule_groups import RuleGroup
from tests.extract.page_parts import make_word

SIZE, HEIGHT = 10.0, 20.0


def word(text: str, x0: float, baseline: float, width: float = 40.0) -> Word:
    return make_word(text, x0, baseline, x1=x0 + width, size=SIZE)


def pair(row: int, columns: tuple[int, ...] = (0, 1)) -> list[Word]:
    """Return a text in each of some columns of a row between two rules."""
    return [word("text", 5.0 + 100 * column, HEIGHT * row + 13) for column in columns]


def rules(*heights: float) -> tuple[Rule, ...]:
    return tuple(Rule(y, 0.0, 200.0) for y in heights)


def lattices(
    words: list[Word],
    lines: tuple[Rule, ...],
    fills: tuple[Fill, ...] = (),
    marks: tuple[tuple[float, float], ...] = (),
    occupied: tuple[Bbox, ...] = (),
) -> list[Lattice]:
    page = Rules(lines, (), fills, marks, (lines, ()))
    return aligned_lattices(page, lines, occupied, words)


THREE = rules(0, 20, 40, 60)
ROWS = [*pair(0), *pair(1), *pair(2)]


def walls(lattice: Lattice) -> list[bool]:
    """Return for each row whether it has a wall between its two columns."""
    inner = lattice.xs[1]
    return [
        any(
            rule.at == inner and rule.start <= top and rule.stop >= bottom
            for rule in lattice.vertical
        )
        for top, bottom in zip(lattice.ys, lattice.ys[1:], strict=False)
    ]


def test_texts_side_by_side_between_rules_are_rows() -> None:
    (lattice,) = lattices(ROWS, THREE)
    assert lattice.ys == (0, 20, 40, 60)
    assert len(lattice.xs) == 3
    assert 45 < lattice.xs[1] <= 105
    assert walls(lattice) == [True, True, True]
    assert lattices([one for one in ROWS if one.x0 < 100], THREE) == []
    assert lattices([], THREE) == []


@pytest.mark.parametrize(
    ("box", "is_found"),
    [
        ((0.0, 0.0, 200.0, 60.0), False),
        ((0.0, 56.0, 200.0, 90.0), True),  # it ends a little below
        ((150.0, 10.0, 200.0, 50.0), False),
        ((300.0, 0.0, 400.0, 60.0), True),
    ],
)
def test_a_table_that_was_found_before_is_no_other(box: Bbox, *, is_found: bool) -> None:
    # The words of such a table are its own.
    assert bool(lattices(ROWS, THREE, occupied=(box,))) == is_found


@pytest.mark.parametrize(("x1", "is_within"), [(220.0, True), (220.1, False)])
def test_a_text_may_run_over_the_right_end(x1: float, *, is_within: bool) -> None:
    long = [word("text", 105.0, HEIGHT * row + 13, width=x1 - 105) for row in range(3)]
    left = [one for one in ROWS if one.x0 < 100]
    assert bool(lattices([*left, *long], THREE)) == is_within


@pytest.mark.parametrize(("x0", "is_within"), [(-4.0, True), (-4.5, False)])
def test_a_text_may_begin_a_little_left(x0: float, *, is_within: bool) -> None:
    left = [word("text", x0, HEIGHT * row + 13) for row in range(3)]
    right = [one for one in ROWS if one.x0 > 100]
    assert bool(lattices([*left, *right], THREE)) == is_within


def test_one_row_is_a_table_if_its_columns_are_drawn() -> None:
    row, two = pair(0), rules(0, 20)
    assert lattices(row, two) == []
    marks = ((100.0, 0.0), (100.0, 20.0))
    (lattice,) = lattices(row, two, marks=marks)
    assert lattice.xs == (0, 100, 200)
    assert lattices(row, two, marks=marks[:1]) == []


def test_ends_of_pieces_of_several_lines_are_marks() -> None:
    group = RuleGroup(0.0, 200.0, [*rules(0, 20)], [])
    ends = [(100.0, 0.0), (100.2, 20.0), (150.0, 0.0), (150.0, 23.0), (60.0, 0.0), (60.0, 23.1)]
    assert column_marks(group, ends) == [100.0, 150.0]


def test_an_empty_column_is_drawn() -> None:
    marks = tuple((x, y) for x in (100.0, 150.0) for y in (0.0, 20.0, 40.0, 60.0))
    (lattice,) = lattices(ROWS, THREE, marks=marks)
    assert lattice.xs == (0, 100, 150, 200)
    # A text over the mark shows that it is none.
    long = [word("text", 105.0, HEIGHT * row + 13, width=80) for row in range(3)]
    (lattice,) = lattices([*(one for one in ROWS if one.x0 < 100), *long], THREE, marks=marks)
    assert lattice.xs == (0, 100, 200)


def test_prose_above_and_below_a_table_is_no_row() -> None:
    prose = word("prose over both columns of the page", 5.0, 7.0, width=180.0)
    lines = rules(0, 20, 40, 60, 80)
    words = [prose, *pair(1), *pair(2), word("more of it", 5.0, 68.0, width=180.0)]
    (lattice,) = lattices(words, lines)
    assert lattice.ys == (20, 40, 60)
    # A row with a text in one column alone is of the table.
    for column in (0, 1):
        lone = (column,)
        (lattice,) = lattices([*pair(0), *pair(1, lone), *pair(2), *pair(3, (1,))], lines)
        assert lattice.ys == (0, 20, 40, 60, 80)
        assert walls(lattice) == [True] * 4


def test_a_heading_as_far_from_its_rules_as_the_rows_is_a_row() -> None:
    heading = word("a heading over both columns of it", 5.0, 13.0, width=180.0)
    lines = rules(0, 20, 40, 60, 80)
    (lattice,) = lattices([heading, *pair(1), *pair(2), *pair(3)], lines)
    assert lattice.ys == (0, 20, 40, 60, 80)
    assert walls(lattice) == [False, True, True, True]
    last = word("a heading over both columns of it", 5.0, 73.0, width=180.0)
    (lattice,) = lattices([*pair(0), *pair(1), *pair(2), last], lines)
    assert walls(lattice) == [True, True, True, False]


@pytest.mark.parametrize("x0", [105.0, 106.5])
def test_a_text_that_overflows_beside_another_one_has_a_wall(x0: float) -> None:
    beside = [
        word("a long key", 5.0, 33.0, width=102.0),
        make_word("text", x0, 33.0, size=SIZE, link="apart"),
        word("a long key that is over the edge", 5.0, 53.0, width=130.0),
    ]
    lines = rules(*range(0, 180, 20))
    others = [one for at in range(3, 8) for one in pair(at)]
    (lattice,) = lattices([*pair(0), *beside, *others], lines)
    assert walls(lattice) == [True, True, False, *[True] * 5]


def grey(left: float, top: float, right: float, bottom: float) -> Fill:
    return Fill((left, top, right, bottom), (0.8,))


def test_walls_of_rows_with_fills_are_at_the_edges_of_the_fills() -> None:
    fills = (
        grey(0, 0, 100, 20), grey(100, 0, 200, 20), grey(0, 20, 200, 40),
        grey(0, 40, 100, 60), grey(100, 40, 200, 60),
    )  # fmt: skip
    (lattice,) = lattices([*pair(0), word("a heading", 5.0, 33.0, width=150), *pair(2)], (), fills)
    assert lattice.xs == (0, 100, 200)
    assert walls(lattice) == [True, False, True]


def test_beside_the_fills_of_a_row_texts_show_its_walls() -> None:
    """Stripes that leave out merged cells: of every other row, the last cell alone is shaded."""
    xs, texts = (0, 100, 200, 300), ("one", "two", "three")
    words = [
        word(text, x + 5.0, 13.0 + 20 * row)
        for row in range(4)
        for x, text in zip(xs, texts, strict=False)
    ]
    lines = tuple(Rule(y, 0.0, 300.0) for y in (0.0, 20.0, 40.0, 60.0, 80.0))
    for shaded in ((1, 3), (0,), ()):
        fills = tuple(grey(200, 20 * row, 300, 20 * row + 20) for row in shaded)
        (lattice,) = lattices(words, lines, fills)
        inner = lattice.xs[1:-1]
        assert len(inner) == 2
        drawn = {
            (rule.at, y)
            for rule in lattice.vertical
            for y in (10, 30, 50, 70)
            if rule.at in inner and rule.start < y < rule.stop
        }
        assert drawn == {(x, y) for x in inner for y in (10, 30, 50, 70)}, shaded


def test_a_fill_as_wide_as_the_table_makes_a_heading_of_its_row_alone() -> None:
    words = [word("a heading", 5.0, 13.0), *pair(1), word("a key", 5.0, 53.0), *pair(3)]
    lines = rules(0, 20, 40, 60, 80)
    (lattice,) = lattices(words, lines, (grey(0, 0, 200, 20),))
    assert walls(lattice) == [False, True, True, True]


@pytest.mark.parametrize(("left", "right"), [(4.0, 200.0), (0.0, 196.0)])
def test_a_fill_that_ends_near_the_sides_shows_no_wall(left: float, right: float) -> None:
    fills = tuple(grey(left, y, right, y + 20) for y in (0, 20, 40))
    (lattice,) = lattices(ROWS, THREE, fills)
    assert len(lattice.xs) == 3
    assert walls(lattice) == [True, True, True]


def test_marks_near_the_sides_of_a_table_are_no_column_edges() -> None:
    for x, count in ((4.0, 3), (196.0, 3), (195.0, 4)):
        marks = tuple((x, y) for y in (0.0, 20.0, 40.0, 60.0))
        (lattice,) = lattices(ROWS, THREE, marks=marks)
        assert len(lattice.xs) == count, x


KNOWN = Layout(
    0.0,
    200.0,
    Edges((100.0,), ((5.0,), (105.0,))),
    AlignmentProfile(((5.0,), (105.0,)), (13.0,), (7.0,), SIZE),
)


def grid_of_fills(*xs: float) -> RuleGroup:
    """Return fills side by side, in three rows."""
    columns = list(pairwise((0.0, *xs, 200.0)))
    fills = [grey(left, y, right, y + 20) for y in (0.0, 20.0, 40.0) for left, right in columns]
    return RuleGroup(0.0, 200.0, [], fills)


def columns_on(group: RuleGroup, words: list[Word]) -> tuple[float, ...]:
    lattice = aligned_lattice(group, words, (), KNOWN)
    assert lattice is not None
    return lattice.xs


def test_the_columns_of_a_known_table_are_those_of_the_other_pages() -> None:
    assert columns_on(grid_of_fills(100.0), ROWS) == (0, 100, 200)
    assert columns_on(grid_of_fills(105.0), ROWS) == (0, 100, 200)
    lattice = aligned_lattice(grid_of_fills(105.0), ROWS, (), KNOWN)
    assert lattice is not None
    assert walls(lattice) == [True, True, True]
    assert columns_on(grid_of_fills(30.0, 140.0), ROWS) == (0, 100, 200)
    # Stripes over all columns show none.
    assert columns_on(RuleGroup(0.0, 200.0, [], grid_of_fills().fills), ROWS) == (0, 100, 200)


def test_a_page_of_a_known_table_may_draw_no_row_or_print_one_text_alone() -> None:
    lattice = aligned_lattice(RuleGroup(0.0, 200.0, [], []), ROWS, (), KNOWN)
    assert lattice is not None
    assert lattice.xs == (0, 100, 200)
    lone = RuleGroup(0.0, 200.0, [*rules(0, 20)], [])
    lattice = aligned_lattice(lone, pair(0, (1,)), (), KNOWN)
    assert lattice is not None
    assert lattice.ys == (0, 20)
    # Else such a page shows no table.
    assert aligned_lattice(lone, pair(0, (1,)), ()) is None
    assert aligned_lattice(RuleGroup(0.0, 200.0, [], []), ROWS, ()) is None


def test_text_shows_the_columns_of_a_frame() -> None:
    lines = THREE
    sides = tuple(Rule(x, 0.0, 60.0) for x in (0.0, 200.0))
    frame = Lattice((0.0, 200.0), (0.0, 20.0, 40.0, 60.0), lines, sides)
    page = Rules(lines, sides, (), (), (lines, sides))
    found = with_columns(frame, page, ROWS)
    assert found is not None
    assert len(found.xs) == 3
    assert with_columns(frame, page, [one for one in ROWS if one.x0 < 100]) is None
    # Lines in pieces show an empty column.
    ends = tuple((x, y) for x in (100.0, 150.0) for y in (0.0, 20.0, 40.0, 60.0))
    found = with_columns(frame, replace(page, marks=ends), ROWS)
    assert found is not None
    assert found.xs == (0, 100, 150, 200)


def test_a_single_box_may_hold_lines_of_figures() -> None:
    across, sides = rules(0, 80), tuple(Rule(x, 0.0, 80.0) for x in (0.0, 200.0))
    box = Lattice((0.0, 200.0), (0.0, 80.0), across, sides)
    figures = [
        word(f"{row}{column}", 20.0 + 60 * column, 13.0 + HEIGHT * row, width=15)
        for row in range(4)
        for column in range(3)
    ]
    found = with_columns(box, Rules(across, sides, (), (), (across, sides)), figures)
    assert found is not None
    assert len(found.xs) == 4
