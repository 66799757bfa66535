"""Which tables of following pages are one table: those with the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable

COLUMN_SHIFT = 0.02
"""Share of a table's width by which a column line may move from page to page."""

PROSE_LINES = 2
"""Lines below a table that are prose; one alone may be a note, or a heading of what follows."""
PROSE_WIDTH = 0.7
"""Share of a table's width that a line of prose takes at least."""
NOTE_SIZE = 0.95
"""Notes are set smaller than this, as against the text of their table."""


@dataclass(frozen=True, slots=True)
class TableRun:
    """Parts of one table, their spans counted in the columns of the whole."""

    xs: tuple[float, ...]
    parts: tuple[PageTable, ...]

    @property
    def column_count(self) -> int:
        """Columns of the whole table."""
        return len(self.xs) - 1


def table_runs_of(
    readings: Sequence[PageReading], outside: Sequence[Sequence[Line]]
) -> list[TableRun]:
    """Join the tables of a document over its pages.

    A table goes on on the next page where the last table of the one and the first of the other
    have the same columns; column lines may be missing where a page prints merged cells only.
    Where prose follows the one and the other begins with the same labels, it is another table.

    Args:
        readings: in page order.
        outside: the lines of each page that stand in no table and are no furniture.

    Returns:
        Tables in the order in which they start.
    """
    chains: list[TableRun] = []
    last_page = 0
    below: Sequence[Line] = ()
    for reading, lines in zip(readings, outside, strict=True):
        fresh = reading.page != last_page + 1
        for number, table in enumerate(reading.tables):
            joined = None
            if chains and not (fresh and number == 0):
                joined = _extended(chains[-1], table)
                is_anew = _same_first_row(chains[-1], table)
                follows = is_anew if number else not (is_anew and _ended(chains[-1], below))
                joined = joined if follows else None
            if joined is not None:
                chains[-1] = joined
            else:
                chains.append(TableRun(table.xs, (table,)))
        if reading.tables:
            last_page, below = reading.page, lines
    return chains


def _ended(chain: TableRun, lines: Sequence[Line]) -> bool:
    """Say whether prose stands below a table's last part: a page end would cut the table there.

    Notes do, too; they are set smaller.
    """
    part = chain.parts[-1]
    sizes = [line.size for cell in part.cells for line in cell.lines]
    width = part.xs[-1] - part.xs[0]
    prose = [
        line
        for line in lines
        if line.top >= part.ys[-1] - 1
        and line.x1 - line.x0 > PROSE_WIDTH * width
        and line.size >= NOTE_SIZE * median(sizes or [0.0])
    ]
    return len(prose) >= PROSE_LINES


def _same_first_row(chain: TableRun, table: PageTable) -> bool:
    """Say whether a table starts with the labels of another: a matrix in several tables."""
    rows = [
        [(cell.column, cell.text) for cell in part.cells if cell.row == 0]
        for part in (chain.parts[0], table)
    ]
    return rows[0] == rows[1] and len(rows[0]) > 1 and all(text for _, text in rows[0])


def _extended(chain: TableRun, table: PageTable) -> TableRun | None:
    """Add a part to a chain, or say that its columns are others."""
    mapped = _mapped(table, chain.xs)
    if mapped is not None:
        return replace(chain, parts=(*chain.parts, mapped))
    # The new part shows columns that the parts before hid under merged cells.
    remapped = [_mapped(replace_spans(part, chain.xs), table.xs) for part in chain.parts]
    if any(part is None for part in remapped):
        return None
    parts = [part for part in remapped if part is not None]
    return TableRun(table.xs, (*parts, table))


def replace_spans(part: PageTable, xs: Sequence[float]) -> PageTable:
    """Give a part the columns of its chain as its own lines, fitted to its frame."""
    left, right = part.xs[0], part.xs[-1]
    scale = (right - left) / (xs[-1] - xs[0])
    return replace(part, xs=tuple(left + (x - xs[0]) * scale for x in xs))


def _mapped(table: PageTable, xs: Sequence[float]) -> PageTable | None:
    """Count a table's spans in the columns `xs`; None where its lines are elsewhere."""
    width = xs[-1] - xs[0]
    own = table.xs[-1] - table.xs[0]
    if abs(own - width) > 0.1 * width or len(table.xs) > len(xs):
        return None
    places = []
    for x in table.xs:
        at = xs[0] + (x - table.xs[0]) * width / own
        nearest = min(range(len(xs)), key=lambda index: abs(xs[index] - at))
        if abs(xs[nearest] - at) > COLUMN_SHIFT * width:
            return None
        places.append(nearest)
    if len(set(places)) < len(places):
        return None
    if len(table.xs) < min(3, len(xs)) and table.row_count > 1:
        return None
    cells = tuple(
        replace(cell, column=places[cell.column], column_stop=places[cell.column_stop])
        for cell in table.cells
    )
    return replace(table, cells=cells)


def compact(chain: TableRun) -> TableRun:
    """Leave out column lines that no cell of a chain uses."""
    used = sorted(
        {
            at
            for part in chain.parts
            for cell in part.cells
            for at in (cell.column, cell.column_stop)
        }
    )
    if len(used) == len(chain.xs):
        return chain
    place = {at: index for index, at in enumerate(used)}
    parts = tuple(
        replace(
            part,
            cells=tuple(
                replace(cell, column=place[cell.column], column_stop=place[cell.column_stop])
                for cell in part.cells
            ),
        )
        for part in chain.parts
    )
    return TableRun(tuple(chain.xs[at] for at in used), parts)


def is_band(cell: PageCell, column_count: int) -> bool:
    """Say whether a cell is a heading over all columns."""
    return (
        cell.column == 0
        and cell.column_stop == column_count
        and column_count > 1
        and cell.row_stop == cell.row + 1
        and bool(cell.lines)
    )
