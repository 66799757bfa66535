"""A table is read again in the columns that its next page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import Line, PageReading, PageTable
from extract.multipage.document_choice import choose_over_document
from extract.page.page import read_page
from extract.pdf.page_reader import PageReader
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


def test_a_page_that_hides_a_column_does_not_hide_it_on_later_pages() -> None:
    over = [
        [own[0], make_line("Hold a workshop in 2027", 202.0, own[0].baseline, glyphs=(at,))]
        for at, own in enumerate(ROWS, 100)
    ]
    pages = [reading_of(1, MERGED, over), *(reading_of(at, EDGES, ROWS) for at in range(2, 6))]
    found = choose_over_document(pages)
    assert [page.tables[0].column_count for page in found] == [2, 3, 3, 3, 3]


def test_columns_one_space_apart_are_those_of_the_next_page(tmp_path: Path) -> None:
    """The first page ends each text one space before the next column begins."""
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    label, size = "When it begins and ", 9.0
    ends = 250.0 + stringWidth(label, "Helvetica-Bold", size)
    xs = (50.0, 250.0, ends, 430.0)
    for page in range(2):
        canvas.setFont("Helvetica-Bold", size)
        for x, text in zip(xs, ("Activity", label.strip(), "ends", "Body"), strict=True):
            canvas.drawString(x, 790, text)
        canvas.setFont("Helvetica", size)
        for at in range(12 if page else 4):
            y, when = 774 - 18 * at, "May" if page else "early in the May of "
            canvas.drawString(50, y, f"Repair of well {at + 20 * page} in the north")
            canvas.drawString(250 if page else ends - stringWidth(when, "Helvetica", size), y, when)
            canvas.drawString(ends, y, "2022")
            canvas.drawString(430, y, f"Ministry {at}")
        canvas.showPage()
    canvas.save()
    opened = PageReader(path)
    readings = [read_page(opened.page(number)) for number in (1, 2)]
    assert [one.tables[0].column_count for one in readings] == [3, 4]
    found = choose_over_document(readings)
    assert [one.tables[0].column_count for one in found] == [4, 4]
    assert [cell.text for cell in found[0].tables[0].cells if cell.row == 1] == [
        "Repair of well 0 in the north",
        "early in the May of",
        "2022",
        "Ministry 0",
    ]


def test_bold_labels_printed_again_are_of_the_table_though_one_is_wide(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    labels = (
        (50, "Activity", "of the plan"),
        (250, "Starting month and year", "(as agreed)"),
        (340, "", "End"),
        (430, "Body", "(lead)"),
    )
    for page, rows in enumerate((14, 14, 1)):
        canvas.setLineWidth(0.6)
        if page == 0:
            canvas.line(48, 811, 548, 811)
            canvas.line(48, 784, 548, 784)
        canvas.setFont("Helvetica-Bold", 9)
        for x, above, below in labels:
            canvas.drawString(x, 800, above)
            canvas.drawString(x, 789, below)
        canvas.setFont("Helvetica", 9)
        for at in range(rows):
            y, year = 773 - 29 * at, 2010 + at
            texts = (f"Repair of well {at + 20 * page} in the", f"May {year}", f"June {year}")
            for x, text in zip((50, 250, 340, 430), (*texts, f"Ministry {at}"), strict=True):
                canvas.drawString(x, y, text)
            canvas.drawString(50, y - 11, "north of the land")
        if page == 2:
            canvas.line(48, 755, 548, 755)
        canvas.showPage()
    canvas.save()
    opened = PageReader(path)
    found = choose_over_document([read_page(opened.page(number)) for number in (1, 2, 3)])
    last = found[-1]
    held = " ".join(cell.text for cell in last.tables[0].cells)
    assert all(label in held for label in ("Activity", "Starting month and year", "Body", "(lead)"))
    assert not last.lines
