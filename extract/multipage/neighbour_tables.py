"""Accept a grid as a table if the page before or after has a table with its columns.

A page with a single row of a table, or only a heading of it, is too little evidence by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.geometry.page_model import PageReading, PageTable
from extract.model import Evidence
from extract.ruling.thresholds import RULING
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.text_evidence import reasons_of_part
from extract.tables.thresholds import WEIGHING
from extract.text.words import lines_of


def with_neighbour_tables(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Weigh the grids that are no tables by themselves again, with their neighbours.

    Args:
        readings: the pages in order.

    Returns:
        The pages. A grid at the top of a page counts for more if the last table of the page
        before has its columns, one at its foot if the first table of the next page has.
    """
    pages = list(readings)
    for at, reading in enumerate(readings):
        before = _tables_of(pages[at - 1], reading.page - 1)[-1:] if at else []
        after = _tables_of(readings[at + 1], reading.page + 1)[:1] if at + 1 < len(pages) else []
        for grid in reading.dropped:
            reasons = reasons_of_part(grid.evidence, grid.column_count)
            odds = sum(one.weight for one in reasons) + WEIGHING.neighbour
            if odds > 0 and _continues(grid, pages[at], before, after):
                part = replace(grid, evidence=reasons)
                pages[at] = _with_table(pages[at], part, odds)
    return tuple(pages)


def _tables_of(reading: PageReading, page: int) -> list[PageTable]:
    return list(reading.tables) if reading.page == page else []


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


def _with_table(reading: PageReading, grid: PageTable, odds: float) -> PageReading:
    words = [word for line in reading.lines for word in line.words]
    reason = Evidence(name="a neighbouring page has its columns", weight=WEIGHING.neighbour)
    grid = replace(grid, evidence=(*grid.evidence, reason), margin=round(odds, 2))
    (filled,), free = assign_lines_to_cells([grid], words)
    tables = sorted([*reading.tables, filled], key=lambda one: (one.bbox[1], one.bbox[0]))
    return replace(
        reading,
        tables=tuple(tables),
        lines=tuple(lines_of(free)),
        dropped=tuple(one for one in reading.dropped if one.xs != grid.xs or one.ys != grid.ys),
    )
