"""Propose that tables with the same column starts on following pages end at one right end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.clustering import clusters, same_places
from extract.geometry.page_model import PageReading, PageTable
from extract.tables.candidates import TableCandidate
from extract.tables.text_evidence import SHOWN_COLUMNS


def in_common_right_ends(readings: Sequence[PageReading]) -> dict[int, list[TableCandidate]]:
    """Propose that tables with the same column starts on following pages end at one right end.

    Without lines, a page shows the width of the last column only as far as its widest line.

    Args:
        readings: the pages in order.

    Returns:
        The candidates, by page.
    """
    tables = (table for reading in readings for table in reading.tables)
    runs = clusters(tables, lambda table, run: _same_starts(run[-1], table))
    candidates: dict[int, list[TableCandidate]] = {}
    for run in runs:
        right = max(table.xs[-1] for table in run)
        for table in run:
            if table.xs[-1] < right:
                candidates.setdefault(table.page, []).append(_widened(table, right))
    return candidates


def _widened(table: PageTable, right: float) -> TableCandidate:
    """Extend the last column of a table to a right end."""
    last = len(table.xs) - 1
    cells = tuple(
        replace(
            cell,
            bbox=(
                *cell.bbox[:2],
                right if cell.column_stop == last else cell.bbox[2],
                cell.bbox[3],
            ),
            lines=(),
            readings_agree=None,  # what the second reader says is of the narrower box
            other_reading=None,
        )
        for cell in table.cells
    )
    wider = replace(table, xs=(*table.xs[:-1], right), cells=cells)
    return TableCandidate(wider, wider.bbox, (SHOWN_COLUMNS,))


def _same_starts(one: PageTable, other: PageTable) -> bool:
    """Return whether tables of two following pages have rows parted by white space, and one start.

    Their columns begin at the same places.
    """
    are_known = one.is_booktabs and other.is_booktabs and one.page + 1 == other.page
    return are_known and same_places(one.xs[:-1], other.xs[:-1], 2 * ALIGNMENT.start_distance)
