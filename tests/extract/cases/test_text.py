"""Small papers with text that is easily misread: each with what a person reads on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.model import Document
from extract.stage import read_document

CASES = Path(__file__).resolve().parents[2] / "data/cases/text"
TRUTH: dict[str, dict[str, Any]] = json.loads((CASES / "truth.json").read_text("utf-8"))


def body(document: Document) -> list[list[str]]:
    """Return the texts of the rows of all tables, without those that repeat the header."""
    return [
        [" ".join(cell.text.split()) for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_what_is_read_is_what_a_person_reads(name: str) -> None:
    truth = TRUTH[name]
    document = read_document(CASES / f"{name}.pdf")
    if "rows" in truth:
        assert body(document) == truth["rows"]
    if "columns" in truth:
        assert list(document.tables[0].columns) == truth["columns"]
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    marks = [mark for cell in cells for fragment in cell.fragments for mark in fragment.marks]
    assert [[mark.kind, mark.value] for mark in marks] == truth.get("marks", [])
    assert [[one.kind, one.text] for one in document.doubts] == truth.get("doubts", [])
    (page,) = document.ledger
    assert (page.hidden, page.lost, page.doubled) == (truth.get("hidden", 0), 0, 0)
    if "note" in truth:
        assert truth["note"] in "; ".join(document.notes)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_both_readings_agree(name: str) -> None:
    document = read_document(CASES / f"{name}.pdf")
    fragments = [
        fragment
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for fragment in cell.fragments
    ]
    assert not [one.text for one in fragments if one.readings_agree is False]
