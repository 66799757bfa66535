"""Lines and fills above each other with the same ends are one group: a table, perhaps."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Fill, Rule
from extract.ruling.rule_groups import is_grid, rule_groups_of

GRID = [
    Fill((x, y, x + 100.0, y + 20.0), (0.9,))
    for x in (100.0, 200.0, 300.0)
    for y in (100.0, 120.0, 140.0)
]
"""Three rows of three cells, from 100 to 400 across and from 100 to 160 down."""


def groups(*rules: Rule, fills: list[Fill] = GRID) -> list[tuple[float, float, int, bool]]:
    found = rule_groups_of(rules, fills)
    return sorted((one.left, one.right, len(one.lines), one.is_grid) for one in found)


def test_fills_in_rows_and_columns_are_a_grid() -> None:
    assert is_grid(GRID)
    assert not is_grid(GRID[:3])  # a single column
    assert not is_grid(GRID[::3])  # a single row


def test_lines_with_the_same_ends_are_one_group() -> None:
    rules = [Rule(y, 50.0, 500.0) for y in (100.0, 130.0, 160.0)]
    assert groups(*rules, Rule(400.0, 200.0, 530.0), fills=[]) == [
        (50.0, 500.0, 3, False),
        (200.0, 530.0, 1, False),
    ]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Rule(140.0, 100.0, 400.0), [(100.0, 400.0, 1, True)]),
        (Rule(164.0, 101.0, 398.0), [(100.0, 400.0, 1, True)]),
        # A shorter line inside underlines text: it belongs to nothing.
        (Rule(140.0, 210.0, 290.0), [(100.0, 400.0, 0, True)]),
        # Lines above, below and beside the fills are another table's.
        (Rule(90.0, 100.0, 400.0), [(100.0, 400.0, 0, True), (100.0, 400.0, 1, False)]),
        (Rule(170.0, 100.0, 400.0), [(100.0, 400.0, 0, True), (100.0, 400.0, 1, False)]),
        (Rule(140.0, 60.0, 400.0), [(60.0, 400.0, 1, False), (100.0, 400.0, 0, True)]),
        (Rule(140.0, 100.0, 460.0), [(100.0, 400.0, 0, True), (100.0, 460.0, 1, False)]),
    ],
)
def test_a_line_belongs_to_the_grid_whose_fills_surround_it(
    rule: Rule, found: list[tuple[float, float, int, bool]]
) -> None:
    assert groups(rule) == found
