"""Walls and row edges that text shows where a ruled grid draws none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.alignment.undrawn import with_undrawn_edges
from extract.geometry.page_model import Rule, Word
from extract.ruling.frames import Lattice
from tests.extract.page_parts import make_word

SIZE, HEIGHT = 10.0, 20.0
XS = (0.0, 100.0, 200.0, 300.0)


def grid(rows: int, *walled: int, xs: tuple[float, ...] = XS, height: float = HEIGHT) -> Lattice:
    """Return a grid whose inner walls are drawn in some rows only."""
    ys = tuple(height * at for at in range(rows + 1))
    across = tuple(Rule(y, xs[0], xs[-1]) for y in ys)
    sides = tuple(Rule(x, 0.0, ys[-1]) for x in (xs[0], xs[-1]))
    inner = tuple(Rule(x, height * row, height * (row + 1)) for row in walled for x in xs[1:-1])
    return Lattice(xs, ys, across, (*sides, *inner))


def word(text: str, x0: float, baseline: float, x1: float | None = None) -> Word:
    return make_word(text, x0, baseline, x1=x0 + 40.0 if x1 is None else x1, size=SIZE)


def texts(*rows: int, columns: tuple[int, ...] = (0, 1, 2)) -> list[Word]:
    """Return a text at the start of each column of rows."""
    return [word("text", XS[column] + 2, HEIGHT * row + 13) for row in rows for column in columns]


def walls(lattice: Lattice | None, row: int) -> list[float]:
    """Return the places of the walls that a row of a completed grid has."""
    if lattice is None:
        return []
    middle = lattice.ys[row] + 1
    return sorted(
        {rule.at for rule in lattice.vertical if rule.start <= middle <= rule.stop}
        - {lattice.xs[0], lattice.xs[-1]}
    )


def test_text_in_the_columns_of_a_header_has_its_walls() -> None:
    lattice = with_undrawn_edges(grid(4, 0), texts(0, 1, 2, 3))
    assert [walls(lattice, row) for row in range(4)] == [[100.0, 200.0]] * 4
    # A row whose walls are drawn needs none, nor does a grid without text.
    assert with_undrawn_edges(grid(4, 0, 1, 2, 3), texts(0, 1, 2, 3)) is None
    assert with_undrawn_edges(grid(4, 0), texts(0)) is None


def test_a_row_without_text_or_with_a_heading_over_all_columns_gets_no_walls() -> None:
    heading = word("Heading", 2.0, 2 * HEIGHT + 13, x1=240.0)
    lattice = with_undrawn_edges(grid(5, 0), [*texts(0, 1, 3, 4), heading])
    assert [bool(walls(lattice, row)) for row in range(5)] == [True, True, False, True, True]
    lattice = with_undrawn_edges(grid(5, 0), texts(0, 1, 3, 4))
    assert [bool(walls(lattice, row)) for row in range(5)] == [True, True, False, True, True]


def test_words_beside_the_grid_show_nothing() -> None:
    outside = [
        *(word("text", x, 2 * HEIGHT + 13) for x in (-40.0, 301.0)),
        *(word("text", x, y) for x in (2.0, 102.0, 202.0) for y in (-10.0, 90.0)),
    ]
    assert with_undrawn_edges(grid(4, 0), [*texts(0), *outside]) is None


def test_a_word_up_to_a_point_left_of_a_grid_is_in_it() -> None:
    for x0, edges in ((-1.0, [100.0]), (-1.1, [])):
        line = [word("text", x0, HEIGHT + 13), word("text", 102.0, HEIGHT + 13)]
        assert walls(with_undrawn_edges(grid(2, 0), [*texts(0), *line]), 1) == edges
    beside = [word("text", 102.0, HEIGHT + 13), word("text", 300.0, HEIGHT + 13)]
    assert with_undrawn_edges(grid(2, 0), [*texts(0), *beside]) is None


def test_two_spaces_in_one_line_of_a_cell_are_no_column_edge() -> None:
    line = [word("2.Countries", 2.0, HEIGHT + 13, x1=90.0), word("abroad", 102.0, HEIGHT + 13)]
    below = word("text", 2.0, 2 * HEIGHT + 13)
    assert with_undrawn_edges(grid(3, 0), [*texts(0), *line, below]) is None


@pytest.mark.parametrize(("covered", "is_wall"), [(0.5, True), (0.45, False)])
def test_a_wall_along_half_of_a_row_is_its_wall(covered: float, *, is_wall: bool) -> None:
    """Otherwise the row has no walls, and its text shows them."""
    whole = grid(3, 0)
    parts = tuple(Rule(x, HEIGHT, HEIGHT * (1 + covered)) for x in XS[1:-1])
    lattice = Lattice(XS, whole.ys, whole.horizontal, (*whole.vertical, *parts))
    found = with_undrawn_edges(lattice, texts(0, 1))
    assert (found is None) == is_wall


@pytest.mark.parametrize(("distance", "is_near"), [(3.0, True), (3.1, False)])
def test_a_wall_belongs_to_the_edge_that_it_is_near_to(distance: float, *, is_near: bool) -> None:
    whole = grid(3, 0)
    for sign in (-1, 1):
        parts = tuple(Rule(x + sign * distance, HEIGHT, 2 * HEIGHT) for x in XS[1:-1])
        lattice = Lattice(XS, whole.ys, whole.horizontal, (*whole.vertical, *parts))
        assert (with_undrawn_edges(lattice, texts(0, 1)) is None) == is_near, sign


def test_texts_that_are_placed_anywhere_show_no_columns() -> None:
    anywhere = [
        word("text", x, HEIGHT * row + 13, x1=x + 12)
        for row, xs in ((1, (20, 130, 265)), (2, (64, 155, 222)), (3, (37, 172, 241)))
        for x in xs
    ]
    assert with_undrawn_edges(grid(4, 0), [*texts(0), *anywhere]) is None


@pytest.mark.parametrize("inset", [2.0, 12.0])
@pytest.mark.parametrize("side", ["left", "right", "middle"])
def test_a_lone_line_in_cells_is_placed_at_a_side_or_in_the_middle(side: str, inset: float) -> None:
    line = []
    for x0, x1 in pairwise(XS):
        middle = (x0 + x1 + inset) / 2
        start = {"left": x0 + inset, "right": x1 - inset - 20, "middle": middle - 10}[side]
        line.append(word("text", start, HEIGHT + 13, x1=start + 20))
    lattice = with_undrawn_edges(grid(2, 0), [*texts(0), *line])
    assert walls(lattice, 1) == [100.0, 200.0]
    moved = [
        word("text", one.x0 + (13.0 if side == "left" else -13.0), HEIGHT + 13, x1=one.x1 + 13.0)
        for one in line
    ]
    assert side != "left" or with_undrawn_edges(grid(2, 0), [*texts(0), *moved]) is None


def figures(*columns: int, rows: int = 3, label: str = "1") -> list[Word]:
    """Return figures, another one a row, in columns 50 points wide, in rows without walls."""
    return [
        word(f"{label}{row}", 50.0 * column + 20, HEIGHT * row + 13, x1=50.0 * column + 35)
        for row in range(rows)
        for column in columns
    ]


PLAIN = (0.0, 200.0)


@pytest.mark.parametrize(
    ("words", "edges"),
    [
        (figures(0, 1, 2), 2),
        (figures(0, 1), 0),  # a single new edge may be chance
        (figures(0, 1, 2, rows=2), 0),  # so may those of two lines
        (figures(0, 1, 2, label="text"), 0),
    ],
)
def test_new_columns_are_those_of_figures(words: list[Word], edges: int) -> None:
    # White space in each row would part a column of keys: the last row has no text.
    lattice = with_undrawn_edges(grid(4, xs=PLAIN), words)
    assert len(walls(lattice, 0)) == edges


def test_a_sign_before_half_of_the_figures_shows_no_column() -> None:
    for signs, edges in (("1123", 2), ("1122", 0)):
        keys = [word(sign, 20.0, HEIGHT * row + 13, x1=35.0) for row, sign in enumerate(signs)]
        words = [*keys, *figures(1, 2, rows=4)]
        assert len(walls(with_undrawn_edges(grid(5, xs=PLAIN), words), 0)) == edges, signs


def test_most_texts_right_of_the_first_new_edge_are_figures() -> None:
    keys = figures(0, label="text", rows=5)
    for others, edges in ((2, 2), (3, 2), (4, 2), (5, 0)):
        words = [*keys, *figures(1, rows=5)]
        last = figures(2, rows=5)
        words += [
            word("text" if at < others else "12", w.x0, w.baseline, w.x1)
            for at, w in enumerate(last)
        ]
        lattice = with_undrawn_edges(grid(6, xs=PLAIN), words)
        assert len(walls(lattice, 0)) == edges, others


WIDE = (0.0, 200.0, 300.0, 400.0)


def listed(*keys: str, step: float = 14.0, x0: float = 2.0) -> list[Word]:
    """Return keys below each other with a value beside each that dots or a full stop end."""
    words = []
    for at, key in enumerate(keys):
        baseline = 13.0 + step * at
        words.append(word(key, x0, baseline, x1=x0 + 150))
        if key.endswith("."):
            words.append(word("value", 202.0, baseline))
            words.append(word("other", 302.0, baseline))
    return words


def starts(lattice: Lattice | None) -> int:
    """Return the number of row edges that text shows."""
    return 0 if lattice is None else len(lattice.ys) - 2


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        (("Rice ....", "Maize ....", "Beans ...."), 2),
        (("Rice ....", "Maize ...."), 0),
        (("Rice ....", "Maize that is", "sown late ....", "Beans ...."), 2),
        (("Crops:", "Rice ....", "Maize ....", "Beans ...."), 3),
        # Dots of half the keys are enough, those of fewer are not.
        (("a", "Rice ....", "b", "Maize ....", "c", "Beans ...."), 2),
        (("a", "d", "Rice ....", "b", "Maize ....", "c", "Beans ...."), 0),
    ],
)
def test_rows_end_below_keys_that_dots_lead_from(keys: tuple[str, ...], count: int) -> None:
    lattice = grid(1, 0, xs=WIDE, height=150.0)
    assert starts(with_undrawn_edges(lattice, listed(*keys))) == count


def test_each_section_of_a_table_may_have_keys_with_dots() -> None:
    words = listed("Rice ....", "Maize ....")
    below = [word(one.text, one.x0, one.baseline + 60, x1=one.x1) for one in words]
    lattice = grid(2, 0, 1, xs=WIDE, height=60.0)
    assert starts(with_undrawn_edges(lattice, [*words, *below])) == 1 + 2


def test_dots_in_a_table_of_two_columns_are_a_contents_list() -> None:
    lattice = grid(1, 0, xs=(0.0, 200.0), height=150.0)
    words = [one for one in listed("Rice ....", "Maize ....", "Beans ....") if one.x0 < 200]
    assert starts(with_undrawn_edges(lattice, words)) == 0


def table_of_figures(lines: int, *, top: float = 13.0, step: float = 14.0) -> list[Word]:
    return [
        word(text, x, top + step * at)
        for at in range(lines)
        for text, x in (("Key", 2.0), (f"{at}1", 202.0), (f"{at}2", 302.0))
    ]


@pytest.mark.parametrize(("lines", "count"), [(2, 0), (3, 2), (6, 5)])
def test_rules_may_enclose_many_rows_of_figures(lines: int, count: int) -> None:
    lattice = grid(1, 0, xs=WIDE, height=150.0)
    assert starts(with_undrawn_edges(lattice, table_of_figures(lines))) == count


@pytest.mark.parametrize(("rows", "is_open"), [(4, True), (5, False)])
def test_a_table_with_many_rules_draws_its_rows(rows: int, *, is_open: bool) -> None:
    lattice = grid(rows, *range(rows), xs=WIDE, height=100.0)
    found = with_undrawn_edges(lattice, table_of_figures(6))
    assert (found is not None) == is_open


@pytest.mark.parametrize(("others", "is_open"), [(4, True), (5, False)])
def test_the_section_with_most_lines_has_undrawn_rows(others: int, *, is_open: bool) -> None:
    """Three lines of figures, and one line in each of the other sections or more."""
    lattice = grid(2, 0, 1, xs=WIDE, height=100.0)
    words = table_of_figures(4)
    words += [word("words", 2.0, 113.0 + 14 * at) for at in range(others)]
    found = with_undrawn_edges(lattice, words)
    assert (found is not None and starts(found) - 1 >= 3) == is_open


def test_lines_of_prose_are_no_rows_of_figures() -> None:
    words = [
        word(text, x, 13.0 + 14 * at)
        for at in range(6)
        for text, x in (("some words", 2.0), ("and others", 202.0), ("and more", 302.0))
    ]
    assert starts(with_undrawn_edges(grid(1, 0, xs=WIDE, height=150.0), words)) == 0
