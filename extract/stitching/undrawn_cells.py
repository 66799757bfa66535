"""Cells that programs leave undrawn where a page end cuts a row.

A cell whose text moves to the next page may have no border before the page end, and one whose
text ended before may have none after it. The walls between such cells are missing, so that each
page prints other empty cells than the table has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extract.geometry.page_model import PageCell
from extract.stitching.stitched_table import StitchedCell, StitchedTable


def divide_empty_cells(
    stitched: StitchedTable, last: Mapping[int, StitchedCell], tops: Iterable[PageCell]
) -> dict[int, StitchedCell]:
    """Divide the empty cells at the foot of a page into the columns of the next page.

    Args:
        stitched: the table; receives the new cells.
        last: cells that reach the end of its last row, by column.
        tops: cells of the first row of the next page.

    Returns:
        The cells that reach the end of the last row, by column. A cell is divided if it prints
        nothing, starts in this row, has no rule below, and spans several cells of the next page.
    """
    reaching = dict(last)
    columns = sorted(top.column for top in tops)
    for cell in last.values():
        page, part = cell.parts[-1]
        inside = [at for at in columns if cell.column < at < cell.column_stop]
        is_open = len(cell.parts) == 1 and not (part.lines or part.closed_bottom)
        if not inside or not is_open or cell.row != len(stitched.rows) - 1:
            continue
        stops = [*inside, cell.column_stop]
        cell.column_stop = inside[0]
        cell.parts = [(page, replace(part, column_stop=inside[0]))]
        for first, stop in zip(inside, stops[1:], strict=True):
            own = replace(part, column=first, column_stop=stop)
            reaching[first] = StitchedCell(first, stop, cell.row, cell.row_stop, [(page, own)])
            stitched.cells.append(reaching[first])
    return reaching


def empty_rests_of_rows(cells: Iterable[PageCell], top: int) -> set[int]:
    """Find rows that are only the rest of the row above, beside cells cut at the page's top.

    A program may end the lower part of a merged cell too early, by as much as the page end has
    moved the texts beside it.

    Args:
        cells: cells of a page.
        top: the first row of the page.

    Returns:
        The rows in which nothing is printed and a text goes on, if all cells that end above them
        continue from the page before.
    """
    starting: dict[int, list[PageCell]] = {}
    ending: dict[int, list[PageCell]] = {}
    for cell in cells:
        starting.setdefault(cell.row, []).append(cell)
        ending.setdefault(cell.row_stop, []).append(cell)
    texts = [cell for own in starting.values() for cell in own if cell.lines]
    return {
        row
        for row, own in starting.items()
        if row > top
        and not any(cell.lines or cell.row_stop > row + 1 for cell in own)
        and not any(cell.row > top or cell.closed_top for cell in ending.get(row, ()))
        and any(cell.row < row < cell.row_stop for cell in texts)
    }
