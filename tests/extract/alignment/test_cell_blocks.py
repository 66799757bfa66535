"""Texts in the middle or at the foot of their cells show by their rows; groups of rows do not."""

from __future__ import annotations

import pytest

from extract.alignment.rows.cell_blocks import Place, place_in_cells
from tests.extract.alignment.test_row_evidence import Cell, shown

PITCH, GAP = 10.0, 8.0
_Row = tuple[str, ...]
"""The lines of each cell of a row, parted by "|"."""

WRAPPED: tuple[_Row, ...] = (
    ("1", "Train all nurses of>|the region and>|their heads", "Ten courses"),
    ("2", "Amend the code", "Two new articles>|of the law"),
    ("3", "Open offices in>|all towns", "Six offices"),
)
GROUPS: tuple[_Row, ...] = (
    ("Prevention", "Train teachers|Print leaflets|Open two offices", "Health|Labour|Police"),
    ("Protection of>|victims and their>|families", "Build shelters", "City council"),
    ("Justice", "Amend the code|Train judges", "Parliament|Courts"),
)
FULL_GROUPS = tuple(tuple(cell.replace("|", ">|") for cell in row) for row in GROUPS)
LOWER_GROUPS = (
    ("Prevention", "training teachers>|printing leaflets>|opening offices", "all>|some>|few"),
    ("Protection", "building shelters>|giving aid>|answering calls", "towns>|bar>|police"),
    ("Justice", "amending the code>|training judges>|publishing verdicts", "house>|court>|court"),
)
PAIRS = (
    ("Train nurses|Buy vans", "Ten vans", "Health|Police"),
    ("Amend code", "Two laws|One code", "Courts|Bar"),
    ("Survey|Publish data", "One portal", "Office|Health"),
    ("Open hotline", "Ten offices|Calls answered", "Police|City"),
)
"""Two rows each; one of them has an empty cell, now in one column, now in another."""


def place_of(rows: tuple[_Row, ...], place: Place) -> Place | None:
    columns: list[list[Cell]] = [[] for _ in rows[0]]
    top = 100.0
    for row in rows:
        cells = [cell.split("|") for cell in row]
        most = max(map(len, cells))
        for column, lines in zip(columns, cells, strict=True):
            room = (most - len(lines)) * PITCH
            down = top + (room / 2 if place == "middle" else room)
            column += [(text, down + at * PITCH) for at, text in enumerate(lines)]
        top += most * PITCH + GAP
    return place_in_cells(shown(*columns))


@pytest.mark.parametrize("place", ["middle", "foot"])
def test_rows_show_where_texts_stand_in_cells(place: Place) -> None:
    assert place_of(WRAPPED, place) == place


@pytest.mark.parametrize("place", ["middle", "foot"])
@pytest.mark.parametrize(
    "rows",
    [GROUPS, FULL_GROUPS, LOWER_GROUPS, PAIRS, tuple(row[:2] for row in FULL_GROUPS)],
    ids=["groups", "full lines", "lower case", "empty cells", "two columns"],
)
def test_rows_beside_the_key_of_their_group_are_not_one_row(
    rows: tuple[_Row, ...], place: Place
) -> None:
    assert place_of(rows, place) is None
