"""A grid that shows too little by itself is a table if a neighbouring page has its columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable, Rule, Rules, Word
from extract.model import Evidence
from extract.multipage.document_choice import choose_over_document
from extract.tables.grid import find_tables
from extract.text.words import lines_of
from tests.extract.page_parts import make_word

XS = (50.0, 150.0, 250.0)


def word(text: str, x: float, y: float) -> Word:
    return make_word(text, x, y, x1=x + 30)


def grid(page: int, rows: int, odds: float, xs: tuple[float, ...] = XS) -> PageTable:
    ys = tuple(100.0 + 20 * row for row in range(rows + 1))
    places = [(row, at) for row in range(rows) for at in range(len(xs) - 1)]
    cells = tuple(
        PageCell(row, row + 1, at, at + 1, (xs[at], ys[row], xs[at + 1], ys[row + 1]))
        for row, at in places
    )
    return PageTable(page, xs, ys, cells, evidence=(Evidence(name="a reason", weight=odds),))


def reading(
    page: int, tables: tuple[PageTable, ...], dropped: tuple[PageTable, ...]
) -> PageReading:
    lines: list[Line] = lines_of([word("rest", 60, 112), word("of", 160, 112)]) if dropped else []
    return PageReading(page, 300, 400, 0, tables, lines, (), dropped=dropped)


def texts(one: PageReading) -> list[list[str]]:
    return [[cell.text for cell in table.cells] for table in one.tables]


def test_a_row_that_continues_the_page_before_is_a_table() -> None:
    pages = reading(1, (grid(1, 4, 8.0),), ()), reading(2, (), (grid(2, 1, -1.5),))
    assert texts(choose_over_document(pages)[1]) == [["rest", "of"]]
    assert choose_over_document(pages)[1].lines == ()


def test_a_grid_with_other_columns_or_apart_from_it_is_none() -> None:
    table = grid(1, 4, 8.0)
    other = reading(2, (), (grid(2, 1, -1.5, (50.0, 120.0, 250.0)),))
    later = reading(3, (), (grid(3, 1, -1.5),))
    unlikely = reading(2, (), (grid(2, 1, -3.5),))
    for page in (other, later, unlikely):
        assert choose_over_document([reading(1, (table,), ()), page])[1] == page


def test_a_heading_before_a_table_of_the_next_page_is_one() -> None:
    heading = replace(grid(1, 1, -2.0, (50.0, 250.0)))
    pages = reading(1, (), (heading,)), reading(2, (grid(2, 4, 8.0),), ())
    assert texts(choose_over_document(pages)[0]) == [["rest of"]]


def test_a_page_with_the_rest_of_one_cell_is_a_table() -> None:
    drawing = Rules(
        horizontal=tuple(Rule(y, XS[0], XS[-1]) for y in (100.0, 120.0)),
        vertical=tuple(Rule(x, 100.0, 120.0) for x in XS),
        fills=(),
    )
    words = [word("rest", 160, 112)]
    found = find_tables(2, drawing, words)
    assert found.tables == ()
    page = PageReading(2, 300, 400, 0, (), lines_of(words), (), dropped=found.dropped)
    alone = choose_over_document([page])[0]
    assert alone == page
    after = choose_over_document([reading(1, (grid(1, 4, 8.0),), ()), page])[1]
    assert texts(after) == [["", "rest"]]


def at(table: PageTable, top: float) -> PageTable:
    shift = top - table.ys[0]
    cells = tuple(
        replace(one, bbox=(one.bbox[0], one.bbox[1] + shift, one.bbox[2], one.bbox[3] + shift))
        for one in table.cells
    )
    return replace(table, ys=tuple(y + shift for y in table.ys), cells=cells)


@pytest.mark.parametrize(
    ("top", "other", "before", "is_table"),
    [
        (100.0, 200.0, True, True),  # at the top of its page, below a table
        (100.0, 50.0, True, False),  # another table is above it
        (100.0, 50.0, False, True),  # at the foot of its page, above a table
        (100.0, 200.0, False, False),
        (100.0, 100.0, True, False),  # another table is beside it
        (100.0, 100.0, False, False),
    ],
)
def test_a_part_is_the_first_or_the_last_of_its_page(
    top: float, other: float, *, before: bool, is_table: bool
) -> None:
    whole = replace(grid(1 if before else 3, 4, 8.0))
    beside = at(grid(2, 1, 8.0, (50.0, 120.0, 250.0)), other)
    page = reading(2, (beside,), (at(grid(2, 1, -1.5), top),))
    neighbour = reading(whole.page, (whole,), ())
    pages = [neighbour, page] if before else [page, neighbour]
    found = choose_over_document(pages)[1 if before else 0]
    assert (len(found.tables) == 2) == is_table
    if is_table:
        assert found.dropped == ()
        assert [one.ys[0] for one in found.tables] == sorted((top, other))


@pytest.mark.parametrize(
    ("xs", "odds", "is_table"),
    [
        ((53.0, 153.0, 253.0), -1.5, True),
        ((53.5, 150.0, 250.0), -1.5, False),
        ((50.0, 150.0, 253.5), -1.5, False),
        ((50.0, 153.5, 250.0), -1.5, False),
        (XS, -3.0, False),
        (XS, -2.9, True),
    ],
)
def test_a_part_has_the_columns_of_its_neighbour(
    xs: tuple[float, ...], odds: float, *, is_table: bool
) -> None:
    pages = reading(1, (grid(1, 4, 8.0),), ()), reading(2, (), (grid(2, 1, odds, xs),))
    assert bool(choose_over_document(pages)[1].tables) == is_table


def test_other_grids_stay_in_doubt() -> None:
    own = grid(2, 1, -1.5)
    others = (at(own, 300.0), grid(2, 1, -9.0, (50.0, 120.0, 250.0)))
    pages = reading(1, (grid(1, 4, 8.0),), ()), reading(2, (), (own, *others))
    found = choose_over_document(pages)[1]
    assert found.tables[0].ys == own.ys
    assert own not in found.dropped
    assert others[1] in found.dropped


def test_a_heading_that_a_neighbour_shows_shows_no_other_heading() -> None:
    first, second = (grid(page, 1, -2.0, (50.0, 250.0)) for page in (1, 2))
    pages = [
        reading(1, (), (first,)),
        reading(2, (), (second,)),
        reading(3, (grid(3, 4, 8.0),), ()),
    ]
    assert [len(one.tables) for one in choose_over_document(pages)] == [0, 1, 1]
