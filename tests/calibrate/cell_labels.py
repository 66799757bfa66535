"""Return which cells of a table that was read are those that are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from extract.model import Table
from tests.generators.compare import fold
from tests.generators.content import ExpectedTable

Cell = tuple[int, str]
"""Rows that the cell spans, and its text."""


def label_cells(read: Table, printed: ExpectedTable, *, has_rules: bool) -> dict[str, bool]:
    """Tell of each cell of a table whether it is right.

    A cell is right if the printed row that is most like its row has a cell with its text. If rows
    are drawn, it must also span as many rows: without rules, nobody sees where a cell ends.

    Args:
        read: the table that was read.
        printed: the table that is printed.
        has_rules: whether rules part its rows and columns.

    Returns:
        Whether it is right, by the identifier of the cell.
    """
    got = [
        {cell.column: (cell.row_stop - cell.row, fold(cell.text)) for cell in row.cells}
        for row in read.rows
    ]
    want: list[dict[int, Cell]] = [{} for _ in printed.rows]
    for cell in printed.cells:
        want[cell.row][cell.column] = (cell.row_stop - cell.row, fold(cell.text))
    pairs = _align(list(map(_texts, got)), list(map(_texts, want)))
    labels = {}
    for index, row in enumerate(read.rows):
        own = want[pairs[index]] if index in pairs else {}
        for one in row.cells:
            found = got[index][one.column]
            labels[one.cell_id] = index in pairs and _is_right(found, own, has_rules=has_rules)
    return labels


def _is_right(found: Cell, printed: Mapping[int, Cell], *, has_rules: bool) -> bool:
    rows, text = found
    if not text and not has_rules:
        return True
    return any(
        text == own and (rows == spanned or not has_rules) for spanned, own in printed.values()
    )


def _texts(row: Mapping[int, Cell]) -> tuple[str, ...]:
    return tuple(text for _, (_, text) in sorted(row.items()) if text)


def _align(got: Sequence[tuple[str, ...]], want: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Pair rows that were read with printed ones: equal rows first, then the most alike."""
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, got, want, autojunk=False)
    for tag, first, stop, start, end in matcher.get_opcodes():
        if tag == "equal" or stop - first == end - start:
            pairs.update(zip(range(first, stop), range(start, end), strict=True))
            continue
        for index in range(first, stop):
            shared = {at: len(set(got[index]) & set(want[at])) for at in range(start, end)}
            best = max(shared, key=lambda at: (shared[at], -at), default=None)
            if best is not None and shared[best]:
                pairs[index], start = best, best + 1
    return pairs
