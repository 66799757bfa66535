"""Propose the grids that are no tables by themselves where a neighbouring page has their columns.

A page with a single row of a table, or only a heading of it, is too little evidence by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.geometry.page_model import PageReading, PageTable
from extract.ruling.thresholds import RULING
from extract.tables.candidates import TableCandidate
from extract.tables.text_evidence import SHOWN_ELSEWHERE


def grids_like_neighbours(pages: Mapping[int, PageReading], page: int) -> Iterator[TableCandidate]:
    """Propose grids at the head of a page like the last table of the page before, and vice versa.

    Args:
        pages: as they are chosen so far, by number.
        page: number of the page.
    """
    reading = pages[page]
    before = pages[page - 1].tables[-1:] if page - 1 in pages else ()
    after = pages[page + 1].tables[:1] if page + 1 in pages else ()
    for grid in reading.dropped:
        if _continues(grid, reading, before, after):
            yield TableCandidate(grid, grid.bbox, (SHOWN_ELSEWHERE,))


def _continues(
    grid: PageTable,
    reading: PageReading,
    before: Sequence[PageTable],
    after: Sequence[PageTable],
) -> bool:
    """Return whether a grid continues the table before, or is continued by the table after it."""
    is_first = all(grid.ys[0] < table.ys[0] for table in reading.tables)
    is_last = all(grid.ys[-1] > table.ys[-1] for table in reading.tables)
    return (is_first and any(_has_columns(one, grid) for one in before)) or (
        is_last and any(_has_columns(one, grid) for one in after)
    )


def _has_columns(table: PageTable, grid: PageTable) -> bool:
    """Return whether a table has the sides of a grid, and all of its column edges."""
    distance = RULING.snap_distance
    sides = abs(table.xs[0] - grid.xs[0]), abs(table.xs[-1] - grid.xs[-1])
    return max(sides) <= distance and all(
        any(abs(x - edge) <= distance for edge in table.xs) for x in grid.xs
    )
