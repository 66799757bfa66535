"""Weigh whether the decisions at the page ends inside a table are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extract.stitching.page_ends.break_features import share_against, total_weight
from extract.stitching.stitched_table import StitchedBreak, StitchedCell, StitchedTable


def joins_by_row(table: StitchedTable) -> dict[int, list[StitchedBreak]]:
    """Return the page ends over which each row was joined, by its index."""
    found: dict[int, list[StitchedBreak]] = {}
    for end in table.breaks:
        if end.continues:
            found.setdefault(end.row, []).append(end)
    return found


def weigh_page_ends(ends: Sequence[StitchedBreak]) -> dict[str, float]:
    """Weigh that a row was wrongly cut at a page end, or two rows were joined there.

    Args:
        ends: the page ends at the boundary of a row, or those over which it was joined.
    """
    if not ends:
        return {}
    return {
        "the page end is close": max(1 / (1 + abs(total_weight(end.evidence))) for end in ends),
        "some evidence speaks against the page end": max(
            share_against(end.evidence) for end in ends
        ),
    }


def weigh_cell_end(cell: StitchedCell, breaks: Mapping[int, StitchedBreak]) -> float:
    """Weigh whether a cell goes on over a page end at which a row starts.

    Args:
        cell: the cell.
        breaks: the decisions at page ends, by the first row on the next page.
    """
    return max(
        (
            1 / (1 + abs(own.weight))
            for row in range(cell.row, cell.row_stop + 1)
            if row in breaks
            for own in breaks[row].cells
            if own.column == cell.column
        ),
        default=0.0,
    )


def lone_empty_cells(table: StitchedTable) -> dict[int, float]:
    """Weigh that one of two cells at a page end has no text, so that both may be one.

    Programs move a text that does not fit to the next page, and leave its cell open above; or the
    text fits, and its cell goes on below. The fewer other cells of the column have no text, the
    likelier it is, above all in columns whose cells span rows elsewhere.

    Returns:
        The weights, by the identity of the cell without text and of the one with text.
    """
    rows = [cell for cell in table.cells if table.rows[cell.row].kind == "row"]
    below = {(cell.row, cell.column): cell for cell in rows}
    empty = Counter(cell.column for cell in rows if not cell.lines)
    merged = {cell.column for cell in rows if cell.row_stop > cell.row + 1}
    ends = {end.row for end in table.breaks if not end.continues}
    found: dict[int, float] = {}
    for upper in rows:
        lower = below.get((upper.row_stop, upper.column))
        if upper.row_stop in ends and lower and bool(upper.lines) != bool(lower.lines):
            weight = (1 + (upper.column in merged)) / empty[upper.column]
            found |= {id(upper): weight, id(lower): weight}
    return found
