"""Small papers whose tables lack rules between columns or rows are read as people read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.model import Table
from extract.stage import read_document
from tests.generators.compare import grid_of

CASES = sorted(Path(__file__).with_name("unruled").glob("*.pdf"))


def body_of(table: Table) -> list[list[str | None]]:
    return grid_of(table)[len(table.header) :]


@pytest.mark.parametrize("pdf", CASES, ids=[pdf.stem for pdf in CASES])
def test_a_table_without_all_of_its_rules_is_read_cell_for_cell(pdf: Path) -> None:
    expected = json.loads(pdf.with_suffix(".expected.json").read_text(encoding="utf-8"))
    tables = read_document(pdf).tables
    if isinstance(expected, dict):
        assert [row for table in tables for row in body_of(table)] == expected["rows"]
    else:
        assert [grid_of(table) for table in tables] == expected
