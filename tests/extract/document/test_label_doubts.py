"""Doubts about headers: labels that lack or differ, and rows that look like a header."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.document.label_doubts import LabelDoubt, label_doubts, other_labels
from extract.geometry.page_model import PageCell
from extract.stitching.header import Header
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line

LABELS = ("Area", "Task", "Lead", "Budget")


def cells(row: int, texts: Sequence[str]) -> list[PageCell]:
    """Make the cells of a row 20 points high; an empty text is an empty cell."""
    return [
        make_cell(
            row,
            at,
            (100.0 * at, 20.0 * row, 100.0 * at + 100, 20.0 * row + 20),
            (make_line(text, 100.0 * at + 5, 20.0 * row + 13),) if text else (),
        )
        for at, text in enumerate(texts)
    ]


def table(
    *rows: Sequence[str],
    labels: Sequence[str] | None = LABELS,
    reprints: Sequence[tuple[int, Sequence[str]]] = (),
    end: Sequence[str] = (),
) -> StitchedTable:
    """Make a table of rows below its labels.

    Args:
        rows: their texts.
        labels: the texts of the header; None if there is none.
        reprints: pages that print the header again, and the texts there.
        end: the rest of the header on the second page.
    """
    columns = len(labels or rows[0])
    header = Header(0, 1, tuple(cells(0, labels))) if labels is not None else None
    found = StitchedTable(columns, header, pages=[1, 2, 3], header_end=tuple(cells(0, end)))
    prints = [(1, labels), *reprints] if labels is not None else []
    found.header_prints = [(page, tuple(cells(0, texts))) for page, texts in prints]
    for row, texts in enumerate(rows):
        found.rows.append(StitchedRow("row", [1]))
        for cell in cells(row + 1, texts):
            found.cells.append(
                StitchedCell(cell.column, cell.column + 1, row, row + 1, [(1, cell)])
            )
    return found


def told(found: Sequence[LabelDoubt]) -> list[tuple[str, int, str]]:
    return [(one.kind, one.page, one.text) for one in found]


@pytest.mark.parametrize(
    ("texts", "doubts"),
    [
        (LABELS, []),
        (("Area", "", "Lead", "Budget"), [("label-missing", 2, "Task")]),
        (("Area", "Tosk", "Lead", "Budget"), [("label-differs", 2, "Tosk")]),
        (("Area", "Tosk", "", "Budget"),
         [("label-missing", 2, "Lead"), ("label-differs", 2, "Tosk")]),
        (("", "", "", ""), []),
    ],
)  # fmt: skip
def test_a_header_printed_again_has_the_same_labels(
    texts: Sequence[str], doubts: list[tuple[str, int, str]]
) -> None:
    assert told(label_doubts(table(reprints=[(2, texts)]))) == doubts


@pytest.mark.parametrize(
    ("texts", "taken"),
    [
        (LABELS, "it repeats the header"),
        (("Area", "Task", "Lead", "Budgets"), "“Budgets” instead of “Budget”"),
        (("Area", "Task", "", ""), "it repeats the header"),  # half of the labels
        (("Area", "", "", ""), None),
        (("Area", "Task", "Rice", "Maize"), "“Rice” instead of “Lead”"),
        (("Area", "Beans", "Rice", "Maize"), None),
        (("Beans", "Peas", "Rice", "Maize"), None),
    ],
)
def test_a_row_that_prints_the_labels_may_be_a_header(
    texts: Sequence[str], taken: str | None
) -> None:
    found = label_doubts(table(("Rice", "Sow", "Ada", "12"), texts))
    assert [one.kind for one in found] == ([] if taken is None else ["label-differs"])
    assert all(taken is not None and taken in one.taken for one in found)


def test_a_single_label_that_differs_in_a_word_is_told_of_two() -> None:
    """Of two labels one is the same: the other one must be like it."""
    two = ("Area", "Budget 2024")
    for texts, is_told in (
        (("Area", "Budget 2025"), True),
        (("Area", "Rice"), False),
        (("Rice", "Maize"), False),
    ):
        found = label_doubts(table(("Rice", "12"), texts, labels=two))
        assert bool(found) == is_told, texts
    assert label_doubts(table(("Area",), labels=("Area",))) == []


def test_rows_of_one_cell_each_may_be_boxes_around_texts() -> None:
    (found,) = label_doubts(table(("Rice",), ("Maize",), labels=None))
    assert (found.kind, found.text, found.box) == ("table-grid", "Rice", (0.0, 20.0, 100.0, 60.0))
    assert label_doubts(table(("Rice",), labels=None)) == []
    assert label_doubts(table(("Rice", "12"), ("Maize", "13"), labels=None)) == []


@pytest.mark.parametrize(
    ("end", "reprints", "doubts"),
    [
        (("", "of all", "", ""), [], [("header-cut", 2, "of all")]),
        (("", "", "", ""), [], []),
        ((), [], []),
        (("", "of all", "", ""), [(3, ("Area", "Task of all", "Lead", "Budget"))], []),
    ],
)
def test_the_rest_of_a_header_that_a_page_end_cuts_is_a_doubt(
    end: Sequence[str],
    reprints: Sequence[tuple[int, Sequence[str]]],
    doubts: list[tuple[str, int, str]],
) -> None:
    """A later page may print the labels whole."""
    assert told(label_doubts(table(end=end, reprints=reprints))) == doubts


def test_a_table_parted_from_the_one_above_by_a_label_is_a_doubt() -> None:
    changed = table(labels=("Area", "Task", "Lead", "Budgets"))
    found = other_labels(table(), changed)
    assert found is not None
    assert (found.kind, found.text, found.page) == ("label-differs", "Budgets", 1)
    assert other_labels(table(), table()) is None
    assert other_labels(table(), table(labels=("Crop", "Yield", "Year", "Unit"))) is None
    assert other_labels(table(), table(("a",) * 4, labels=None)) is None
    assert other_labels(table(("a",) * 4, labels=None), table()) is None


@pytest.mark.parametrize(
    ("labels", "row", "doubts"),
    [
        (("Area", "Lead", ""), ("Rice", "", "12"), [("table-grid", 1, "Lead")]),
        (("Area", "", "Lead"), ("Rice", "12", ""), [("table-grid", 1, "Lead")]),
        (("Area", "Lead", ""), ("Rice", "Ada", "12"), []),
        (("Area", "Lead", "Budget"), ("Rice", "", "12"), []),
        (("Area", "Lead", "", ""), ("Rice", "", "", "12"), []),
    ],
)
def test_a_label_over_an_empty_column_beside_texts_without_a_label_is_told(
    labels: Sequence[str], row: Sequence[str], doubts: list[tuple[str, int, str]]
) -> None:
    assert told(label_doubts(table(row, labels=labels))) == doubts


@pytest.mark.parametrize(
    ("first", "second", "is_told"),
    [
        (("", "(m)", "(%)", "[USD]"), ("North", "3", "4", "5"), True),
        (("", "(m)", "", "(USD)"), ("North", "3", "4", "5"), True),
        (("", "(m)", "4", "(USD)"), ("North", "3", "4", "5"), False),
        (("", "(3)", "(4)", "(5)"), ("", "3", "4", "5"), False),  # other rows have no key either
        (("North", "(3)", "(4)", "(5)"), ("South", "3", "4", "5"), False),
    ],
)
def test_a_first_row_in_brackets_without_a_key_may_be_units(
    first: Sequence[str], second: Sequence[str], *, is_told: bool
) -> None:
    found = [one for one in label_doubts(table(first, second)) if "units" in one.taken]
    assert bool(found) == is_told
