"""How far apart the lines of texts and of rows lie."""

from __future__ import annotations

import pytest

from extract.confidence.line_steps import (
    LineSteps,
    cells_set_as_one,
    line_steps_of,
    uneven_steps_of,
    weigh_steps,
)
from extract.geometry.page_model import Line
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line

UNEVEN, AS_ROWS = (
    "the lines of its text lie unevenly",
    "lines of its text lie as far apart as rows",
)
STEPS = LineSteps(usual=10.0, rows=(16.0,), uneven=0.0)


def cell(
    row: int, *baselines: float, column: int = 0, page: int = 1, stop: int | None = None
) -> StitchedCell:
    """A cell whose lines all look like the start of a text."""
    lines = tuple(make_line("Hold", 5.0, at) for at in baselines)
    part = make_cell(row, column, (0.0, 0.0, 90.0, 90.0), lines)
    return StitchedCell(column, column + 1, row, stop or row + 1, [(page, part)])


def table_of(*cells: StitchedCell, bands: tuple[int, ...] = ()) -> StitchedTable:
    table = StitchedTable(2, None)
    table.cells.extend(cells)
    for row in range(max(one.row_stop for one in cells)):
        table.rows.append(StitchedRow("band" if row in bands else "row", [1]))
    return table


def with_second(line: Line) -> StitchedCell:
    """A cell of a line of 8 points, and another one."""
    part = make_cell(0, 0, (0.0, 0.0, 90.0, 90.0), (make_line("Hold", 5.0, 10.0), line))
    return StitchedCell(0, 1, 0, 1, [(1, part)])


@pytest.mark.parametrize(
    ("text", "baseline", "size", "found"),
    [
        ("Report", 26.0, 8.0, [16.0]),
        ("Report", 20.0, 8.0, []),
        ("Report", 20.25, 8.0, []),  # coordinates are rounded
        ("Report", 20.5, 8.0, [10.5]),
        ("Report", 19.5, 8.0, [9.5]),
        ("report", 26.0, 8.0, []),
        ("Report", 26.0, 8.375, [16.0]),
        ("Report", 26.0, 8.5, []),  # set in another type
        ("Report", 26.0, 7.5, []),
    ],
)
def test_a_step_is_uneven_before_a_new_start(
    text: str, baseline: float, size: float, found: list[float]
) -> None:
    second = make_line(text, 5.0, baseline, size=size)
    assert uneven_steps_of(with_second(second), STEPS) == found


def test_no_step_is_uneven_where_none_is_usual() -> None:
    second = make_line("Report", 5.0, 26.0)
    assert uneven_steps_of(with_second(second), LineSteps(0.0, (16.0,), 0.0)) == []


@pytest.mark.parametrize(
    ("baseline", "share", "is_drawn", "weights"),
    [
        (26.0, 0.0, False, (1, 1)),
        (26.25, 0.0, False, (1, 1)),
        (26.4, 0.0, False, (1, 0)),
        (25.6, 0.0, False, (1, 0)),
        (20.0, 0.0, False, (0, 0)),
        (26.0, 0.25, True, (0.5, 0.5)),
        (26.0, 0.25, False, (1, 1)),
        (26.0, 0.75, True, (0, 0)),
        (26.0, 0.75, False, (1, 1)),
    ],
)
def test_uneven_steps_of_many_texts_between_rules_are_those_of_paragraphs(
    baseline: float, share: float, *, is_drawn: bool, weights: tuple[float, float]
) -> None:
    steps = LineSteps(10.0, (16.0,), share)
    own = with_second(make_line("Report", 5.0, baseline))
    weighed = weigh_steps(own, steps, is_drawn=is_drawn)
    assert (weighed[UNEVEN], weighed[AS_ROWS]) == weights


def test_the_steps_of_a_table_are_those_of_its_lines_and_of_its_rows() -> None:
    table = table_of(
        cell(0, 10, 20, 30), cell(0, 10, column=1), cell(1, 46, 56, 72), cell(1, 46, 56, column=1)
    )
    steps = line_steps_of(table)
    assert (steps.usual, steps.rows, steps.uneven) == (10.0, (16.0,), pytest.approx(1 / 3))


