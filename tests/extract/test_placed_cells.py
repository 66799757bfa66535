"""Tables without rules between rows, whatever the place of texts in cells and over columns."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from extract.stage import read_document
from tests.generators.set_placed import PLACES_IN_CELLS, Place, Rules, set_grouped, set_placed

QUICK = set(product(("middle", "foot"), ("header", "three"), (0, 1)))
MANY = set(product(PLACES_IN_CELLS, ("header", "three"), range(2, 6)))


@pytest.mark.parametrize(
    ("place", "rules", "seed"),
    [
        pytest.param(*case, marks=() if case in QUICK else pytest.mark.slow)
        for case in sorted(QUICK | MANY)
    ],
)
def test_rows_are_found_wherever_texts_stand_in_cells(
    place: Place, rules: Rules, seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    rows = set_placed(place, rules, seed, path)
    (table,) = read_document(path).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows


@pytest.mark.parametrize(
    ("partial", "bold", "seed"), [*product((False, True), (False, True), range(3))]
)
def test_labels_over_several_columns_hide_no_column(
    partial: bool, bold: bool, seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    labels, *rows = set_grouped(seed, path, partial=partial, bold=bold)
    (table,) = read_document(path).tables
    assert list(table.columns) == labels
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows
