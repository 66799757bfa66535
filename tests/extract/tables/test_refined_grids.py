"""Columns, rows and labels that only the texts of a grid show, at their limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import Fill, Rule, Rules
from extract.ruling.frames import Lattice
from extract.tables.candidates import PageDrawing
from extract.tables.cells import table_from_lattice
from extract.tables.finders import DrawnGrids, find_completed, find_ruled
from extract.tables.refinements import phrases_of, refined, start_of_labels
from tests.extract.page_parts import make_word

SIDE, HEIGHT = 100.0, 20.0
Text = tuple[str, float, float]


def grid(
    rows: int,
    texts: Sequence[Text],
    *,
    columns: int = 3,
    undrawn: Sequence[tuple[int, int]] = (),
    merged: Sequence[tuple[int, int]] = (),
    open_sides: Sequence[int] = (),
) -> PageDrawing:
    """Draw a grid.

    Args:
        rows: number of its rows.
        texts: text, left end and baseline of each word.
        columns: number of its columns.
        undrawn: row and right column edge of walls that are missing.
        merged: column and lower row edge of walls that are missing.
        open_sides: column edges that nothing draws.
    """
    down = [
        Rule(SIDE * edge, HEIGHT * row, HEIGHT * (row + 1))
        for edge in range(columns + 1)
        for row in range(rows)
        if (row, edge) not in undrawn and edge not in open_sides
    ]
    across = [
        Rule(HEIGHT * edge, SIDE * column, SIDE * (column + 1))
        for edge in range(rows + 1)
        for column in range(columns)
        if (column, edge) not in merged
    ]
    words = [make_word(*text) for text in texts]
    return PageDrawing(1, Rules(tuple(across), tuple(down), ()), words)


def lattice_of(page: PageDrawing, rows: int, columns: int) -> Lattice:
    xs = tuple(SIDE * at for at in range(columns + 1))
    ys = tuple(HEIGHT * at for at in range(rows + 1))
    return Lattice(xs, ys, page.rules.horizontal, page.rules.vertical)


def cells_of(
    page: PageDrawing, step: str, rows: int, columns: int = 3
) -> list[tuple[int, int, int, int]] | None:
    """Return the spans of a grid's cells after one refinement; None if it changes nothing."""
    found = [g for g in refined(lattice_of(page, rows, columns), page) if g.steps == (step,)]
    if not found:
        return None
    table = table_from_lattice(1, found[0].lattice, ())
    return [(c.row, c.row_stop, c.column, c.column_stop) for c in table.cells]


@pytest.mark.parametrize(
    ("texts", "cut"),
    [
        ([("Area", 5.0, 32.0), ("Rice", 105.0, 32.0)], [(1, 2, 0, 1), (1, 2, 1, 2)]),
        ([("Area", 5.0, 32.0), ("Rice", 30.0, 32.0)], None),  # both in one column
        ([("Area", 5.0, 29.0), ("Rice", 105.0, 37.0)], None),  # on two lines
        ([("Area", 92.0, 32.0), ("Rice", 140.0, 32.0)], None),  # a text crosses the edge
        ([("Area", 84.0, 32.0), ("Rice", 109.0, 32.0)], [(1, 2, 0, 1), (1, 2, 1, 2)]),
        ([("Area", 84.0, 32.0), ("Rice", 106.25, 32.0)], None),  # one phrase
        ([("Area", 5.0, 32.0)], None),
        # A text may end or begin at the edge.
        ([("Area", 84.0, 32.0), ("Rice", 120.0, 32.0)], [(1, 2, 0, 1), (1, 2, 1, 2)]),
        ([("Area", 5.0, 32.0), ("Rice", 100.0, 32.0)], [(1, 2, 0, 1), (1, 2, 1, 2)]),
    ],
)
def test_texts_apart_in_the_columns_of_other_rows_are_of_two_cells(
    texts: list[Text], cut: list[tuple[int, int, int, int]] | None
) -> None:
    others = [(f"Text{row}{column}", SIDE * column + 5, HEIGHT * row + 12)
              for row in (0, 2) for column in range(3)]  # fmt: skip
    page = grid(3, [*others, *texts], undrawn=[(1, 1)])
    found = cells_of(page, "columns through", 3)
    assert (found and [span for span in found if span[0] == 1 and span[2] < 2]) == cut


