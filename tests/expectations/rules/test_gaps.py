"""Empty cells of the matrix: which are issues, which have one cause, and how they are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.rules.gaps import (
    find_areas_without_lead,
    find_lone_focus_areas,
    find_missing_activities,
    find_missing_focus_areas,
    find_missing_leads,
    find_missing_outputs,
)
from expectations.settings import ExpectationSettings
from tests.expectations.cases import _cell
from tests.expectations.plans import linked
from tests.link.plans import RowText

SETTINGS = ExpectationSettings()
Finder = Callable[[PlanIndex, ExpectationSettings], Iterator[Finding]]
FULL = RowText("1.1", "Focus", "Plan it", "A plan", "SOMTC")


def index_of(*rows: RowText, cells: tuple[str | None, ...] = (), column: str = "") -> PlanIndex:
    """Return a plan; `cells` names the cell of a column that covers each row."""
    plan = linked(rows, relevant={})
    made = tuple(
        _cell(cell_id=cell, column=column, record_ids=(row.row_id,))
        for cell, row in zip(cells, plan.plan.rows, strict=False)
        if cell is not None
    )
    return PlanIndex(plan.model_copy(update={"plan": plan.plan.model_copy(update={"cells": made})}))


def messages(find: Finder, *rows: RowText) -> list[str]:
    return [found.message for found in find(index_of(*rows), SETTINGS)]


LEAD = "1.1: no lead body is printed for “Hold it”."


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((FULL, RowText("1.1", "Focus", "Hold it", "A talk")), [LEAD]),
        ((FULL, RowText("1.1", "Focus", "Hold it", "A talk", "  ")), [LEAD]),
        ((FULL, RowText("1.1", "Focus", "", "A talk")), [LEAD.replace("Hold it", "A talk")]),
        ((FULL, RowText("1.1", "Focus")), []),  # nothing is to be done
        ((FULL, RowText("1.2", "Focus", "Hold it", "A talk")), []),  # no row of the area has one
        ((RowText("1.1", "Focus", "Hold it", "A talk"),), []),  # a plan without leads
    ],
)
def test_a_row_with_a_task_has_a_lead(rows: tuple[RowText, ...], expected: list[str]) -> None:
    assert messages(find_missing_leads, *rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((FULL, RowText("1.2", activity="Hold it")),
         ["1.2: no lead body is printed for its row."]),
        ((FULL, RowText("1.2", activity="Hold it"), RowText("1.2", activity="End it")),
         ["1.2: no lead body is printed for any of its 2 rows."]),
        ((FULL, RowText("1.2", activity="Hold it"), RowText("1.2", activity="End it", leads="X")),
         []),
        ((RowText("1.2", activity="Hold it"),), []),
    ],
)  # fmt: skip
def test_an_area_has_a_lead(rows: tuple[RowText, ...], expected: list[str]) -> None:
    assert messages(find_areas_without_lead, *rows) == expected


@pytest.mark.parametrize(
    ("find", "row", "expected"),
    [
        (find_missing_outputs, RowText("1.1", "Focus", "Hold it"),
         "1.1: no expected output is printed for “Hold it”."),
        (find_missing_outputs, RowText("1.1", "Focus", "Hold it", "A talk"), None),
        (find_missing_outputs, RowText("1.1", "Focus"), None),
        (find_missing_activities, RowText("1.1", "Topic", "", "A talk"),
         "1.1: no activity is printed for “A talk”, under the focus area “Topic”."),
        (find_missing_activities, RowText("1.1", "", "", "A talk"),
         "1.1: no activity is printed for “A talk”."),
        (find_missing_activities, RowText("1.1", "Topic"), None),
        (find_lone_focus_areas, RowText("1.1", "Topic"),
         "1.1: neither an activity nor an output is printed for “Topic”."),
        (find_lone_focus_areas, RowText("1.1", "Focus"), None),  # other rows have its tasks
        (find_lone_focus_areas, RowText("1.1", "Topic", "Hold it"), None),
        (find_lone_focus_areas, RowText("1.1", "Topic", "", "A talk"), None),
        (find_lone_focus_areas, RowText("1.1"), None),
        (find_missing_focus_areas, RowText("1.1", "", "Hold it", "A talk"),
         "1.1: no focus area is printed for “Hold it”."),
        (find_missing_focus_areas, RowText("1.1", "", "", "A talk"),
         "1.1: no focus area is printed for “A talk”."),
        (find_missing_focus_areas, RowText("1.1"), None),
        (find_missing_focus_areas, RowText("1.1", "Topic", "Hold it"), None),
    ],
)  # fmt: skip
def test_what_a_row_lacks(find: Finder, row: RowText, expected: str | None) -> None:
    assert messages(find, FULL, row) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("find", "row"),
    [
        (find_missing_outputs, RowText("1.1", "Focus", "Hold it")),
        (find_missing_focus_areas, RowText("1.1", "", "Hold it", "A talk")),
    ],
)
def test_a_plan_without_a_column_lacks_no_cells_of_it(find: Finder, row: RowText) -> None:
    assert messages(find, row, row) == []


def outputs(*areas: str) -> tuple[RowText, ...]:
    return tuple(RowText(area, "Focus", f"Hold {n}") for n, area in enumerate(areas))


def test_rows_of_one_empty_cell_are_one_issue() -> None:
    rows = (FULL, *outputs("1.1", "1.1", "1.1"))
    found = list(find_missing_outputs(index_of(*rows), SETTINGS))
    assert [len(each.places) for each in found] == [1, 1, 1]
    index = index_of(*rows, cells=(None, "c1", "c1", "c2"), column="output")
    found = list(find_missing_outputs(index, SETTINGS))
    assert [each.message for each in found] == [
        "1.1: no expected output is printed for “Hold 0”; “Hold 1”.",
        "1.1: no expected output is printed for “Hold 2”.",
    ]
    other = index_of(*rows, cells=(None, "c1", "c1", "c2"), column="focus")
    assert len(list(find_missing_outputs(other, SETTINGS))) == 3


def test_a_section_without_such_a_cell_is_one_issue() -> None:
    rows = (FULL, *outputs("2.1", "2.1", "2.1", "2.2"))
    (found,) = find_missing_outputs(index_of(*rows), SETTINGS)
    assert len(found.places) == 4
    more = (*rows, RowText("2.2", "Focus", "End it", "An end"))
    assert len(list(find_missing_outputs(index_of(*more), SETTINGS))) == 4


def test_of_many_rows_some_are_named() -> None:
    rows = (FULL, *outputs(*["2.1"] * 9))
    (found,) = find_missing_outputs(index_of(*rows), SETTINGS)
    named = found.message.count("“")
    assert 1 < named < 9
    assert found.message.endswith(f" and {9 - named} other rows.")
