"""Titles that later pages print again above a table's header are found; other headings stay."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.header import Header
from extract.stitching.running_titles import RunningTitles, TitleRows, bands_at_top
from extract.stitching.table_runs import TableRun
from tests.extract.page_parts import make_line

XS = (50.0, 150.0, 250.0)
HEADER = ("Activity", "Lead")
ROW = ("Hold a seminar", "Ministry")


def part(page: int, *rows: tuple[str, ...]) -> PageTable:
    """A page's part of a table: rows of one text are headings over both columns."""
    ys = tuple(100.0 + 20 * row for row in range(len(rows) + 1))
    cells = []
    for row, texts in enumerate(rows):
        for at, text in enumerate(texts):
            stop = len(XS) - 1 if len(texts) == 1 else at + 1
            box = (XS[at], ys[row], XS[stop], ys[row + 1])
            line = make_line(text, XS[at] + 3, ys[row] + 10)
            cells.append(PageCell(row, row + 1, at, stop, box, (line,)))
    return PageTable(page, XS, ys, tuple(cells))


def header_of(table: PageTable, row: int) -> Header:
    return Header(row, row + 1, tuple(cell for cell in table.cells if cell.row == row))


def title_rows(*parts: PageTable, header: int | None = None) -> list[TitleRows]:
    """Return the rows of titles of each part; the header is a row of the first part."""
    found = None if header is None else header_of(parts[0], header)
    titles = RunningTitles(TableRun(XS, parts), found)
    return [titles.rows_of(one, is_first=one is parts[0]) for one in parts]


def titles_of(*parts: PageTable, header: int | None = None) -> list[set[int]]:
    """Return the rows of running titles of each part."""
    return [one.running for one in title_rows(*parts, header=header)]


def test_only_headings_above_all_rows_are_at_the_top() -> None:
    table = part(1, ("Title",), ("Part one",), ROW, ("Part two",), ROW)
    assert [cell.text for cell in bands_at_top(table, 2)] == ["Title", "Part one"]
    # The last row of a part is no title: there is nothing below it.
    assert bands_at_top(part(1, ("Title",)), 2) == []
    assert bands_at_top(part(1, ROW, ("Part one",), ROW), 2) == []


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        (("Plan, sheet 1 of 3", "Plan, sheet 2 of 3", "Plan, sheet 3 of 3"), [{0}, {0}, {0}]),
        (("Plan 1/3", "PLAN  2/3", "Plan 3/3"), [{0}, {0}, {0}]),
        # A sheet that goes on over a page end.
        (("Plan, sheet 1 of 2", "Plan, sheet 1 of 2", "Plan, sheet 2 of 2"), [{0}, {0}, {0}]),
        # Numbers that do not count up, number no sheets.
        (("Goal, page 7", "Goal, page 7", "Goal, page 7"), [set(), set(), set()]),
        (("Plan, sheet 1", "Plan, sheet 3", "Plan, sheet 2"), [set(), set(), set()]),
        # A page of another title, or a title without the number of a sheet.
        (("Plan, sheet 1", "Plan, sheet 2", "Goal, sheet 3"), [set(), set(), set()]),
        (("Goal 1", "Goal 2", "Goal 3"), [set(), set(), set()]),
    ],
)
def test_a_title_that_counts_sheets_is_no_part_of_the_table(
    tops: tuple[str, ...], expected: list[set[int]]
) -> None:
    parts = [part(page, (top,), ROW, ROW) for page, top in enumerate(tops, 1)]
    assert titles_of(*parts) == expected


def test_the_title_of_one_page_counts_nothing() -> None:
    assert titles_of(part(1, ("Plan, sheet 1 of 1",), ROW, ROW)) == [set()]


def test_a_title_above_the_header_is_running_where_both_are_printed_again() -> None:
    first = part(1, ("The plan",), HEADER, ROW)
    again, without = part(2, ("The plan",), HEADER, ROW), part(3, ("The plan",), ROW, ROW)
    other = part(4, ("The annex",), HEADER, ROW)
    assert titles_of(first, again, without, other, header=1) == [set(), {0}, set(), set()]


def test_a_heading_in_effect_may_say_that_it_is_continued() -> None:
    first = part(1, ("Part one",), ROW, ("Part two",), ROW)
    again = part(2, ("Part two (continued)",), ROW, ROW)
    assert title_rows(first, again) == [(set(), set()), (set(), {0})]
    other = part(2, ("Part one (continued)",), ROW, ROW)
    assert title_rows(first, other) == [(set(), set()), (set(), set())]
    # Printed again without saying so, it is a heading of its own.
    assert titles_of(first, part(2, ("Part two",), ROW, ROW)) == [set(), set()]


def test_a_heading_in_effect_is_running_above_the_header() -> None:
    first = part(1, HEADER, ("Part one",), ROW, ("Part two",), ROW)
    again = part(2, ("Part two",), HEADER, ROW)
    assert titles_of(first, again, header=0) == [set(), {0}]
    assert titles_of(first, part(2, ("Part one",), HEADER, ROW), header=0) == [set(), set()]
