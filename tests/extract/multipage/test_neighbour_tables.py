"""A grid that shows too little by itself is a table if a neighbouring page has its columns."""

from __future__ import annotations

from dataclasses import replace

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable, Rule, Rules, Word
from extract.model import Evidence
from extract.multipage.neighbour_tables import with_neighbour_tables
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
    assert texts(with_neighbour_tables(pages)[1]) == [["rest", "of"]]
    assert with_neighbour_tables(pages)[1].lines == ()


def test_a_grid_with_other_columns_or_apart_from_it_is_none() -> None:
    table = grid(1, 4, 8.0)
    other = reading(2, (), (grid(2, 1, -1.5, (50.0, 120.0, 250.0)),))
    later = reading(3, (), (grid(3, 1, -1.5),))
    unlikely = reading(2, (), (grid(2, 1, -3.5),))
    for page in (other, later, unlikely):
        assert with_neighbour_tables([reading(1, (table,), ()), page])[1] == page


def test_a_heading_before_a_table_of_the_next_page_is_one() -> None:
    heading = replace(grid(1, 1, -2.0, (50.0, 250.0)))
    pages = reading(1, (), (heading,)), reading(2, (grid(2, 4, 8.0),), ())
    assert texts(with_neighbour_tables(pages)[0]) == [["rest of"]]


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
    alone = with_neighbour_tables([page])[0]
    assert alone == page
    after = with_neighbour_tables([reading(1, (grid(1, 4, 8.0),), ()), page])[1]
    assert texts(after) == [["", "rest"]]
