"""What makes a cell at a page end uncertain."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from extract.confidence.page_ends import lone_empty_cells, weigh_cell_end, weigh_page_ends
from extract.geometry.page_model import PageCell
from extract.model import Evidence
from extract.stitching.stitched_table import CellEnd, StitchedBreak, StitchedCell
from tests.extract.page_parts import make_cell, make_line


def end(row: int, *weights: float, cells: tuple[CellEnd, ...] = ()) -> StitchedBreak:
    evidence = tuple(Evidence(name=f"no. {at}", weight=w) for at, w in enumerate(weights))
    return StitchedBreak(1, 2, row, sum(weights) > 0, evidence, cells)


def cell(row: int, column: int, text: str = "text", *, rows: int = 1) -> StitchedCell:
    lines = (make_line(text, 5.0, 20.0),) if text else ()
    part: PageCell = make_cell(row, column, (0.0, 0.0, 90.0, 20.0), lines)
    return StitchedCell(column, column + 1, row, row + rows, [(1, part)])


def weights(cells: list[StitchedCell], *ends: int, bands: tuple[int, ...] = ()) -> list[float]:
    """Return the weight of each cell at page ends above the given rows."""
    count = max(one.row_stop for one in cells)
    kinds = ["band" if at in bands else "row" for at in range(count)]
    table = SimpleNamespace(
        cells=cells,
        rows=[SimpleNamespace(kind=kind) for kind in kinds],
        breaks=list(map(end, ends)),
    )
    found = lone_empty_cells(cast("Any", table))
    return [found.get(id(one), 0.0) for one in cells]


def test_a_close_decision_and_evidence_against_it_make_a_page_end_uncertain() -> None:
    for own, close, against in (
        ((3.0,), 1 / 4, 0.0),
        ((3.0, -1.0), 1 / 3, 1 / 4),
        ((-3.0, 1.0), 1 / 3, 1 / 4),
    ):
        first, second = weigh_page_ends([end(1, *own)]).values()
        assert (first, second) == (pytest.approx(close), pytest.approx(against))


def test_the_closest_decision_on_its_column_counts_for_a_cell() -> None:
    breaks = {
        2: end(2, -1.0, cells=(CellEnd(0, 3.0), CellEnd(1, 0.0))),
        4: end(4, -1.0, cells=(CellEnd(0, -1.0),)),
    }
    assert weigh_cell_end(cell(1, 0), breaks) == 1 / 4  # it ends where the page does
    assert weigh_cell_end(cell(2, 0), breaks) == 1 / 4  # it begins there
    assert weigh_cell_end(cell(1, 1), breaks) == 1.0
    assert weigh_cell_end(cell(2, 0, rows=2), breaks) == 1 / 2
    assert weigh_cell_end(cell(0, 0), breaks) == 0.0
    assert weigh_cell_end(cell(1, 2), breaks) == 0.0


def test_one_of_two_cells_at_a_page_end_may_have_the_text_of_both() -> None:
    for upper, lower, weight in (
        ("text", "", 1.0),
        ("", "text", 1.0),
        ("a", "b", 0.0),
        ("", "", 0.0),
    ):
        assert weights([cell(0, 0, upper), cell(1, 0, lower)], 1) == [weight, weight]
    # Inside of a page they are two.
    assert weights([cell(0, 0), cell(1, 0, "")]) == [0.0, 0.0]
    assert weights([cell(0, 0), cell(1, 1, "")], 1) == [0.0, 0.0]


def test_the_more_cells_of_the_column_are_empty_the_less_it_tells() -> None:
    cells = [cell(0, 0), cell(1, 0, ""), cell(2, 0), cell(3, 0, "")]
    assert weights(cells, 1) == [0.5, 0.5, 0.0, 0.0]


def test_columns_that_span_rows_elsewhere_are_likelier_to_do_so_at_a_page_end() -> None:
    cells = [cell(0, 0), cell(1, 0, ""), cell(2, 0, rows=2)]
    assert weights(cells, 1) == [2.0, 2.0, 0.0]


def test_headings_over_all_columns_are_no_cells() -> None:
    assert weights([cell(0, 0), cell(1, 0, "")], 1, bands=(1,)) == [0.0, 0.0]
