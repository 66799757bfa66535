"""Find where a row is printed: on each of its pages, the band that its cells have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.model import Bbox
from link.rows import MatrixRecord
from normalize.model import CellFragment

Box = tuple[int, float, float, float, float]
"""Page, then ``x0, top, x1, bottom`` in points."""


def row_boxes(rows: Sequence[MatrixRecord], cells: Iterable[CellFragment]) -> dict[str, list[Box]]:
    """Return the boxes of each row.

    A merged cell covers other rows, too. On each page, the box of the row reaches from the lowest
    top to the highest bottom of its cells, and is as wide as all of them.
    """
    by_record: dict[str, list[CellFragment]] = defaultdict(list)
    for cell in cells:
        for record in cell.record_ids:
            by_record[record].append(cell)
    return {row.row_id: list(_boxes(row, by_record)) for row in rows}


def _boxes(row: MatrixRecord, by_record: dict[str, list[CellFragment]]) -> Iterable[Box]:
    records = (row.row_id, row.area_id, row.focus_id, row.activity_id, row.expected_output_id)
    on_page: dict[int, list[Bbox]] = defaultdict(list)
    for record in records:
        for cell in by_record.get(record or "", ()):
            if row.page_first <= cell.span.page <= row.page_last:
                on_page[cell.span.page].append(cell.span.bbox)
    for page, boxes in sorted(on_page.items()):
        top, bottom = max(box[1] for box in boxes), min(box[3] for box in boxes)
        if top < bottom:
            yield (page, min(box[0] for box in boxes), top, max(box[2] for box in boxes), bottom)
