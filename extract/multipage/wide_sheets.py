"""Find tables that may be parts of one wide sheet, whose columns go on on another page.

Programs for spreadsheets print the columns that a page has no room for on further pages, with each
row at the height that it has on the first one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.geometry.clustering import same_places
from extract.geometry.page_model import PageReading, PageTable
from extract.multipage.thresholds import MULTIPAGE
from extract.stitching.table_runs import have_same_columns


def parts_of_sheets(readings: Sequence[PageReading]) -> Iterator[tuple[PageTable, str]]:
    """Yield each table that may be a part of a sheet as another one is, and the reason.

    Both are alone on their pages, have the same rows at the same heights, and other columns.

    Args:
        readings: the pages in order, with their tables.
    """
    alike: dict[tuple[int, int], list[PageTable]] = defaultdict(list)
    for reading in readings:
        if len(reading.tables) == 1 and len(reading.lines) <= MULTIPAGE.max_lines_beside_sheet:
            table = reading.tables[0]
            alike[table.row_count, round(table.ys[0])].append(table)
    for (row_count, _), tables in alike.items():
        if row_count < MULTIPAGE.min_rows_of_sheet:
            continue
        for table in tables:
            other = next((one for one in tables if _are_parts(table, one)), None)
            if other is not None:
                yield (
                    table,
                    f"its rows are at the same heights as those on page {other.page}: both may be "
                    "parts of a wide sheet, whose columns go on there, but they were read as two "
                    "tables",
                )


def _are_parts(one: PageTable, other: PageTable) -> bool:
    return (
        one.page != other.page
        and not have_same_columns(one.xs, other.xs)
        and same_places(one.ys, other.ys, MULTIPAGE.max_row_shift)
        and _labels(one).isdisjoint(_labels(other))
    )


def _labels(table: PageTable) -> frozenset[str]:
    return frozenset(cell.text for cell in table.cells if cell.row == 0 and cell.lines)
