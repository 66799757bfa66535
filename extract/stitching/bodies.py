"""The rows of a table's part without its headers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from extract.geometry.page_model import PageCell, PageTable


class Body(NamedTuple):
    """The rows of a part without its headers, numbered from 0."""

    page: int
    cells: tuple[PageCell, ...]
    row_count: int
    floor: float | None = None
    """Height down to which the page has room for the part; None if unknown."""
    continued: tuple[PageCell, ...] = ()
    """Headings in effect that the page prints again above its rows, as continued."""
    headings: range = range(0)
    """Rows that are such headings."""

    def below_headings(self) -> Body:
        """Put the headings that say that they are continued above the rows."""
        count = len(self.continued)
        headings = (_moved(one, at - one.row) for at, one in enumerate(self.continued))
        cells = (*headings, *(_moved(one, count) for one in self.cells))
        return self._replace(cells=cells, row_count=self.row_count + count, headings=range(count))


def _moved(cell: PageCell, rows: int) -> PageCell:
    return replace(cell, row=cell.row + rows, row_stop=cell.row_stop + rows)


def without_rows(part: PageTable, dropped: Collection[int]) -> Body:
    """Number the rows of a part that are left, from 0."""
    new_rows, count = [], 0
    for row in range(part.row_count + 1):
        new_rows.append(count)
        count += row not in dropped
    kept = tuple(
        replace(cell, row=new_rows[cell.row], row_stop=new_rows[cell.row_stop])
        for cell in part.cells
        if cell.row not in dropped
    )
    return Body(part.page, kept, new_rows[-1])
