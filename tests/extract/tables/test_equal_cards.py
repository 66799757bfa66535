"""Cards of a page that have the same boxes are evidence for each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.reading import Evidence
from extract.ruling.thresholds import RULING
from extract.tables.candidates import TableCandidate
from extract.tables.grid import EQUAL_CARD, _is_card, _with_equal_cards
from tests.extract.page_parts import make_cell


def card(top: float, rows: int = 4, left: float = 0.0, *, across: int = 2) -> TableCandidate:
    """Make a card: its first rows are one box each, the others two."""
    xs, cells = (left, left + 50.0, left + 100.0), list[PageCell]()
    for row in range(rows):
        y = top + 20.0 * row
        if row < across:
            cell = make_cell(row, 0, (xs[0], y, xs[2], y + 20.0))
            cells.append(replace(cell, column_stop=2))
        else:
            cells += [make_cell(row, at, (xs[at], y, xs[at + 1], y + 20.0)) for at in range(2)]
    table = PageTable(1, xs, tuple(top + 20.0 * row for row in range(rows + 1)), tuple(cells))
    return TableCandidate(table, table_box(table), (Evidence(name="its lines", weight=2.0),), 1)


def table_box(table: PageTable) -> tuple[float, float, float, float]:
    return table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]


def told(*candidates: TableCandidate) -> list[bool]:
    found = _with_equal_cards(candidates)
    return [any(each.name == EQUAL_CARD for each in one.evidence) for one in found]


@pytest.mark.parametrize(
    ("rows", "across", "expected"),
    [(4, 2, True), (3, 2, False), (4, 1, False), (4, 4, False), (5, 3, True)],
)
def test_a_card_has_rows_of_one_box_and_of_several(
    rows: int, across: int, *, expected: bool
) -> None:
    assert _is_card(card(0.0, rows, across=across).table) == expected


def test_only_a_card_of_which_a_part_is_proposed_needs_another_one() -> None:
    first, part, second = card(0.0, 5), card(40.0, 3), card(200.0, 5)
    assert told(first, second) == [False, False]
    assert told(first, part, second) == [True, False, False]
    assert told(first, replace(part, evidence=()), second) == [False, False, False]


@pytest.mark.parametrize(
    ("moved", "is_equal"), [(0.0, True), (0.6, True), (1.0, True), (1.1, False)]
)
def test_the_ends_of_equal_cards_may_differ_a_little(moved: float, *, is_equal: bool) -> None:
    second = card(200.0, 5, moved * RULING.max_end_difference)
    assert told(card(0.0, 5), card(40.0, 3), second) == [is_equal, False, False]


def test_a_part_of_a_card_is_none_although_another_card_has_its_boxes() -> None:
    whole, part, small = card(0.0, 6), card(0.0, 4), card(200.0, 4)
    assert told(whole, part, small, card(60.0, 2), card(400.0, 6)) == [True] + [False] * 4


def test_a_table_that_joins_two_cards_and_is_as_likely_keeps_both_from_it() -> None:
    first, part, second = card(0.0, 5), card(40.0, 3), card(120.0, 5)
    joined = card(0.0, 11)
    assert told(first, part, second, joined) == [False] * 4
    unlikely = replace(joined, evidence=(Evidence(name="its lines", weight=1.0),))
    assert told(first, part, second, unlikely) == [True, False, False, False]
