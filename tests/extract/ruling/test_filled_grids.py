"""Fills that are the whole of a table, and fills behind every second row of one."""

from __future__ import annotations

from extract.geometry.page_model import Fill
from extract.ruling.rule_groups import rule_groups_of

COLUMNS = ((40.0, 160.0), (160.0, 300.0), (300.0, 500.0))


def filled_row(top: float, bottom: float) -> list[Fill]:
    return [Fill((left, top, right, bottom), (0.9,)) for left, right in COLUMNS]


def test_rows_of_fills_that_touch_are_a_grid() -> None:
    fills = [*filled_row(100, 120), *filled_row(120, 140), *filled_row(140, 160)]
    assert [group.is_grid for group in rule_groups_of([], fills)] == [True]


def test_fills_behind_every_second_row_are_no_grid_though_some_touch_a_filled_heading() -> None:
    touching = [*filled_row(100, 120), *filled_row(120, 140), *filled_row(140, 160)]
    (group,) = rule_groups_of([], [*touching, *filled_row(180, 200)])
    assert not group.is_grid
    assert len(group.fills) == 12
