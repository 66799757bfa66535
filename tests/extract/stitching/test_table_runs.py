"""Parts of tables that are on one page."""

from __future__ import annotations

from extract.geometry.page_model import PageReading, PageTable
from extract.stitching.table_runs import table_runs_of
from tests.extract.page_parts import make_cell

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
