"""Doubts on what a plan publishes; what it leaves out is not doubted."""

from __future__ import annotations

from extract.matrix.doubts import doubts_on_published
from extract.model import Document, ReadingDoubt, Span, Table
from tests.normalize.printed import cell, row, table


def doubt(made: Table, at: int, kind: str = "uncertain-cell") -> ReadingDoubt:
    part = made.rows[at].cells[0].fragments[0]
    span = Span(page=part.page, bbox=part.bbox)
    return ReadingDoubt.model_validate(
        {"kind": kind, "table_id": made.table_id, "span": span, "text": part.text, "taken": "x"}
    )


def test_labels_that_a_table_prints_again_are_not_doubted() -> None:
    rows = [row(cell(text, 0, at)) for at, text in enumerate(("Task", "Mend", "Draw"))]
    for at, one in enumerate(rows):
        box = (0.0, 10.0 * at, 50.0, 10.0 * at + 8)
        parts = tuple(p.model_copy(update={"bbox": box}) for p in one.cells[0].fragments)
        cells = (one.cells[0].model_copy(update={"fragments": parts}),)
        rows[at] = one.model_copy(update={"cells": cells, "kind": "row" if at else "header"})
    made = table(rows, ["Task"], matrix=False, table_id="t1")
    other = made.model_copy(update={"table_id": "t2"})
    doubts = (doubt(made, 0), doubt(made, 1), doubt(other, 2), doubt(made, 0, "clipped-text"))
    document = Document.model_construct(tables=(made, other), doubts=doubts)
    assert list(doubts_on_published(document, [0])) == [doubts[1], doubts[3]]
