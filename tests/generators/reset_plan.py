"""Takes a table that was read and sets it anew, so that it can be read again.

The content of an adopted plan, in the hands of another typesetter: what is read from both must
be the same, row for row.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Cell, Table
from tests.generators.content import ExpectedCell, ExpectedRow, ExpectedTable, Plan

# The roles of a six-column plan, in the generators' words; others are guessed by their place.
SIX = ("area", "bodies", "focus", "activity", "output", "lead")


def _expected(cell: Cell) -> ExpectedCell:
    return ExpectedCell(cell.column, cell.column_stop, cell.row, cell.row_stop, cell.text)


def guess_roles(table: Table) -> tuple[str, ...]:
    """A role a column: key columns hold merged cells, the first that does not is the activity."""
    count = len(table.columns)
    if count == len(SIX):
        return SIX
    merged = {c.column for row in table.rows for c in row.cells if c.row_stop - c.row > 1}
    leaf = next((i for i in range(count) if i not in merged), 0)
    after = ("output", "lead", "timeline", "budget", "indicator")
    keys = ("area", "bodies", "focus")
    return (
        *(keys[min(i, 2)] for i in range(leaf)),
        "activity",
        *(after[min(i, 4)] for i in range(count - leaf - 1)),
    )


def table_again(table: Table) -> ExpectedTable:
    """The content of a table that was read, as a generator would have drawn it."""
    header = tuple(tuple(_expected(cell) for cell in row.cells) for row in table.header)
    rows = tuple(
        ExpectedRow(
            "band" if row.kind == "band" else "row",
            tuple(_expected(cell) for cell in row.cells),
            row.level,
        )
        for row in table.rows
    )
    return ExpectedTable(table.columns, header, rows, guess_roles(table))


def plan_again(table: Table, title: str, paragraphs: Sequence[str], language: str = "en") -> Plan:
    """A plan around the table, for ``set_reportlab.typeset``."""
    return Plan(
        language=language,
        title=title,
        before=tuple((f"Section {i}", text) for i, text in enumerate(paragraphs, start=1)),
        matrix=table_again(table),
        annex_title="",
        annex=None,
        notes=("* Note.",),
        footer="ADOPTED",
    )
