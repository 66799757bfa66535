"""What stands below a header is no part of it, whatever pages print below it later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from extract.document.assemble import assemble_table
from extract.document.label_doubts import label_doubts
from extract.geometry.page_model import PageCell, PageTable
from extract.stage import read_document
from extract.stitching.header import detect_header, first_row_of, split_by_header
from extract.stitching.stitch import stitch
from extract.stitching.table_runs import TableRun
from extract.text.hyphens import Vocabulary
from tests.extract.page_parts import make_cell, make_line

LABELS = ["Priority area", "Focus area", "Activity", "Output"]
SUBJECTS = ("schools", "prisons", "villages", "markets", "courts", "harbours", "museums")
VERBS = ("Train staff of", "Visit", "Survey", "Support", "Inform", "Rebuild")


def rows_of(sections: int) -> list[list[str]]:
    """Rows as many tools set them: a section's title stands in the first of empty cells."""
    rows = []
    for section in range(1, sections + 1):
        rows.append([f"{section}. Prevention in phase {section}", "", "", ""])
        for at, subject in enumerate(SUBJECTS):
            verb = VERBS[(at + section) % len(VERBS)]
            focus = f"Focus on {subject}" if at % 3 == 0 else ""
            rows.append(["", focus, f"{verb} {subject}, year {section}.", f"{subject} report"])
    return rows


def test_a_section_s_title_in_the_first_cell_is_no_second_row_of_the_header(
    tmp_path: Path,
) -> None:
    rows = rows_of(9)
    style = ParagraphStyle("cell", fontSize=9, leading=11)
    cells = [[Paragraph(text, style) for text in row] for row in [LABELS, *rows]]
    table = LongTable(cells, colWidths=[170, 160, 240, 150], repeatRows=1, splitInRow=0)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    path = tmp_path / "plan.pdf"
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([table])
    document = read_document(path)
    assert len(document.pages) > 2
    (read,) = document.tables
    assert [cell.text for cell in read.header[0].cells] == LABELS
    assert len(read.header) == 1
    texts = [{cell.column: cell.text for cell in row.cells} for row in read.rows]
    assert [[row.get(column, "") for column in range(4)] for row in texts] == rows


def cell(row: int, column: int, text: str, *, bold: bool = False) -> PageCell:
    left, top = 100.0 * column, 20.0 * row
    place = {"x1": left + 90, "top": top + 4, "bottom": top + 14}
    line = make_line(text, left + 2, top + 12, bold=bold, glyphs=(), words=(), **place)
    return make_cell(row, column, (left, top, left + 100, top + 20), (line,) if text else ())


def parts(end: list[str], *, bold: bool = True) -> TableRun:
    """A page that prints labels only, and one that begins with the `end` of them."""
    labels = [cell(0, c, text, bold=True) for c, text in enumerate(("Area", "Relevant", "Lead"))]
    body = [cell(r, c, f"text {r}{c}") for r in (1, 2, 3) for c in range(3)]
    head = [cell(0, c, text, bold=bold) for c, text in enumerate(end)]
    xs = (0.0, 100.0, 200.0, 300.0)
    first = PageTable(1, xs, (0.0, 20.0), tuple(labels))
    second = PageTable(2, xs, (0.0, 20.0, 40.0, 60.0, 80.0), (*head, *body))
    return TableRun(xs, (first, second))


def test_a_header_that_a_page_end_cuts_is_one() -> None:
    draft = stitch(parts(["", "Bodies", "Bodies"]))
    assert [found.text for found in draft.header_end] == ["", "Bodies", "Bodies"]
    assert len(draft.rows) == 3
    (labels,) = [assemble_table(draft, 1, True, Vocabulary.of([]), {}).columns]
    assert labels == ("Area", "Relevant Bodies", "Lead Bodies")


def test_a_header_is_cut_above_a_bold_heading_too() -> None:
    chain = parts(["", "Bodies", "Bodies"])
    first, second = chain.parts
    heading = replace(cell(1, 0, "1. Prevention", bold=True), column_stop=3)
    rows = [heading, *(c for c in second.cells if c.row != 1)]
    draft = stitch(replace(chain, parts=(first, replace(second, cells=tuple(rows)))))
    assert [found.text for found in draft.header_end] == ["", "Bodies", "Bodies"]


@pytest.mark.parametrize(
    ("end", "bold"), [(["", "Bodies", "Bodies"], False), (["1. Prevention", "", ""], True)]
)
def test_a_first_row_that_looks_unlike_labels_is_no_end_of_the_header(
    end: list[str], bold: bool
) -> None:
    draft = stitch(parts(end, bold=bold))
    assert (draft.header_end, len(draft.rows)) == ((), 4)


