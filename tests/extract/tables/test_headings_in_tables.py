"""Headings over all columns between the rows of one table, weighed as text."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import PageCell, PageTable, Word
from extract.tables.candidate_text import text_of
from extract.tables.text_evidence import weigh_texts

PITCH = 20.0
NAME = "its columns go on below headings"


def table(rows: list[list[int]], heading: str) -> tuple[PageTable, list[Word]]:
    """Make a table of rows with cells that start at the given columns of three."""
    xs, cells, words = (0.0, 100.0, 200.0, 300.0), [], []
    for row, starts in enumerate(rows):
        for start, stop in zip(starts, [*starts[1:], 3], strict=True):
            box = (xs[start], PITCH * row, xs[stop], PITCH * (row + 1))
            cells.append(PageCell(row, row + 1, start, stop, box))
            text = "text" if len(starts) > 1 else heading
            x, y = box[0] + 5, box[1] + 14
            words.append(
                Word(text, x, y - 8, x + 20, y + 2, y, 10.0, False, False, (0.0,), glyphs=())
            )
    ys = tuple(PITCH * row for row in range(len(rows) + 1))
    return PageTable(1, xs, ys, tuple(cells)), words


ROW, OTHER, HEADING = [0, 1, 2], [0, 2], [0]


@pytest.mark.parametrize(
    ("rows", "heading", "is_one"),
    [
        ([ROW, HEADING, ROW], "Objective", True),
        ([OTHER, HEADING, HEADING, ROW], "Objective", True),
        ([ROW, HEADING, ROW], "Table 2: other figures", False),
        ([[0, 1], HEADING, OTHER], "Objective", False),
        ([HEADING, ROW, ROW], "Objective", False),
        ([ROW, ROW, HEADING], "Objective", False),
    ],
)
def test_the_same_columns_below_a_heading_are_one_table(
    rows: list[list[int]], heading: str, is_one: bool
) -> None:
    reasons = {one.name: one.weight for one in weigh_texts(text_of(*table(rows, heading)))}
    assert (reasons.get(NAME, 0.0) > 0) == is_one
