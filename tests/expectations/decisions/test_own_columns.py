"""Values of columns that only one plan has are corrected like those that every plan has."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings, strategies as st

from expectations.decisions.corrections import apply_corrections
from expectations.model import Decision, IssueReport
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from extract.model import Cell
from link.model import LinkedPlan
from link.tables import records_of
from normalize.model import NormalPlan
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from normalize.values.again import read_again
from tests.normalize.printed import cell, plan, row

EUROS = NormalizeSettings(currency="EUR")


def doubtful(text: str, column: int, at: int, rows: int = 1) -> Cell:
    """A cell that the second reader reads differently."""
    made = cell(text, column, at)
    parts = tuple(part.model_copy(update={"readings_agree": False}) for part in made.fragments)
    return made.model_copy(update={"fragments": parts, "row_stop": at + rows})


def budgets(cells: Sequence[Cell], role: str = "budget") -> LinkedPlan:
    rows = [row(cell(f"Mend road {at}", 0, at)) for at in range(2)]
    for one in cells:
        at = one.row
        rows[at] = rows[at].model_copy(update={"cells": (*rows[at].cells, one)})
    return LinkedPlan(plan=normalize(plan(rows, roles=("activity", role)), EUROS))


def decide(linked: LinkedPlan, value: str) -> IssueReport:
    """Correct the readings that differ."""
    found = find_issues(linked, ExpectationSettings()).issues
    issue = next(one for one in found if one.rule == "readings-disagree")
    decision = Decision(
        issue_id=issue.issue_id,
        decision="correct",
        value=value,
        decided_by="Ana",
        date="2025-03-31",
        ground=issue.ground,
    )
    return find_issues(linked, ExpectationSettings(), (decision,))


def published(linked: LinkedPlan, value: str) -> tuple[NormalPlan, LinkedPlan]:
    changed = apply_corrections(linked, decide(linked, value).corrections)
    return read_again(linked.plan, changed.plan, EUROS), changed


def test_a_corrected_sum_is_published_marked_and_read_again() -> None:
    linked = budgets([doubtful("5,O00", 1, 0), cell("700", 1, 1)])
    assert [v.kind for v in linked.plan.values] == ["unread", "money"]
    read, changed = published(linked, "5,000")
    rows = records_of(changed)["matrix"]
    assert [row.model_dump()["budget"] for row in rows] == ["5,000", "700"]
    assert [row.model_dump()["corrected_fields"] for row in rows] == ["budget", ""]
    assert [(v.kind, v.number, v.currency, v.printed) for v in read.values] == [
        ("money", 5000.0, "EUR", "5,O00"),
        ("money", 700.0, "EUR", "700"),
    ]
    assert [v.value_id for v in read.values] == [v.value_id for v in linked.plan.values]
    (correction,) = changed.plan.corrections
    assert (correction.field, correction.printed, correction.corrected) == (
        "budget",
        "5,O00",
        "5,000",
    )
    assert changed.plan.cells == linked.plan.cells


def test_a_merged_cell_is_corrected_in_each_of_its_rows() -> None:
    linked = budgets([doubtful("2O25", 1, 0, rows=2)], role="deadline")
    read, changed = published(linked, "2025")
    assert [row.model_dump()["deadline"] for row in records_of(changed)["matrix"]] == ["2025"] * 2
    assert [v.first_day for v in read.values] == ["2025-01-01"] * 2


def test_a_column_with_the_name_of_a_fixed_one_is_corrected_under_its_own() -> None:
    linked = budgets([doubtful("Norht", 1, 0), cell("South", 1, 1)], role="position")
    _, changed = published(linked, "North")
    rows = records_of(changed)["matrix"]
    assert [row.model_dump()["extra_position"] for row in rows] == ["North", "South"]


def test_without_corrections_values_stay() -> None:
    linked = budgets([cell("5,000", 1, 0), cell("700", 1, 1)])
    assert read_again(linked.plan, linked.plan, EUROS) is linked.plan


@settings(max_examples=20)
@given(
    printed=st.lists(st.integers(1, 9_000_000), min_size=2, max_size=2), given=st.integers(1, 10**7)
)
def test_only_the_corrected_cell_changes_its_value(printed: list[int], given: int) -> None:
    linked = budgets([doubtful(str(printed[0]), 1, 0), cell(str(printed[1]), 1, 1)])
    read, _ = published(linked, str(given))
    assert [value.number for value in read.values] == [given, printed[1]]
    assert read.values[1] == linked.plan.values[1]
