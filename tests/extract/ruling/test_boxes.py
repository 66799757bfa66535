"""Tables whose cells are separate boxes with white space between them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.bbox import is_inside
from extract.geometry.page_model import Fill, PageCell, Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.boxed_lattices import boxed_lattices
from extract.ruling.boxes import Box, boxes_of, without_enclosing_boxes
from extract.stage import read_document
from extract.tables.grid import find_tables

Sides = tuple[list[Rule], list[Rule]]


def sides(*boxes: Bbox, top: bool = True, bottom: bool = True) -> Sides:
    across: list[Rule] = []
    down: list[Rule] = []
    for x0, y0, x1, y1 in boxes:
        across += [Rule(y0, x0, x1)] * top + [Rule(y1, x0, x1)] * bottom
        down += [Rule(x0, y0, y1), Rule(x1, y0, y1)]
    return across, down


def grid(rows: list[float], gap: float, columns: int = 3) -> list[Bbox]:
    """Make rows of boxes that start at the given heights, with a gap after each box."""
    return [
        (100.0 * column, top, 100.0 * column + 100 - gap, below - gap)
        for top, below in pairwise(rows)
        for column in range(columns)
    ]


def rules_of(*drawn: Sides, fills: tuple[Fill, ...] = ()) -> Rules:
    across = tuple(rule for own, _ in drawn for rule in own)
    down = tuple(rule for _, own in drawn for rule in own)
    return Rules(across, down, fills, pieces=(across, down))


def word_in(box: Bbox) -> Word:
    x, y = box[0] + 8, box[1] + 14
    return Word("word", x, y - 6, x + 16, y + 2, y, 8.0, False, False, (0.0,), (0,))


def cells_of(rules: Rules) -> dict[tuple[int, int], PageCell]:
    boxes = [box.bbox for box in boxes_of(*rules.pieces)] + [fill.bbox for fill in rules.fills]
    (table,) = find_tables(1, rules, [word_in(box) for box in boxes]).tables
    return {(cell.row, cell.column): cell for cell in table.cells}


@pytest.mark.parametrize("gap", [1.5, 3.0, 8.0])
def test_gaps_between_boxes_are_no_rows_or_columns(gap: float) -> None:
    found = boxed_lattices(rules_of(sides(*grid([0, 30, 60, 90], gap))))
    assert [(len(one.lattice.xs), len(one.lattice.ys)) for one in found] == [(4, 4)]


def test_boxes_that_share_walls_are_no_boxed_table() -> None:
    assert boxed_lattices(rules_of(sides(*grid([0, 30, 60, 90], 0.0)))) == []


def test_a_frame_around_boxes_is_no_cell() -> None:
    rules = rules_of(sides(*grid([0, 30, 60, 90], 3.0)), sides((-4, -4, 301, 91)))
    assert set(cells_of(rules)) == {(row, column) for row in range(3) for column in range(3)}


def test_a_box_lower_than_its_row_extends_to_the_next_row() -> None:
    boxes = grid([0, 30, 60, 90], 3.0)
    boxes[4] = (*boxes[4][:3], boxes[4][3] - 8)
    cells = cells_of(rules_of(sides(*boxes)))
    assert (cells[1, 1].row_stop, len(cells)) == (2, 9)


def test_a_merged_box_spans_rows_and_columns() -> None:
    boxes = grid([0, 30, 60, 90, 120], 3.0)
    tall = (boxes[3][0], boxes[3][1], boxes[3][2], boxes[6][3])
    wide = (boxes[9][0], boxes[9][1], boxes[11][2], boxes[11][3])
    kept = [box for at, box in enumerate(boxes) if at not in (3, 6, 9, 10, 11)]
    cells = cells_of(rules_of(sides(*kept, tall, wide)))
    assert (cells[1, 0].row, cells[1, 0].row_stop) == (1, 3)
    assert (cells[3, 0].column, cells[3, 0].column_stop) == (0, 3)


def test_cells_without_a_bottom_line_are_open_below() -> None:
    boxes = grid([0, 30, 60, 90], 3.0)
    cells = cells_of(rules_of(sides(*boxes[:6]), sides(*boxes[6:], bottom=False)))
    assert [cells[2, column].closed_bottom for column in range(3)] == [False] * 3
    assert all(cells[row, 0].closed_bottom for row in (0, 1))
    assert all(cell.is_boxed for cell in cells.values())


def test_fills_with_gaps_around_them_are_boxes() -> None:
    fills = tuple(Fill(box, (0.9,)) for box in grid([0, 30, 60, 90], 3.0))
    assert len(cells_of(rules_of(fills=fills))) == 9


@pytest.mark.parametrize(
    ("x", "y", "is_corner"),
    [(1.2, 0, True), (-1.2, 0, True), (0, 1.2, True), (0, -1.2, True), (1.3, 0, False),
     (-1.3, 0, False), (0, 1.3, False), (0, -1.3, False)],
)  # fmt: skip
def test_the_lines_of_a_corner_may_miss_each_other_a_little(
    x: float, y: float, *, is_corner: bool
) -> None:
    top = [Rule(0.0, 0.0, 50.0)]
    down = [Rule(x, y, 40.0), Rule(50.0, 0.0, 40.0)]
    assert len(boxes_of(top, down)) == is_corner


@pytest.mark.parametrize(
    ("width", "height", "count"), [(6.0, 6.0, 1), (5.9, 6.0, 0), (6.0, 5.9, 0), (60.0, 20.0, 1)]
)
def test_a_box_is_as_wide_and_as_high_as_a_letter(width: float, height: float, count: int) -> None:
    assert len(boxes_of(*sides((0.0, 0.0, width, height)))) == count


def test_a_box_has_the_sides_that_are_drawn() -> None:
    box = (0.0, 0.0, 50.0, 20.0)
    for top, bottom in ((True, True), (True, False), (False, True)):
        (found,) = boxes_of(*sides(box, top=top, bottom=bottom))
        assert (found.bbox, found.closed_top, found.closed_bottom) == (box, top, bottom)
    # Beside it, in its columns, a box may have neither.
    across, down = sides(box)
    open_box = sides((0.0, 30.0, 50.0, 90.0), top=False, bottom=False)[1]
    found = boxes_of(across, [*down, *open_box])[1]
    assert (found.bbox, found.closed_top, found.closed_bottom) == (
        (0.0, 30.0, 50.0, 90.0), False, False,
    )  # fmt: skip


def test_a_top_line_may_miss_the_sides_below_it() -> None:
    down = [Rule(0.0, 1.2, 40.0), Rule(50.0, 1.2, 40.0)]
    (found,) = boxes_of([Rule(0.0, 0.0, 50.0)], down)
    assert (found.closed_top, found.closed_bottom) == (True, False)


@pytest.mark.parametrize(
    ("start", "stop", "is_box"),
    [(-40.0, 1.2, True), (-40.0, 1.3, False), (-39.0, 0.0, True), (-38.5, 0.0, False),
     (-70.0, 0.0, False), (-40.0, 30.0, False)],
)  # fmt: skip
def test_the_sides_of_a_box_start_and_stop_together(
    start: float, stop: float, *, is_box: bool
) -> None:
    """The left one runs from -40 to 0."""
    ends = [Rule(-40.0, 0.0, 50.0), Rule(0.0, 0.0, 50.0)]
    assert len(boxes_of(ends, [Rule(0.0, -40.0, 0.0), Rule(50.0, start, stop)])) == is_box


def test_a_box_needs_a_top_or_a_bottom() -> None:
    _, down = sides((0, 0, 97, 27), (100, 0, 197, 27))
    assert boxes_of([], down) == []


SMALL = st.integers(0, 6).map(float)


@given(st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL), max_size=12))
def test_a_frame_encloses_two_other_boxes(places: list[Bbox]) -> None:
    boxes = [Box(x, y, x + width, y + height, True, True) for x, y, width, height in places]
    assert without_enclosing_boxes(boxes) == [
        box for box in boxes if sum(is_inside(o.bbox, box.bbox, 0.0) for o in boxes) < 3
    ]


ASIDE = st.floats(-0.6, 0.6)
"""Points by which a corner is missed; the two of a corner are within the distance allowed."""


@given(st.lists(st.tuples(ASIDE, ASIDE, ASIDE, ASIDE), max_size=8))
def test_boxes_apart_are_found_like_each_by_itself(asides: list[Bbox]) -> None:
    drawn = []
    for number, (a, b, c, d) in enumerate(asides):
        across, down = sides((100.0 * number, 20, 100.0 * number + 50, 60))
        down = [Rule(x.at + a, x.start + b, x.stop + c) for x in down]
        drawn.append(([Rule(y.at + d, y.start, y.stop) for y in across], down))
    every = rules_of(*drawn)
    assert boxes_of(*every.pieces) == [box for one in drawn for box in boxes_of(*one)]


def calls_in(work: Callable[[], object]) -> int:
    """Count the calls of functions, of those in C too."""
    count = 0

    def add(_frame: object, event: str, _value: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(add)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def column_of(count: int) -> Sides:
    return sides(*grid([30.0 * row for row in range(count + 1)], 3.0, columns=1))


def overlapping(count: int) -> list[Box]:
    return [Box(at, -at, 500.0 + at, 500.0 - at, True, True) for at in map(float, range(count))]


def test_many_boxes_of_one_column_take_time_in_proportion() -> None:
    once, twice = column_of(100), column_of(200)
    assert calls_in(lambda: boxes_of(*twice)) < 2.5 * calls_in(lambda: boxes_of(*once))


def test_many_overlapping_fills_take_time_in_proportion() -> None:
    once, twice = overlapping(100), overlapping(200)
    assert calls_in(lambda: without_enclosing_boxes(twice)) < 2.5 * calls_in(
        lambda: without_enclosing_boxes(once)
    )


def test_a_row_continues_over_a_page_end_where_its_boxes_are_open(tmp_path: Path) -> None:
    path = tmp_path / "boxes.pdf"
    canvas = Canvas(str(path), pagesize=(340, 200))
    texts = [["Area", "Activity", "Output"], ["One", "First", "Alpha"], ["Two", "Second", "Beta"]]
    for page, rows in enumerate((texts, [texts[0], ["", "Part", "Gamma"], ["Three", "C", "D"]])):
        canvas.setFont("Helvetica", 8)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                x, y = 20 + 100 * column, 150 - 45 * row
                opens_up, opens_down = page == 1 and row == 1, page == 0 and row == 2
                canvas.lines([(x, y, x, y + 42), (x + 97, y, x + 97, y + 42)])
                canvas.lines([(x, y + 42, x + 97, y + 42)] if not opens_up else [])
                canvas.lines([(x, y, x + 97, y)] if not opens_down else [])
                canvas.drawString(x + 4, y + 30, text)
        canvas.showPage()
    canvas.save()
    (table,) = read_document(path).tables
    printed = [[cell.text for cell in row.cells] for row in table.rows]
    assert printed == [["One", "First", "Alpha"], ["Two", "Second Part", "Beta Gamma"],
                       ["Three", "C", "D"]]  # fmt: skip
