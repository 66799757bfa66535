"""Cells that a program leaves undrawn at a page end add no rows and no columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.stitch import stitch
from extract.stitching.table_runs import TableRun
from tests.extract.page_parts import make_line

XS = (50.0, 150.0, 250.0, 350.0)


def cell(row: int, stop: int, column: int, column_stop: int, text: str = "") -> PageCell:
    box = (XS[column], 100.0 + 20 * row, XS[column_stop], 100.0 + 20 * stop)
    lines = (make_line(text, XS[column] + 3, box[1] + 12),) if text else ()
    return PageCell(row, stop, column, column_stop, box, lines)


def open_below(one: PageCell) -> PageCell:
    return replace(one, closed_bottom=False)


def open_above(one: PageCell) -> PageCell:
    return replace(one, closed_top=False)


def part(page: int, *cells: PageCell) -> PageTable:
    count = max(one.row_stop for one in cells)
    return PageTable(page, XS, tuple(100.0 + 20 * row for row in range(count + 1)), cells)


def read(first: PageTable, second: PageTable) -> list[tuple[int, int, int, int, str]]:
    stitched = stitch(TableRun(XS, (first, second)))
    found = [
        (one.row, one.row_stop, one.column, one.column_stop, " ".join(x.text for x in one.lines))
        for one in stitched.cells
    ]
    return sorted(found)


FIRST = part(
    1,
    open_below(cell(0, 2, 0, 1, "Area")), cell(0, 1, 1, 2, "Visit"), cell(0, 1, 2, 3, "Board"),
    open_below(cell(1, 2, 1, 3)),
)  # fmt: skip
WHOLE = [(0, 1, 1, 2, "Visit"), (0, 1, 2, 3, "Board"), (0, 2, 0, 1, "Area"),
         (1, 2, 1, 2, "Train judges"), (1, 2, 2, 3, "Court"),
         (2, 3, 0, 1, "Next"), (2, 3, 1, 2, "Report"), (2, 3, 2, 3, "Bank")]  # fmt: skip


def test_an_empty_cell_at_a_page_end_takes_the_columns_of_the_next_page() -> None:
    second = part(
        2,
        open_above(cell(0, 1, 0, 1)), cell(0, 1, 1, 2, "Train judges"), cell(0, 1, 2, 3, "Court"),
        cell(1, 2, 0, 1, "Next"), cell(1, 2, 1, 2, "Report"), cell(1, 2, 2, 3, "Bank"),
    )  # fmt: skip
    assert read(FIRST, second) == WHOLE


def test_a_gap_below_a_cell_that_ends_early_is_no_row() -> None:
    second = part(
        2,
        open_above(cell(0, 1, 0, 1)), cell(0, 2, 1, 2, "Train judges"), cell(0, 2, 2, 3, "Court"),
        cell(1, 2, 0, 1),
        cell(2, 3, 0, 1, "Next"), cell(2, 3, 1, 2, "Report"), cell(2, 3, 2, 3, "Bank"),
    )  # fmt: skip
    assert read(FIRST, second) == WHOLE


def test_an_empty_cell_below_one_that_starts_on_the_page_is_a_row() -> None:
    second = part(
        2,
        cell(0, 1, 0, 1, "Next"), cell(0, 2, 1, 2, "Report"), cell(0, 2, 2, 3, "Bank"),
        cell(1, 2, 0, 1),
    )  # fmt: skip
    assert (2, 3, 0, 1, "") in read(FIRST, second)


@pytest.mark.parametrize(
    ("foot", "is_merged"),
    [
        (open_below(cell(1, 2, 2, 3)), True),
        (cell(1, 2, 2, 3), False),  # a rule closes the empty cell
        (open_below(cell(1, 2, 2, 3, "Bank.")), False),  # each row has a text of its own
    ],
)
def test_an_open_empty_cell_is_merged_with_the_text_overleaf(
    foot: PageCell, *, is_merged: bool
) -> None:
    first = part(
        1,
        cell(0, 1, 0, 1, "Area"), cell(0, 1, 1, 2, "Visit"), cell(0, 1, 2, 3, "Board"),
        cell(1, 2, 0, 1, "Land."), cell(1, 2, 1, 2, "Survey."), foot,
    )  # fmt: skip
    second = part(
        2,
        cell(0, 1, 0, 1, "Sea"), cell(0, 1, 1, 2, "Map"), cell(0, 1, 2, 3, "Court"),
        cell(1, 2, 0, 1, "Next"), cell(1, 2, 1, 2, "Report"), cell(1, 2, 2, 3, "Fund"),
    )  # fmt: skip
    assert ((1, 3, 2, 3, "Court") in read(first, second)) == is_merged
    assert (2, 3, 0, 1, "Sea") in read(first, second)
