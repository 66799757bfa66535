"""Cells that hold the numbers of several rows, weighed as text."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import PageCell, PageTable, Word
from extract.tables.candidate_text import text_of
from extract.tables.text_evidence import weigh_texts

SIZE, PITCH = 10.0, 12.0


def number(x0: float, line: int) -> Word:
    baseline = 20.0 + PITCH * line
    box = (x0, baseline - 8, x0 + 12, baseline + 2)
    return Word("12", *box, baseline, SIZE, bold=False, italic=False, color=(0.0,), glyphs=())


def table(columns: int) -> PageTable:
    xs = tuple(100.0 * at for at in range(columns + 1))
    cells = (PageCell(0, 1, at, at + 1, (xs[at], 0.0, xs[at + 1], 200.0)) for at in range(columns))
    return PageTable(1, xs, (0.0, 200.0), tuple(cells))


@pytest.mark.parametrize("lacking", [None, 0, 5, 9])
def test_a_cell_of_numbers_below_each_other_holds_rows(lacking: int | None) -> None:
    """They are rows too if one column lacks one of the numbers."""
    words = [
        number(100.0 * column + 5, line)
        for column in range(3)
        for line in range(10)
        if column or line != lacking
    ]
    weights = {one.name: one.weight for one in weigh_texts(text_of(table(3), words))}
    assert weights["cells hold several rows"] == -4.0
