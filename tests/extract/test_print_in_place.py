"""What is printed stands in its place: no row is taken for a header, none is left out unsaid."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document, Table
from extract.stage import read_document

DATA = Path(__file__).resolve().parents[1] / "data" / "print"
QUICK = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LEFT, TOP, WIDTH, HEIGHT = 60.0, 90.0, 110.0, 18.0
WORDS = ("Branch", "Pupils", "Female", "Male", "Share", "Budget", "Input", "Output", "Year", "Lead")
VALUES = ("Oak", "Elm", "Ash", "Birch", "Lime", "Pine", "Yew", "Rowan", "Alder", "Hazel")


class Drawing:
    """Pages of a PDF on which tables are drawn line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=A4)
        self.is_empty = True

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        top: float = TOP,
        bold: int = 1,
        walls: bool = True,
        closed: bool = True,
    ) -> float:
        """Draw a grid, its first rows bold; without `walls` rules across only. Gives its foot."""
        self.is_empty = False
        columns = len(rows[0])
        for at, row in enumerate(rows):
            y = top + HEIGHT * at
            self.rule(y, columns)
            for column, text in enumerate(row):
                self.text(LEFT + WIDTH * column + 4, y + 12, text, is_bold=at < bold)
        foot = top + HEIGHT * len(rows)
        if closed:
            self.rule(foot, columns)
        for column in range(columns + 1) if walls else ():
            x = LEFT + WIDTH * column
            self.canvas.line(x, A4[1] - top, x, A4[1] - foot)
        return foot

    def rule(self, y: float, columns: int) -> None:
        self.canvas.line(LEFT, A4[1] - y, LEFT + WIDTH * columns, A4[1] - y)

    def text(self, x: float, y: float, text: str, *, is_bold: bool = False, size: int = 9) -> None:
        self.canvas.setFont("Helvetica-Bold" if is_bold else "Helvetica", size)
        self.canvas.drawString(x, A4[1] - y, text)

    def page(self) -> None:
        self.canvas.showPage()

    def read(self) -> Document:
        self.canvas.save()
        return read_document(self.path)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def printed(document: Document) -> list[list[str]]:
    """The header and the rows of all tables."""
    return [
        [cell.text for cell in row.cells]
        for table in document.tables
        for row in (*table.header, *table.rows)
    ]


def whole_grid(table: Table) -> list[list[str | None]]:
    """Header and rows; a merged cell stands once, at its upper left corner."""
    count = len(table.header) + len(table.rows)
    grid: list[list[str | None]] = [[None] * len(table.columns) for _ in range(count)]
    for offset, part in ((0, table.header), (len(table.header), table.rows)):
        for row in part:
            for cell in row.cells:
                grid[cell.row + offset][cell.column] = cell.text
    return grid


def body(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells if cell.text] for row in table.rows]


@pytest.mark.parametrize("name", ["other_label_same_header", "same_header_two_sections"])
def test_figures_stand_under_their_own_labels(name: str) -> None:
    document = read_document(DATA / f"{name}.pdf")
    wanted: Any = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))
    assert [whole_grid(table) for table in document.tables] == wanted


def test_a_table_parted_at_a_label_that_differs_is_reported() -> None:
    document = read_document(DATA / "other_label_same_header.pdf")
    (doubt,) = document.doubts
    assert (doubt.kind, doubt.span.page, doubt.text) == ("label-differs", 2, "Male pupils")
    assert "“Male pupils” instead of “Female pupils” in the header before" in doubt.taken


def test_a_header_that_says_it_is_continued_is_the_same() -> None:
    document = read_document(DATA / "continued_label.pdf")
    (table,) = document.tables
    assert table.columns == ("No", "Activity", "Amount", "Lead")
    assert [row[0] for row in texts(table)] == [str(number) for number in range(1, 10)]
    assert document.doubts == ()


def test_first_values_set_like_the_labels_are_rows() -> None:
    (table,) = read_document(DATA / "header_takes_first_values.pdf").tables
    wanted = json.loads((DATA / "header_takes_first_values.expected.json").read_text("utf-8"))
    assert list(table.columns) == wanted["header"]
    assert body(table) == [row[1:] for row in wanted["rows"]]


labels_drawn = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True)


