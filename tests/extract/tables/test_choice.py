"""The best set of tables that do not overlap is chosen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.model import Bbox, Evidence
from extract.tables.candidates import TableCandidate
from extract.tables.choice import choose, dropped, reason_against, reason_to_doubt


def candidate(name: str, box: Bbox, odds: float, words: int = 10) -> TableCandidate:
    x0, top, x1, bottom = box
    cells = tuple(
        PageCell(row, row + 1, column, column + 1, (x0 + column, top + row, x1, bottom))
        for row in range(2)
        for column in range(2)
    )
    table = PageTable(
        1, (x0, (x0 + x1) / 2, x1), (top, (top + bottom) / 2, bottom), cells, found_by=name
    )
    evidence = (Evidence(name="a reason", weight=odds),)
    return TableCandidate(table, box, evidence, words, (name, "text", "more"))


WHOLE = (0.0, 0.0, 100.0, 100.0)
TOP, FOOT = (0.0, 0.0, 100.0, 50.0), (0.0, 50.0, 100.0, 100.0)


def chosen(*candidates: TableCandidate) -> list[str]:
    return sorted(one.chosen.found_by for one in choose(candidates))


def test_two_halves_are_not_better_by_being_two() -> None:
    halves = candidate("top", TOP, 5.0, 5), candidate("foot", FOOT, 5.0, 5)
    assert chosen(candidate("whole", WHOLE, 5.5), *halves) == ["whole"]
    assert chosen(candidate("whole", WHOLE, 4.5), *halves) == ["foot", "top"]


def test_a_candidate_against_which_more_speaks_is_no_table() -> None:
    frame = candidate("frame", WHOLE, -1.0, words=500)
    table = candidate("table", (10, 10, 60, 60), 2.0)
    assert chosen(frame, table) == ["table"]
    assert chosen(frame) == []
    assert chosen(candidate("neither", WHOLE, 0.0)) == []
    assert [one.found_by for one in dropped([frame], [])] == ["frame"]
    assert dropped([frame], [table]) == []


@pytest.mark.parametrize(
    ("odds", "more", "is_kept"),
    [
        (-2.9, {}, True),
        (-3.0, {}, False),  # it looks unlike a table
        (-1.0, {"reading": ()}, False),
        (-1.0, {"is_ruled": False}, False),
    ],
)
def test_a_grid_that_is_no_table_is_ruled_and_holds_texts(
    odds: float, more: dict[str, Any], *, is_kept: bool
) -> None:
    grid = candidate("grid", WHOLE, odds)
    table = replace(grid.table, is_ruled=more.get("is_ruled", True))
    grid = replace(grid, table=table, reading=more.get("reading", grid.reading))
    assert dropped([grid], []) == [grid] * is_kept


def test_of_grids_that_overlap_the_likeliest_is_kept() -> None:
    grids = [candidate("one", WHOLE, -2.0), candidate("other", TOP, -1.0)]
    assert [one.found_by for one in dropped(grids, [])] == ["other"]
    apart = [candidate("one", FOOT, -2.0), candidate("other", TOP, -1.0)]
    assert [one.found_by for one in dropped(apart, [])] == ["other", "one"]


def test_tables_that_touch_do_not_exclude_each_other() -> None:
    assert chosen(candidate("top", TOP, 3.0), candidate("foot", FOOT, 3.0)) == ["foot", "top"]


def test_a_close_runner_up_is_kept_with_its_margin() -> None:
    (choice,) = choose([candidate("one", WHOLE, 5.0), candidate("other", WHOLE, 4.4)])
    assert choice.runner_up is None or choice.runner_up.found_by == "other"
    (choice,) = choose([candidate("one", WHOLE, 5.0), candidate("top", TOP, 4.4)])
    assert choice.runner_up is not None
    assert (choice.runner_up.found_by, choice.margin) == ("top", 0.6)


def test_a_choice_among_many_candidates_overlaps_nowhere() -> None:
    many = [candidate(str(at), (0, 4.0 * at, 100, 4.0 * at + 30), 1 + at % 5) for at in range(40)]
    boxes = sorted(one.chosen.bbox for one in choose(many))
    tops = sorted(box[1] for box in boxes)
    assert len(boxes) > 3
    assert all(below - above >= 27 for above, below in itertools.pairwise(tops))


@pytest.mark.parametrize(
    ("weights", "margin", "told"),
    [
        ((2.0, -4.0), 6.0, -4.0),
        ((2.0, -0.5), 6.0, None),
        ((1.0, -0.5), 0.5, -0.5),
        ((1.0,), 0.5, None),
        ((0.0,), 0.5, None),
        ((2.0, -3.0), 6.0, -3.0),
        ((2.0, -2.9), 6.0, None),
        ((2.0, -0.5), 1.0, None),
        ((2.0, -0.5), 0.9, -0.5),
        ((2.0, -0.5), None, None),
    ],
)
def test_a_strong_reason_against_a_table_or_little_for_it_is_told(
    weights: Sequence[float], margin: float | None, told: float | None
) -> None:
    reasons = [Evidence(name=f"{one}", weight=one) for one in weights]
    found = reason_against(reasons, margin)
    assert (found.weight if found else None) == told


def test_reasons_count_alike_in_any_order() -> None:
    weights = (3.0, 1.5, 1.0, 1.0, 0.6, 0.8, 0.9, -1.0)
    one = candidate("one", (0.0, 0.0, 10.0, 10.0), 1.0)
    reasons = tuple(Evidence(name=f"reason {at}", weight=w) for at, w in enumerate(weights))
    odds = {
        replace(one, evidence=(*reasons[at:], *reasons[:at])).odds for at in range(len(reasons))
    }
    assert odds == {7.8}


@pytest.mark.parametrize(("shift", "is_doubtful"), [(1, True), (0, False)])
def test_rows_whose_merged_cells_interlock_are_doubtful(shift: int, *, is_doubtful: bool) -> None:
    """Cells of two rows in both columns end together, or each within one of the other column."""
    ys = tuple(10.0 * row for row in range(10))
    cells = tuple(
        PageCell(row, row + 2, column, column + 1, (50.0 * column, ys[row], 50.0, ys[row + 2]))
        for column in range(2)
        for row in range(shift * column, 7, 2)
    )
    table = PageTable(1, (0.0, 50.0, 100.0), ys, cells, is_ruled=False, is_booktabs=True)
    assert bool(reason_to_doubt(table, None, is_alone=True)) == is_doubtful
    assert not reason_to_doubt(replace(table, is_booktabs=False), None, is_alone=True)
