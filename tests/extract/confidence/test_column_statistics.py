"""How the texts of a column usually look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.confidence.column_statistics import (
    ends_in_address,
    ends_open,
    line_step_of,
    starts_low,
    statistics_of,
)
from extract.confidence.thresholds import EVIDENCE
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line


def column(*texts: str, lefts: tuple[float, ...] = (), bold: tuple[int, ...] = ()) -> StitchedTable:
    """A table of one column; each text has the given distance from the edge of its cell."""
    table = StitchedTable(1, None)
    for row, text in enumerate(texts):
        left = lefts[row] if lefts else 5.0
        lines = (make_line(text, 50.0 + left, 20.0 * row + 10, bold=row in bold),) if text else ()
        part = make_cell(row, 0, (50.0, 20.0 * row, 150.0, 20.0 * row + 20), lines)
        table.rows.append(StitchedRow("row", [1]))
        table.cells.append(StitchedCell(0, 1, row, row + 1, [(1, part)]))
    return table


@pytest.mark.parametrize(
    ("text", "low", "open_", "address"),
    [
        ("hold a workshop.", True, False, False),
        ("Hold a workshop", False, True, False),
        (", and others", True, True, False),
        ("(all members) Hold", True, True, False),
        ("(All members).", False, False, False),
        ("2019", False, True, False),
        ("www.example.org", False, False, True),
        ("see www.example.org", True, False, True),
        ("https://example.org/a and others", False, True, False),
        ("who@example.org", False, False, True),
    ],
)
def test_texts_begin_low_or_end_open(text: str, *, low: bool, open_: bool, address: bool) -> None:
    assert (starts_low(text), ends_open(text), ends_in_address(text)) == (low, open_, address)


def test_no_text_ends_in_no_address() -> None:
    assert not ends_in_address(" ")


def test_shares_count_some_imagined_cells_besides_those_with_text() -> None:
    table = column("Hold a workshop.", "and others", "", "Invite all", "", bold=(0,))
    (statistics,) = statistics_of(table)
    imagined = EVIDENCE.imagined_cells
    assert statistics.empty == 2 / (5 + imagined)
    assert statistics.high == 2 / (3 + imagined)
    assert statistics.closed == 1 / (3 + imagined)
    assert statistics.plain == 2 / (3 + imagined)
    assert statistics.length == 10


def test_a_column_without_text_has_no_statistics() -> None:
    (statistics,) = statistics_of(column("", ""))
    assert (
        statistics.high,
        statistics.closed,
        statistics.plain,
        statistics.length,
        statistics.left,
    ) == (0,) * 5
    assert not statistics.is_left_aligned


@pytest.mark.parametrize(
    ("lefts", "left", "aligned"),
    [
        ((5.0, 5.0, 5.0), 5.0, True),
        ((5.0, 5.9, 4.1), 5.0, True),
        ((5.0, 6.0, 4.0), 5.0, False),
        ((5.0, 5.0, 9.0, 13.0), 7.0, False),
        ((5.0, 5.0, 5.5, 13.0), 5.25, True),
    ],
)
def test_most_texts_of_an_aligned_column_start_at_one_place(
    lefts: tuple[float, ...], left: float, *, aligned: bool
) -> None:
    (statistics,) = statistics_of(column(*("Text" for _ in lefts), lefts=lefts))
    assert (statistics.left, statistics.is_left_aligned) == (left, aligned)


def test_half_of_the_texts_at_one_place_are_not_most() -> None:
    (statistics,) = statistics_of(column("Text", "Text", lefts=(4.0, 6.0)))
    assert (statistics.left, statistics.is_left_aligned) == (5.0, False)
    (statistics,) = statistics_of(column(*("Text",) * 4, lefts=(4.0, 6.5, 7.5, 10.0)))
    assert (statistics.left, statistics.is_left_aligned) == (7.0, False)


def test_bands_and_cells_over_two_columns_do_not_count() -> None:
    table = column("Hold a workshop.", "Priority area", "Invite all members")
    table.rows[1].kind = "band"
    table.column_count = 2
    table.cells[2].column_stop = 2
    first, second = statistics_of(table)
    assert first.length == len("Hold a workshop.")
    assert first.empty == second.empty == second.length == 0


def test_the_line_step_is_the_median_inside_of_cells() -> None:
    table = column("One", "Two", "Three")
    assert line_step_of(table) == 0.0
    page, part = table.cells[0].parts[0]
    lines = tuple(make_line("Text", 55.0, at) for at in (10.0, 20.0, 30.0, 44.0))
    table.cells[0].parts = [(page, replace(part, lines=lines))]
    assert line_step_of(table) == 10.0
