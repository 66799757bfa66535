"""References and citations at the limits of their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.rules.references import (
    find_ambiguous_references,
    find_dangling_references,
    find_different_same_as,
    find_names_of_plan,
    find_self_references,
    find_undated_instruments,
)
from expectations.settings import ExpectationSettings
from link.model import Instrument, LinkedPlan
from tests.expectations.plans import with_instrument, with_own_names, with_reference

SETTINGS = ExpectationSettings()
Finder = Callable[[PlanIndex, ExpectationSettings], Iterator[Finding]]


def messages(find: Finder, plan: LinkedPlan) -> list[str]:
    return [each.message for each in find(PlanIndex(plan), SETTINGS)]


def told(words: str = "see 1.2", **fields: Any) -> set[str]:
    """Return the rules that tell something of a reference in the first activity."""
    plan = with_reference(words, f"Train ({words})", **fields)
    finders = {
        "dangling": find_dangling_references,
        "self": find_self_references,
        "ambiguous": find_ambiguous_references,
    }
    return {name for name, find in finders.items() if messages(find, plan)}


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("area", "resolved", set()),
        ("area", "dangling", {"dangling"}),
        ("section", "dangling", {"dangling"}),
        ("row", "self", {"self"}),
        ("instrument", "dangling", set()),  # no register lists it
        ("document", "self", set()),  # the plan itself
        ("area", "self", {"self"}),
        ("instrument", "ambiguous", set()),
    ],
)
def test_a_reference_inside_of_the_plan_has_a_target(
    kind: str, status: str, expected: set[str]
) -> None:
    assert told(target_kind=kind, status=status, candidates=("area-1.2",)) == expected


@pytest.mark.parametrize(
    ("words", "candidates", "message"),
    [
        ("women", ("area-1.1", "area-1.2"), "“women” does not say which area is meant: it may be "
         "1.1 or 1.2."),
        ("other areas", (), "“other areas” does not say which ones are meant."),
        ("women", (), None),  # it names no part of the plan
    ],
)  # fmt: skip
def test_an_ambiguous_reference_has_candidates_or_names_parts(
    words: str, candidates: tuple[str, ...], message: str | None
) -> None:
    plan = with_reference(
        words, f"Ask {words}", status="ambiguous", target_id=None, candidates=candidates
    )
    assert messages(find_ambiguous_references, plan) == ([message] if message else [])


def same_as(text: str, **fields: Any) -> list[str]:
    """Return what is said of an activity that is the same as one of area 1.2: Train officers."""
    words = "(same as under 1.2)"
    values = {"relation": "same_as", "target_kind": "area", "target_id": "area-1.2", **fields}
    return messages(find_different_same_as, with_reference(words, f"{text} {words}", **values))


def test_the_same_text_has_the_same_letters() -> None:
    assert same_as("Train officers") == []
    assert same_as("Train Officers,") == []
    assert same_as("Train all officers") == [
        "“Train all officers” is declared to be the same as in 1.2, but the most similar text "
        "there is “Train officers”."
    ]
    assert same_as("Train all officers", relation="in_line_with") == []
    assert same_as("Train all officers", status="dangling") == []


def test_the_same_as_a_row_is_the_same_as_its_text() -> None:
    row = {"target_kind": "row", "target_id": "row-001"}
    assert same_as("Train officers", **row) == []
    assert len(same_as("Train all officers", **row)) == 1
    assert same_as("Train officers", target_kind="row", target_id="row-009") == []


def test_the_same_as_an_area_without_texts_is_nothing() -> None:
    assert same_as("Train officers", target_id="area-1.9") == [
        "“Train officers” is declared to be the same as in 1.9, which has no text in that column."
    ]


@pytest.mark.parametrize(
    ("activity", "names", "count"),
    [
        ("Use the Bali Plan and the PCRVE Plan", ("Bali Plan", "PCRVE Plan"), 1),
        ("Use the Bali Plan and the Bali Plan", ("Bali Plan", "Bali Plan"), 0),
        ("Use the Bali Plan or Bali Plan (2019 - 2025)", ("Bali Plan", "Bali Plan (2019 - 2025)"),
         0),
        ("Use the Bali Plan or Bali Plan 2019", ("Bali Plan", "Bali Plan 2019"), 0),
        ("Use the Bali Plan and the BALI PLAN", ("Bali Plan", "BALI PLAN"), 0),  # a title
        ("Use the Bali Plan and the Long Plan of All Our Many Towns to Be Better",
         ("Bali Plan", "Long Plan of All Our Many Towns to Be Better"), 0),
    ],
)  # fmt: skip
def test_the_plan_has_one_short_name(activity: str, names: tuple[str, ...], count: int) -> None:
    plan = with_own_names(activity, *names)
    assert len(messages(find_names_of_plan, plan)) == count
    other = tuple(r.model_copy(update={"status": "resolved"}) for r in plan.references)
    assert messages(find_names_of_plan, plan.model_copy(update={"references": other})) == []


def cited(activity: str, *others: Instrument, **fields: Any) -> list[str]:
    plan = with_instrument(activity, "Rome Memorandum")
    own = plan.instruments[0].model_copy(update=fields)
    return messages(
        find_undated_instruments, plan.model_copy(update={"instruments": (own, *others)})
    )


@pytest.mark.parametrize(
    ("activity", "is_dated"),
    [
        ("Use the Rome Memorandum", False),
        ("Use the 2012 Rome Memorandum", True),
        ("Use the 2012 and newer laws and the Rome Memorandum", False),  # too far before it
        ("Use the Rome Memorandum, adopted on 31 October 2012", True),
        ("Use the Rome Memorandum. In 2012 it rained", False),
        ("Use the Rome Memorandum; in 2012 it rained", False),
        ("Use the Rome Memorandum (1.5 of 2012)", True),
        ("Use the Rome Memorandum in 1234 towns", False),
    ],
)
def test_a_year_stands_beside_its_instrument(activity: str, is_dated: bool) -> None:
    said = "“Rome Memorandum” is cited without a year; the register gives 2012."
    assert cited(activity) == ([] if is_dated else [said])


def instrument(title: str, year: int | None, kind: str = "memorandum") -> Instrument:
    return Instrument(
        instrument_id=title,
        kind=kind,
        title=title,
        year=year,
        issuing_body="",
        is_registered=False,
    )


def test_the_register_may_give_no_year() -> None:
    assert cited("Use the Rome Memorandum", year=None) == []


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        ((), False),
        ((instrument("Lima Memorandum", 2001),), True),
        ((instrument("Lima Memorandum", 2001), instrument("Bern Memorandum", None)), False),
        ((instrument("Lima Memorandum", 2001, "act"),), False),
        ((instrument("Second Rome Memorandum", 2001),), False),
        ((instrument("Lima Memorandum", None),), False),
    ],
)
def test_an_instrument_of_no_register_has_a_year_if_others_of_its_kind_have_one(
    others: tuple[Instrument, ...], is_told: bool
) -> None:
    found = cited("Use the Rome Memorandum", *others, year=None, is_registered=False)
    assert found == (["“Rome Memorandum” is cited without a year."] if is_told else [])
