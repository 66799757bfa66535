"""Rows above and below a drawn grid that only fills show."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Fill, Rule, Rules
from extract.tables.grid import find_tables
from tests.extract.page_parts import make_word

XS = (40.0, 140.0, 240.0, 340.0)
YS = (60.0, 80.0, 100.0, 120.0)


def rows_read(*fills: tuple[float, float, float, float]) -> int:
    """Count the rows of a grid of three rows with fills, and texts in columns from 40 to 140."""
    across = tuple(Rule(y, XS[0], XS[-1]) for y in YS)
    down = tuple(Rule(x, YS[0], YS[-1]) for x in XS)
    shades = tuple(Fill(box, (0.8,)) for box in fills)
    words = [
        make_word(f"Text{column}", x + 4, y + 13)
        for y in (40.0, *YS)
        for column, x in enumerate(XS[:-1])
    ]
    (table,) = find_tables(1, Rules(across, down, shades, (), (across, down)), words).tables
    return table.row_count


@pytest.mark.parametrize(
    ("fills", "rows"),
    [
        ([(x, 40.0, x + 100, 60.0) for x in XS[:-1]], 4),
        ([(40.0, 120.0, 340.0, 140.0)], 4),
        ([(40.0, 40.0, 340.0, 60.0), *((x, 120.0, x + 100, 140.0) for x in XS[:-1])], 5),
        ([(40.0, 40.0, 240.0, 60.0)], 3),  # not over all columns
        ([(x, 40.0, x + 150, 60.0) for x in (40.0, 190.0)], 3),  # other columns
        ([(40.0, 60.0, 340.0, 80.0)], 3),  # behind the first row
    ],
)
def test_fills_of_its_columns_that_touch_a_grid_are_rows_of_it(
    fills: list[tuple[float, float, float, float]], rows: int
) -> None:
    assert rows_read(*fills) == rows
