"""Distinguish a table from a header without rows, which is found where only the header is ruled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from extract.model import ReadingDoubt, Table
from extract.page.ledger import letters


def letters_beneath(doubts: Iterable[ReadingDoubt]) -> Mapping[str, int]:
    """Count the letters that stand at each table and are in none of its cells, by table."""
    counts: Counter[str] = Counter()
    for doubt in doubts:
        if doubt.kind == "left-out":
            counts[doubt.table_id] += len(letters(doubt.text))
    return counts


def letters_in(table: Table) -> int:
    """Count the letters in the cells of a table."""
    return sum(
        len(letters("".join(fragment.lines)))
        for row in (*table.header, *table.rows)
        for cell in row.cells
        for fragment in cell.fragments
    )


def has_rows(table: Table, beneath: int) -> bool:
    """Return whether a table has rows below its header.

    Args:
        table: the table. If it has a single row and no header, with text beneath that is in none
            of its cells, the row is the header.
        beneath: letters of such text.
    """
    rows = sum(row.kind == "row" for row in table.rows)
    return rows > 1 or bool(rows and (table.header or not beneath))
