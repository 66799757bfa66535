"""A header that a page end cuts is made whole, and one without a rule below it is separated."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.cut_header import with_labels_cut, with_row_below_header
from extract.stitching.header import Header
from tests.extract.page_parts import make_line

XS = (50.0, 150.0, 250.0)
HEADER = Header(
    0,
    1,
    tuple(
        PageCell(0, 1, at, at + 1, (XS[at], 100.0, XS[at + 1], 120.0),
                 (make_line(text, XS[at] + 3, 112),))
        for at, text in enumerate(("Activity", "Lead"))
    ),
)  # fmt: skip


def part(*columns: list[tuple[str, float]]) -> PageTable:
    """A part whose top row of 60 points holds lines, given with their baselines."""
    top = tuple(
        PageCell(0, 1, at, at + 1, (XS[at], 100.0, XS[at + 1], 160.0),
                 tuple(make_line(text, XS[at] + 3, y) for text, y in lines))
        for at, lines in enumerate(columns)
    )  # fmt: skip
    below = tuple(
        PageCell(1, 2, at, at + 1, (XS[at], 160.0, XS[at + 1], 180.0),
                 (make_line("below", XS[at] + 3, 172),))
        for at in range(2)
    )  # fmt: skip
    return PageTable(2, XS, (100.0, 160.0, 180.0), (*top, *below))


def test_labels_are_separated_from_the_texts_below_them() -> None:
    table = part([("Activity", 110), ("Hold a seminar", 130)], [("Lead", 110), ("Board", 130)])
    found = with_row_below_header(table, HEADER)
    assert found.ys == (100.0, 118.0, 160.0, 180.0)
    assert [(cell.row, cell.column, cell.text) for cell in found.cells] == [
        (0, 0, "Activity"), (1, 0, "Hold a seminar"), (0, 1, "Lead"), (1, 1, "Board"),
        (2, 0, "below"), (2, 1, "below"),
    ]  # fmt: skip
    label, text = found.cells[:2]
    assert (label.bbox, text.bbox) == ((50.0, 100.0, 150.0, 118.0), (50.0, 118.0, 150.0, 160.0))
    assert (label.closed_bottom, text.closed_top) == (False, False)


@pytest.mark.parametrize(
    "columns",
    [
        ([("Activity", 110)], [("Lead", 110)]),
        ([("Activity", 110), ("Hold", 130)], [("Body", 110), ("Board", 130)]),
        ([("Activity", 110), ("Hold", 130)],),
        # A text beside the labels: no line can be drawn between them.
        ([("Activity", 110), ("Hold", 130)], [("Lead", 140), ("Board", 150)]),
        # A line between them would leave the row.
        ([("Activity", 190), ("Hold", 210)], [("Lead", 190), ("Board", 210)]),
    ],
    ids=["labels alone", "another label", "a column without a cell", "beside", "outside"],
)
def test_other_rows_stay_as_they_are(columns: tuple[list[tuple[str, float]], ...]) -> None:
    table = part(*columns)
    assert with_row_below_header(table, HEADER) == table


def test_one_column_may_have_no_text_below_its_label() -> None:
    table = part([("Activity", 110), ("Hold a seminar", 130)], [("Lead", 110)])
    found = with_row_below_header(table, HEADER)
    assert [(cell.row, cell.text) for cell in found.cells][:4] == [
        (0, "Activity"), (1, "Hold a seminar"), (0, "Lead"), (1, ""),
    ]  # fmt: skip


def test_a_header_of_two_rows_is_not_looked_for() -> None:
    table = part([("Activity", 110), ("Hold a seminar", 130)], [("Lead", 110), ("Board", 130)])
    assert with_row_below_header(table, Header(0, 2, HEADER.cells)) == table


def continued_part(label: str) -> PageTable:
    """A part whose first label stands in one box with the rest of a merged cell."""

    def at(row: int, stop: int, column: int, text: str) -> PageCell:
        ys = (100.0, 120.0, 140.0, 160.0)
        lines = (make_line(text, XS[column] + 3, ys[row] + 12),) if text else ()
        return PageCell(
            row, stop, column, column + 1, (XS[column], ys[row], XS[column + 1], ys[stop]), lines
        )

    cells = (at(0, 3, 0, label), at(0, 1, 1, "Lead"), at(1, 2, 1, "Board"), at(2, 3, 1, "Court"))
    return PageTable(2, XS, (100.0, 120.0, 140.0, 160.0), cells)


def test_a_label_is_cut_from_the_merged_cell_that_goes_on_below_it() -> None:
    found = with_labels_cut(continued_part("Activity"), HEADER)
    assert [(cell.row, cell.row_stop, cell.column, cell.text) for cell in found.cells] == [
        (0, 1, 0, "Activity"), (0, 1, 1, "Lead"), (1, 3, 0, ""), (1, 2, 1, "Board"),
        (2, 3, 1, "Court"),
    ]  # fmt: skip
    rest = found.cells[2]
    assert rest.bbox == (50.0, 120.0, 150.0, 160.0)
    assert not rest.closed_top


def test_labels_without_rows_below_them_stay_as_they_are() -> None:
    whole = continued_part("Activity")
    alone = PageTable(2, XS, whole.ys[:2], tuple(HEADER.cells))
    assert with_labels_cut(alone, HEADER) == alone
    assert with_labels_cut(alone, Header(0, 2, HEADER.cells)) == alone


@pytest.mark.parametrize("label", ["Area", "Activity goes on"])
def test_a_merged_cell_with_another_text_is_not_cut(label: str) -> None:
    table = continued_part(label)
    assert with_labels_cut(table, HEADER) == table
