"""Items, first words and prepositions that differ from those of the same list, column or plan."""

from __future__ import annotations

import pytest

from expectations.rules.consistency.indicators import is_indicator
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


COLUMN = ("dams", "roads", "parks", "mills", "wells", "farms", "ports", "lakes")
TASKS = ("Lead the work;", "Develop a plan;", "Prepare reports;", "Establish a fund; and")


@pytest.mark.parametrize(
    ("items", "printed"),
    [
        ((*TASKS, "Any other task deemed fit."), ["Any other task deemed"]),
        ((*TASKS, "Jointly review the results."), []),
        ((*TASKS, "By the end of May, review the results."), []),
        ((*TASKS, "Support for the members."), []),
        ((*TASKS, "Report to the board."), []),
        (("Report to the board;", *TASKS, "Any other task deemed fit."), ["Any other task deemed"]),
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
        ("Foster respect towards older citizens", []),
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


def test_resilience_takes_against_beside_to() -> None:
    usual = "Strengthen resilience to floods."
    assert marked("grammar-slip", "Build resilience towards floods", usual)
    assert marked("grammar-slip", "Build resilience against floods", usual) == []


@pytest.mark.parametrize(
    "first",
    [
        *("always keep minutes", "be the contact point", "co-chair the board", "crowdfund a fair"),
        *("de-risk loans", "e-mail all members", "every second year publish a report"),
        *("each spring, plant trees", "livestream sessions", "never sell data"),
        *("once a year, meet the mayors", "onboard staff", "per decree, set fees", "the next day"),
        *("given the risks, act", "tomorrow begin", "rightsize staff", "re-open schools"),
    ],
)
def test_a_word_that_may_be_a_verb_or_stand_before_one_is_not_odd(first: str) -> None:
    items = (*TASKS[:-1], "Establish a fund;", f"{first}; and", "Write notes.")
    assert marked("grammar-slip", "Hold a workshop", *items) == []


@pytest.mark.parametrize(
    ("first", "printed"),
    [
        ("e-mail all members", []),
        ("be the contact point", []),
        ("the support of members", ["the support of members"]),
        ("may appoint a deputy", ["may appoint a deputy"]),
        ("co-ordination of the works", ["co-ordination of the works"]),
        ("coordination of the works", ["coordination of the works"]),
    ],
)
def test_a_word_that_is_surely_no_verb_is_odd(first: str, printed: list[str]) -> None:
    items = (*TASKS[:-1], "Establish a fund;", f"{first}; and", "Write notes.")
    assert marked("grammar-slip", "Hold a workshop", *items) == printed


def test_a_task_is_not_odd_beside_words_that_may_be_verbs() -> None:
    items = (
        "Co-chair boards;",
        "Crowdfund fairs;",
        "Counter fires and promote peace; and",
        "Rest.",
    )
    assert marked("grammar-slip", "Hold a workshop", *items) == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Number of officers trained", True),
        ("Number of visitors", True),
        ("Share of women on boards", True),
        ("Extent to which the towns can tell old pipes from new ones", True),
        ("Ratio of towns that have a library", True),
        ("Number of seats cut to 120", False),
        ("Number of deaths down by a third", False),
        ("Share of energy at 40 per cent", False),
        ("Share of women on boards at least half", False),
        ("Rate of infection below the threshold", False),
        ("Number of complaints minimised", False),
        ("Share of organic farming expanded", False),
        ("Rate of fees set by decree", False),
        ("Rate of school attendance high in all districts", False),
        ("Number of deaths is zero", False),
        ("Number of the helpline printed on all cards", False),
        ("No. of the registry entered in every file", False),
        ("Percentage of the fees refunded to families", False),
        ("Share of costs borne by the state", False),
        ("Ratio of nurses to beds agreed", False),
        ("Extent to which islands are served mapped in a report", False),
        ("Number of vacancies published each month", False),
        ("Number of farms growing", False),
    ],
)
def test_an_indicator_names_no_figure_and_no_change(text: str, is_told: bool) -> None:
    assert is_indicator(text) == is_told


@pytest.mark.parametrize(("others", "count"), [(8, 1), (7, 0)])
def test_an_indicator_is_odd_beside_eight_other_outputs(others: int, count: int) -> None:
    outputs = [f"Report on the {each}" for each in COLUMN[:others]]
    found = of_outputs("output-worded-as-indicator", *outputs, "Number of visitors")
    assert len(found) == count


def test_what_is_stressed_has_a_comma_before_it_though_a_noun_stands_between() -> None:
    usual = [f"Visit {what}, especially in {where}" for what, where in (("a", "b"), ("c", "d"))]
    text = "Meet between media especially social media firms and schools"
    assert marked("punctuation", text, *usual) == ["media especially social"]
    assert marked("punctuation", "Meet to need especially strong measures", *usual) == []


@pytest.mark.parametrize(
    "text",
    [
        "Offer courses especially designed for nurses",
        "Publish maps particularly useful for drivers",
        "Review laws especially affecting women",
        "Fund studies especially relevant to coastal regions",
        "Protect wetlands especially rich with birds",
    ],
)
def test_what_says_which_things_are_meant_has_no_comma_before_it(text: str) -> None:
    usual = [f"Visit {what}, especially in {where}" for what, where in (("a", "b"), ("c", "d"))]
    usual += [each.replace("especially", "particularly") for each in usual]
    assert marked("punctuation", text, *usual) == []


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


@pytest.mark.parametrize(
    "text",
    [
        "Serve between 1990 - 2000 meals a day",
        "Renumber the rooms 2001 - 2050 of the house",
        "Open the helpline 2020 - 2021 to all",
        "Pump 1990 - 2010 m of water",
        "Count 2050 - 2001 steps",
        "Spend £1990 - 2010 on it",
    ],
)
def test_figures_that_are_no_years_are_no_period(text: str) -> None:
    assert marked("style-mixed", text, "The Plan (2019-2025) is new.") == []
    assert marked("style-mixed", "Follow the Plan 2019-2025", f"{text}.") == []


def test_a_period_before_a_plural_is_one_where_the_plan_says_so() -> None:
    text = "Follow the Plan 2019-2025"
    usual = "In the years 2019 - 2025 farms grow."
    assert marked("style-mixed", text, usual) == ["2019-2025"]


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
