"""Pages of a table without lines end at one right end, that of the widest page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageReading, PageTable
from extract.multipage.continued_pages import with_continued_pages
from tests.extract.page_parts import make_cell, make_line


def page(number: int, right: float, starts: tuple[float, float] = (60.0, 200.0)) -> PageReading:
    xs = (*starts, right)
    cells = tuple(
        make_cell(row, column, (xs[column], 100.0 + 20 * row, xs[column + 1], 120.0 + 20 * row),
                  (make_line(f"{row}{column}", xs[column] + 2, 112.0 + 20 * row, glyphs=()),))
        for row in range(2)
        for column in range(2)
    )  # fmt: skip
    table = PageTable(number, xs, (100.0, 120.0, 140.0), cells)
    return PageReading(number, 595.0, 842.0, 0, (replace(table, is_booktabs=True),), (), ())


def edges(reading: PageReading) -> tuple[tuple[float, ...], set[tuple[float, float]]]:
    (table,) = reading.tables
    return table.xs, {(cell.bbox[0], cell.bbox[2]) for cell in table.cells}


def test_the_last_column_is_as_wide_on_each_page() -> None:
    found = with_continued_pages([page(1, 400.0), page(2, 450.0), page(3, 420.0)])
    assert [edges(one) for one in found] == [
        ((60.0, 200.0, 450.0), {(60.0, 200.0), (200.0, 450.0)})
    ] * 3


@pytest.mark.parametrize("other", [page(3, 450.0), page(2, 450.0, (60.0, 240.0))])
def test_a_table_on_a_distant_page_or_with_other_columns_stays(other: PageReading) -> None:
    first, second = with_continued_pages([page(1, 400.0), other])
    assert edges(first)[0][-1] == 400.0
    assert edges(second)[0][-1] == 450.0
