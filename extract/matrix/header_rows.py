"""Find rows of a table that print its labels: a header that the reader took for rows."""

from __future__ import annotations

from collections.abc import Sequence

from extract.matrix.thresholds import CHOICE
from extract.model import Row, Table
from extract.stitching.labels import label_likeness
from extract.stitching.thresholds import LABELS


def with_header_rows(table: Table, labels: Sequence[str]) -> Table:
    """Return a table without labels with those that one of its rows prints.

    Each row that prints the labels becomes a header row, in its place: a table prints its header
    again on each page or below each heading.

    Args:
        table: a table; one with labels is returned unchanged.
        labels: the labels of the settings.
    """
    known = [label for label in labels if label.strip()]
    if any(label.strip() for label in table.columns) or not known:
        return table
    headers = [row for row in table.rows if _is_header(row, known)]
    if not headers:
        return table
    columns = list(table.columns)
    for cell in headers[0].cells:
        for column in range(cell.column, min(cell.column_stop, len(columns))):
            columns[column] = cell.text
    rows = tuple(
        row.model_copy(update={"kind": "header"}) if row in headers else row for row in table.rows
    )
    return table.model_copy(update={"columns": tuple(columns), "rows": rows})


def _is_header(row: Row, labels: Sequence[str]) -> bool:
    texts = [cell.text for cell in row.cells if cell.text.strip()]
    if row.kind != "row" or len(texts) < LABELS.min_labels:
        return False
    found = sum(any(label_likeness(t, label) >= LABELS.same for label in labels) for t in texts)
    return found >= max(LABELS.min_labels, CHOICE.header_share * len(texts))
