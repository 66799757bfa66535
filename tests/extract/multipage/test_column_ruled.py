"""Rows of tables with rules between their columns only."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageReading, PageTable
from extract.multipage.column_ruled import rows_by_space
from extract.stage import read_document
from tests.extract.page_parts import make_cell, make_line

HEADER = ["Area", "Activity", "Output"]
ROWS = [
    ["Dialogue", "Hold a forum of teachers|and of students", "A report"],
    ["Media", "Train journalists|in all provinces|of the country", "Guidelines|for editors"],
    ["Youth", "Support clubs", "Twelve clubs"],
    ["Borders", "Share data", "A register"],
]


def draw(path: Path, pages: list[list[list[str]]], gap: float, *, row_rules: bool = False) -> None:
    canvas = Canvas(str(path), pagesize=(420, 300))
    for rows in pages:
        y = 280.0
        for number, cells in enumerate([HEADER, *rows]):
            canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 8)
            height = 10 * max(text.count("|") + 1 for text in cells)
            for column, text in enumerate(cells):
                for at, line in enumerate(text.split("|")):
                    canvas.drawString(24 + 130 * column, y - 10 * at - 8, line)
            y -= height + gap
            if number == 0 or (row_rules and number < len(rows)):
                canvas.line(20, y + gap / 2, 410, y + gap / 2)
        for x in (20, 150, 280, 410):
            canvas.line(x, 282, x, y)
        canvas.line(20, 282, 410, 282)
        canvas.line(20, y, 410, y)
        canvas.showPage()
    canvas.save()


def printed(path: Path) -> list[list[str]]:
    (table,) = read_document(path).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def expected(rows: list[list[str]]) -> list[list[str]]:
    return [[text.replace("|", " ") for text in row] for row in rows]


def test_white_space_separates_rows_between_vertical_rules(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    draw(path, [ROWS, ROWS[::-1]], gap=7)
    assert printed(path) == expected([*ROWS, *ROWS[::-1]])


def test_a_common_baseline_separates_rows_without_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "tight.pdf"
    pages = [ROWS[:3], [ROWS[1], ROWS[3]]]
    draw(path, pages, gap=0)
    assert printed(path) == expected([row for rows in pages for row in rows])


def test_rows_with_rules_between_them_are_not_split(tmp_path: Path) -> None:
    path = tmp_path / "ruled.pdf"
    rows = [["Dialogue", "First.||Second.", "A report.||A book."], *ROWS]
    draw(path, [rows], gap=7, row_rules=True)
    assert printed(path) == [[" ".join(t.replace("|", " ").split()) for t in r] for r in rows]


def test_a_row_is_not_split_where_columns_have_no_baselines_in_common(tmp_path: Path) -> None:
    path = tmp_path / "offset.pdf"
    rows = [
        ["Maps", "Themes:||Roads and|rivers||Schools||Courts of|the land", "Varied"],
        ["Zones", "Borders of|the zones|in use", "As needed"],
        ["Areas", "Areas that|are known", "As needed"],
    ]
    canvas = Canvas(str(path), pagesize=(420, 300))
    for row in rows:
        for y, cells in ((280.0, HEADER), (255.0, row)):
            canvas.setFont("Helvetica-Bold" if y > 260 else "Helvetica", 8)
            for column, text in enumerate(cells):
                for at, line in enumerate(text.split("|")):
                    drop = 0 if column == 1 else 3
                    canvas.drawString(24 + 130 * column, y - 10 * at - 8 - drop, line)
        for x in (20, 150, 280, 410):
            canvas.line(x, 282, x, 150)
        for height in (282, 264, 150):
            canvas.line(20, height, 410, height)
        canvas.showPage()
    canvas.save()
    assert printed(path) == [[" ".join(t.replace("|", " ").split()) for t in r] for r in rows]


def test_a_table_without_cells_has_no_rows_to_part() -> None:
    empty = PageTable(1, (0.0, 1.0, 2.0), (0.0, 1.0), ())
    assert rows_by_space([PageReading(1, 320, 400, 0, (empty,), (), ())]) == {}


LEVELS = (14.0, 34.0, 44.0, 64.0, 84.0, 94.0)
"""Baselines of four rows, with gaps between them; two rows have a second line."""


def reading_of(
    ys: tuple[float, ...], short: tuple[float, ...], column_count: int = 3
) -> PageReading:
    """Make a page with a table; only its first column has text on some baselines."""
    cells = [
        replace(
            make_cell(
                row,
                column,
                (100.0 * column, top, 100.0 * column + 100.0, bottom),
                tuple(
                    make_line(f"word{at}", 100.0 * column + 5.0, at)
                    for at in LEVELS
                    if top < at < bottom and (column == 0 or at not in short)
                ),
            ),
            fill=(0.8,) if row == 0 else None,
        )
        for row, (top, bottom) in enumerate(pairwise(ys))
        for column in range(column_count)
    ]
    xs = tuple(100.0 * column for column in range(column_count + 1))
    table = PageTable(1, xs, ys, tuple(cells))
    return PageReading(1, 320, 400, 0, (table,), (), ())


@pytest.mark.parametrize(("ys", "is_shaded"), [((0.0, 110.0), False), ((0.0, 20.0, 110.0), True)])
def test_the_shade_of_one_row_says_nothing_of_the_rows_in_it(
    ys: tuple[float, ...], *, is_shaded: bool
) -> None:
    """A shaded header, though, has its own rule below it."""
    ((one,),) = rows_by_space([reading_of(ys, (44.0, 94.0))]).values()
    assert one.table.row_count == 4
    assert any(cell.fill for cell in one.table.cells) == is_shaded


def test_the_gaps_of_the_rows_below_the_header_count() -> None:
    """Each line has text in all columns, so that only gaps show which lines are one row."""
    ((one,),) = rows_by_space([reading_of((0.0, 20.0, 110.0), ())]).values()
    assert one.table.row_count == 4


@pytest.mark.parametrize(("column_count", "is_split"), [(1, False), (2, True), (3, True)])
def test_a_table_of_two_columns_has_rows_to_part(column_count: int, *, is_split: bool) -> None:
    found = rows_by_space([reading_of((0.0, 20.0, 110.0), (44.0, 94.0), column_count)])
    assert bool(found) == is_split
