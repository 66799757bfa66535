"""Which words a correction replaces where places touch, overlap or share a merged cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from expectations.decisions.correctable import overlapping_corrections
from expectations.decisions.replacing import (
    CorrectionSet,
    corrections_of,
    mentions_at,
    ranges_overlap,
)
from expectations.errors import CorrectionError
from expectations.model import Correctable, Issue, Place
from expectations.plan_index import PlanIndex
from expectations.stage import find_issues
from link.model import LinkedPlan
from normalize.model import Correction
from tests.expectations.decisions.test_correctable import SETTINGS, correct
from tests.expectations.decisions.test_corrections import under_one_cell
from tests.expectations.plans import linked, plan_of, with_text

TEXT = "dodo plan"


def issue_at(*places: Place, issue_id: str = "misprint/one") -> Issue:
    (made,) = [i for i in find_issues(with_text("Plan the evalution"), SETTINGS).issues
               if i.rule == "misprint"]  # fmt: skip
    return made.model_copy(update={"issue_id": issue_id, "places": places})


def spans(index: PlanIndex, *ranges: tuple[int, int]) -> list[Place]:
    (text,) = [each for each in index.wording if each.text == TEXT]
    return [index.in_text(text, start, stop) for start, stop in ranges]


@pytest.mark.parametrize(
    ("ranges", "corrected"),
    [
        ([(0, 2)], "wedo plan"),
        ([(0, 2), (2, 4)], "wewe plan"),  # they touch
        ([(2, 4), (0, 2), (0, 2)], "wewe plan"),
        ([(0, 2), (1, 3)], "wedo plan"),  # the second begins within the first
        ([(5, 9), (0, 4)], "we we"),
    ],
)
def test_each_of_the_places_in_a_text_is_replaced_once(
    ranges: list[tuple[int, int]], corrected: str
) -> None:
    index = PlanIndex(with_text(TEXT))
    issue = issue_at(*spans(index, *ranges)).model_copy(update={"rule": "words-doubled"})
    (made,) = corrections_of(issue, correct(issue.issue_id, "we"), index)
    assert made.corrected == corrected


def correction(start: int, stop: int, value: str, field: str = "text") -> Correction:
    return Correction(
        issue_id=f"misprint/{start}-{stop}",
        table="activities",
        record_id="activity-000",
        field=field,
        printed=TEXT,
        corrected=value,
        decided_by="Ana",
        date="2025-03-31",
        note="",
        value=value,
        words=((start, stop),),
    )


@pytest.mark.parametrize(
    ("other", "value", "contradicts"),
    [
        ((0, 4), "we", False),  # the same words, the same value
        ((0, 4), "they", True),
        ((2, 5), "we", True),  # other words, in part
        ((4, 5), "they", False),
        ((3, 4), "we", True),
    ],
)
def test_two_corrections_of_the_same_words_contradict_each_other(
    other: tuple[int, int], value: str, *, contradicts: bool
) -> None:
    made = CorrectionSet(plan_of())
    made.add([correction(0, 4, "we")])
    if contradicts:
        with pytest.raises(CorrectionError, match="gives the same words another value"):
            made.add([correction(*other, value)])
        assert len(made.merged()) == 1
    else:
        made.add([correction(*other, value)])
        assert len(made.merged()) == 2


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((0, 2), (2, 4), False),
        ((0, 3), (2, 4), True),
        ((2, 2), (2, 2), True),  # the same empty cell
        ((2, 2), (2, 4), False),
        ((0, 9), (3, 4), True),
    ],
)
def test_ranges_have_characters_in_common(
    one: tuple[int, int], other: tuple[int, int], *, overlap: bool
) -> None:
    assert ranges_overlap(one, other) is ranges_overlap(other, one) is overlap


def overlaps(plan: LinkedPlan, issues: Sequence[Issue], kind: str = "bodies") -> list[bool]:
    index = PlanIndex(plan)
    targets = [Correctable(target=i.issue_id, kind=kind) for i in issues]
    return [pair.is_same for pair in overlapping_corrections(issues, targets, index)]


def lead_places(plan: LinkedPlan) -> dict[str, Place]:
    index = PlanIndex(plan)
    return {m.record_id: index.of_mention(m) for m in plan.plan.mentions if m.role == "lead"}


def test_rows_of_one_merged_cell_share_its_words() -> None:
    plan = under_one_cell("SOMTC")
    place = lead_places(plan)["row-000"]
    again = place.model_copy(update={"record_id": "row-001"})
    first, second = issue_at(place), issue_at(again, issue_id="misprint/two")
    assert overlaps(plan, [first, second]) == [True]
    # Without words, each row has an empty cell of its own.
    bare = [
        issue_at(
            each.model_copy(update={"printed": "", "start": None, "text": ""}),
            issue_id=f"lead-missing/{at}",
        )
        for at, each in enumerate((place, again))
    ]
    assert overlaps(plan, bare) == []


def test_rows_of_two_cells_share_no_words() -> None:
    plan = under_one_cell("AUN")
    places = lead_places(plan)
    issues = [
        issue_at(places[row], issue_id=f"body-unknown/{row}") for row in ("row-000", "row-002")
    ]
    assert overlaps(plan, issues) == []


def test_relevant_bodies_of_two_areas_share_no_words() -> None:
    plan = linked(relevant={"1.1": "AUN", "1.2": "AUN"})
    index = PlanIndex(plan)
    found = [m for m in plan.plan.mentions if m.role == "relevant"]
    issues = [issue_at(index.of_mention(m), issue_id=f"body-unknown/{m.record_id}") for m in found]
    assert len(issues) == 2
    assert overlaps(plan, issues) == []


@pytest.mark.parametrize(
    ("field", "printed", "is_shared"),
    [
        ("lead_bodies", "SOMS", True),
        ("lead_bodies", "", False),  # each row has an empty cell of its own
        ("expected_output", "SOMS", False),  # the cell is one of lead bodies only
    ],
)
def test_two_rows_share_the_words_of_their_lead_cell_only(
    field: str, printed: str, *, is_shared: bool
) -> None:
    given = CorrectionSet(under_one_cell("SOMS").plan)
    one, other = (
        correction(0, 4, value).model_copy(
            update={"table": "matrix", "record_id": row, "field": field, "printed": printed}
        )
        for row, value in (("row-000", "AUN"), ("row-001", "SOMTC"))
    )
    given.add([one])
    if is_shared:
        with pytest.raises(CorrectionError, match="gives the same words another value"):
            given.add([other])
    else:
        given.add([other])
        assert [c.record_id for c in given.merged()] == ["row-000", "row-001"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 2), (0, 2), [True]),
        ((0, 3), (0, 2), [False]),
        ((0, 2), (2, 4), []),
    ],
)
def test_two_issues_on_a_text_share_words(
    one: tuple[int, int], other: tuple[int, int], expected: list[bool]
) -> None:
    plan = with_text(TEXT)
    places = spans(PlanIndex(plan), one, other)
    issues = [issue_at(place, issue_id=f"misprint/{at}") for at, place in enumerate(places)]
    assert overlaps(plan, issues, "text") == expected


def test_a_place_of_a_list_has_the_names_that_it_overlaps() -> None:
    plan = linked(relevant={"1.1": "SOMTC, AUN", "1.2": "AUN"})
    index = PlanIndex(plan)
    first = next(m for m in plan.plan.mentions if m.role == "relevant")
    place = index.of_mention(first)

    def names(**more: object) -> list[str]:
        return [m.printed for m in mentions_at(index, place.model_copy(update=more))]

    assert names() == ["SOMTC"]
    assert names(printed="SOMTC, A") == ["SOMTC", "AUN"]
    assert names(printed="SOMTC, ") == ["SOMTC"]
    assert names(printed="", start=None) == ["SOMTC", "AUN"]
    assert names(printed="AUN", start=None) == ["AUN"]
    assert names(printed="AU", start=None) == []
    assert names(field="title") == []
