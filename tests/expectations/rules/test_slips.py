"""Slips of grammar: what the plan's own usage or a word list shows to be wrong."""

from __future__ import annotations

import pytest

from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from tests.expectations.plans import issues_of, linked, with_text
from tests.link.plans import RowText

STATES = tuple(f"Member States report on topic {topic}" for topic in ("one", "two", "six", "ten"))


def slips(text: str, *narrative: str) -> list[tuple[str, tuple[str, ...]]]:
    found = issues_of(with_text(text, narrative=narrative), "grammar-slip")
    return [(issue.places[0].printed, tuple(issue.candidates)) for issue in found]


def test_a_plural_that_the_plan_does_not_use() -> None:
    assert slips("Train Members States", *STATES) == [("Members States", ("Member States",))]


@pytest.mark.parametrize("text", ["Train a Member State", "Train members", "Members, States"])
def test_other_forms_are_no_slips(text: str) -> None:
    assert slips(text, *STATES) == []


def test_a_habit_needs_several_texts() -> None:
    assert slips("Train Members States", *STATES[:3]) == []
    assert slips("Train Members States", *[STATES[0]] * 6) == []  # one text, repeated


def test_a_pair_that_is_printed_as_often_is_no_slip() -> None:
    others = tuple(f"Members States of {name}" for name in ("A", "B", "C"))
    assert slips("Plan it", *STATES, *others) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Establish a networking on crime", [("a networking", ())]),
        ("Establish a training on crime", []),  # trainings are countable
        ("Establish a networking group", []),
        ("Draft an report", [("an report", ("a report",))]),
        ("Draft a annual report", [("a annual", ("an annual",))]),
        ("Draft a one-off report, a European one and a union of an hour", []),
        ("Publish it in a on format", [("a on", ())]),
        ("Options (a on b)", []),
        ("Train these officer", [("these officer", ("these officers",))]),
        ("Train these officers, several sheep, various staff", []),
        ("Learn from those affected.", []),
        ("Study on the identifying the role", [("the identifying the", ("identifying the",))]),
        ("The meeting the chair called, and the building the city owns", []),
    ],
)
def test_articles_and_numbers(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert slips(text) == found


@pytest.mark.parametrize(
    ("text", "usual", "found"),
    [
        ("public-partnership on trade", "public-private partnership on ports", True),
        ("non-actors of trade", "state and non-state actors meet", True),
        ("counter-measures on trade", "counter-terrorism measures on ports", False),
        ("public-partnership on trade", "public, private partnership", False),
        ("groups that meets", "The groups that meet", True),
        ("groups that discuss", "The groups that discus", False),
        ("group that meets", "The groups that meet", False),
    ],
)
def test_words_that_the_plan_has_right_elsewhere(text: str, usual: str, found: bool) -> None:
    assert bool(slips(text, usual)) == found


def test_a_plan_in_another_language_has_no_english_slips() -> None:
    plan = with_text("Publish it in a on format")
    found = find_issues(plan, ExpectationSettings(language="fr")).issues
    assert [issue for issue in found if issue.rule == "grammar-slip"] == []


def trailing(ends: list[str]) -> list[str]:
    rows = tuple(RowText("1.1", "Focus", f"Train group {n}{end}", "") for n, end in enumerate(ends))
    found = issues_of(linked(rows), "punctuation")
    return [issue.places[0].printed for issue in found]


def test_a_mark_at_the_end_of_one_text() -> None:
    assert trailing([""] * 12 + [";"]) == ["12;"]
    assert trailing([""] * 6 + [";"] * 6) == []  # a style
    assert trailing([""] * 5 + [";"]) == []  # too few texts
