"""The matrix by rows and roles: which cell covers which rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Cell, PlanTable, Row, Table


@dataclass(frozen=True)
class PlacedCell:
    """A cell, the role of its column and the rows that it covers.

    Attributes:
        cell: The cell as extracted.
        role: Role of its first column.
        rows: Places in the matrix' rows that it covers, half-open.
    """

    cell: Cell
    role: str
    rows: range

    @property
    def text(self) -> str:
        """The cell's text, white space folded."""
        return fold(self.cell.text)

    def page_of(self, start: int) -> int | None:
        """Page that prints a character of the cell's text; None where no fragment says so."""
        before = sum(not char.isspace() for char in self.text[:start])
        for fragment in self.cell.fragments:
            before -= sum(not char.isspace() for char in fragment.text)
            if before < 0:
                return fragment.page
        return self.cell.fragments[-1].page if self.cell.fragments else None


def fold(text: str) -> str:
    """Fold white space to single blanks."""
    return " ".join(text.split())


def roles_by_column(plan: PlanTable) -> dict[int, str]:
    """Say which role each column of the matrix has; a column without one keeps its number.

    Two columns of one role would hide each other: the second is carried as an extra column.
    """
    roles: dict[int, str] = {}
    for found in sorted(plan.roles, key=lambda role: (role.column, -role.score)):
        if found.column not in roles and found.role not in roles.values():
            roles[found.column] = found.role
    for column in range(len(plan.matrix.columns)):
        roles.setdefault(column, f"column_{column + 1}")
    return roles


def placed_cells(table: Table, roles: dict[int, str]) -> Iterator[PlacedCell]:
    """Place the cells of the rows (not of bands) of a table.

    A cell knows its rows by numbers of the extract stage; only their difference is used, so that
    it does not matter whether header rows were counted.

    Args:
        table: The matrix.
        roles: Role of each column.

    Yields:
        Cells in printed order.
    """
    for place, row in enumerate(table.rows):
        if row.kind != "row":
            continue
        for cell in sorted(row.cells, key=lambda cell: cell.column):
            stop = min(place + max(1, cell.row_stop - cell.row), len(table.rows))
            covered = range(place, _before_band(table.rows, place, stop))
            yield PlacedCell(cell, roles.get(cell.column, f"column_{cell.column + 1}"), covered)


def _before_band(rows: tuple[Row, ...], start: int, stop: int) -> int:
    """Where a span ends: no cell goes through a heading over all columns."""
    return next((place for place in range(start, stop) if rows[place].kind == "band"), stop)


class RoleGrid:
    """The matrix as a lookup: the cell of a role that covers a row."""

    def __init__(self, plan: PlanTable) -> None:
        self.roles = roles_by_column(plan)
        self.table = plan.matrix
        self.cells = tuple(placed_cells(plan.matrix, self.roles))
        self._by_row = {(cell.role, row): cell for cell in self.cells for row in cell.rows}

    def at(self, role: str, row: int) -> PlacedCell | None:
        """Find the cell of a role that covers a row; None where the plan has none."""
        return self._by_row.get((role, row))

    def rows(self) -> list[int]:
        """Places of the rows that are no bands, in printed order."""
        return [place for place, row in enumerate(self.table.rows) if row.kind == "row"]

    def cells_of(self, role: str) -> list[PlacedCell]:
        """Cells of a role in printed order."""
        return [cell for cell in self.cells if cell.role == role]

    def has(self, role: str) -> bool:
        """Whether the plan has a column of that role."""
        return role in self.roles.values()

    def pages(self, row: int) -> tuple[int, int]:
        """First and last page that print a row."""
        pages = self.table.rows[row].pages or self.table.pages or (1,)
        return min(pages), max(pages)
