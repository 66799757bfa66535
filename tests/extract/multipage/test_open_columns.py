"""What lies in other tables of a page, and which columns go on below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import Fill, PageReading, PageTable, Rule
from extract.multipage.run_layouts import _leave_out, _open_columns
from extract.ruling.rule_groups import RuleGroup
from tests.extract.page_parts import make_cell

BOX = (100.0, 100.0, 300.0, 200.0)


def table(*, is_ruled: bool = False) -> PageTable:
    xs, ys = (100.0, 200.0, 300.0), (100.0, 150.0, 200.0)
    cells = tuple(
        make_cell(row, column, (xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(2)
        for column in range(2)
    )
    return PageTable(1, xs, ys, cells, is_ruled=is_ruled)


@pytest.mark.parametrize(
    ("rule", "is_kept"),
    [
        (Rule(150.0, 50.0, 400.0), False),
        (Rule(100.0, 100.0, 300.0), False),
        (Rule(200.0, 100.0, 300.0), False),
        (Rule(99.5, 100.0, 300.0), True),
        (Rule(200.5, 100.0, 300.0), True),
        (Rule(150.0, 300.0, 400.0), True),
        (Rule(150.0, 299.0, 400.0), False),
        (Rule(150.0, 0.0, 100.0), True),
        (Rule(150.0, 0.0, 101.0), False),
    ],
)
def test_rules_of_other_tables_are_left_out(rule: Rule, *, is_kept: bool) -> None:
    group = RuleGroup(0.0, 400.0, [rule], [])
    _leave_out(group, [table()])
    assert group.lines == [rule] * is_kept


@pytest.mark.parametrize(
    ("box", "is_kept"),
    [
        ((50.0, 110.0, 400.0, 120.0), False),
        (BOX, False),
        ((100.0, 99.5, 300.0, 200.0), True),
        ((100.0, 100.0, 300.0, 200.5), True),
        ((300.0, 110.0, 400.0, 120.0), True),
        ((299.0, 110.0, 400.0, 120.0), False),
    ],
)
def test_fills_of_other_tables_are_left_out(
    box: tuple[float, float, float, float], *, is_kept: bool
) -> None:
    fill = Fill(box, (0.9,))
    group = RuleGroup(0.0, 400.0, [], [fill])
    _leave_out(group, [table()])
    assert group.fills == [fill] * is_kept


def reading(*tables: PageTable) -> PageReading:
    return PageReading(1, 595.0, 842.0, 0, tables, (), ())


def test_columns_without_a_rule_below_their_last_cell_are_open() -> None:
    own = table()
    upper, lower = own.cells[:2], own.cells[2:]
    for closed, columns in (((False, False), {0, 1}), ((True, False), {1}), ((True, True), set())):
        cells = [
            replace(cell, closed_bottom=is_closed)
            for cell, is_closed in zip(lower, closed, strict=True)
        ]
        # What closes the cells above the last row does not count.
        for above in (True, False):
            others = [replace(cell, closed_bottom=above) for cell in upper]
            found = _open_columns(reading(replace(own, cells=(*others, *cells))))
            assert found == columns
    assert _open_columns(reading(table(is_ruled=True))) == set()
    assert _open_columns(reading()) == _open_columns(None) == set()


def test_the_last_table_of_a_page_goes_on() -> None:
    closed = tuple(replace(cell, closed_bottom=True) for cell in table().cells)
    opened = tuple(replace(cell, closed_bottom=False) for cell in table().cells)
    first, last = replace(table(), cells=opened), replace(table(), cells=closed)
    assert _open_columns(reading(first, last)) == set()
    assert _open_columns(reading(last, first)) == {0, 1}
