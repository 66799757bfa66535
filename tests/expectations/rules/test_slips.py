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
    assert trailing([";"] * 12) == []  # a style
    assert trailing([""] * 5 + [";"]) == []  # too few texts


def test_two_styles_in_one_column_are_one_issue() -> None:
    ends = [""] * 6 + [";"] * 5 + ["."]
    rows = tuple(RowText("1.1", "Focus", f"Train group {n}{end}", "") for n, end in enumerate(ends))
    (issue,) = issues_of(linked(rows), "punctuation")
    assert issue.message.endswith("different ways: 6 without a mark and 5 in a semicolon.")
    assert len(issue.places) == 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Work with bodies and, across Alpha House, Beta House, and others, plan it",
            ["bodies and, across"],
        ),
        ("Work with bodies and, schools", ["bodies and, schools"]),
        ("Work with bodies and, where possible, schools", []),
        ("Work with bodies including, schools of towns", ["bodies including, schools"]),
        ("Work with bodies and, as agreed in the last round of the talks", []),
    ],
)
def test_a_comma_after_and(text: str, found: list[str]) -> None:
    assert [i.places[0].printed for i in issues_of(with_text(text), "punctuation")] == found


def test_an_adverb_that_stands_twice() -> None:
    plan = with_text("Engage the particularly poor groups particularly the old")
    assert len(issues_of(plan, "words-doubled")) == 1
    plan = with_text("Work closely here and closely there")
    assert issues_of(plan, "words-doubled") == []
    assert issues_of(with_text("Pay them fully, and train them fully"), "words-doubled") == []


@pytest.mark.parametrize(
    ("text", "narrative", "found"),
    [
        ("Build on the XAB PoA for PCRVE", "The XAB PoA PCRVE is new", ["XAB PoA for PCRVE"]),
        ("Ask XAB member states", "XAB Member States and XAB Member States", ["XAB member states"]),
        ("Ask XAB member states", "The Member States", []),
        ("Take a multi-sectorial view", "A multi-sectoral view", ["sectorial"]),
        ("Take a reviewed plan", "A previewed plan", []),  # two words
    ],
)
def test_names_and_words_in_two_ways(text: str, narrative: str, found: list[str]) -> None:
    plan = with_text(text, narrative=(narrative,))
    issues = issues_of(plan, "term-spelt-differently")
    assert [place.printed for issue in issues for place in issue.places] == found


@pytest.mark.parametrize(
    ("narrative", "count"),
    [
        ("A public-private partnership of towns", 1),
        ("Public, private partnership", 0),
        ("A partnership that is public-private", 0),
    ],
)
def test_a_hyphen_that_the_same_noun_has_elsewhere(narrative: str, count: int) -> None:
    plan = with_text("Set up a public private partnership", narrative=(narrative,))
    assert len(issues_of(plan, "compound-mixed")) == count
