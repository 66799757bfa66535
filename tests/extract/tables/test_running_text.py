"""Running text that looks like a table: page columns with rules and shades, lists of contents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageTable
from extract.page.page import read_page
from extract.pdf.page_reader import PageReader

PROSE = (
    "the wells of the upper valley were measured again in spring and the water had fallen by two "
    "metres since the first survey of the district so that the council asked for a study of all "
    "springs along the river. It also wrote to the farmers of both banks and proposed to share "
    "the water of the dry months by a plan that the bodies of the valley would agree on before "
    "the next season begins and that would hold for five years unless one of them objects. "
) * 12
PITCH = 11.0
SHADES = ((0, 0, 595, 808), (0, 806, 595, 36), (447, 194, 148, 446), (69, 19, 22, 52),
          *((1, y, 23, 27) for y in (101, 231, 361, 490, 620, 750)))  # fmt: skip
"""Boxes of a page's design: left, bottom, width and height."""


def tables_on(path: Path, draw: Callable[[Canvas], None]) -> list[PageTable]:
    canvas = Canvas(str(path), pagesize=(612, 792))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return list(read_page(PageReader(path).page(1)).tables)


def lines_of(text: str, letters: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def columns(
    canvas: Canvas, lefts: tuple[float, ...], letters: int, rows: int, *, top: float = 700
) -> None:
    """Set prose in columns: each goes on where the one before it ends."""
    canvas.setFont("Times-Roman", 9)
    lines = iter(lines_of(PROSE, letters))
    for left in lefts:
        for row in range(rows):
            canvas.drawString(left, top - PITCH * row, next(lines))


def rules_in_a_column(canvas: Canvas) -> None:
    """Rule the head of the page, and the end of a notice in the first column."""
    columns(canvas, (45.0, 222.0, 399.0), 38, 30)
    for y, right in ((712, 567), (562, 213), (463, 213)):
        canvas.line(45, y, right, y)


def two_shades(canvas: Canvas) -> None:
    """Lay a shade behind each of two columns, and a rule under the second one."""
    canvas.setFillGray(0.9)
    canvas.rect(60, 480, 240, 240, stroke=0, fill=1)
    canvas.setFillGray(0.8)
    canvas.rect(300, 560, 240, 160, stroke=0, fill=1)
    canvas.rect(300, 480, 240, 80, stroke=0, fill=1)
    canvas.setFillGray(0)
    columns(canvas, (66.0, 306.0), 48, 20)


def contents(canvas: Canvas) -> None:
    """Print headings and page numbers without leaders."""
    canvas.setFont("Times-Roman", 10)
    canvas.drawString(60, 720, "Contents")
    for at, page in enumerate((1, 2, 2, 3, 5, 8, 9, 9, 12)):
        y = 690 - 20 * at
        canvas.drawString(60, y, f"{at + 1}")
        canvas.drawString(90, y, ("Wells", "Springs of the valley", "Roads")[at % 3])
        canvas.drawRightString(500, y, f"{page}")


@pytest.mark.parametrize("draw", [rules_in_a_column, two_shades, contents])
def test_running_text_is_no_table(tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    assert tables_on(tmp_path / "page.pdf", draw) == []


def test_texts_of_cells_that_end_without_a_stop_are_a_table(tmp_path: Path) -> None:
    """Rules between columns make a table of prose, even of rows that page ends cut."""

    def draw(canvas: Canvas) -> None:
        columns(canvas, (66.0, 306.0), 44, 20)
        for x in (60, 300, 540):
            canvas.line(x, 712, x, 484)
        for y in (712, 600, 484):
            canvas.line(60, y, 540, y)

    (table,) = tables_on(tmp_path / "page.pdf", draw)
    assert (table.row_count, table.column_count) == (2, 2)


def statistics(canvas: Canvas, years: tuple[tuple[str, ...], ...]) -> None:
    """Print tables above one another in typewriter type, each with the header of the first."""
    canvas.setFont("Courier", 9)
    y = 700.0
    for labels in years:
        canvas.drawString(250, y, "Year of the survey")
        rows = [("Share", *labels)]
        rows += [(f"0.{9 - n}5 {'.' * 14}", *(f"{1040 + 17 * n + len(x)}" for x in labels))
                 for n in range(8)]  # fmt: skip
        pitch = 300 / len(labels)
        for key, *figures in rows:
            y -= PITCH
            canvas.drawString(60, y, key)
            for at, figure in enumerate(figures):
                canvas.drawRightString(220 + pitch * at, y, figure)
        y -= PITCH


def test_tables_above_one_another_with_other_columns_are_two(tmp_path: Path) -> None:
    years = (("1990", "1995", "2000", "2005", "2010"), ("2011", "2012", "2013"))
    tables = tables_on(tmp_path / "page.pdf", lambda canvas: statistics(canvas, years))
    assert [table.column_count for table in tables] == [6, 4]


def test_prose_on_the_shades_of_a_page_is_no_table(tmp_path: Path) -> None:
    """The edges of shades show columns, but all text is in lines over the page."""

    def draw(canvas: Canvas) -> None:
        for shade, box in enumerate(SHADES):
            canvas.setFillGray(0.95 - 0.05 * shade)
            canvas.rect(*box, stroke=0, fill=1)
        canvas.setFillGray(0)
        columns(canvas, (71.0,), 84, 24)

    assert tables_on(tmp_path / "page.pdf", draw) == []


def test_cells_in_lower_case_below_a_header_are_a_table(tmp_path: Path) -> None:
    """They go on in no other column, though none begins or ends as a sentence does."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 9)
        for left, label in ((66, "Measure"), (306, "Result")):
            canvas.drawString(left, 704, label)
        columns(canvas, (66.0, 306.0), 44, 5, top=686)
        columns(canvas, (66.0, 306.0), 44, 5, top=616)
        for y in (716, 698, 630, 560):
            canvas.line(60, y, 540, y)

    (table,) = tables_on(tmp_path / "page.pdf", draw)
    assert (table.row_count, table.column_count) == (3, 2)
