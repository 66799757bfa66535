"""Rate the cells of a table, and gather those that are probably wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.confidence.calibration import calibration
from extract.confidence.cell_evidence import (
    OF_COLUMN,
    OF_TABLE,
    CellEvidence,
    evidence_of,
)
from extract.confidence.surroundings import Surroundings
from extract.confidence.thresholds import EVIDENCE
from extract.stitching.stitched_table import StitchedCell, StitchedTable


@dataclass(frozen=True, slots=True)
class UncertainCells:
    """Cells that are uncertain for one reason: those of a row, a column or the table.

    Attributes:
        cell: the one that is most likely wrong.
        reasons: what speaks against it.
        count: the number of the cells.
        place: what they are the cells of.
    """

    cell: StitchedCell
    reasons: Sequence[str]
    count: int
    place: str


def rate_cells(table: StitchedTable, around: Surroundings) -> list[UncertainCells]:
    """Assign each cell of a table's rows the probability that it is read right.

    Args:
        table: the table; its cells get their `confidence`.
        around: what lies around it.

    Returns:
        The doubtful cells, grouped by cause, from top to bottom.
    """
    scale = calibration()
    groups: dict[tuple[str, int], list[tuple[StitchedCell, CellEvidence]]] = {}
    for cell, evidence in evidence_of(table, around):
        cell.confidence = scale.probability(evidence)
        if cell.confidence < scale.doubtful and cell.parts:
            cause = _cause(cell, scale.reasons(evidence, 1))
            groups.setdefault(cause, []).append((cell, evidence))
    found = [_worst(own, place) for (place, _), own in groups.items()]
    return sorted(found, key=lambda one: (one.cell.row, one.cell.column))


def confidence_by_row(table: StitchedTable) -> dict[int, list[float]]:
    """Return the probabilities of the rated cells of each row, of those that span it, too."""
    found: dict[int, list[float]] = {}
    for cell in table.cells:
        if cell.confidence is not None:
            for row in range(cell.row, cell.row_stop):
                found.setdefault(row, []).append(cell.confidence)
    return found


def _cause(cell: StitchedCell, reasons: Sequence[str]) -> tuple[str, int]:
    """Return what the weightiest reason concerns: the table, the column or the row of a cell."""
    if OF_TABLE.intersection(reasons):
        return "table", 0
    if OF_COLUMN.intersection(reasons):
        return "column", cell.column
    return "row", cell.row


def _worst(cells: Sequence[tuple[StitchedCell, CellEvidence]], place: str) -> UncertainCells:
    cell, evidence = min(cells, key=lambda one: one[0].confidence or 0.0)
    reasons = calibration().reasons(evidence, EVIDENCE.max_reasons)
    return UncertainCells(cell, reasons, len(cells), place)
