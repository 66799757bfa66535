"""Prose that was read as a heading over all columns is told."""

from __future__ import annotations

import pytest

from extract.confidence.rating import prose_bands
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line

PROSE = "All works are paid from the budget of the yards."
OTHER = "The council hears of them at the end of each year."


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((PROSE,), [0]),
        (("Works of ports", PROSE), [1]),
        ((f"1. {PROSE}",), []),
        (("Works of ports.",), []),
        ((PROSE, OTHER), []),
    ],
)
def test_headings_that_are_sentences_are_told_unless_most_are(
    texts: tuple[str, ...], told: list[int]
) -> None:
    table = StitchedTable(2, None, is_ruled=False)
    for row, text in enumerate(texts):
        table.rows.append(StitchedRow("band", [1]))
        box = (0.0, 40.0 * row, 200.0, 40.0 * row + 40)
        part = make_cell(row, 0, box, (make_line(text, 5.0, 40.0 * row + 12),))
        table.cells.append(StitchedCell(0, 2, row, row + 1, [(1, part)]))
    assert [one.cell.row for one in prose_bands(table)] == told
