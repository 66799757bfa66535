"""Index the matrix by row and role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Cell, PlanTable, Row, Table


@dataclass(frozen=True)
class GridCell:
    """A cell with the role of its column and the rows that it covers.

    Attributes:
        cell: The cell as extracted.
        role: Role of its first column.
        rows: Indices of the covered rows in the matrix.
    """

    cell: Cell
    role: str
    rows: range

    @property
    def text(self) -> str:
        """The text of the cell, white space folded."""
        return fold_spaces(self.cell.text)

    def page_of(self, start: int) -> int | None:
        """Return the page that prints a character of the cell; None if it has no fragments."""
        before = sum(not char.isspace() for char in self.text[:start])
        for fragment in self.cell.fragments:
            before -= sum(not char.isspace() for char in fragment.text)
            if before < 0:
                return fragment.page
        return self.cell.fragments[-1].page if self.cell.fragments else None


def fold_spaces(text: str) -> str:
    """Fold white space to single spaces."""
    return " ".join(text.split())


def roles_by_column(plan: PlanTable) -> dict[int, str]:
    """Return the role of each column of the matrix; a column without a role is numbered.

    A role belongs to one column. A second column with the same role becomes an extra column.
    """
    roles: dict[int, str] = {}
    for column_role in sorted(plan.roles, key=lambda role: (role.column, -role.score)):
        if column_role.column not in roles and column_role.role not in roles.values():
            roles[column_role.column] = column_role.role
    for column in range(len(plan.matrix.columns)):
        roles.setdefault(column, f"column_{column + 1}")
    return roles


def grid_cells(table: Table, roles: dict[int, str]) -> Iterator[GridCell]:
    """Return the cells of the rows of a table, without those of bands.

    Only the number of rows of a cell is used, not its row numbers, which may count header rows.

    Args:
        table: The matrix.
        roles: Role of each column.

    Yields:
        Cells in printed order.
    """
    for index, row in enumerate(table.rows):
        if row.kind != "row":
            continue
        for cell in sorted(row.cells, key=lambda cell: cell.column):
            stop = min(index + max(1, cell.row_stop - cell.row), len(table.rows))
            covered = range(index, _before_band(table.rows, index, stop))
            yield GridCell(cell, roles.get(cell.column, f"column_{cell.column + 1}"), covered)


def _before_band(rows: tuple[Row, ...], start: int, stop: int) -> int:
    """Return where a cell ends: no cell continues past a band."""
    return next((index for index in range(start, stop) if rows[index].kind == "band"), stop)


class RoleGrid:
    """Finds the cell of a role that covers a row of the matrix."""

    def __init__(self, plan: PlanTable) -> None:
        self.roles = roles_by_column(plan)
        self.table = plan.matrix
        self.cells = tuple(grid_cells(plan.matrix, self.roles))
        self._by_row = {(cell.role, row): cell for cell in self.cells for row in cell.rows}

    def at(self, role: str, row: int) -> GridCell | None:
        """Return the cell of a role that covers a row, if there is one."""
        return self._by_row.get((role, row))

    def rows(self) -> list[int]:
        """Return the indices of the rows that are not bands, in printed order."""
        return [index for index, row in enumerate(self.table.rows) if row.kind == "row"]

    def cells_of(self, role: str) -> list[GridCell]:
        """Return the cells of a role in printed order."""
        return [cell for cell in self.cells if cell.role == role]

    def pages(self, row: int) -> tuple[int, int]:
        """Return the first and the last page that print a row."""
        pages = self.table.rows[row].pages or self.table.pages or (1,)
        return min(pages), max(pages)
