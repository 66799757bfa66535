"""Doubts on what a plan publishes; what it leaves out is not doubted."""

from __future__ import annotations

import pytest

from extract.matrix.doubts import doubts_on_cut_forms, doubts_on_published, doubts_on_spans
from extract.model import Cell, ColumnRole, Document, ReadingDoubt, Row, Span, Table
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


LABELS = ["Task", "2010", "2011", ""]


@pytest.mark.parametrize(
    ("column", "stop", "kind", "text", "told"),
    [
        (1, 3, "row", "All new tenders", ["it spans the columns “2010” to “2011”"]),
        (1, 4, "row", "All new tenders", ["it spans the columns “2010” to number 4"]),
        (1, 2, "row", "All new tenders", []),
        (2, 4, "row", "beside a column without a label", []),
        (0, 4, "row", "A heading over all columns", []),
        (1, 3, "band", "A heading", []),
        (1, 3, "row", " ", []),
    ],
)
def test_a_text_over_columns_of_different_roles_is_told_to_be_in_one(
    column: int, stop: int, kind: str, text: str, told: list[str]
) -> None:
    over = cell(text, column, 0).model_copy(update={"column_stop": stop})
    made = table([row(over).model_copy(update={"kind": kind})], LABELS)
    roles = [ColumnRole(column=1, role="start", label="2010", score=1.0)]
    doubts = list(doubts_on_spans(made, roles))
    assert [one.taken.partition(", and")[0] for one in doubts] == told
    assert all(one.kind == "table-grid" and one.text == text for one in doubts)


def test_columns_of_one_role_share_a_text() -> None:
    over = cell("All new tenders", 1, 0).model_copy(update={"column_stop": 3})
    roles = [ColumnRole(column=at, role="start", label="x", score=1.0) for at in (1, 2)]
    assert not list(doubts_on_spans(table([row(over)], LABELS), roles))


def _at(made: Cell, bottom: float) -> Cell:
    """Return a cell with the height at which it ends."""
    parts = (part.model_copy(update={"bbox": (0.0, 0.0, 9.0, bottom)}) for part in made.fragments)
    return made.model_copy(update={"fragments": tuple(parts)})


@pytest.mark.parametrize(
    ("last", "page_after", "told"),
    [("Done", 2, 0), ("", 2, 1), ("", 1, 0)],  # on the page of the next form, it is left blank
)
def test_a_form_at_a_page_end_that_lacks_its_last_value_is_told(
    last: str, page_after: int, told: int
) -> None:
    def form(at: int, page: int, status: str) -> Row:
        # The number of a heading above the form is in the last column.
        texts = enumerate(("Dig", status, "1"))
        cells = [_at(cell(text, column, at), 100.0 - 50.0 * (column == 2) + 20.0 * (column == 1))
                 for column, text in texts if text]  # fmt: skip
        return row(*cells).model_copy(update={"pages": (page,)})

    forms = [form(0, 1, "Done"), form(1, 1, last), form(2, page_after, "Done")]
    doubts = list(doubts_on_cut_forms(table(forms, ("Task", "Status", "Card"))))
    assert len(doubts) == told
    assert all("lacks “Status”" in one.taken for one in doubts)
