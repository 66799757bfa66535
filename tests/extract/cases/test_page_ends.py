"""Small papers, each of a kind of page end, header or heading, give the tables that they print.

`page_ends/NAME.expected.json` is the hand-made truth of `NAME.pdf`: a list of tables as whole
grids, or an object with the rows below the header, plain or with a kind before their texts.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from extract.model import Table
from extract.stage import read_document

FOLDER = Path(__file__).parent / "page_ends"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.json"))


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def rows_of(table: Table) -> list[list[str]]:
    """The texts of each row by column; a merged cell is repeated."""
    grid = [[""] * len(table.columns) for _ in table.rows]
    for row in table.rows:
        for cell in row.cells:
            for at in range(cell.row, cell.row_stop):
                for column in range(cell.column, cell.column_stop):
                    grid[at][column] = folded(cell.text)
    return grid


def kinds_of(table: Table) -> list[list[str]]:
    """The kind and the texts of each row; a cell that spans several rows is repeated in each."""
    found: list[list[str]] = []
    cells = [cell for row in table.rows for cell in row.cells if folded(cell.text)]
    for at, row in enumerate(table.rows):
        own = sorted((c.column, c.text) for c in cells if c.row <= at < c.row_stop)
        found.append([row.kind, *(folded(text) for _, text in own)])
    return found


def whole_grid(table: Table) -> list[list[str | None]]:
    """Header and rows; a merged cell stands once, at its upper left corner."""
    height = sum(
        max((c.row_stop - c.row for c in row.cells), default=1) for row in table.header[:1]
    )
    grid: list[list[str | None]] = [[None] * len(table.columns) for _ in range(len(table.rows))]
    head: list[list[str | None]] = [
        [None] * len(table.columns) for _ in range(max(height, len(table.header)))
    ]
    for rows, part in ((table.header, head), (table.rows, grid)):
        for row in rows:
            for cell in row.cells:
                part[cell.row][cell.column] = "".join(cell.text.split())
    return [*(head if table.header else []), *grid]


@pytest.mark.parametrize("name", NAMES)
def test_a_small_paper_is_read_as_printed(name: str) -> None:
    want: Any = json.loads((FOLDER / f"{name}.expected.json").read_text("utf-8"))
    tables = read_document(FOLDER / f"{name}.pdf").tables
    if isinstance(want, list):
        grids = [[[t and "".join(t.split()) for t in row] for row in table] for table in want]
        assert [whole_grid(table) for table in tables] == grids
        return
    expected = [[folded(text) for text in row] for row in want["rows"]]
    has_kinds = expected[0][0] in ("row", "band")
    if has_kinds:
        expected = [[text for text in row if text] for row in expected]
    read = kinds_of if has_kinds else rows_of
    assert [row for table in tables for row in read(table)] == expected
    labels = want.get("columns") or want.get("header")
    if labels:
        assert [folded(label) for label in tables[0].columns] == labels
    assert len(tables) <= want.get("tables", len(tables))


def test_an_empty_place_at_a_page_top_that_paper_leaves_open_is_reported() -> None:
    document = read_document(FOLDER / "empty_cells_at_page_top.pdf")
    doubts = [doubt for doubt in document.doubts if doubt.kind == "row-start"]
    told = [doubt.text for doubt in doubts if doubt.span.page == 7]
    assert told == ["A research and data collection on", "ACW"]
    assert all("may be an empty cell" in doubt.taken for doubt in doubts)
