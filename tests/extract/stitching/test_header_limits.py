"""Which rows of a table are its header, and which are a reprint, at the limits of what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.header import (
    Header,
    cells_between,
    detect_header,
    labelled_header,
    print_at,
    split_by_header,
)
from extract.stitching.table_runs import TableRun
from tests.extract.page_parts import make_cell, make_line

GREY = (0.8,)
Spans = dict[tuple[int, int], tuple[int, int]]
"""By the row and column of a cell: the row and the column at which it ends."""


def grid(
    rows: Sequence[Sequence[str]],
    *,
    page: int = 1,
    bold: Sequence[int] = (),
    shaded: Sequence[int] = (),
    spans: Spans | None = None,
) -> PageTable:
    """A table of cells 100 points wide and 20 high; a merged cell covers those it spans."""
    spans = spans or {}
    covered = {
        (row, column)
        for (top, left), (bottom, right) in spans.items()
        for row in range(top, bottom)
        for column in range(left, right)
    }
    cells: list[PageCell] = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if (row, column) in covered and (row, column) not in spans:
                continue
            row_stop, column_stop = spans.get((row, column), (row + 1, column + 1))
            left, top = 100.0 * column, 20.0 * row
            line = make_line(text, left + 2, top + 12, bold=row in bold, glyphs=(), words=())
            box = (left, top, 100.0 * column_stop, 20.0 * row_stop)
            made = make_cell(row, column, box, (line,) if text else (), row_stop=row_stop)
            fill = GREY if row in shaded else None
            cells.append(replace(made, column_stop=column_stop, fill=fill))
    width, height = len(rows[0]) + 1, len(rows) + 1
    xs, ys = tuple(100.0 * x for x in range(width)), tuple(20.0 * y for y in range(height))
    return PageTable(page, xs, ys, tuple(cells))


def run_of(*tables: PageTable) -> TableRun:
    return TableRun(tables[0].xs, tables, (60.0,) * len(tables))


def rows_of(header: Header | None) -> tuple[int, int] | None:
    return None if header is None else (header.start, header.stop)


def data(rows: int, columns: int = 2, name: str = "text") -> list[list[str]]:
    return [[f"{name} {row}.{column}" for column in range(columns)] for row in range(rows)]


LABELS = ["Area", "Lead"]


@pytest.mark.parametrize(("reprints", "found"), [((1, 0), True), ((1, 0, 0), False)])
def test_rows_are_a_header_if_half_of_the_later_pages_reprint_them(
    reprints: tuple[int, ...], found: bool
) -> None:
    later = [
        grid([*([LABELS] if again else []), *data(3, name=f"page {page}")], page=page)
        for page, again in enumerate(reprints, 2)
    ]
    header = detect_header(run_of(grid([LABELS, *data(3)]), *later))
    assert rows_of(header) == ((0, 1) if found else None)


def test_pages_reprint_a_header_of_two_rows_as_a_whole() -> None:
    labels = [["Area", "Lead"], ["of work", "body"]]
    pages = [grid([*labels, *data(2, name=f"page {page}")], page=page) for page in (1, 2)]
    assert rows_of(detect_header(run_of(*pages))) == (0, 2)


def test_an_empty_row_below_the_labels_is_no_row_of_the_header() -> None:
    pages = [grid([LABELS, ["", ""], *data(2, name=f"page {n}")], page=n) for n in (1, 2)]
    assert rows_of(detect_header(run_of(*pages))) == (0, 1)


def test_a_header_ends_inside_no_cell() -> None:
    rows = [["Area", "Lead"], ["", "text"], *data(2)]
    whole = grid(rows, bold=[0])
    assert rows_of(detect_header(run_of(whole))) == (0, 1)
    merged = grid(rows, bold=[0], spans={(0, 0): (2, 1)})
    assert detect_header(run_of(merged)) is None


@pytest.mark.parametrize(
    ("first", "second", "depth"),
    [
        (["Area", "Progress", "", "Lead"], ["", "Planned", "Done", ""], 2),
        (["Area", "Progress", "", "Lead"], ["", "Planned", "Done", "body"], 2),
        (["Area", "Progress", "", "Lead"], ["", "Planned", "", "body"], 2),  # one of two
        (["", "Progress", "", "Lead"], ["Area", "Planned", "Done", ""], 2),
        (["Area", "Progress", "", "Lead"], ["Schools", "Planned", "Done", ""], 1),
    ],
    ids=["divide a label", "under one label", "half under labels", "fill a gap", "a key"],
)
def test_a_second_row_in_bold_is_labels_unless_it_stands_under_labels_as_wide(
    first: list[str], second: list[str], depth: int
) -> None:
    rows = [first, second, *data(4, columns=4)]
    header = detect_header(run_of(grid(rows, bold=[0, 1], spans={(0, 1): (1, 3)})))
    assert rows_of(header) == (0, depth)


@pytest.mark.parametrize(("under", "depth"), [(2, 2), (3, 1)])
def test_a_row_with_most_texts_under_labels_as_wide_holds_data(under: int, depth: int) -> None:
    # The first column has no text in the second row, which prints four.
    wide = 2 * (4 - under)
    first = ["Area", *["Group", ""] * (4 - under), *["Label"] * under]
    second = ["", *["Part", ""] * (4 - under), *["Text"] * under]
    spans = {(0, at): (1, at + 2) for at in range(1, wide, 2)}
    rows = [first, second, *data(4, columns=len(first))]
    assert rows_of(detect_header(run_of(grid(rows, bold=[0, 1], spans=spans)))) == (0, depth)


def test_a_shade_sets_labels_apart_unless_rows_have_it_too() -> None:
    rows = [LABELS, *data(4)]
    assert rows_of(detect_header(run_of(grid(rows, shaded=[0])))) == (0, 1)
    assert detect_header(run_of(grid(rows, shaded=[0, 3]))) is None


def test_bold_headings_over_all_columns_hide_no_header() -> None:
    rows = [LABELS, ["Part one", ""], *data(1), ["Part two", ""], ["Part three", ""]]
    spans = {(row, 0): (row + 1, 2) for row in (1, 3, 4)}
    header = detect_header(run_of(grid(rows, bold=[0, 1, 3, 4], spans=spans)))
    assert rows_of(header) == (0, 1)


def test_empty_cells_hide_no_header() -> None:
    rows = [LABELS, ["text", ""], ["", ""], ["", "text"], ["", ""]]
    assert rows_of(detect_header(run_of(grid(rows, bold=[0])))) == (0, 1)


def printed(rows: list[list[str]], at: int, labels: list[str], spans: Spans | None = None) -> bool:
    first = grid([labels])
    header = Header(0, 1, cells_between(first, 0, 1))
    return print_at(grid(rows, page=2, spans=spans), at, header) is not None


THREE = ["Area", "Lead", "Date"]


@pytest.mark.parametrize(
    ("again", "labels", "is_reprint"),
    [
        (["Area", ""], LABELS, True),  # half of them
        (["Area", "", ""], THREE, False),
        (["Area", "Lead", ""], THREE, True),
        (["", ""], LABELS, False),
        (["Area", "Board"], LABELS, False),
    ],
)
def test_the_top_of_a_page_reprints_half_of_the_labels_at_least(
    again: list[str], labels: list[str], is_reprint: bool
) -> None:
    assert printed([again, *data(2, len(labels))], 0, labels) is is_reprint


def test_labels_may_be_missing_only_at_the_top_of_a_page() -> None:
    heading = {(0, 0): (1, 2)}
    assert printed([["Part one", ""], ["Area", ""]], 1, LABELS, heading)
    assert not printed([*data(1), ["Area", ""]], 1, LABELS)
    assert printed([*data(1), LABELS], 1, LABELS)


def test_a_row_whose_cell_goes_on_below_is_no_reprint() -> None:
    rows = [LABELS, ["", "text"]]
    assert printed(rows, 0, LABELS)
    assert not printed(rows, 0, LABELS, {(0, 0): (2, 1)})


def test_a_table_without_a_header_of_its_own_goes_on_with_the_one_above() -> None:
    labelled, plain = grid([LABELS, *data(3)], bold=[0]), grid(data(3), page=2)
    assert len(split_by_header(run_of(labelled, plain))) == 1
    assert len(split_by_header(run_of(plain, labelled))) == 1
    other = grid([["Office", "Year"], *data(3)], page=2, bold=[0])
    assert len(split_by_header(run_of(labelled, other))) == 2


@pytest.mark.parametrize(("misprints", "found"), [(3, True), (4, False)])
def test_a_label_is_that_of_the_settings_up_to_some_misprints(misprints: int, found: bool) -> None:
    """Three of twenty letters in each differ: the least likeness of a label, 0.85."""
    wanted = ["abcdefghijklmnopqrst", "Lead body"]
    label = wanted[0][:-misprints] + "z" * misprints
    header = labelled_header(run_of(grid([[label, "Lead body"], *data(2)])), wanted)
    assert (header is not None) is found
