"""Rows of tables with rules between their columns only, on one page and over several."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable
from extract.multipage.document_choice import choose_over_document
from tests.extract.page_parts import make_cell, make_line

XS = (0.0, 100.0, 200.0, 300.0)
SIZE = 10.0


def line(text: str, column: int, baseline: float) -> Line:
    first_width = 5.0 * len(text.split()[0])
    x0 = XS[column] + 4
    return make_line(
        text, x0, baseline, x1=x0 + 5.0 * len(text), size=SIZE, first_width=first_width
    )


def body(
    count: int = 3, texts: tuple[str, str, str] = ("Key", "Text", "12"), wrapped: int = 2
) -> list[list[Line]]:
    """Return the lines of each column of rows with white space between them."""
    columns: list[list[Line]] = [[], [], []]
    for row in range(count):
        top = 40.0 + 40 * row
        for column, text in enumerate(texts):
            columns[column].append(line(f"{text} {row}" if column < 2 else text, column, top))
        columns[1] += [line("and more", 1, top + 12.0 * at) for at in range(1, wrapped)]
    return columns


def part(
    page: int = 1,
    columns: list[list[Line]] | None = None,
    ys: tuple[float, ...] = (0.0, 20.0, 200.0),
    xs: tuple[float, ...] = XS,
) -> PageReading:
    columns = body() if columns is None else columns
    cells: list[PageCell] = []
    for column, own in enumerate(columns):
        for row, (top, bottom) in enumerate(pairwise(ys)):
            lines = tuple(one for one in own if top <= one.baseline - 3 < bottom)
            if row == 0 and len(ys) > 2:
                lines = (line(f"Label{column}", column, 14.0),)
            box = (xs[column], top, xs[column + 1], bottom)
            cells.append(
                replace(make_cell(row, column, box, lines), fill=(0.8,) if not row else None)
            )
    table = PageTable(page, xs, ys, tuple(cells), found_by="rules", margin=2.0)
    return PageReading(page, 320, 400, 0, (table,), (), ())


def texts(reading: PageReading, column: int = 0) -> list[str]:
    (table,) = reading.tables
    cells = sorted((one for one in table.cells if one.column == column), key=lambda one: one.row)
    return [one.text for one in cells]


def split(*readings: PageReading) -> list[int]:
    """Return the number of rows on each page."""
    return [len(texts(one)) for one in choose_over_document(readings)]


def test_white_space_separates_rows() -> None:
    (found,) = choose_over_document([part()])
    assert texts(found) == ["Label0", "Key 0", "Key 1", "Key 2"]
    assert texts(found, 1)[1:] == ["Text 0 and more", "Text 1 and more", "Text 2 and more"]
    (table,) = found.tables
    assert table.found_by == "rules, rows by space"
    assert "all pages of the table show its rows" in [one.name for one in table.evidence]
    # The header keeps its shade.
    assert {one.row for one in table.cells if one.fill} == {0}


def test_two_rows_show_too_few_starts() -> None:
    assert split(part(columns=body(2))) == [2]
    assert split(part(columns=body(3))) == [4]


def test_a_table_with_rules_between_its_rows_is_not_split() -> None:
    assert split(part(ys=(0.0, 20.0, 110.0, 200.0))) == [3]
    assert split(part(ys=(0.0, 200.0))) == [3]


def test_a_table_of_rows_of_white_space_is_read_already() -> None:
    reading = part()
    booktabs = replace(reading.tables[0], is_booktabs=True)
    (same,) = choose_over_document([replace(reading, tables=(booktabs,))])
    assert same.tables == (booktabs,)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("Key", "• Text", "• 12"), 2),
        (("Key", "1) Text", "2) Other"), 2),
        (("Key", "• Text", "12"), 4),  # a quarter of the lines, labels among them
    ],
)
def test_lists_are_not_split_into_their_items(texts: tuple[str, str, str], count: int) -> None:
    assert split(part(columns=body(texts=texts, wrapped=1))) == [count]


@pytest.mark.parametrize(
    ("page", "shift", "is_one"),
    [(2, 0.0, True), (2, 3.0, True), (2, 3.5, False), (3, 0.0, False)],
)
def test_the_pages_of_a_table_are_judged_together(page: int, shift: float, *, is_one: bool) -> None:
    """A page with a single row start is split where the other pages of the table are."""
    xs = tuple(x + shift for x in XS)
    short = part(page, body(2), xs=xs)
    assert split(part(1), short) == [4, 3 if is_one else 2]


def test_columns_without_common_baselines_show_no_rows() -> None:
    columns = body()
    columns[1] = [replace(one, baseline=one.baseline + 5) for one in columns[1]]
    columns[2] = [replace(one, baseline=one.baseline + 5) for one in columns[2]]
    assert split(part(columns=columns)) == [2]
