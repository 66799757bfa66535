"""Headings inside a table are ranked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.stage import read_document
from extract.stitching.stitched_table import (
    StitchedCell,
    StitchedRow,
    StitchedTable,
    band_levels,
)
from tests.extract.page_parts import make_cell, make_line
from tests.generators.variants import set_plan


def levels(*headings: tuple[str, dict[str, Any]]) -> list[int]:
    """Return the levels of headings, each above a row of two texts.

    Args:
        headings: their texts; the fill of their cells and how their lines are set.
    """
    table = StitchedTable(2, None, pages=[1])
    for at, (text, more) in enumerate(headings):
        fill = more.pop("fill", None)
        for row, kind in ((2 * at, "band"), (2 * at + 1, "row")):
            table.rows.append(StitchedRow(kind, [1]))
            for column in range(1 if kind == "band" else 2):
                line = make_line(text if kind == "band" else "1. text", 5.0, 10.0, **more)
                part = make_cell(row, column, (0.0, 0.0, 100.0, 20.0), (line,))
                part = replace(part, fill=fill)
                table.cells.append(StitchedCell(column, column + 1, row, row + 1, [(1, part)]))
    found = band_levels(table)
    assert set(found) == {2 * at for at in range(len(headings))}
    return [found[row] for row in sorted(found)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("I. One", "A. Two", "B. Three", "II. Four"), [0, 1, 1, 0]),
        (("1. One", "1.1 Two", "1.2 Three", "2. Four"), [0, 1, 1, 0]),
        (("A. One", "a) Two", "b) Three", "B. Four"), [0, 1, 1, 0]),
        (("1. One", "Two", "Three", "2. Four"), [0, 1, 1, 0]),
        (("One", "Two"), [0, 0]),
        (("A better region", "Trade", "A safer region"), [0, 0, 0]),
        (("Trade", "I follow up", "Energy"), [0, 0, 0]),
        (("I. One", "A better region", "Trade", "II. Four"), [0, 1, 1, 0]),
        (("A. One", "Two", "B. Three"), [0, 1, 0]),
        (("(A) One", "Two"), [0, 1]),
        (("A one", "Two", "B three"), [0, 1, 0]),
        (("I One", "Two", "II Three"), [0, 1, 0]),
        (("Trade", "II Energy"), [0, 1]),
    ],
)
def test_headings_with_one_kind_of_number_are_of_one_level(
    texts: tuple[str, ...], expected: list[int]
) -> None:
    assert levels(*((text, {}) for text in texts)) == expected


@pytest.mark.parametrize(
    ("more", "is_other"),
    [({}, False), ({"bold": True}, True), ({"size": 9.0}, True), ({"fill": (0.9,)}, True),
     ({"size": 8.04}, False)],
)  # fmt: skip
def test_headings_without_numbers_look_the_same_on_one_level(
    more: dict[str, Any], *, is_other: bool
) -> None:
    assert levels(("One", {}), ("Two", more)) == [0, int(is_other)]


@pytest.mark.parametrize("seed", [0, 1])
def test_bands_of_two_levels_are_reported_apart(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    printed = set_plan("bands_two_levels", seed, path)
    table = next(table for table in read_document(path).tables if table.matrix)
    wanted = [row.level for row in printed.matrix.rows if row.kind == "band"]
    assert [row.level for row in table.rows if row.kind == "band"] == wanted
    assert 1 in wanted
