"""Which tables of following pages are one table: those with the same columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.reading import PageCell, PageReading, PageTable

COLUMN_SHIFT = 0.02
"""Share of a table's width by which a column line may move from page to page."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts of one table, their spans counted in the columns of the whole."""

    xs: tuple[float, ...]
    parts: tuple[PageTable, ...]

    @property
    def column_count(self) -> int:
        """Columns of the whole table."""
        return len(self.xs) - 1


def chains_of(readings: Sequence[PageReading]) -> list[Chain]:
    """Join the tables of a document over its pages.

    A table goes on on the next page where the last table of the one and the first of the other
    have the same columns; column lines may be missing where a page prints merged cells only.

    Args:
        readings: in page order.

    Returns:
        Tables in the order in which they start.
    """
    chains: list[Chain] = []
    last_page = 0
    for reading in readings:
        fresh = reading.page != last_page + 1
        for number, table in enumerate(reading.tables):
            joined = None
            if chains and not (fresh and number == 0):
                joined = _extended(chains[-1], table)
                follows = number == 0 or _same_first_row(chains[-1], table)
                joined = joined if follows else None
            if joined is not None:
                chains[-1] = joined
            else:
                chains.append(Chain(table.xs, (table,)))
        if reading.tables:
            last_page = reading.page
    return chains


def _same_first_row(chain: Chain, table: PageTable) -> bool:
    """Say whether a table starts with the labels of another: a matrix in several tables."""
    rows = [
        [(cell.column, cell.text) for cell in part.cells if cell.row == 0]
        for part in (chain.parts[0], table)
    ]
    return rows[0] == rows[1] and len(rows[0]) > 1 and all(text for _, text in rows[0])


def _extended(chain: Chain, table: PageTable) -> Chain | None:
    """Add a part to a chain, or say that its columns are others."""
    table = _widened(table, chain.xs)
    mapped = _mapped(table, chain.xs)
    if mapped is not None:
        return replace(chain, parts=(*chain.parts, _parted(mapped, chain.xs)))
    # The new part shows columns that the parts before hid under merged cells.
    remapped = [_mapped(replace_spans(part, chain.xs), table.xs) for part in chain.parts]
    if any(part is None for part in remapped):
        return None
    parts = [_parted(part, table.xs) for part in remapped if part is not None]
    return Chain(table.xs, (*parts, table))


def _widened(table: PageTable, xs: Sequence[float]) -> PageTable:
    """Add the columns in which a page without vertical lines prints nothing, not even a rule.

    Cells that go on over the whole page in the outer columns leave nothing there to see.
    """
    width = xs[-1] - xs[0]
    own = table.xs[-1] - table.xs[0]
    if table.is_ruled or len(table.xs) < 3 or own > 0.9 * width:
        return table
    near = [min(range(len(xs)), key=lambda i: abs(xs[i] - x)) for x in table.xs]
    shift = max(abs(xs[at] - x) for at, x in zip(near, table.xs, strict=True))
    if shift > COLUMN_SHIFT * width or near != list(range(near[0], near[-1] + 1)):
        return table
    left, right = xs[: near[0]], xs[near[-1] + 1 :]
    places = (*left, *table.xs, *right)
    cells = [
        replace(cell, column=cell.column + len(left), column_stop=cell.column_stop + len(left))
        for cell in table.cells
    ]
    for column in [*range(len(left)), *range(near[-1], len(xs) - 1)]:
        box = (places[column], table.ys[0], places[column + 1], table.ys[-1])
        cells.append(
            PageCell(
                0,
                table.row_count,
                column,
                column + 1,
                box,
                closed_top=False,
                closed_bottom=False,
            )
        )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, xs=places, cells=tuple(cells))


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


def _parted(table: PageTable, xs: Sequence[float]) -> PageTable:
    """Part the cells over a column edge that a page without vertical lines does not show.

    Where a column's cell goes on over the whole page, its text printed on the pages before, no
    text of the page begins there: its empty place is taken for one with the column beside it.
    """
    hidden = [at for at in range(1, len(xs) - 1) if _is_hidden(table, at)]
    if table.is_ruled or not hidden:
        return table
    scale = (table.xs[-1] - table.xs[0]) / (xs[-1] - xs[0])
    edges = {at: table.xs[0] + (xs[at] - xs[0]) * scale for at in hidden}
    cells: list[PageCell] = []
    for cell in table.cells:
        inner = [at for at in hidden if cell.column < at < cell.column_stop]
        whole = cell.column_stop - cell.column == len(xs) - 1
        clear = not any(
            line.x0 < edges[at] - 1 and line.x1 > edges[at] + 1
            for line in cell.lines
            for at in inner
        )
        cells += _at_edges(cell, {at: edges[at] for at in inner}) if clear and not whole else [cell]
    return replace(table, cells=tuple(cells))


def _is_hidden(table: PageTable, at: int) -> bool:
    """Say whether no cell of a table begins or ends at a column edge."""
    return not any(at in (cell.column, cell.column_stop) for cell in table.cells)


def _at_edges(cell: PageCell, edges: Mapping[int, float]) -> list[PageCell]:
    """Cut a cell at column edges; each line goes where it begins."""
    columns = [cell.column, *edges, cell.column_stop]
    places = [cell.bbox[0], *edges.values(), cell.bbox[2]]
    cut = []
    for (column, stop), (x0, x1) in zip(pairwise(columns), pairwise(places), strict=True):
        first, last = column == cell.column, stop == cell.column_stop
        lines = tuple(
            line
            for line in cell.lines
            if (first or line.x0 >= x0 - 1) and (last or line.x0 < x1 - 1)
        )
        box = (x0, cell.bbox[1], x1, cell.bbox[3])
        cut.append(replace(cell, column=column, column_stop=stop, bbox=box, lines=lines))
    return cut


def compact(chain: Chain) -> Chain:
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
    return Chain(tuple(chain.xs[at] for at in used), parts)


def is_band(cell: PageCell, column_count: int) -> bool:
    """Say whether a cell is a heading over all columns."""
    return (
        cell.column == 0
        and cell.column_stop == column_count
        and column_count > 1
        and cell.row_stop == cell.row + 1
        and bool(cell.lines)
    )
