"""Small papers, each with one thing that misleads table finders, and their tables by hand.

`NAME.expected.json` is a list of tables, each a list of rows with a text for each column (null
where a merged cell covers the place), or an object with the rows of all tables: a merged cell is
repeated, and a row may begin with its kind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.model import Cell, Row, Table
from extract.stage import read_document

CASES = sorted((Path(__file__).parents[2] / "data" / "cases").glob("*/*.expected.json"))


def folded(value: Any) -> Any:
    """Leave out white space: the joining of lines is tested elsewhere."""
    if isinstance(value, list):
        return [folded(one) for one in value]
    return value if value is None else "".join(value.split())


def placed(table: Table) -> list[tuple[int, Cell]]:
    """Return the cells with the row in which they start, header rows counted."""
    return [
        (cell.row + offset, cell)
        for rows, offset in ((table.header, 0), (table.rows, len(table.header)))
        for row in rows
        for cell in row.cells
    ]


def grid_of(table: Table) -> list[list[str | None]]:
    grid: list[list[str | None]] = [
        [None] * len(table.columns) for _ in (*table.header, *table.rows)
    ]
    for row, cell in placed(table):
        grid[row][cell.column] = cell.text
    return grid


def repeated(table: Table, *, with_kind: bool) -> list[list[str]]:
    """Return the texts of each row; merged cells are repeated, empty ones left out."""
    texts: list[dict[int, str]] = [{} for _ in table.rows]
    for row in table.rows:
        for cell in row.cells:
            for at in range(cell.row, cell.row_stop):
                for column in range(cell.column, cell.column_stop if row.kind == "row" else 1):
                    texts[at][column] = cell.text
    return [
        row_texts(row, own, with_kind=with_kind) for row, own in zip(table.rows, texts, strict=True)
    ]


def row_texts(row: Row, texts: dict[int, str], *, with_kind: bool) -> list[str]:
    return [*([row.kind] if with_kind else []), *(texts[at] for at in sorted(texts) if texts[at])]


@pytest.mark.parametrize("truth", CASES, ids=lambda path: path.name.partition(".")[0])
def test_a_paper_is_read_as_by_hand(truth: Path) -> None:
    expected = json.loads(truth.read_text("utf-8"))
    name = truth.name.removesuffix(".expected.json")
    document = read_document(truth.with_name(f"{name}.pdf"))
    if isinstance(expected, list):
        assert folded([grid_of(table) for table in document.tables]) == folded(expected)
        return
    with_kind = expected["rows"][0][0] in ("row", "band")
    rows = [row for table in document.tables for row in repeated(table, with_kind=with_kind)]
    assert folded(rows) == folded([[text for text in row if text] for row in expected["rows"]])
    labels = expected.get("header") or expected.get("columns")
    assert labels is None or folded(list(document.tables[0].columns)) == folded(labels)
    assert len(document.tables) <= expected.get("tables", len(document.tables))


def test_there_are_papers() -> None:
    assert CASES
