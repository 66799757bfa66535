"""Which shades of cells say something, and which are a matter of design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.document.cell_fills import meaningful_fills
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell

COLORS = {
    "r": (1.0, 0.0, 0.0),
    "g": (0.0, 1.0, 0.0),
    "b": (0.0, 0.0, 1.0),
    "w": (1.0, 1.0, 1.0),
    ".": None,
}
RED, GREEN = "#ff0000", "#00ff00"


def fills(*rows: str, bands: Sequence[int] = ()) -> dict[tuple[int, int], str]:
    """Return the shades that say something in rows of cells, a sign for the colour of each."""
    table = StitchedTable(len(rows[0]), None)
    for row, signs in enumerate(rows):
        table.rows.append(StitchedRow("band" if row in bands else "row", [1]))
        for column, sign in enumerate(signs):
            part = make_cell(row, column, (0.0, 0.0, 10.0, 10.0))
            part = replace(part, fill=COLORS[sign])
            table.cells.append(StitchedCell(column, column + 1, row, row + 1, [(1, part)]))
    return meaningful_fills(table)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("..r", "..g", "..r"), {(0, 2): RED, (1, 2): GREEN, (2, 2): RED}),
        (("..r", "...", "..."), {(0, 2): RED}),
        (("..r", "..r", "...", "..."), {(0, 2): RED, (1, 2): RED}),
        (("..r", "..r", "..."), {}),  # most of a column
        (("rrr", "...", "rrr"), {}),  # every second row
        (("r..", "g..", "..."), {(0, 0): RED, (1, 0): GREEN}),
        (("rrg", "rrg", "rrr", "rrr"), {(0, 2): GREEN, (1, 2): GREEN}),
        (("www", "..w", "..."), {}),
        (("...", "..."), {}),
        (("rrr", "rrr"), {}),
        (("r", "g", "."), {}),  # a single column has no row to differ from
        ((".r", ".r", "..", ".."), {(0, 1): RED, (1, 1): RED}),
    ],
)
def test_a_shade_tells_a_cell_from_its_row_and_its_column(
    rows: Sequence[str], told: dict[tuple[int, int], str]
) -> None:
    assert fills(*rows) == told


def test_the_shade_of_a_band_says_nothing() -> None:
    assert fills("r..", "...", "...", bands=[0]) == {}
    assert fills("...", "..r", "...", bands=[0]) == {(1, 2): RED}


def test_a_cell_over_two_pages_has_the_first_shade() -> None:
    table = StitchedTable(2, None)
    table.rows += [StitchedRow("row", [1, 2]), StitchedRow("row", [2])]
    for row in range(2):
        for column in range(2):
            parts = [
                (page, replace(make_cell(row, column, (0.0, 0.0, 10.0, 10.0)), fill=fill))
                for page, fill in ((1, None), (2, (0.0, 1.0, 0.0) if row + column == 0 else None))
            ]
            table.cells.append(StitchedCell(column, column + 1, row, row + 1, parts))
    assert meaningful_fills(table) == {(0, 0): GREEN}
