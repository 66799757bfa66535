"""Rate the cells of a table, and gather those that are probably wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.confidence.calibration import calibration
from extract.confidence.cell_evidence import CellEvidence, DoubtedPlace, evidence_of
from extract.confidence.thresholds import EVIDENCE
from extract.stitching.stitched_table import StitchedCell, StitchedTable


@dataclass(frozen=True, slots=True)
class UncertainRow:
    """The cell of a row that is most likely wrong."""

    cell: StitchedCell
    reasons: Sequence[str]


def rate_cells(table: StitchedTable, doubts: Iterable[DoubtedPlace]) -> list[UncertainRow]:
    """Assign each cell of a table's rows the probability that it is read right.

    Args:
        table: the table; its cells get their `confidence`.
        doubts: places of the table that are in doubt.

    Returns:
        The least certain cell of each row that has a doubtful one, from top to bottom.
    """
    scale = calibration()
    least: dict[int, tuple[StitchedCell, CellEvidence]] = {}
    for cell, evidence in evidence_of(table, doubts):
        cell.confidence = scale.probability(evidence)
        known = least.get(cell.row)
        if known is None or cell.confidence < (known[0].confidence or 0.0):
            least[cell.row] = (cell, evidence)
    return [
        UncertainRow(cell, scale.reasons(evidence, EVIDENCE.max_reasons))
        for _, (cell, evidence) in sorted(least.items())
        if (cell.confidence or 0.0) < scale.doubtful and cell.parts
    ]