@pytest.mark.parametrize(
    ("labels", "open_sides", "is_cut"),
    [
        (("North", "South"), (0,), True),
        (("North", "South"), (3,), True),
        (("North", "South"), (), False),  # a drawn frame shows all rows
        (("North", ""), (0,), False),
        (("North South", "West"), (0,), True),
        (("", "South"), (0,), False),
    ],
)
def test_lines_of_an_outer_cell_in_a_row_each_are_cells(
    labels: tuple[str, str], open_sides: tuple[int, ...], *, is_cut: bool
) -> None:
    texts = [(f"Text{row}", SIDE * column + 5, HEIGHT * row + 12)
             for row in range(3) for column in (1, 2)]  # fmt: skip
    texts += [(text, 5.0, HEIGHT * row + 12) for row, text in enumerate(labels) if text]
    page = grid(3, texts, merged=[(0, 1)], open_sides=open_sides)
    found = cells_of(page, "rows through", 3)
    assert (found is not None) == is_cut
    if found:
        assert {(0, 1, 0, 1), (1, 2, 0, 1)} <= set(found)


@pytest.mark.parametrize(("baseline", "is_cut"), [(23.0, True), (22.75, False)])
def test_a_line_stands_in_the_row_that_holds_the_middle_of_its_small_letters(
    baseline: float, *, is_cut: bool
) -> None:
    """The edge is at 20; the middle is a third of 9 points above the baseline."""
    words = [make_word(f"Text{row}", SIDE * column + 5, HEIGHT * row + 12)
             for row in range(2) for column in (1, 2)]  # fmt: skip
    words += [make_word("North", 5.0, y, size=9.0) for y in (12.0, baseline)]
    page = replace(grid(2, [], merged=[(0, 1)], open_sides=(0,)), words=words)
    assert (cells_of(page, "rows through", 2) is not None) == is_cut


@pytest.mark.parametrize("column", [1, 2])
def test_the_last_column_is_an_outer_one_and_those_between_are_none(column: int) -> None:
    texts = [(f"Text{row}", SIDE * at + 5, HEIGHT * row + 12)
             for row in range(2) for at in range(3)]  # fmt: skip
    page = grid(2, texts, merged=[(column, 1)], open_sides=(0,))
    assert (cells_of(page, "rows through", 2) is not None) == (column == 2)


@pytest.mark.parametrize(
    ("gap", "spans"),
    [(6.25, [(0.0, 14.25)]), (6.5, [(0.0, 4.0), (10.5, 14.5)])],
)
def test_a_wider_gap_parts_two_phrases(gap: float, spans: list[tuple[float, float]]) -> None:
    assert phrases_of([make_word("a", 0.0, 12.0), make_word("b", 4.0 + gap, 12.0)]) == spans


def test_words_of_one_string_are_one_phrase_however_far_apart() -> None:
    before = make_word("a", 0.0, 12.0, glyphs=(1,))
    after = make_word("b", 60.0, 12.0, glyphs=(3,), link="next", after=1)
    assert phrases_of([before, after]) == [(0.0, 64.0)]


@pytest.mark.parametrize(
    ("top", "bottom", "expected"),
    [
        (12.0, 52.0, -42.0),
        (-3.0, 52.0, None),  # above the frame
        (12.0, 63.0, None),  # below it
    ],
)
def test_labels_stand_beside_the_rows(top: float, bottom: float, expected: float | None) -> None:
    places = [("North", -40.0, top), ("South", -38.0, 32.0), ("West", -35.0, bottom)]
    texts = [(f"Text{row}", 5.0, HEIGHT * row + 12) for row in range(3)]
    page = grid(3, [*texts, *places])
    table = table_from_lattice(1, lattice_of(page, 3, 3), ())
    assert start_of_labels(table, page) == expected


@pytest.mark.parametrize(
    ("rows", "columns", "x1", "is_one"),
    [
        (3, 2, -20.0, True),
        (3, 1, -20.0, False),  # a box with a list beside it
        (2, 2, -20.0, False),
        (3, 2, 0.0, False),  # it reaches into the frame
        (3, 2, -80.0, True),
        (3, 2, -81.0, False),  # too far away
    ],
)
def test_a_column_of_labels_is_close_to_a_frame_of_several_columns(
    rows: int, columns: int, x1: float, *, is_one: bool
) -> None:
    beside = [("North", x1 - 20.0, HEIGHT * row + 12) for row in range(rows)]
    page = grid(rows, beside, columns=columns)
    table = table_from_lattice(1, lattice_of(page, rows, columns), ())
    assert (start_of_labels(table, page) == x1 - 22.0) == is_one
    assert (start_of_labels(table, page) is None) != is_one


