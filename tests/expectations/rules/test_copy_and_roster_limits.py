"""Which texts are copies of each other, and which bodies are in one list only, at the limits."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex
from extract.model import Span
from link.model import Kind, LinkedPlan
from normalize.model import Body
from tests.expectations.cases import _cell, _doubt
from tests.expectations.plans import (
    BODIES,
    ROWS,
    issues_of,
    linked,
    span_of,
    with_alternative,
    with_cluster,
)
from tests.link.plans import RowText

REST = "with the towns of the region, the schools and all who care for the land that they share"


def copies(differs_in: str, first: str = "Hold a forum", second: str = "Hold it") -> int:
    plan = with_cluster(f"{first} {REST}", f"{second} {REST}", "near_duplicate", differs_in)
    return len(issues_of(plan, "text-similar"))


@pytest.mark.parametrize(
    ("differs_in", "count"),
    [
        ("[-stone-] {+water+} [-plant-] {+river+}", 0),
        ("[-train-] {+trade+} [-board-] {+boats+}", 1),  # two words, each perhaps misspelt
        ("[-train-] {+trade+} [-train-] {+trade+}", 1),
        ("[-train-] {+treks+} [-train-] {+treks+}", 0),
        ("[-stone-] {+water+} [-six-] {+all+}", 0),
        ("[-stone-] {+water+} [-6-] {+9+}", 0),
        ("[-stone-] {+water+} [-on-] {+at+}", 1),  # a preposition is about nothing
    ],
)
def test_texts_that_swap_two_words_of_content_are_about_two_things(
    differs_in: str, count: int
) -> None:
    assert copies(differs_in) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hold phase {} talks", 0),
        ("Hold level {} and later talk", 0),
        ("Scale up {} pumps", 1),  # a particle in front of the number, which is a noun, too
        ("Roll out {} small solar pumps", 1),
        ("Build about {} pumps", 1),
        ("Train {} officers", 1),  # a verb in front of the number, which is a noun, too
        ("Hold talks by {}", 1),
    ],
)
def test_two_numbers_are_meant_to_differ_if_they_name_a_thing(text: str, count: int) -> None:
    found = copies("[-20-] {+30+}", text.format(20), text.format(30))
    assert found == count


def test_two_years_are_meant_to_differ() -> None:
    assert copies("[-2026-] {+2027+}", "Hold talks by 2026", "Hold talks by 2027") == 0


@pytest.mark.parametrize(
    ("kind", "code", "is_cut", "count"),
    [
        ("near_duplicate", "text-similar", True, 0),
        ("near_duplicate", "text-similar", False, 1),
        ("duplicate", "text-repeated", True, 1),
    ],
)
def test_what_a_page_cuts_of_two_texts_says_not_that_they_are_similar(
    kind: str, code: str, is_cut: bool, count: int
) -> None:
    differs_in = "[-a-] {+the+}" if kind == "near_duplicate" else ""
    plan = with_cluster("Hold a forum", "Hold the forum", kind, differs_in)
    box = (0.0, 100.0, 50.0, 112.0)
    span, cut = (Span(page=1, bbox=(x, *box[1:])) for x in (0.0, 20.0))
    cell = _cell(record_ids=(plan.plan.activities[0].activity_id,), span=span)
    doubts = (_doubt("clipped-text").model_copy(update={"span": cut}),) if is_cut else ()
    changed = plan.plan.model_copy(update={"cells": (cell,), "doubts": doubts})
    assert len(issues_of(plan.model_copy(update={"plan": changed}), code)) == count


@pytest.mark.parametrize(
    ("facet", "values", "count"),
    [
        ("output_type", ("handbook", "list"), 0),
        ("output_type", ("list", "list"), 1),
        ("output_type", ("list",), 1),
        ("target_group", ("officers", "teachers"), 1),
    ],
)
def test_two_types_of_product_are_no_copies(
    facet: str, values: tuple[str, ...], count: int
) -> None:
    texts = ("Hold a forum", "Hold the forum")
    plan = with_cluster(*texts, "near_duplicate", "[-a-] {+the+}")
    kinds = tuple(
        Kind.model_validate({"facet": facet, "value": value, "source": span_of(plan.plan, text)})
        for text, value in zip(texts, values, strict=False)
    )
    assert len(issues_of(plan.model_copy(update={"kinds": kinds}), "text-similar")) == count


def with_texts(count: int) -> LinkedPlan:
    """Return a plan with so many texts in its matrix."""
    for rows in range(1, count):
        for outputs in (0, 1):
            texts = [f"Report {n}" if n < outputs else "" for n in range(rows)]
            made = [
                RowText("1.1", f"Focus {n}", f"Train group {n}", text)
                for n, text in enumerate(texts)
            ]
            plan = linked(made)
            if len(PlanIndex(plan).matrix_texts) == count:
                return plan
    raise LookupError(count)


@pytest.mark.parametrize(("count", "is_style"), [(20, False), (19, True)])
def test_texts_about_different_things_are_a_style_if_more_than_one_in_twenty_is_one(
    count: int, is_style: bool
) -> None:
    one, other = f"Hold abcde {REST}", f"Hold vwxyz {REST}"
    group = with_cluster(one, other, "near_duplicate", "[-abcde-] {+vwxyz+}").clusters
    plan = with_texts(count).model_copy(update={"clusters": group})
    issues = issues_of(plan, "text-similar")
    assert any("about different things" in issue.message for issue in issues) is is_style


def test_texts_of_two_areas_that_end_in_the_same_ellipsis_are_two_issues() -> None:
    rows = [
        RowText(number, f"Focus {number}", f"{verb} the campaign …", "A report")
        for number, verb in (("1.1", "Plan"), ("1.2", "Hold"), ("1.2", "End"))
    ]
    issues = issues_of(linked(rows), "text-ellipsis")
    assert [len(issue.places) for issue in issues] == [1, 2]
    assert len({issue.issue_id for issue in issues}) == 2


@pytest.mark.parametrize("kind", ["alternatives", "drafting_note"])
def test_open_words_are_told_by_the_rule_of_their_kind(kind: str) -> None:
    plan = with_alternative("Hold [talks] [forums]", "[talks] [forums]", kind, "talks", "forums")
    codes = {"alternatives": "alternatives-open", "drafting_note": "drafting-note"}
    found = {name: len(issues_of(plan, code)) for name, code in codes.items()}
    assert found == {name: int(name == kind) for name in codes}


EXTERNAL = Body(body_id="UNODC", acronym="UNODC", name="Office on Drugs", kind="external")


def told(plan: LinkedPlan, code: str) -> list[str]:
    return [issue.message for issue in issues_of(plan, code)]


def test_a_body_that_leads_a_row_is_no_member_by_that() -> None:
    """SOMTC and AUN lead rows each, and are relevant bodies."""
    assert told(linked(members="SOMTC"), "membership-differs") == [
        "AUN is in the annex, but not on the membership list."
    ]
    assert told(linked(), "membership-differs") == []


def test_a_body_of_no_list_is_in_neither() -> None:
    plan = linked(bodies=(*BODIES, EXTERNAL), members="SOMTC, AUN")
    assert told(plan, "membership-differs") == []
    assert told(plan, "body-idle") == []


def test_a_member_outside_the_annex_is_told() -> None:
    plan = linked(bodies=(*BODIES, EXTERNAL), members="SOMTC, AUN, UNODC")
    assert told(plan, "membership-differs") == [
        "UNODC is on the membership list, but not in the annex."
    ]


def test_names_of_no_known_body_are_no_relevant_or_lead_bodies() -> None:
    rows = (RowText("1.1", "Focus one", "Hold a workshop", "A report", "Friends, AUN"), ROWS[1])
    plan = linked(rows, relevant={"1.1": "SOMTC, Neighbours", "1.2": "AUN"})
    assert told(plan, "lead-not-relevant") == [
        "AUN is a lead body in 1.1, but not one of its relevant bodies."
    ]
    assert told(plan, "relevant-leads-nothing") == [
        "Relevant bodies that lead no row of the area: SOMTC (1.1). They lead no row in any other "
        "area: SOMTC."
    ]


@pytest.mark.parametrize(("words", "count"), [(14, 0), (15, 1)])
def test_short_texts_about_different_things_are_a_series(words: int, count: int) -> None:
    rest = " ".join(["word"] * (words - 2))
    plan = with_cluster(
        f"Hold stone {rest}", f"Hold water {rest}", "near_duplicate", "[-stone-] {+water+}"
    )
    plan = plan.model_copy(
        update={"plan": with_texts(20).plan.model_copy(update={"activities": plan.plan.activities})}
    )
    assert len(issues_of(plan, "text-similar")) == count


def proposed(members: str, **more: object) -> list[str]:
    body = BODIES[1].model_copy(update={"mark": "*", **more})
    plan = linked(bodies=(BODIES[0], body), members=members)
    return [message for message in told(plan, "membership-differs") if "proposed" in message]


@pytest.mark.parametrize(
    ("members", "fields", "count"),
    [
        ("SOMTC, AUN", {"kind": "proposed"}, 1),
        ("SOMTC, AUN", {"is_contested": True}, 1),
        ("SOMTC, AUN", {}, 0),
        ("SOMTC", {"kind": "proposed"}, 0),
    ],
)
def test_a_member_that_the_annex_only_proposes_is_told(
    members: str, fields: dict[str, object], count: int
) -> None:
    assert len(proposed(members, **fields)) == count


def test_a_name_of_three_words_is_looked_for_in_other_spellings() -> None:
    body = BODIES[0].model_copy(update={"name": "Meeting on Crime"})
    plan = linked(bodies=(body, BODIES[1]), narrative=("Ask the Meeting on Crimes",))
    assert len(issues_of(plan, "name-differs")) == 1


@pytest.mark.parametrize(
    ("begin", "others", "count"),
    [
        ("Ab Cd Efgi", 3, 1),  # one letter of ten: likeness 90
        ("Ab Cd Effi", 3, 0),
        ("Ab Cd Efgi", 2, 0),  # no beginning is the usual one
        ("Ab Cd Efgh", 3, 0),
    ],
)
def test_a_name_that_begins_almost_like_three_others_is_told(
    begin: str, others: int, count: int
) -> None:
    names = [*(f"Ab Cd Efgh {word}" for word in ("Land", "Water", "Air")[:others]), f"{begin} Fire"]
    bodies = [
        Body(body_id=f"B{n}", acronym=f"B{n}", name=name, kind="annex", annex_no=n)
        for n, name in enumerate(names, 1)
    ]
    messages = told(linked(bodies=bodies, relevant={}), "name-differs")
    assert len([message for message in messages if "begins with" in message]) == count
