"""Ruled tables of each kind are read cell for cell, at any place, size and in any colour."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings, strategies as st
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageReading, PageTable
from extract.page.page import read_page
from extract.pdf.page_reader import PageReader

HEIGHT = 842.0
SEEDS = st.integers(0, 10_000)
EXAMPLES = settings(max_examples=15)


@dataclass
class Sheet:
    """A page to draw on, measured from its top, and a table with random texts on it."""

    canvas: Canvas
    dice: random.Random

    def __post_init__(self) -> None:
        dice = self.dice
        self.size = dice.choice([7.0, 8.0, 10.0])
        self.row = self.size * dice.uniform(1.8, 2.6)
        self.xs = [dice.uniform(60, 120)]
        for _ in range(dice.randint(3, 5)):
            self.xs.append(self.xs[-1] + dice.uniform(60, 85))
        top = dice.uniform(80, 300)
        self.ys = [top + self.row * number for number in range(dice.randint(4, 9))]
        self.canvas.setFont(dice.choice(["Helvetica", "Times-Roman"]), self.size)
        grey = dice.choice([0.0, 0.3, 0.5])
        self.canvas.setStrokeColorRGB(grey, grey, dice.choice([grey, 0.6]))

    @property
    def texts(self) -> list[list[str]]:
        """Labels in the first row and column, numbers elsewhere."""
        dice = random.Random(len(self.ys) * 31 + len(self.xs))
        head = ["Kind", *(f"Year {2000 + at}" for at in range(len(self.xs) - 2))]
        names = ["Salaries", "Rent", "Books", "Travel", "Paper", "Heating", "Tools", "Fees"]
        return [
            head,
            *(
                [names[at], *(str(dice.randint(1, 999)) for _ in head[1:])]
                for at in range(len(self.ys) - 2)
            ),
        ]

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, *, fill: bool = False) -> None:
        self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=not fill, fill=fill)

    def text(self, x: float, top: float, text: str) -> None:
        """Print a text in the row that starts at a height."""
        self.canvas.drawString(x + 3, HEIGHT - top - self.row / 2 - self.size / 3, text)

    def rules(self) -> None:
        for y in self.ys:
            self.line(self.xs[0], y, self.xs[-1], y)
        for x in self.xs:
            self.line(x, self.ys[0], x, self.ys[-1])

    def print_texts(self, first_column: int = 0) -> None:
        for top, row in zip(self.ys, self.texts, strict=False):
            for x, text in list(zip(self.xs, row, strict=False))[first_column:]:
                self.text(x, top, text)


@contextmanager
def sheet(seed: int) -> Iterator[tuple[Sheet, list[PageReading]]]:
    """Draw inside the block; the list holds the page as read after it."""
    read: list[PageReading] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        canvas = Canvas(str(path), pagesize=(595, HEIGHT))
        yield Sheet(canvas, random.Random(seed)), read
        canvas.save()
        read.append(read_page(PageReader(path).page(1)))


def texts_of(table: PageTable) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell.text)
    return rows


def tables_of(read: list[PageReading]) -> list[list[list[str]]]:
    return [texts_of(table) for table in read[0].tables]


@EXAMPLES
@given(SEEDS)
def test_cells_in_pieces_with_small_gaps(seed: int) -> None:
    with sheet(seed) as (page, read):
        gap = page.dice.uniform(0.3, 1.4)
        for top, bottom in zip(page.ys, page.ys[1:], strict=False):
            for left, right in zip(page.xs, page.xs[1:], strict=False):
                page.box(left + gap / 2, top + gap / 2, right - gap / 2, bottom - gap / 2)
        page.print_texts()
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS)
def test_a_merged_cell_drawn_as_one_box_for_each_line(seed: int) -> None:
    with sheet(seed) as (page, read):
        top, middle, bottom = page.ys[1:4]
        for y in (y for y in page.ys if y != middle):
            page.line(page.xs[0], y, page.xs[-1], y)
        page.line(page.xs[1], middle, page.xs[-1], middle)
        for x in page.xs:
            for above, below in zip(page.ys, page.ys[1:], strict=False):
                page.line(x, above + 0.4, x, below - 0.4)
        page.print_texts(first_column=1)
        page.text(page.xs[0], page.ys[0], "Kind")
        page.text(page.xs[0], top, "Broken arm or")
        page.text(page.xs[0], middle, "leg")
    (table,) = read[0].tables
    merged = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 0))
    assert (merged.text, merged.row_stop) == ("Broken arm or leg", 3)
    assert bottom > middle


@EXAMPLES
@given(SEEDS)
def test_a_frame_around_the_page_is_no_part_of_its_table(seed: int) -> None:
    with sheet(seed) as (page, read):
        right = page.dice.choice([575.0, page.xs[-1]])
        page.box(20, 20, right, 820)
        page.text(250, 790, "Page 1 of 2")
        page.rules()
        page.print_texts()
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS, st.sampled_from(["Table 3", "Exhibit 19", "Tableau 4"]))
def test_a_caption_and_a_note_in_the_frame_are_no_rows(seed: int, label: str) -> None:
    with sheet(seed) as (page, read):
        page.rules()
        page.print_texts()
        above, below = page.ys[0] - page.row, page.ys[-1] + page.row
        page.box(page.xs[0], above, page.xs[-1], below)
        page.text(page.xs[0], above, f"{label}: what it costs")
        page.text(page.xs[0], page.ys[-1], "Source: survey of offices.")
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS)
def test_columns_ruled_in_the_header_only_go_through(seed: int) -> None:
    with sheet(seed) as (page, read):
        for y in page.ys:
            page.line(page.xs[0], y, page.xs[-1], y)
        for x in page.xs[1:-1]:
            page.line(x, page.ys[0], x, page.ys[1])
        for x in (page.xs[0], page.xs[-1]):
            page.line(x, page.ys[0], x, page.ys[-1])
        page.print_texts()
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS)
def test_labels_left_of_the_frame_are_its_first_column(seed: int) -> None:
    with sheet(seed) as (page, read):
        for y in page.ys:
            page.line(page.xs[1], y, page.xs[-1], y)
        for x in page.xs[1:]:
            page.line(x, page.ys[0], x, page.ys[-1])
        page.print_texts()
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS)
def test_tables_that_touch_are_two(seed: int) -> None:
    with sheet(seed) as (page, read):
        page.rules()
        page.print_texts()
        first, texts = list(page.ys), page.texts
        left, right = page.xs[0], page.xs[-1]
        page.xs = [left, left + (right - left) * 0.45, right]
        page.ys = [first[-1] + page.row * number for number in range(4)]
        page.rules()
        page.print_texts()
    assert tables_of(read) == [texts, page.texts]


@EXAMPLES
@given(SEEDS)
def test_a_table_in_a_cell_leaves_the_outer_one_whole(seed: int) -> None:
    with sheet(seed) as (page, read):
        page.ys[2:] = [y + 2.5 * page.row for y in page.ys[2:]]
        page.rules()
        page.print_texts()
        left, top, right = page.xs[-2] + 5, page.ys[1] + 1.2 * page.row, page.xs[-1] - 5
        for y in (top, top + page.row, top + 2 * page.row):
            page.line(left, y, right, y)
        for x in (left, (left + right) / 2, right):
            page.line(x, top, x, top + 2 * page.row)
        for y in (top, top + page.row):
            page.text(left, y, "20")
            page.text((left + right) / 2, y, "31")
    (table,) = read[0].tables
    assert (table.row_count, table.column_count) == (len(page.ys) - 1, len(page.xs) - 1)


@EXAMPLES
@given(SEEDS)
def test_rows_of_dots_are_lines(seed: int) -> None:
    with sheet(seed) as (page, read):
        page.box(page.xs[0], page.ys[0], page.xs[-1], page.ys[-1])
        step = page.dice.uniform(1.5, 3.5)
        ends = ((page.xs[0], page.xs[-1]), (page.ys[0], page.ys[-1]))
        for y in page.ys[1:-1]:
            for at in range(int((ends[0][1] - ends[0][0]) / step)):
                x = ends[0][0] + at * step
                page.box(x, y, x + 0.6, y + 0.6, fill=True)
        for x in page.xs[1:-1]:
            for at in range(int((ends[1][1] - ends[1][0]) / step)):
                y = ends[1][0] + at * step
                page.box(x, y, x + 0.6, y + 0.6, fill=True)
        page.print_texts()
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS, st.booleans())
def test_white_lines_part_tints_and_nothing_else(seed: int, is_tinted: bool) -> None:
    with sheet(seed) as (page, read):
        if is_tinted:
            page.canvas.setFillColorRGB(0.8, 0.85, 0.9)
            page.box(page.xs[0], page.ys[0], page.xs[-1], page.ys[-1], fill=True)
            page.canvas.setFillColorRGB(0, 0, 0)
            page.canvas.setStrokeColorRGB(1, 1, 1)
        page.rules()
        page.canvas.setStrokeColorRGB(1, 1, 1)
        if not is_tinted:
            middle = (page.ys[1] + page.ys[2]) / 2 + page.size
            page.line(page.xs[0], middle, page.xs[-1], middle)
        page.print_texts()
    assert tables_of(read) == [page.texts]


@EXAMPLES
@given(SEEDS)
def test_charts_are_no_tables(seed: int) -> None:
    with sheet(seed) as (page, read):
        left, right, top, foot = page.xs[0], page.xs[-1] + 60, page.ys[0], page.ys[0] + 140
        page.box(left - 40, top - 30, right + 20, foot + 40)
        for at in range(5):
            y = foot - at * 28
            page.line(left, y, right, y)
            page.text(left - 30, y - page.row / 2, str(20 * at))
        page.line(left, top, left, foot)
        bars = page.dice.randint(4, 8)
        width = (right - left) / bars
        for at in range(bars):
            x, height = left + at * width + width / 4, page.dice.uniform(10, 110)
            page.box(x, foot - height, x + width / 2, foot)
            page.text(x, foot - height - page.row, str(round(height)))
            page.text(x, foot + 4, str(2001 + at))
    assert tables_of(read) == []


@EXAMPLES
@given(SEEDS)
def test_flow_charts_are_no_tables(seed: int) -> None:
    with sheet(seed) as (page, read):
        names = ["Taxes", "Budget", "Ministry", "Schools"]
        y = page.ys[0]
        for at, name in enumerate(names):
            x = 60 + 120 * at
            page.box(x, y, x + 80, y + page.dice.uniform(20, 40))
            page.text(x, y, name)
            if at:
                page.line(x - 40, y + 10, x - 4, y + 10)
    assert tables_of(read) == []


@EXAMPLES
@given(SEEDS)
def test_a_picture_below_a_table_is_no_row(seed: int) -> None:
    with sheet(seed) as (page, read):
        page.rules()
        page.print_texts()
        top = page.ys[-1] + page.dice.uniform(16, 24)
        page.text(page.xs[0], page.ys[-1], "Q = 6.671, p = 0.083")
        page.box(page.xs[0], top, page.xs[-1], top + 110)
        middle = (page.xs[0] + page.xs[-1]) / 2
        page.canvas.circle(middle, HEIGHT - top - 55, 40)
    assert tables_of(read) == [page.texts]
