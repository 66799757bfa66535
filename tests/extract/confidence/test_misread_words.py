"""Cells with a word of which OCR is not sure are told, each row once."""

from __future__ import annotations

from extract.confidence.misread_words import misread_cells
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line


def scanned(*rows: tuple[float | None, float | None]) -> StitchedTable:
    """Return a table of two columns whose words OCR has read with these confidences."""
    table = StitchedTable(2, None, is_ruled=True)
    for row, sure in enumerate(rows):
        table.rows.append(StitchedRow("row", [1]))
        for column, confidence in enumerate(sure):
            line = make_line("word", 100.0 * column, 30.0 * row + 20, confidence=confidence)
            box = (100.0 * column, 30.0 * row, 100.0 * (column + 1), 30.0 * (row + 1))
            part = make_cell(row, column, box, (line,))
            table.cells.append(StitchedCell(column, column + 1, row, row + 1, [(1, part)]))
    return table


def test_the_least_sure_cell_of_a_row_is_told() -> None:
    found = misread_cells(scanned((0.9, 0.95), (0.79, 0.31), (0.8, 0.79)))
    assert [(one.cell.row, one.cell.column, one.count) for one in found] == [(1, 1, 2), (2, 1, 1)]
    assert found[0].reasons == ["OCR is only 31% sure of one of its words"]


def test_cells_that_were_not_scanned_are_not_told() -> None:
    assert misread_cells(scanned((None, None))) == []
    assert [one.cell.column for one in misread_cells(scanned((None, 0.5)))] == [1]
