"""Stitched tables become published ones: header, marks, texts and the decisions at page ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.confidence.calibration import calibration
from extract.document.assemble import assemble_table, page_breaks_of
from extract.document.thresholds import BROKEN_WORDS, LINE_FIT
from extract.geometry.page_model import Line, PageCell, PageMark
from extract.model import Evidence, Table
from extract.stitching.header import Header
from extract.stitching.stitched_table import (
    StitchedBreak,
    StitchedCell,
    StitchedRow,
    StitchedTable,
)
from extract.text.hyphens import Vocabulary
from tests.extract.page_parts import make_cell, make_line

WIDTH = 100.0


def part(row: int, column: int, *lines: Line) -> PageCell:
    left, top = WIDTH * column, 30.0 * row
    return make_cell(row, column, (left, top, left + WIDTH, top + 30.0), lines)


def text(row: int, column: int, *words: str) -> PageCell:
    """A cell of lines that start 5 points to the right of its rule, 10 points apart."""
    left, top = WIDTH * column + 5, 30.0 * row + 10
    return part(row, column, *(make_line(one, left, top + 10 * at) for at, one in enumerate(words)))


def stitched(*rows: tuple[PageCell, ...], header: Header | None = None) -> StitchedTable:
    """Return a table of rows on page 1; each cell has the row of its place in them."""
    made = StitchedTable(len(rows[0]), header, pages=[1])
    for at, cells in enumerate(rows):
        made.rows.append(StitchedRow("row", [1]))
        for cell in cells:
            made.cells.append(StitchedCell(cell.column, cell.column_stop, at, at + 1, [(1, cell)]))
    if header is not None:
        made.header_prints.append((1, header.cells))
    return made


def assembled(made: StitchedTable, *words: str, marks: tuple[PageMark, ...] = ()) -> Table:
    return assemble_table(made, 1, True, Vocabulary.of(words), {}, {1: marks})


HEADER = Header(0, 1, (text(0, 0, "Area"), text(0, 1, "Step")))
BODY = (text(1, 0, "Water"), text(1, 1, "Dig"))


def test_a_header_is_published_with_its_cells_and_its_labels() -> None:
    made = assembled(stitched(BODY, header=HEADER))
    (header,) = made.header
    assert [(cell.cell_id, cell.text) for cell in header.cells] == [
        ("t1-h000-c0", "Area"),
        ("t1-h000-c1", "Step"),
    ]
    assert (header.kind, header.pages, made.columns) == ("header", (1,), ("Area", "Step"))
    assert [print_.labels for print_ in made.header_prints] == [made.columns]


def test_a_table_whose_header_no_page_prints_has_none() -> None:
    for header in (None, HEADER):
        made = stitched(BODY, header=header)
        made.header_prints.clear()
        found = assembled(made)
        assert (found.header, found.columns) == ((), ("", ""))


def test_a_shade_is_a_mark_of_its_cell_and_not_of_the_label_in_the_same_place() -> None:
    red = replace(BODY[1], fill=(1.0, 0.0, 0.0))
    made = stitched((BODY[0], red), BODY, BODY, header=HEADER)
    found = assembled(made)
    values = [
        [mark.value for mark in cell.fragments[0].marks]
        for row in (*found.header, *found.rows)
        for cell in row.cells
    ]
    assert values == [[], [], [], ["#ff0000"], [], [], [], []]


@pytest.mark.parametrize(
    ("x", "y", "cell"),
    [(100.0, 45.0, 1), (99.9, 45.0, 0), (200.0, 45.0, None), (50.0, 30.0, 0), (50.0, 60.0, None)],
)
def test_a_mark_is_of_the_cell_that_its_middle_is_in(x: float, y: float, cell: int | None) -> None:
    mark = PageMark("icon", "tick", (x - 2, y - 2, x + 2, y + 2))
    (row,) = assembled(stitched(BODY), marks=(mark,)).rows
    assert [len(one.fragments[0].marks) for one in row.cells] == [cell == 0, cell == 1]


def test_headings_at_a_page_end_are_as_certain_as_its_decision() -> None:
    made = stitched(BODY, BODY)
    evidence = (Evidence(name="it fits", weight=-4.0),)
    made.breaks.append(StitchedBreak(1, 2, 1, False, evidence))
    (end,) = page_breaks_of(made, 1)  # no cell of its rows is rated
    assert end.confidence == calibration().page_end.probability(4.0)
    for cell in made.cells:
        cell.confidence = 0.9
    (end,) = page_breaks_of(made, 1)
    assert end.confidence == calibration().of_cells(calibration().page_end, [0.9])


@pytest.mark.parametrize("continues", [True, False])
def test_the_rows_on_both_sides_count_unless_they_are_one(continues: bool) -> None:
    made = stitched(BODY, BODY, BODY)
    for cell in made.cells:
        cell.confidence = {0: 0.6, 1: 0.9, 2: 0.6}[cell.row]
    made.breaks.append(StitchedBreak(1, 2, 1, continues, ()))
    (end,) = page_breaks_of(made, 1)
    least = 0.9 if continues else 0.6
    assert end.confidence == calibration().of_cells(calibration().page_end, [least])


def test_a_cell_is_as_certain_as_its_place_and_its_least_certain_word() -> None:
    lines = [make_line(one, 5.0, 40.0, confidence=sure) for one, sure in (("A", 0.7), ("b", 0.8))]
    made = stitched((part(1, 0, *lines), BODY[1]))
    for cell in made.cells:
        cell.confidence = 0.9
    (row,) = assembled(made).rows
    assert [cell.confidence for cell in row.cells] == [0.7, 0.9]
    assert row.cells[0].fragments[0].ocr_confidence == 0.7
    assert BROKEN_WORDS.right_in_doubt < 1


def address(room: float, next_width: float = 30.0) -> str:
    """Return the text of a cell whose first line is an address and leaves some room behind it."""
    first = make_line("example.org/plan", 5.0, 40.0, x1=WIDTH - 5 - room)
    second = make_line("xqzw", 5.0, 50.0, first_width=next_width)
    (row,) = assembled(stitched((part(1, 0, first, second), BODY[1]))).rows
    return row.cells[0].text


def test_an_address_goes_on_after_a_line_that_fills_its_cell() -> None:
    room, space = LINE_FIT.full_line_room * 8.0, LINE_FIT.space_width * 8.0
    assert address(room - 0.1) == "example.org/planxqzw"
    assert address(room) == "example.org/plan xqzw"
    # The next word with its space would fit.
    assert address(3.0 + space, next_width=2.9) == "example.org/plan xqzw"
    assert address(3.0 + space, next_width=3.1) == "example.org/planxqzw"


def test_the_widest_line_of_a_column_without_rules_shows_its_width() -> None:
    for widest, text in ((90.0, "example.org/plan xqzw"), (80.0, "example.org/planxqzw")):
        lines = [make_line("example.org/plan", 5.0, 40.0, x1=85.0)]
        lines += [make_line("xqzw", 5.0, 50.0, first_width=5.0)]
        made = stitched(
            (part(0, 0, make_line("Aim", 5.0, 10.0, x1=5.0 + widest)),),
            (replace(part(1, 0, *lines), bbox=(0.0, 30.0, 94.0, 60.0)),),
        )
        made.is_ruled = False
        assert assembled(made).rows[1].cells[0].text == text
