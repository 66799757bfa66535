"""Items, first words and prepositions that differ from those of the same list, column or plan."""

from __future__ import annotations

import pytest

from tests.expectations.plans import issues_of, linked, with_text
from tests.link.plans import RowText


def marked(rule: str, text: str, *narrative: str) -> list[str]:
    """Return what the issues of a rule mark in a text, and in those around the matrix."""
    found = issues_of(with_text(text, narrative=narrative), rule)
    return [place.printed for issue in found for place in issue.places]


def of_outputs(rule: str, *outputs: str) -> list[str]:
    """Return what the issues of a rule mark in a column of outputs."""
    rows = [RowText("1.1", f"Topic {n}", f"Task {n}", each) for n, each in enumerate(outputs)]
    return [place.printed for issue in issues_of(linked(rows), rule) for place in issue.places]


TASKS = ("Lead the work;", "Develop a plan;", "Prepare reports;", "Establish a fund; and")


@pytest.mark.parametrize(
    ("items", "printed"),
    [
        ((*TASKS, "Any other task deemed fit."), ["Any other task deemed"]),
        ((*TASKS, "Jointly review the results."), []),
        ((*TASKS, "By the end of May, review the results."), []),
        ((*TASKS, "Support for the members."), []),
        ((*TASKS, "Report to the board."), []),
        ((*TASKS[:-1], "Establish a fund.", "Any other task is left to the board."), []),
        (("Rules;", "Any fees;", "Lead the work;", "Bills; and", "Forms."), []),
        (
            (
                "(1) Prevention of floods, which saves homes;",
                "(2) Counter Fires and Promote Safety, which saves lives;",
                "(3) Law on dams, which sets limits; and",
                "(4) Partnerships, which last.",
            ),
            ["Counter Fires and Promote"],
        ),
    ],
)
def test_an_item_begins_as_the_others_of_its_list(
    items: tuple[str, ...], printed: list[str]
) -> None:
    assert marked("grammar-slip", "Hold a workshop", *items) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Teach respect towards diversity", ["respect towards"]),
        ("Teach respect towards others", []),
        ("Teach pupils a respect of nature", ["respect of"]),
        ("Report in respect of nature", []),
        ("Earn the respect of others", []),
        ("Teach respect for others", []),
    ],
)
def test_a_noun_has_the_preposition_that_the_plan_otherwise_prints(
    text: str, printed: list[str]
) -> None:
    assert marked("grammar-slip", text, "We teach respect for the law.") == printed
    assert marked("grammar-slip", text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Read the mandates of respective Working Groups", ["of respective Working Groups"]),
        ("Read the mandates of their respective groups", []),
        ("Ban acts such as inciting to violence", ["inciting to"]),
        ("Ban inciting others to violence", []),
        ("Help through strategies as lending tools to farms", ["through strategies as lending"]),
        ("Help through strategies such as lending tools to farms", []),
        ("Work with costs as being those of last year", []),
    ],
)
def test_a_lacking_word_is_marked(text: str, printed: list[str]) -> None:
    assert marked("grammar-slip", text) == printed


PLURALS = tuple(f"Recommendations on {what}" for what in ("dams", "roads", "parks"))


def test_a_first_noun_has_the_number_of_the_others_of_its_column() -> None:
    one = "Recommendation on ways to save water"
    assert of_outputs("grammar-slip", *PLURALS, one) == ["Recommendation on"]
    assert of_outputs("grammar-slip", *PLURALS[1:], one) == []
    assert of_outputs("grammar-slip", *PLURALS, "A recommendation on ways to save water") == []


def test_what_is_stressed_has_a_comma_before_it_though_a_noun_stands_between() -> None:
    usual = [f"Visit {what}, especially in {where}" for what, where in (("a", "b"), ("c", "d"))]
    text = "Meet between media especially social media firms and schools"
    assert marked("punctuation", text, *usual) == ["media especially social"]
    assert marked("punctuation", "Meet to need especially strong measures", *usual) == []


def test_a_list_of_bodies_has_the_capitals_of_the_text() -> None:
    usual = [
        f"Members invite the Sectoral Bodies every {when}."
        for when in ("week", "month", "season", "year")
    ]
    rows = [RowText("1.1", "Topic", "Task", "Report", "All sectoral bodies")]
    found = issues_of(linked(rows, narrative=usual), "term-spelt-differently")
    assert [place.printed for issue in found for place in issue.places] == ["sectoral bodies"]
    assert issues_of(linked(rows, narrative=usual[1:]), "term-spelt-differently") == []


def test_periods_of_years_with_and_without_spaces_are_two_ways() -> None:
    text = "Follow the Plan 2019-2025"
    assert marked("style-mixed", text, "The Plan (2019 - 2025) is new.") == ["2019-2025"]
    assert marked("style-mixed", text, "The Plan (2015-2018) is old.") == []


def test_a_rare_noun_in_a_set_phrase_is_a_misprint() -> None:
    assert marked("misprint", "Report at leas yearly", "We meet at least once.") == ["leas"]
    assert marked("misprint", "Plan to halve waste", "We want to have less waste.") == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Support of trade in many towns of Asia (work on the PAT scheme)", ["PAT"]),
        ("Help trading towns by a Perform and Trade (PAT) scheme", []),
        ("Help trading towns by a Perform and Trade scheme (the PAT scheme)", []),
    ],
)
def test_an_acronym_amid_a_bracket_is_spelt_by_the_words_before_it(
    text: str, printed: list[str]
) -> None:
    assert marked("acronym-unexplained", text) == printed


def test_an_act_is_a_noun() -> None:
    assert marked("grammar-slip", "Prevent an act of violence") == []
    assert marked("grammar-slip", "Build an improve the roads") == ["an improve"]