def ruled(*fills: tuple[float, float, float, float]) -> list[tuple[float, ...]]:
    """Return the row edges of the grids found: two rows of two columns, and rows of fills."""
    page = grid(2, [("Text", 5.0, 12.0)], columns=2)
    rules = Rules(
        page.rules.horizontal, page.rules.vertical, tuple(Fill(box, (0.5,)) for box in fills)
    )
    return [one.ys for one in find_ruled(DrawnGrids(PageDrawing(1, rules, page.words)))]


DRAWN = (0.0, 20.0, 40.0)


@pytest.mark.parametrize(
    ("fills", "edges"),
    [
        ([], None),
        ([(0.0, -15.0, 100.0, 0.0), (100.0, -15.0, 200.0, 0.0)], (-15.0, *DRAWN)),
        ([(0.0, 40.0, 200.0, 55.0)], (*DRAWN, 55.0)),
        ([(0.0, -15.0, 100.0, 0.0)], None),  # not over all columns
        ([(100.0, -15.0, 200.0, 0.0)], None),
        ([(0.0, -15.0, 200.0, -9.0)], None),  # apart
        ([(0.0, -15.0, 50.0, 0.0), (50.0, -15.0, 200.0, 0.0)], None),  # other columns
        ([(0.0, 0.0, 200.0, 20.0)], None),  # a row of the grid
        ([(0.0, -19.0, 200.0, -4.0)], (-19.0, -4.0, *DRAWN)),
        ([(0.0, -19.0, 200.0, -4.25)], None),
        ([(0.0, -4.0, 200.0, 0.0)], None),  # as thin as a line
        ([(0.0, -4.25, 200.0, 0.0)], (-4.25, *DRAWN)),
        ([(4.0, -15.0, 196.0, 0.0)], (-15.0, *DRAWN)),
        ([(4.25, -15.0, 196.0, 0.0)], None),
    ],
)
def test_fills_of_its_columns_that_touch_a_grid_are_rows(
    fills: list[tuple[float, float, float, float]], edges: tuple[float, ...] | None
) -> None:
    found = ruled(*fills)
    assert found[0] == DRAWN
    assert found[1:] == ([] if edges is None else [edges])


def test_texts_in_columns_in_a_single_cell_do_not_complete_it() -> None:
    words = [
        make_word(f"Text{row}", 10.0 + 100 * column, 20.0 + 20 * row)
        for row in range(8)
        for column in range(3)
    ]
    across = (Rule(0.0, 0.0, 300.0), Rule(180.0, 0.0, 300.0))
    frame = (Rule(0.0, 0.0, 180.0), Rule(300.0, 0.0, 180.0))
    page = PageDrawing(1, Rules(across, frame, ()), words)
    assert list(find_completed(DrawnGrids(page))) == []
    # With a line between its rows, it is a frame.
    page = PageDrawing(1, Rules((*across, Rule(26.0, 0.0, 300.0)), frame, ()), words)
    (found,) = find_completed(DrawnGrids(page))
    assert len(found.xs) == 4


@pytest.mark.parametrize(("columns", "count"), [(1, 0), (2, 1)])
def test_text_in_drawn_columns_is_in_no_other_table(columns: int, count: int) -> None:
    page = grid(3, [("Text", 5.0, 12.0)], columns=columns)
    assert DrawnGrids(page).boxes == [(0.0, 0.0, SIDE * columns, 3 * HEIGHT)] * count


def test_a_single_cell_is_not_completed() -> None:
    page = grid(1, [("Text", 5.0, 12.0)], columns=1)
    assert list(find_completed(DrawnGrids(page))) == []


@pytest.mark.parametrize(
    ("is_merged", "text", "left"),
    [(True, "", SIDE), (True, "Area", 0.0), (False, "", 0.0), (False, "Area", 0.0)],
)
def test_below_a_caption_the_space_in_a_frame_is_no_column(
    text: str, left: float, *, is_merged: bool
) -> None:
    texts = [(f"Text{row}", SIDE * column + 5, HEIGHT * row + 12)
             for row in range(1, 4) for column in (1, 2)]  # fmt: skip
    texts += [("Table", 5.0, 12.0), ("1", 30.0, 12.0)]
    texts += [(text, 5.0, 52.0)] if text else []
    merged = [(0, 2), (0, 3)] if is_merged else []
    page = grid(4, texts, undrawn=[(0, 1), (0, 2)], merged=merged)
    (found,) = [g for g in refined(lattice_of(page, 4, 3), page) if g.steps == ("trimmed",)]
    assert (found.lattice.ys[0], found.lattice.xs[0]) == (HEIGHT, left)
