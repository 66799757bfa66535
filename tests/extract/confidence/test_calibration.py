"""From evidence to probabilities, and from the cells of a table to those of its causes."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from extract.confidence.calibration import Calibration, Scale, log_odds
from extract.confidence.rating import _cause, _worst, confidence_by_row
from extract.confidence.text_evidence import pieces_per_line
from extract.geometry.thresholds import DRAWING_ORDER
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from tests.extract.page_parts import make_cell, make_line

PLAIN = Scale(intercept=0.0, slope=1.0, most=0.9)
MADE = Calibration(
    intercept=-2.0,
    weights={"a": 1.0, "b": 3.0, "c": 1.0, "none": 0.0},
    doubtful=0.5,
    row=PLAIN,
    table=PLAIN,
    page_end=PLAIN,
)


def cell_at(row: int, stop: int, confidence: float | None, column: int = 0) -> StitchedCell:
    part = make_cell(row, column, (0.0, 0.0, 90.0, 20.0), (make_line("text", 5.0, 10.0),))
    return StitchedCell(column, column + 1, row, stop, [(1, part)], confidence)


def test_evidence_lowers_the_probability_by_its_weight() -> None:
    assert MADE.probability({}) == 1 / (1 + math.exp(-2))
    assert MADE.probability({"a": 2.0}) == 0.5
    assert MADE.probability({"a": 0.5, "b": 0.5, "unknown": 9.0}) == 0.5


@pytest.mark.parametrize(
    ("evidence", "most", "names"),
    [
        ({"a": 1.0, "b": 1.0, "c": 1.0}, 3, ["b", "a", "c"]),
        ({"c": 1.0, "a": 1.0, "b": 1.0}, 2, ["b", "a"]),
        ({"a": 4.0, "b": 1.0}, 1, ["a"]),
        ({"none": 5.0, "a": 0.0, "unknown": 1.0}, 3, []),
    ],
)
def test_the_weightiest_evidence_is_named(
    evidence: dict[str, float], most: int, names: list[str]
) -> None:
    assert MADE.reasons(evidence, most) == names


@pytest.mark.parametrize(
    ("cells", "expected"),
    [((0.8, 0.6, None), 0.6), ((0.99,), 0.9), ((None,), None), ((), None)],
)
def test_the_least_certain_cell_counts(
    cells: tuple[float | None, ...], expected: float | None
) -> None:
    assert MADE.of_cells(PLAIN, cells) == expected


def test_log_odds_are_finite() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0)) == pytest.approx(math.log(1e-6), abs=1e-5)


@pytest.mark.parametrize(
    ("reasons", "cause"),
    [
        (["no rules part the columns"], ("table", 0)),
        (["texts of the column are drawn in pieces"], ("column", 2)),
        (["the text breaks off"], ("row", 1)),
        ([], ("row", 1)),
    ],
)
def test_the_weightiest_reason_is_of_a_table_a_column_or_a_row(
    reasons: list[str], cause: tuple[str, int]
) -> None:
    assert _cause(cell_at(1, 2, 0.3, column=2), reasons) == cause


def test_a_merged_cell_counts_for_each_row_that_it_covers() -> None:
    table = StitchedTable(2, None)
    table.cells.extend([cell_at(0, 2, 0.9), cell_at(1, 2, 0.5), cell_at(2, 3, None)])
    assert confidence_by_row(table) == {0: [0.9], 1: [0.9, 0.5]}


@pytest.mark.parametrize(
    ("glyphs", "pieces"),
    [
        ((1, 2, 3), 0.0),
        ((1, 1 + DRAWING_ORDER.max_word_step), 0.0),
        ((1, 2 + DRAWING_ORDER.max_word_step), 1.0),
        ((3, 2), 1.0),
        ((9, 5, 1), 1.0),
    ],
)
def test_a_text_is_in_pieces_where_its_glyphs_are_drawn_apart(
    glyphs: tuple[int, ...], pieces: float
) -> None:
    cell = cell_at(0, 1, None)
    page, part = cell.parts[0]
    line = make_line("text", 5.0, 10.0, glyphs=glyphs)
    cell.parts = [(page, replace(part, lines=(line,)))]
    assert pieces_per_line(cell) == pieces


def test_pieces_are_counted_for_each_line() -> None:
    cell = cell_at(0, 1, None)
    page, part = cell.parts[0]
    lines = [make_line("text", 5.0, 10.0 * at, glyphs=(at, at + 1)) for at in (1, 2, 500, 501)]
    cell.parts = [(page, replace(part, lines=tuple(lines)))]
    assert pieces_per_line(cell) == pytest.approx(3 / 4)  # two of them overlap
    cell.parts = []
    assert pieces_per_line(cell) == 0.0


def test_the_least_certain_cell_is_told_of_those_with_one_cause() -> None:
    cells = [cell_at(row, row + 1, 0.9 - abs(row - 1) / 10) for row in (1, 2, 4, 0)]
    told = _worst([(cell, {}) for cell in cells], "column")
    assert told.cell is cells[2]
    assert (told.count, told.place, told.reasons) == (4, "column", [])
