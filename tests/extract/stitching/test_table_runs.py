"""Parts of tables that are on one page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageReading, PageTable
from extract.stitching.table_runs import table_runs_of
from tests.extract.page_parts import make_cell, make_line, make_word

XS = (40.0, 160.0, 280.0)


def part(top: float, *, is_ruled: bool = False) -> PageTable:
    bottom = top + 30
    cells = tuple(
        make_cell(0, column, (XS[column], top, XS[column + 1], bottom), ()) for column in (0, 1)
    )
    return PageTable(1, XS, (top, bottom), cells, is_ruled=is_ruled)


def count(*parts: PageTable) -> int:
    return len(table_runs_of([PageReading(1, 320, 400, 0, parts, (), ())], [()]))


def test_parts_without_rules_of_which_one_begins_where_the_other_ends_are_one_table() -> None:
    assert count(part(50.0), part(80.0)) == 1


def test_parts_with_white_space_or_rules_between_them_are_two_tables() -> None:
    assert count(part(50.0), part(110.0)) == 2
    assert count(part(50.0, is_ruled=True), part(80.0, is_ruled=True)) == 2


@pytest.mark.parametrize(("x1", "tables"), [(155.0, 1), (275.0, 2)])
def test_lines_that_break_at_the_columns_below_a_part_are_no_prose(x1: float, tables: int) -> None:
    """Rows that were not read as rows of the table, not what follows it."""
    cells = tuple(
        make_cell(0, at, (x, 50.0, x + 120, 80.0), (make_line("Label", x + 4, 60.0),))
        for at, x in enumerate(XS[:-1])
    )
    parts = [PageTable(page, XS, (50.0, 80.0), cells, is_ruled=False) for page in (1, 2)]
    words = (
        make_word("Plan a", 44.0, 0.0, x1=x1),
        make_word("yearly meeting", 164.0, 0.0, x1=276.0),
    )
    lines = [
        make_line("Plan a yearly meeting", 44.0, top, x1=276.0, words=words)
        for top in (100.0, 110.0, 120.0)
    ]
    readings = [PageReading(part.page, 320, 400, 0, (part,), (), ()) for part in parts]
    assert len(table_runs_of(readings, [lines, []])) == tables


def noted_parts() -> list[PageTable]:
    """Two parts with the same labels; the first prints the raised mark of a note."""
    parts = []
    for page in (1, 2):
        cells = []
        for at, x in enumerate(XS[:-1]):
            for row, text in enumerate((f"Label {at}", f"Text {page} {at}")):
                top = 50.0 + 30 * row
                line = make_line(text, x + 4, top + 10)
                if (page, at, row) == (1, 1, 1):
                    line = replace(line, text="Text 1 1⁴", raised=(("4", 0.0, 0.0, 0.0, 0.0),))
                cells.append(make_cell(row, at, (x, top, x + 120, top + 30), (line,)))
        parts.append(PageTable(page, XS, (50.0, 80.0, 110.0), tuple(cells)))
    return parts


@pytest.mark.parametrize(
    ("first", "gap", "tables"),
    [("4 See the decision", 0.0, 1), ("5 See the decision", 0.0, 2), ("4 See", 40.0, 2)],
)
def test_notes_that_a_cell_cites_do_not_end_a_table(first: str, gap: float, tables: int) -> None:
    """They are set as large as the text; prose stands apart from them."""
    parts = noted_parts()
    texts = [(first, 120.0), ("of the council", 130.0), ("in all places", 130.0 + gap)]
    texts += [("and by all bodies", 140.0 + gap)]
    lines = [make_line(text, 44.0, top, x1=276.0) for text, top in texts]
    readings = [PageReading(part.page, 320, 400, 0, (part,), (), ()) for part in parts]
    assert len(table_runs_of(readings, [lines, []])) == tables


@pytest.mark.parametrize(
    ("gap", "across", "rows", "between", "tables"),
    [
        (12.0, 0.0, 1, (), 2),
        (1.0, 0.0, 1, (), 1),  # none: rules have a width
        (1.5, 0.0, 1, (), 2),
        (24.0, 0.0, 1, (), 2),  # three times the type size
        (24.5, 0.0, 1, (), 1),
        (12.0, 0.0, 2, (), 1),  # cards of as many rows
        (12.0, 0.0, 1, ("Continued below",), 1),  # a text is why the labels are printed again
        (90.0, 0.0, 1, (), 1),  # margins of pages printed above each other on one sheet
        (12.0, 300.0, 1, (), 1),  # the next column of the page
    ],
)
def test_labels_printed_again_below_white_alone_begin_another_table(
    gap: float, across: float, rows: int, between: tuple[str, ...], tables: int
) -> None:
    first, _ = noted_parts()
    shift = gap + first.ys[-1] - first.ys[0]
    again = replace(
        first,
        xs=tuple(x + across for x in first.xs),
        ys=tuple(y + shift for y in first.ys[: rows + 1]),
        cells=tuple(cell for cell in first.cells if cell.row < rows),
    )
    lines = [make_line(text, 44.0, first.ys[-1] + 3) for text in between]
    reading = PageReading(1, 640, 400, 0, (first, again), (), ())
    assert len(table_runs_of([reading], [lines])) == tables


@pytest.mark.parametrize(("others", "tables"), [(2, 3), (1, 1)])
def test_a_first_row_that_tables_of_a_page_share_begins_a_card(others: int, tables: int) -> None:
    """A card on the page before is one, too, and no table that goes on."""

    def card(page: int, top: float) -> PageTable:
        cells = tuple(
            make_cell(row, 0, (40.0, y, 160.0, y + 30), (make_line(text, 44.0, y + 10),))
            for row, (text, y) in enumerate((("Action", top), (f"Text {page}", top + 30)))
        )
        return PageTable(page, (40.0, 160.0), (top, top + 30, top + 60), cells)

    second = tuple(card(2, 50.0 + 100 * at) for at in range(others))
    readings = [
        PageReading(page, 320, 400, 0, parts, (), ())
        for page, parts in ((1, (card(1, 250.0),)), (2, second))
    ]
    assert len(table_runs_of(readings, [(), ()])) == tables


@pytest.mark.parametrize(
    ("between", "tables"), [(["blank"], 1), (["blank", "blank"], 1), (["text"], 2), ([], 2)]
)
def test_a_table_goes_on_over_blank_pages_only(between: list[str], tables: int) -> None:
    """A page that could not be read is no blank page: it is not among the pages."""
    pages = [PageReading(1, 320, 400, 0, (part(50.0),), (), ())]
    pages += [PageReading(page, 320, 400, 0, (), (), ()) for page, _ in enumerate(between, 2)]
    last = max(3, len(between) + 2)
    pages.append(PageReading(last, 320, 400, 0, (replace(part(50.0), page=last),), (), ()))
    text = (make_line("Its annex", 50.0, 60.0),)
    outside = [(), *(text if one == "text" else () for one in between), ()]
    assert len(table_runs_of(pages, outside)) == tables
