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
from extract.geometry.page_model import Line
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from extract.text.sentences import NUMBER, ends_sentence


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


def prose_bands(table: StitchedTable) -> list[UncertainCells]:
    """Gather the headings over all columns that are sentences, if most are not.

    Prose between two tables, or below one, looks like such a heading where no lines are drawn.
    """
    bands = [
        cell
        for cell in table.cells
        if table.rows[cell.row].kind == "band" and cell.lines and table.column_count > 1
    ]
    prose = [cell for cell in bands if _is_sentence(cell.lines)]
    if 2 * len(prose) > max(2, len(bands)):
        return []
    reason = "its sentence may be text between tables or below one"
    return [UncertainCells(cell, [reason], 1, "row") for cell in prose]


def _is_sentence(lines: Sequence[Line]) -> bool:
    """Return whether lines end as a sentence does, are as long, and begin with no number."""
    text = " ".join(line.text for line in lines)
    is_long = len(text.split()) >= EVIDENCE.min_sentence
    return is_long and ends_sentence(text) and NUMBER.match(text) is None


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
