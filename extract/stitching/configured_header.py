"""A header that nothing sets apart: its rows say what the settings say that it says."""

from __future__ import annotations

from collections.abc import Sequence

from extract.stitching.header import MOST_ROWS, Header, cells_between, crosses, labels_of
from extract.stitching.labels import SAME, likeness
from extract.stitching.table_runs import TableRun, is_band

LEAST = 2
"""Labels of the settings that a row must hold at least to be a header."""
SHARE = 0.5
"""Share of the settings' labels that it must hold: a row of data holds none of them."""


def labelled_header(chain: TableRun, labels: Sequence[str]) -> Header | None:
    """Find the first rows of a table that hold the labels of the settings.

    Args:
        chain: the table's parts.
        labels: the settings' labels.

    Returns:
        The fewest rows that hold as many labels as any, or None where they are too few.
    """
    wanted = [label for label in dict.fromkeys(labels) if label.strip()]
    least = max(LEAST, SHARE * len(wanted))
    first = chain.parts[0]
    start = 0
    while start < first.row_count - 1 and any(
        cell.row == start and is_band(cell, chain.column_count) for cell in first.cells
    ):
        start += 1
    best: Header | None = None
    for stop in range(start + 1, min(start + MOST_ROWS, first.row_count) + 1):
        header = Header(start, stop, cells_between(first, start, stop))
        found = 0 if crosses(first, stop) else _count(header, chain.column_count, wanted)
        if found >= least:
            best, least = header, found + 1
    return best


def _count(header: Header, column_count: int, wanted: Sequence[str]) -> int:
    """Count the labels that stand over a column each."""
    printed = [
        " ".join(line.text for cell in above for line in cell.lines)
        for above in labels_of(header.cells, column_count)
    ]
    found = {
        next((n for n, label in enumerate(wanted) if likeness(text, label) >= SAME), None)
        for text in printed
        if text
    }
    return len(found - {None})
