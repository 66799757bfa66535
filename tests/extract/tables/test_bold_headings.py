"""A bold text alone in its row is a heading over all columns, where no line shows its width."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.tables.candidate_text import text_of
from extract.tables.refinements import with_heading_rows
from extract.tables.text_evidence import weigh_bands
from tests.extract.page_parts import make_word

XS, YS = (40.0, 160.0, 280.0), (100.0, 130.0, 160.0, 190.0)
Place = tuple[int, int, str]
"""The row and the column of a text, and the text."""


def spans_of(texts: list[Place], *bold: str, row_spans: tuple[int, ...] = ()) -> dict[str, int]:
    """Return the number of columns of each text in a table of three rows and two columns.

    Args:
        texts: the texts.
        bold: those in bold type.
        row_spans: rows whose second cell goes on in the row below.
    """
    words = [
        make_word(text, XS[column] + 5, YS[row] + 12, bold=text in bold)
        for row, column, text in texts
    ]
    cells = [
        PageCell(row, row + 1, column, column + 1, (x0, top, x1, bottom))
        for row, (top, bottom) in enumerate(pairwise(YS))
        for column, (x0, x1) in enumerate(pairwise(XS))
    ]
    cells = [
        replace(cell, row_stop=cell.row + 2) if cell.column and cell.row in row_spans else cell
        for cell in cells
        if not (cell.column and cell.row - 1 in row_spans)
    ]
    found = with_heading_rows(text_of(PageTable(1, XS, YS, tuple(cells)), words))
    return {
        one.text: one.cell.column_stop - one.cell.column for one in text_of(found, words).with_text
    }


FIRST: list[Place] = [(0, 0, "one"), (0, 1, "goes")]
HEAD: list[Place] = [(1, 0, "Head"), (2, 0, "next")]


@pytest.mark.parametrize(
    ("texts", "bold", "width"),
    [
        ([*FIRST, *HEAD], ["Head"], 2),
        ([*FIRST, *HEAD], [], 1),
        ([*FIRST, *HEAD], ["Head", "goes"], 2),  # half of the texts
        ([*FIRST, *HEAD], ["Head", "goes", "one"], 1),
        ([*FIRST, (1, 1, "Head"), (2, 0, "next")], ["Head"], 1),
        ([*FIRST, (1, 1, "text"), *HEAD], ["Head"], 1),
    ],
    ids=["alone", "plain", "half bold", "most bold", "second column", "beside a text"],
)
def test_a_bold_text_is_a_heading_alone_in_a_first_cell_where_most_are_plain(
    texts: list[Place], bold: list[str], width: int
) -> None:
    assert spans_of(texts, *bold)["Head"] == width


def test_a_bold_text_beside_a_cell_of_two_rows_is_no_heading() -> None:
    assert spans_of([*FIRST, *HEAD], "Head", row_spans=(1,))["Head"] == 1


def test_texts_that_all_run_over_all_columns_are_prose() -> None:
    wide = PageCell(0, 1, 0, 2, (40.0, 100.0, 280.0, 130.0))
    own = [PageCell(1, 2, at, at + 1, (XS[at], 130.0, XS[at + 1], 160.0)) for at in (0, 1)]
    table = PageTable(1, XS, YS[:3], (wide, *own))
    prose, text = make_word("prose", 45.0, 112.0), make_word("text", 165.0, 142.0)
    assert [one.weight for one in weigh_bands(text_of(table, [prose]))] == [-12.0]
    assert not list(weigh_bands(text_of(table, [prose, text])))
