"""How a table merges cells inside its pages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import Line, PageCell
from extract.stitching.page_ends.break_score import CellEnd
from extract.stitching.page_ends.merge_statistics import MergeStatistics
from extract.stitching.page_ends.thresholds import MERGES
from tests.extract.page_parts import make_cell, make_line

SIZE = 10.0


def lines_at(row: int, count: int = 1, size: float = SIZE, low: float = 0.0) -> tuple[Line, ...]:
    return tuple(
        make_line("Text", 5.0, 100.0 * row + 12 * n + low, size=size) for n in range(count)
    )


def body(*columns: str) -> tuple[list[PageCell], int]:
    """Return the cells of a page.

    Args:
        columns: a sign for each row: "T" a cell with text, "e" an empty one, "|" the cell above
            goes on.
    """
    cells = []
    for column, rows in enumerate(columns):
        starts = [row for row, sign in enumerate(rows) if sign != "|"]
        for row, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
            lines = lines_at(row) if rows[row] == "T" else ()
            cells.append(make_cell(row, column, (0, 0, 100, 20), lines, row_stop=stop))
    return cells, len(columns[0])


def of(*bodies: tuple[list[PageCell], int], columns: int = 2) -> MergeStatistics:
    return MergeStatistics.of(bodies, columns)


def test_a_boundary_is_crossed_by_merged_cells() -> None:
    found = of(body("T|TT", "TTeT"))
    assert [b.carried for b in found.boundaries] == [(True, False), (False, False), (False, False)]
    assert [b.empty_below for b in found.boundaries] == [
        (False, False),
        (False, True),
        (False, False),
    ]
    assert found.starts == {(False, True): 1, (True, False): 1, (True, True): 1}
    assert found.merges == [1 / 3, 0.0]


def test_no_boundary_is_counted_beside_a_heading_over_all_columns() -> None:
    cells, rows = body("TTT", "TTT")
    band = replace(make_cell(1, 0, (0, 0, 200, 20), lines_at(1)), column_stop=2)
    cells = [cell for cell in cells if cell.row != 1]
    assert of(([*cells, band], rows)).boundaries == []
    assert of().merges == [0.0, 0.0]


def test_columns_nest_if_no_inner_cell_crosses_an_outer_boundary() -> None:
    assert of(body("T||T", "T|TT")).nests(0, 1)
    assert not of(body("T||T", "T|TT")).nests(1, 0)
    assert not of(body("TT", "T|")).nests(0, 1)


@pytest.mark.parametrize(
    ("outer", "inner", "starts"),
    [
        ("T||||", "T||||", True),
        ("T|||", "T|||", False),  # three cases are few
        ("T||||", "T||T|", False),
        ("T||||T", "T||||T", True),
    ],
)
def test_a_column_starts_with_another_one(outer: str, inner: str, *, starts: bool) -> None:
    found = of(body(outer, inner))
    assert found.starts_with(0, 1) == starts
    assert not found.starts_with(0, 0)


def test_a_column_of_merged_cells_is_a_key() -> None:
    found = of(body("T|TTT", "TTTTT"))
    assert [found.is_key(column) for column in (0, 1)] == [True, False]
    assert not of(body("T|TTTT", "TTTTTT")).is_key(0)


def test_the_finest_columns_are_merged_least() -> None:
    few = "T|" + "T" * 19  # one boundary in twenty
    assert of(body(few, "T" * 21)).finest() == [0, 1]
    assert of(body("T|" + "T" * 18, "T" * 20)).finest() == [1]
    assert of(body("TT", "TT")).finest() == [0, 1]
    assert MergeStatistics((), (), ()).finest() == []


def test_rows_without_a_text_in_a_column_are_counted() -> None:
    found = of(body("TTTTT", "TeTeT"))
    # Two of four rows, and one of two more cases that are assumed.
    assert found.absence(1, {}) == pytest.approx(0.5)
    assert found.absence(0, {}) == pytest.approx(1 / 6)
    both = of(body("T|T|T", "TTeTe"))
    # All rows that start a text in the first column have none in the second.
    assert both.absence(1, {0: True}) == pytest.approx((2 + 2 * 0.5) / (2 + 2))
    # Rows that match never make an absence stranger than all rows do.
    assert both.absence(1, {0: False}) == pytest.approx(0.5)


def test_a_cell_crosses_a_boundary_as_in_like_cases() -> None:
    found = of(body("T||T||", "T|T|T|"))
    assert found.carry_weight(0, {1: True}) == pytest.approx(6 * (2 / 3 - 0.5))
    assert found.carry_weight(1, {0: False}) == MERGES.nested_weight  # a single case
    assert found.carry_weight(0, {1: False}) == pytest.approx(3.0)
    few = of(body("TT", "TT"))
    assert few.carry_weight(1, {0: False}) == MERGES.nested_weight
    assert few.carry_weight(1, {0: True}) == 0.0
    assert few.carry_weight(0, {1: False}) == 0.0


def test_an_empty_place_belongs_to_the_cell_above_as_often_as_in_like_cases() -> None:
    found = of(body("T|eT", "TTTT"))
    assert found.carry_odds(0, {}, is_likely=True) == pytest.approx(math.log(1.6 / 1.4))
    assert found.carry_odds(0, {}, is_likely=False) == pytest.approx(math.log(1.4 / 1.6))
    assert found.carry_odds(0, {1: True}, is_likely=True) == pytest.approx(math.log(0.6 / 0.4))


def shares(*rows: tuple[float, float], size: float = SIZE) -> list[float]:
    """Return how often each of two columns ends level; rows say how low their last lines are."""
    cells = [
        make_cell(row, column, (0, 0, 100, 20), lines_at(row, size=size, low=low))
        for row, lows in enumerate(rows)
        for column, low in enumerate(lows)
    ]
    return MergeStatistics.of([(cells, len(rows))], 2).level_shares


def share(cases: Sequence[bool]) -> float:
    return (sum(cases) + MERGES.min_cases * MERGES.level_share) / (len(cases) + MERGES.min_cases)


def test_texts_end_level_with_the_last_line_of_their_row() -> None:
    # The first and the last row count for nothing: a page end may cut them.
    assert shares((9, 0), (9, 0), (9, 0)) == pytest.approx([share([True]), share([False])])
    assert shares((4.9, 0), (4.9, 0), (4.9, 0)) == pytest.approx([share([True])] * 2)
    assert shares((5, 0), (5, 0), (5, 0)) == pytest.approx([share([True]), share([False])])
    assert shares((9, 0), (9, 0)) == pytest.approx([share([])] * 2)


def feet(*closed: bool, pages: int = 2) -> MergeStatistics:
    """Return the statistics of pages whose last cells are closed by rules or are not."""
    page = [
        replace(make_cell(0, column, (0, 0, 100, 20), lines_at(0)), closed_bottom=is_closed)
        for column, is_closed in enumerate(closed)
    ]
    return MergeStatistics.of([(page, 1)] * pages, len(closed))


def test_rules_at_page_ends_close_whole_cells_or_cut_ones() -> None:
    def told(found: MergeStatistics) -> tuple[bool, bool]:
        return found.profiles[0].open_when_cut, found.profiles[0].closed_when_whole

    assert told(feet(True, True)) == (False, True)
    assert told(feet(True, False)) == (True, True)
    assert told(feet(True, False, False)) == (True, False)  # a third
    assert told(feet(False, False)) == (True, False)
    # The end of the table is no page end.
    assert told(feet(False, False, pages=1)) == (False, False)


@pytest.mark.parametrize(
    ("closed", "last", "opens", "closes"),
    [
        ((True, True, True), True, False, True),
        ((True, True, False), True, True, True),
        ((True, False, False), True, True, False),  # one here and there
        ((False, False, False), True, True, False),
        ((True, True, True), False, False, True),  # at the end of the table, no cell goes on
    ],
)
def test_rules_at_page_ends_close_whole_cells_or_all(
    closed: tuple[bool, ...], last: bool, opens: bool, closes: bool
) -> None:
    def page(*feet: bool) -> tuple[list[PageCell], int]:
        cells, rows = body("TT", "TT", "TT")
        return [
            replace(cell, closed_bottom=feet[cell.column]) if cell.row_stop == rows else cell
            for cell in cells
        ], rows

    found = of(page(*closed), page(last, last, last), columns=3)
    assert {one.open_when_cut for one in found.profiles} == {opens}
    assert {one.closed_when_whole for one in found.profiles} == {closes}


@pytest.mark.parametrize("signs", ["T|", "Te"])
def test_merged_and_empty_cells_do_not_show_how_pages_end(signs: str) -> None:
    cells, rows = body("TT", signs)
    cells = [replace(cell, closed_bottom=cell.column == 0) for cell in cells]
    found = of((cells, rows), body("TT", "TT"))
    assert not any(one.open_when_cut for one in found.profiles)


@pytest.mark.parametrize(
    ("weight", "is_open", "continues", "is_weak"),
    [
        (0.0, True, False, True),
        (0.5, True, True, True),
        (-2.75, True, False, True),
        (3.0, True, True, False),
        (-3.0, True, False, False),
        (0.5, False, True, False),
    ],
)
def test_a_decision_that_other_rows_hardly_show_is_weak(
    weight: float, *, is_open: bool, continues: bool, is_weak: bool
) -> None:
    end = CellEnd(0, weight, is_open)
    assert (end.continues, end.is_weak) == (continues, is_weak)
