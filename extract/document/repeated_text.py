"""The texts of a table row by row, those of merged cells repeated, and how much that makes.

A small file can state one cell with a long text over very many rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Cell, Row, Table


def repeated_size(table: Table) -> int:
    """Return the characters of a table whose merged cells are repeated (see `row_texts`)."""
    width, count = len(table.columns), len(table.rows)
    return sum(
        len(cell.text)
        * (min(cell.row_stop - cell.row, count - place))
        * (min(_column_stop(row, cell), width) - cell.column)
        for place, row in enumerate(table.rows)
        for cell in row.cells
    )


def row_texts(table: Table, *, repeated: bool = True) -> Iterator[list[str]]:
    """Yield the texts of each row of a table, one for each column.

    Args:
        table: the table.
        repeated: whether the text of a merged cell stands on every row and column that the cell
            covers, or only where it starts.
    """
    width = len(table.columns)
    going_on: list[tuple[int, int, int, str]] = []
    for place, row in enumerate(table.rows):
        texts = [""] * width
        going_on = [cell for cell in going_on if cell[0] > place]
        for cell in row.cells:
            stop = min(_column_stop(row, cell), width) if repeated else cell.column + 1
            last = place + (cell.row_stop - cell.row if repeated else 1)
            going_on.append((last, cell.column, stop, cell.text))
        for _, first, stop, text in going_on:
            texts[first:stop] = [text] * (stop - first)
        yield texts


def _column_stop(row: Row, cell: Cell) -> int:
    """Return where the repeated text of a cell ends; that of a band is not repeated."""
    return cell.column + 1 if row.kind == "band" else cell.column_stop
