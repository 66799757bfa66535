"""A first row reads like labels where it differs in its words from the cells below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.plain_header import label_evidence, plain_header
from extract.stitching.table_runs import TableRun
from tests.extract.page_parts import make_cell, make_line

BOX = (0.0, 0.0, 100.0, 20.0)
LONG = ["a whole sentence about things", "another whole sentence here"]


def cell(row: int, column: int, text: str) -> PageCell:
    return make_cell(row, column, BOX, (make_line(text, 3, 10),) if text else ())


def reasons(*columns: tuple[str, Sequence[str]]) -> list[list[str]]:
    """Return the reasons for and against each label, given with the cells below it."""
    labels = [cell(0, at, label) for at, (label, _) in enumerate(columns)]
    body = [
        [cell(row, at, text) for row, text in enumerate(texts, 1)]
        for at, (_, texts) in enumerate(columns)
    ]
    found: list[list[str]] = [[] for _ in columns]
    for vote in label_evidence(labels, body):
        found[int(vote.note.removeprefix("column ") or 1) - 1].append(vote.name)
    return found


SHORTER = "the label is shorter than all cells below"
LONGER = "the label is longer than cells below"
SENTENCE = "the label reads like a sentence"
FIGURES = "cells below hold figures, and the label none"
EQUAL = "all cells below say the same, and the label another thing"
OF_FIGURE = "the label holds a figure"
AGAIN = "a cell below says the same"
EMPTY = "the place of the label is empty"
YEARS = "the labels are years in order"


@pytest.mark.parametrize(
    ("label", "texts", "expected"),
    [
        ("Task", LONG, [SHORTER]),
        ("Task", [*LONG, "do"], []),
        ("Tasks", ["tasks", "a whole sentence"], []),
        ("A rather long label", ["do it", "do", "a whole sentence about things"], [LONGER]),
        ("Number", ["12", "13 wells"], [FIGURES]),
        ("Number", ["12", "13", "wells"], [FIGURES]),
        ("Numbers of wells", ["12", "deep wells", "wells"], [LONGER]),
        ("Answer", ["yes", "yes", "yes"], [EQUAL]),
        ("Answer", ["yes", "yes"], [LONGER]),
        ("Task", ["do it"], []),
        ("Task 2", LONG, [OF_FIGURE]),
        ("one two three four five", LONG, [SHORTER]),
        ("one two three four five six", LONG, [SENTENCE]),
        ("Do it.", LONG, [SENTENCE]),
        ("No.", ["12", "13 wells"], [FIGURES]),
        ("Do it", [*LONG, "Do it"], [AGAIN]),
        ("Goal 2:", [*LONG, "Goal 2:"], [OF_FIGURE, SENTENCE, AGAIN]),
    ],
)
def test_reasons_for_and_against_a_label(
    label: str, texts: Sequence[str], expected: list[str]
) -> None:
    assert reasons((label, texts)) == [expected]


def test_the_names_of_rows_need_no_label_but_other_columns_do() -> None:
    assert reasons(("", LONG), ("", LONG)) == [[], [EMPTY]]
    assert reasons(("", [*LONG, "12"])) == [[EMPTY]]


@pytest.mark.parametrize(
    ("labels", "below", "are_years"),
    [
        (["2019", "2020", "2021"], ["yes"], True),
        (["2021", "2020"], ["yes"], True),
        (["2019", "2021"], ["yes"], False),
        (["2019", "2020", "2019"], ["yes"], False),
        (["2019"], ["yes"], False),
        (["2019", "later"], ["yes"], False),
        # Where cells are years as well, the first row may be one of them.
        (["2019", "2020"], ["2018"], False),
        (["2019", "2020"], ["2018", "yes"], True),
    ],
)
def test_years_in_order_are_labels(labels: list[str], below: list[str], are_years: bool) -> None:
    found = reasons(("Output", LONG), *((year, below) for year in labels))
    assert (found[0] == [YEARS]) == are_years


def part(*rows: tuple[str, ...], first: int = 0) -> PageTable:
    cells = tuple(
        cell(row, column, text)
        for row, texts in enumerate(rows, first)
        for column, text in enumerate(texts)
    )
    columns = len(rows[0])
    xs = tuple(100.0 * x for x in range(columns + 1))
    return PageTable(1, xs, tuple(20.0 * y for y in range(len(rows) + 1)), cells)


def run(*parts: PageTable) -> TableRun:
    return TableRun(parts[0].xs, parts)


def test_the_cells_of_all_pages_below_the_first_row_are_its_body() -> None:
    """Columns of figures below labels without any are a header, also where pages repeat none."""
    labels, row = ("Topic", "Costs", "Persons"), ("A topic of some length", "120", "14")
    whole = part(labels, *[row] * 6)
    assert plain_header(run(whole)) is not None
    assert plain_header(run(part(labels, row), part(*[row] * 5))) is not None
    # What the first row of a later page says counts, too.
    assert plain_header(run(part(labels, *[row] * 5), part(labels))) is None
    assert plain_header(run(part(row, *[row] * 6))) is None


def test_a_merged_label_is_no_plain_header() -> None:
    labels, row = ("Topic", "Costs", "Persons"), ("A topic of some length", "120", "14")
    whole = part(labels, *[row] * 6)
    first, second, *cells = whole.cells
    wide = replace(first, column_stop=2)
    merged = replace(whole, cells=(wide, *cells))
    assert plain_header(run(merged)) is None
    assert second.column == 1


def test_headings_over_all_columns_are_no_cells_of_the_body() -> None:
    labels, row = ("Topic", "Costs", "Persons"), ("A topic of some length", "120", "14")
    whole = part(labels, *[row] * 5)
    band = replace(cell(6, 0, "Topic"), column_stop=3)
    with_band = replace(whole, ys=(*whole.ys, 140.0), cells=(*whole.cells, band))
    assert plain_header(run(with_band)) is not None