@st.composite
def changed_labels(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Labels, and the same with one word, number or year another."""
    labels = draw(labels_drawn)
    at = draw(st.integers(0, len(labels) - 1))
    kind = draw(st.sampled_from(["word", "year", "number", "letter", "sign"]))
    first, again = {
        "word": (labels[at], draw(st.sampled_from([w for w in WORDS if w not in labels]))),
        "year": (f"{labels[at]} 2019", f"{labels[at]} 2020"),
        "number": (f"{labels[at]} 1.1", f"{labels[at]} 11"),
        "letter": (labels[at], f"{labels[at]}s"),
        "sign": (f"{labels[at]} (€)", f"{labels[at]} (%)"),
    }[kind]
    return (
        [first if n == at else label for n, label in enumerate(labels)],
        [again if n == at else label for n, label in enumerate(labels)],
    )


def rows_drawn(columns: int, count: int, start: int) -> list[list[str]]:
    return [
        [f"{VALUES[(start + row + column) % 10]} no. {start + row}." for column in range(columns)]
        for row in range(count)
    ]


@given(changed_labels(), st.integers(1, 3), st.integers(0, 1))
@QUICK
def test_a_header_that_differs_in_a_word_is_never_swallowed(
    tmp_path: Path, labels: tuple[list[str], list[str]], at: int, bold: int
) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    wanted = []
    for page in range(4):
        head = labels[1] if page == at else labels[0]
        rows = rows_drawn(len(head), 4, 4 * page)
        drawing.table([head, *rows], bold=bold)
        drawing.page()
        wanted += rows
    document = drawing.read()
    found = printed(document)
    assert labels[1] in found
    assert all(row in found for row in wanted)
    assert sum(page.lost + page.doubled for page in document.ledger) == 0
    for table in document.tables:
        if list(table.columns) == labels[1]:
            assert not any(row in texts(table) for row in wanted[:4])
    held = [table for table in document.tables if labels[1] in texts(table)]
    for table in held:  # a row under other labels: that is told
        if any(table.columns):
            told = [doubt for doubt in document.doubts if doubt.kind == "label-differs"]
            assert {doubt.span.page for doubt in told} == {at + 1}


@given(labels_drawn, st.integers(0, 5), st.integers(1, 2))
@QUICK
def test_a_row_set_like_the_header_is_a_row(
    tmp_path: Path, labels: list[str], at: int, count: int
) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    rows = rows_drawn(len(labels), 6, 0)
    drawing.table([labels, *rows[:at]])
    bold = [[f"Total {n} {VALUES[c]}" for c in range(len(labels))] for n in range(count)]
    foot = TOP + HEIGHT * (at + 1)
    drawing.table(bold, top=foot, bold=count)
    drawing.table(rows[at:], top=foot + HEIGHT * count, bold=0)
    drawing.page()
    drawing.table([labels, *rows_drawn(len(labels), 3, 6)])
    (table,) = drawing.read().tables
    assert list(table.columns) == labels
    assert texts(table) == [*rows[:at], *bold, *rows[at:], *rows_drawn(len(labels), 3, 6)]


def test_a_bold_row_of_figures_after_a_lone_header_is_a_row(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    drawing.table([["Branch", "Pupils", "Share"]], top=780)
    drawing.page()
    rows = [["All", "329", "100"], ["Law", "120", "36"], ["Arts", "209", "64"]]
    drawing.table(rows)
    document = drawing.read()
    assert [row for table in document.tables for row in texts(table)] == rows


def test_labels_that_a_page_end_may_have_cut_are_reported(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    drawing.table([["Area", "Relevant", "Lead"]], top=780)
    drawing.page()
    drawing.table([["", "Bodies", "Bodies"], *rows_drawn(3, 4, 0)])
    document = drawing.read()
    (doubt,) = document.doubts
    assert (doubt.kind, doubt.span.page, doubt.text) == ("header-cut", 2, "Bodies | Bodies")


def test_a_header_print_that_drops_a_label_is_reported(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 4, 0)])
    drawing.page()
    drawing.table([["Area", "Output", ""], *rows_drawn(3, 4, 4)])
    document = drawing.read()
    (table,) = document.tables
    assert texts(table) == rows_drawn(3, 8, 0)
    (doubt,) = document.doubts
    assert (doubt.kind, doubt.table_id, doubt.span.page) == ("label-missing", "t1", 2)
    assert doubt.text == "Lead"


@given(
    st.integers(2, 4),
    st.one_of(st.just(14.0), st.just(-8.0 - 6 * HEIGHT), st.floats(-6 * HEIGHT, 22.0)),
    st.booleans(),
    st.integers(0, 2),
)
@QUICK
def test_a_line_in_the_columns_of_a_table_is_in_it_or_reported(
    tmp_path: Path, columns: int, below: float, walls: bool, page: int
) -> None:
    """`below`: the line's distance from the table's foot, which is 6 rows below its head."""
    drawing = Drawing(tmp_path / "plan.pdf")
    line = [f"Stray{column}" for column in range(columns)]
    for number in range(3):
        rows = [[WORDS[c] for c in range(columns)], *rows_drawn(columns, 5, 5 * number)]
        foot = drawing.table(rows, walls=walls)
        if number == page:
            shift = 48 if 3 - 6 * HEIGHT < below < 0 else 0  # beside what its cells print
            for column, text in enumerate(line):
                drawing.text(LEFT + WIDTH * column + 4 + shift, foot + below, text)
        drawing.page()
    document = drawing.read()
    assert is_held_or_told(document, line, page + 1)


@pytest.mark.parametrize("page", [0, 1])
def test_a_line_that_a_cell_prints_below_the_last_rule_is_reported(
    tmp_path: Path, page: int
) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    for number in range(3):
        foot = drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 30, 30 * number)])
        if number == page:
            drawing.text(LEFT + WIDTH + 4, foot + 16, "Spilled over")
        drawing.page()
    assert is_held_or_told(drawing.read(), ["Spilled over"], page + 1)


def is_held_or_told(document: Document, words: Sequence[str], page: int) -> bool:
    held = " ".join(" ".join(row) for row in printed(document))
    told = [d for d in document.doubts if d.kind == "left-out" and d.span.page == page]
    return all(word in held or any(word in doubt.text for doubt in told) for word in words)


def test_a_running_title_in_a_table_s_columns_is_no_doubt(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    for number in range(3):
        drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 30, 30 * number)])
        drawing.text(LEFT + 4, 800, "Plan of action")
        drawing.text(LEFT + WIDTH + 4, 800, f"Page {number + 1} of 3")
        drawing.page()
    document = drawing.read()
    assert document.doubts == ()


def test_a_running_title_that_stands_higher_on_one_page_is_no_doubt(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    for number in range(3):
        drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 30, 30 * number)])
        drawing.text(LEFT + WIDTH + 4, 70 if number else 40, "Restricted")
        drawing.page()
    assert drawing.read().doubts == ()


def test_totals_at_the_foot_of_each_page_are_reported(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    for number in range(3):
        foot = drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 35, 35 * number)])
        for column, text in enumerate(("Sum", f"{37 + 11 * number} works", f"{5 * number} more")):
            drawing.text(LEFT + WIDTH * column + 4, foot + 15, text)
        drawing.page()
    document = drawing.read()
    for number in range(3):
        words = ["Sum", f"{37 + 11 * number} works"]
        assert is_held_or_told(document, words, number + 1)


def test_a_row_that_two_pages_print_below_their_tables_is_reported(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    for number in range(3):
        foot = drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 36, 36 * number)])
        for column, text in enumerate(("All wards", "Yearly report", "Clerk")):
            drawing.text(LEFT + WIDTH * column + 4, foot + 14, text)
        drawing.page()
    document = drawing.read()
    for number in range(3):
        assert is_held_or_told(document, ["All wards", "Clerk"], number + 1)


def test_a_page_of_a_table_without_rules_is_reported(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 38, 0)])
    drawing.page()
    for at, row in enumerate(rows_drawn(3, 6, 40)):
        for column, text in enumerate(row):
            drawing.text(LEFT + WIDTH * column + 4, TOP + 12 + HEIGHT * at, text)
    document = drawing.read()
    for row in rows_drawn(3, 6, 40):
        assert is_held_or_told(document, row, 2)


def test_a_pale_word_over_a_table_on_one_page_is_reported(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    for number in range(2):
        drawing.table([["Area", "Output", "Lead"], *rows_drawn(3, 12, 12 * number)])
        if number:
            drawing.canvas.setFillGray(0.8)
            drawing.text(LEFT + 40, TOP + 100, "Withdrawn", size=40)
            drawing.canvas.setFillGray(0)
        drawing.page()
    document = drawing.read()
    (doubt,) = document.doubts
    assert (doubt.kind, doubt.span.page, doubt.text) == ("left-out", 2, "Withdrawn")


def test_prose_around_a_table_is_no_doubt(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "plan.pdf")
    prose = "The office collects these figures twice a year from each of its branches, and checks"
    drawing.text(LEFT + 4, 60, prose)
    foot = drawing.table([["Area", "Output", "Lead", "Year"], *rows_drawn(4, 6, 0)])
    for at in range(4):
        drawing.text(LEFT + 4, foot + 20 + 12 * at, prose)
    assert drawing.read().doubts == ()