def test_a_table_of_single_lines_has_no_uneven_texts() -> None:
    assert line_steps_of(table_of(cell(0, 10), cell(1, 26))) == LineSteps(0.0, (16.0,), 0.0)


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        # The lowest line above and the highest one below count, on one page.
        ((cell(0, 10), cell(0, 10, 20, column=1), cell(1, 40), cell(1, 38, column=1)), (18.0,)),
        ((cell(0, 10, 20), cell(0, 10, column=1), cell(1, 38), cell(1, 40, column=1)), (18.0,)),
        ((cell(0, 700), cell(1, 20, page=2)), ()),
        ((cell(0, 10), cell(1), cell(2, 60)), ()),
        ((cell(0, 10, stop=2), cell(0, 10, column=1), cell(1, 20, column=1), cell(2, 40)),
         (10.0, 20.0)),
    ],
)  # fmt: skip
def test_a_row_step_parts_two_rows_of_one_page(
    cells: tuple[StitchedCell, ...], rows: tuple[float, ...]
) -> None:
    assert line_steps_of(table_of(*cells)).rows == rows


@pytest.mark.parametrize(
    ("baseline", "rows", "bands", "is_one"),
    [
        (30.0, (16.0,), (), True),
        (30.25, (16.0,), (), True),
        (29.75, (16.0,), (), True),
        (30.4, (16.0,), (), False),
        (29.6, (16.0,), (), False),
        (30.0, (), (), False),
        (30.0, (10.0, 10.0, 16.0), (), False),  # rows lie as close as lines
        (30.0, (10.6,), (), False),
        (30.0, (10.7,), (), True),
        (30.0, (9.3,), (), True),
        (30.0, (16.0,), (0,), False),
        (30.0, (16.0,), (1,), False),
    ],
)
def test_two_cells_set_as_the_lines_of_one_text_may_be_one(
    baseline: float, rows: tuple[float, ...], bands: tuple[int, ...], *, is_one: bool
) -> None:
    upper, lower, beside = cell(0, 10, 20), cell(1, baseline), cell(1, 50, column=1)
    found = cells_set_as_one(
        table_of(upper, lower, beside, bands=bands), LineSteps(10.0, rows, 0.0)
    )
    assert found == ({id(upper), id(lower)} if is_one else set())


def test_two_cells_of_two_pages_or_without_text_are_not_set_as_one() -> None:
    for lower in (cell(1, 30, page=2), cell(1)):
        assert cells_set_as_one(table_of(cell(0, 10, 20), lower), STEPS) == set()
    assert cells_set_as_one(table_of(cell(0), cell(1, 10, 20)), STEPS) == set()


def test_a_cell_over_two_pages_ends_on_the_last_one_with_text() -> None:
    upper, rest, empty, lower = (
        cell(0, 700),
        cell(0, 20, page=2),
        cell(0, page=3),
        cell(1, 30, page=2),
    )
    upper.parts += rest.parts + empty.parts
    assert cells_set_as_one(table_of(upper, lower), STEPS) == {id(upper), id(lower)}


@pytest.mark.parametrize(("step", "is_usual"), [(103.0, True), (97.0, True), (103.5, False)])
def test_steps_may_differ_by_three_hundredths(step: float, *, is_usual: bool) -> None:
    steps = LineSteps(100.0, (160.0,), 0.0)
    own = with_second(make_line("Report", 5.0, 10.0 + step))
    assert (uneven_steps_of(own, steps) == []) == is_usual
    table = table_of(cell(0, 10), cell(1, 10 + step))
    assert bool(cells_set_as_one(table, steps)) == is_usual


COARSE = LineSteps(usual=100.0, rows=(160.0,), uneven=0.0)
"""Three points are the share that rounding may add to a step of a hundred."""


@pytest.mark.parametrize(("step", "is_row"), [(163.0, 1), (157.0, 1), (163.1, 0)])
def test_a_step_is_that_of_rows_but_for_rounding(step: float, is_row: int) -> None:
    second = make_line("Report", 5.0, 10.0 + step)
    assert weigh_steps(with_second(second), COARSE, is_drawn=False)[AS_ROWS] == is_row


@pytest.mark.parametrize(("gap", "is_told"), [(106.0, False), (106.1, True)])
def test_rows_that_lie_nearly_as_close_as_lines_show_nothing(gap: float, *, is_told: bool) -> None:
    table = table_of(cell(0, 10), cell(1, 110))
    steps = LineSteps(100.0, (gap,), 0.0)
    assert bool(cells_set_as_one(table, steps)) == is_told


@pytest.mark.parametrize(("size", "is_uneven"), [(21.0, True), (19.0, True), (21.1, False)])
def test_a_new_start_is_set_as_the_line_above_but_for_rounding(
    size: float, *, is_uneven: bool
) -> None:
    lines = (make_line("Hold", 5.0, 10.0, size=20.0), make_line("Report", 5.0, 130.0, size=size))
    part = make_cell(0, 0, (0.0, 0.0, 90.0, 90.0), lines)
    found = uneven_steps_of(StitchedCell(0, 1, 0, 1, [(1, part)]), COARSE)
    assert bool(found) == is_uneven
