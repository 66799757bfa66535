"""A table is read again in the columns that its next page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from extract.geometry.page_model import Line, PageReading, PageTable
from extract.multipage.document_choice import choose_over_document
from tests.extract.page_parts import make_cell, make_line

LEFTS = (62.0, 202.0, 302.0)
EDGES = (60.0, 200.0, 300.0, 400.0)
MERGED = (60.0, 200.0, 400.0)


def row_of(number: int, texts: Sequence[str]) -> list[Line]:
    baseline = 112.0 + 20 * number
    return [
        make_line(text, x0, baseline, glyphs=(10 * number + at,))
        for at, (x0, text) in enumerate(zip(LEFTS, texts, strict=True))
    ]


def reading_of(page: int, xs: tuple[float, ...], rows: Sequence[Sequence[Line]]) -> PageReading:
    ys = tuple(100.0 + 20 * at for at in range(len(rows) + 1))
    cells = tuple(
        make_cell(
            row,
            column,
            (xs[column], ys[row], xs[column + 1], ys[row + 1]),
            tuple(line for line in own if xs[column] <= line.x0 < xs[column + 1]),
        )
        for row, own in enumerate(rows)
        for column in range(len(xs) - 1)
    )
    table = PageTable(page, xs, ys, cells, is_ruled=False, is_booktabs=True, found_by="headed")
    return PageReading(page, 595.0, 842.0, 0, (table,), (), ())


ROWS = [row_of(0, ("Area", "Output", "When"))] + [
    row_of(at, (f"{at}. Area", "Hold a workshop", "2027")) for at in range(1, 6)
]


@pytest.mark.parametrize(("later", "columns"), [(EDGES, 3), ((60.0, 250.0, 300.0, 400.0), 2)])
def test_a_table_has_the_columns_of_its_next_page_if_these_are_its_own_and_more(
    later: tuple[float, ...], columns: int
) -> None:
    first, _ = choose_over_document([reading_of(1, MERGED, ROWS), reading_of(2, later, ROWS)])
    (table,) = first.tables
    assert table.column_count == columns
    texts = [line.text for cell in table.cells for line in cell.lines]
    assert sorted(texts) == sorted(line.text for own in ROWS for line in own)
    if columns == 3:
        assert [cell.text for cell in table.cells if cell.row == 0] == ["Area", "Output", "When"]


def test_a_table_whose_texts_run_over_the_column_keeps_its_own_columns() -> None:
    rows = [
        ROWS[0][:2],
        *([own[0], make_line("Hold a workshop in 2027", 202.0, own[0].baseline, glyphs=(at,))]
          for at, own in enumerate(ROWS[1:], 100)),
    ]  # fmt: skip
    pages = [reading_of(1, MERGED, rows), reading_of(2, EDGES, ROWS)]
    first, _ = choose_over_document(pages)
    assert first == pages[0]


def test_labels_of_several_lines_are_one_header() -> None:
    more = [
        make_line(text, x0, 118.0, glyphs=(200 + at,))
        for at, (x0, text) in enumerate(zip(LEFTS, ("Of work", "Planned", "Year"), strict=True))
    ]
    rows = [[*ROWS[0], *more], *ROWS[1:]]
    first, _ = choose_over_document([reading_of(1, MERGED, rows), reading_of(2, EDGES, ROWS)])
    texts = [cell.text for cell in first.tables[0].cells if cell.row == 0]
    assert texts == ["Area Of work", "Output Planned", "When Year"]


@pytest.mark.parametrize(
    ("change", "is_read_again"),
    [
        ({}, True),
        ({"is_ruled": True}, False),
        ({"is_booktabs": False}, False),
        ({"xs": (63.0, 200.0, 300.0, 400.0)}, True),
        ({"xs": (63.5, 200.0, 300.0, 400.0)}, False),
    ],
)
def test_the_later_table_is_of_the_same_kind_and_side(
    change: dict[str, Any], *, is_read_again: bool
) -> None:
    later = reading_of(2, EDGES, ROWS)
    later = replace(later, tables=(replace(later.tables[0], **change),))
    first, _ = choose_over_document([reading_of(1, MERGED, ROWS), later])
    assert (first.tables[0].column_count == 3) == is_read_again


def test_a_later_table_of_as_many_columns_shows_no_more() -> None:
    first, _ = choose_over_document([reading_of(1, MERGED, ROWS), reading_of(2, MERGED, ROWS)])
    assert first.tables[0].column_count == 2


@pytest.mark.parametrize(("page", "is_read_again"), [(2, True), (3, False)])
def test_only_the_next_page_shows_the_columns(page: int, *, is_read_again: bool) -> None:
    pages = [reading_of(1, MERGED, ROWS), reading_of(page, EDGES, ROWS)]
    first, _ = choose_over_document(pages)
    assert (first.tables[0].column_count == 3) == is_read_again
