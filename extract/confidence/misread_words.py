"""Find the cells whose words OCR may have misread."""

from __future__ import annotations

from extract.confidence.rating import UncertainCells
from extract.confidence.thresholds import EVIDENCE
from extract.stitching.stitched_table import StitchedCell, StitchedTable


def misread_cells(table: StitchedTable) -> list[UncertainCells]:
    """Gather the cells with a word of which OCR is not sure.

    Args:
        table: the table; only pages that OCR has read have confidences.

    Returns:
        Of each row with such cells the least sure one, from top to bottom.
    """
    rows: dict[int, list[tuple[float, StitchedCell]]] = {}
    for cell in table.cells:
        known = [line.confidence for line in cell.lines if line.confidence is not None]
        if known and min(known) < EVIDENCE.sure_of_word:
            rows.setdefault(cell.row, []).append((min(known), cell))
    return [_least_sure(own) for _, own in sorted(rows.items())]


def _least_sure(cells: list[tuple[float, StitchedCell]]) -> UncertainCells:
    sure, cell = min(cells, key=lambda one: one[0])
    reason = f"OCR is only {sure:.0%} sure of one of its words"
    return UncertainCells(cell, [reason], len(cells), "row")
