"""Page ends, and the empty places of cells beside them, that are uncertain."""

from __future__ import annotations

import pytest

from extract.document.doubts import Doubt, doubts_on_ends
from extract.document.footprints import footprints_of
from extract.document.thresholds import DOUBTS
from extract.geometry.page_model import PageCell, PageTable
from extract.model import Evidence
from extract.stitching.page_ends.break_score import CellEnd
from extract.stitching.stitched_table import (
    StitchedBreak,
    StitchedCell,
    StitchedRow,
    StitchedTable,
)
from tests.extract.page_parts import make_cell, make_line

XS, TOP = (0.0, 100.0, 200.0), 50.0


def cell(column: int, text: str) -> PageCell:
    box = (XS[column], TOP, XS[column + 1], TOP + 20.0)
    return make_cell(0, column, box, (make_line(text, 5.0, TOP + 12),) if text else ())


def doubts(
    above: tuple[str | None, ...],
    below: tuple[str | None, ...],
    *cells: CellEnd,
    weight: float = 9.0,
    pages: tuple[int, ...] = (1, 2),
) -> list[Doubt]:
    """Return the doubts at the page end between two rows; None: no cell starts there."""
    table = StitchedTable(2, None, pages=[1, 2])
    parts = []
    for row, texts in enumerate((above, below)):
        page = row + 1
        table.rows.append(StitchedRow("row", [page]))
        own = [cell(at, text) for at, text in enumerate(texts) if text is not None]
        table.cells.extend(
            StitchedCell(one.column, one.column + 1, row, page, [(page, one)]) for one in own
        )
        parts.append(PageTable(page, XS, (TOP, TOP + 20.0), tuple(own)))
    evidence = (Evidence(name="it fits", weight=weight),)
    table.breaks.append(StitchedBreak(1, 2, 1, weight > 0, evidence, cells))
    footprints = footprints_of([part for part in parts if part.page in pages], 3, [])
    return doubts_on_ends(table, 3, footprints)


TEXTS = ("Water", "Dig")
OPEN = CellEnd(1, 0.1, is_open=True)


@pytest.mark.parametrize(
    ("weight", "taken"),
    [
        (0.1, "the row was read as continuing from the page before, but it may be a new row"),
        (-0.1, "a new row was read there, but the row of the page before may continue"),
    ],
)
def test_a_close_decision_is_a_doubt_at_the_head_of_the_next_page(
    weight: float, taken: str
) -> None:
    (found,) = doubts(TEXTS, ("Land", "Fill"), weight=weight)
    assert (found.kind, found.page, found.text, found.taken) == ("page-end", 2, "Fill", taken)
    assert found.box == (XS[0], TOP, XS[-1], TOP + DOUBTS.strip_height)
    assert doubts(TEXTS, ("Land", "Fill"), weight=10 * weight * 9) == []


def test_a_page_without_a_part_of_the_table_has_no_place_for_a_doubt() -> None:
    assert doubts(TEXTS, ("Land", "Fill"), OPEN, weight=0.1, pages=(1,)) == []


def test_a_page_end_above_a_row_without_text_is_doubted_without_one() -> None:
    (found,) = doubts(TEXTS, ("", ""), weight=0.1)
    assert found.text == ""


@pytest.mark.parametrize(
    ("end", "taken"),
    [(CellEnd(1, 0.1, is_open=True), "was read as a part of it"),
     (CellEnd(1, -0.1, is_open=True), "was read as an empty cell")],
)  # fmt: skip
def test_an_empty_place_below_a_text_is_a_doubt(end: CellEnd, taken: str) -> None:
    (found,) = doubts(TEXTS, ("Land", ""), end)
    assert (found.kind, found.page, found.text) == ("row-start", 2, "Dig")
    assert found.box == (100.0, TOP, 200.0, TOP + 20.0)
    assert taken in found.taken


@pytest.mark.parametrize(
    ("above", "below", "end"),
    [
        (("Water", ""), ("Land", ""), OPEN),  # no text may go on
        (("Water", None), ("Land", ""), OPEN),
        (TEXTS, ("Land", None), OPEN),
        (TEXTS, ("Land", ""), CellEnd(1, 9.0, is_open=True)),
        (TEXTS, ("Land", ""), CellEnd(1, 0.1)),  # the page shows it
    ],
)
def test_an_empty_place_is_none_without_a_text_above_or_a_close_decision(
    above: tuple[str | None, ...], below: tuple[str | None, ...], end: CellEnd
) -> None:
    assert doubts(above, below, end) == []