def scanned(page: int, labels: list[str], confidence: float | None) -> PageTable:
    texts = [labels, *([f"Text {page}{r}{c}." for c in range(3)] for r in range(3))]
    cells = tuple(
        replace(made, lines=tuple(replace(x, confidence=confidence) for x in made.lines))
        for r, row in enumerate(texts)
        for made in (cell(r, c, text, bold=r == 0) for c, text in enumerate(row))
    )
    return PageTable(page, (0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0, 60.0, 80.0), cells)


@pytest.mark.parametrize(("confidence", "rows"), [(0.9, 6), (None, 7)])
def test_only_ocr_may_misread_a_label_and_that_is_reported(
    confidence: float | None, rows: int
) -> None:
    first = scanned(1, ["Activity", "Expected output", "Lead"], confidence)
    second = scanned(2, ["Activity", "Expccted output", "Lead"], confidence)
    draft = stitch(TableRun(first.xs, (first, second)))
    assert len(draft.rows) == rows
    (doubt,) = label_doubts(draft)
    assert (doubt.kind, doubt.page, doubt.text) == ("label-differs", 2, "Expccted output")
    assert ("misread" in doubt.taken) is (confidence is not None)


@pytest.mark.parametrize("width", [1, 2])
def test_boxes_in_one_column_without_a_label_are_in_doubt(width: int) -> None:
    cells = tuple(
        make_cell(
            row,
            column,
            (50.0 * column, 20.0 * row, 50.0 * column + 50, 20.0 * row + 20),
            (make_line(f"{row}", 50.0 * column + 2, 20.0 * row + 12),),
        )
        for row in range(3)
        for column in range(width)
    )
    xs = tuple(50.0 * at for at in range(width + 1))
    draft = stitch(TableRun(xs, (PageTable(1, xs, (0.0, 20.0, 40.0, 60.0), cells),)))
    draft.header = None
    told = [(one.kind, one.text, one.box) for one in label_doubts(draft)]
    assert told == ([("table-grid", "0", (0.0, 0.0, 50.0, 60.0))] if width == 1 else [])


def table_of(rows: int, page: int = 1) -> PageTable:
    cells = tuple(cell(row, column, f"{row}{column}") for row in range(rows) for column in range(2))
    ys = tuple(20.0 * row for row in range(rows + 1))
    return PageTable(page, (0.0, 100.0, 200.0), ys, cells)


@pytest.mark.parametrize(("rows", "has_header"), [((1,), False), ((2,), True), ((1, 1), True)])
def test_the_first_row_is_a_header_only_above_other_rows(
    rows: tuple[int, ...], has_header: bool
) -> None:
    tables = tuple(table_of(count, page) for page, count in enumerate(rows, 1))
    header = first_row_of(TableRun(tables[0].xs, tables))
    assert (header is not None) == has_header
    if header is not None:
        assert (header.start, header.stop) == (0, 1)


@pytest.mark.parametrize(
    ("again", "tables"),
    [(("Area", "LeadDate", ""), 1), (("Area", "Lead", "Date"), 1), (("Area", "LeadPlace", ""), 2)],
)
def test_labels_that_touch_on_another_page_begin_no_table(
    again: tuple[str, ...], tables: int
) -> None:
    pages = []
    for number, labels in enumerate([("Area", "Lead", "Date"), again], 1):
        printed = [cell(0, at, text, bold=True) for at, text in enumerate(labels)]
        body = [cell(row, at, f"text {row}.{at}") for row in (1, 2) for at in range(3)]
        xs, ys = (0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0, 60.0)
        pages.append(PageTable(number, xs, ys, (*printed, *body)))
    assert len(split_by_header(TableRun(pages[0].xs, tuple(pages), (60.0, 60.0)))) == tables


def test_rows_that_parts_on_one_page_begin_with_are_no_part_of_their_header() -> None:
    rows = ("Train nurses", "Health"), ("Buy vans", "Police"), ("Open office", "City")
    labels = tuple(cell(0, c, text, bold=True) for c, text in enumerate(("Activity", "Lead")))
    body = tuple(cell(r, c, text) for r, own in enumerate(rows, 1) for c, text in enumerate(own))
    xs, ys = (0.0, 100.0, 200.0), (0.0, 20.0, 40.0, 60.0, 80.0)
    part = PageTable(1, xs, ys, (*labels, *body))
    header = detect_header(TableRun(xs, (part, part)))
    assert header is not None
    assert [found.text for found in header.cells] == ["Activity", "Lead"]
