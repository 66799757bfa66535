"""Find the labels of a table whose header was read as rows."""

from __future__ import annotations

from collections import Counter

from extract.model import Row, Table
from extract.stitching.thresholds import LABELS
from pipeline.add.known_labels import label_role
from pipeline.add.thresholds import TABLES


def labels_in_rows(table: Table) -> tuple[str, ...]:
    """Return the labels that a row of a table prints, one per column; empty if none is a header.

    A header is a row that is printed several times and holds a label that columns of plans have,
    or the first row if most of its texts are such labels.
    """
    rows = [row for row in table.rows if row.kind == "row"]
    prints = Counter(map(_texts, rows))
    for row in rows:
        least = 1 if prints[_texts(row)] > 1 else _majority(row) if row is rows[0] else None
        if least is not None and _is_short(row) and _known(row) >= least:
            return _by_column(row, len(table.columns))
    return ()


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text.casefold() for cell in row.cells)


def _filled(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text.strip()]


def _is_short(row: Row) -> bool:
    filled = _filled(row)
    return len(filled) >= LABELS.min_labels and all(
        len(text.split()) <= TABLES.max_label_words for text in filled
    )


def _known(row: Row) -> int:
    """Count the texts of a row that are labels of columns."""
    return sum(bool(label_role(text)) for text in _filled(row))


def _majority(row: Row) -> float:
    return max(LABELS.min_labels, TABLES.known_labels * len(_filled(row)))


def _by_column(row: Row, width: int) -> tuple[str, ...]:
    labels = [""] * width
    for cell in row.cells:
        for column in range(cell.column, min(cell.column_stop, width)):
            labels[column] = cell.text
    return tuple(labels)
