"""Phrases and marks that differ from what the plan itself prints elsewhere."""

from __future__ import annotations

import pytest

from tests.expectations.plans import issues_of, with_text

TIMES = ("one", "two", "three", "four", "five")


def printed(rule: str, text: str, *narrative: str) -> list[str]:
    """The words that issues of a rule mark in a text; other texts print what is usual."""
    found = issues_of(with_text(text, narrative=narrative), rule)
    return [p.printed for issue in found for p in issue.places if p.table == "activities"]


def usual(words: str, count: int = 5) -> tuple[str, ...]:
    """Texts that print words, each among others."""
    return tuple(words.format(word) for word in TIMES[:count])


@pytest.mark.parametrize(
    ("text", "narrative", "marked"),
    [
        (
            "Ask clubs including the youth",
            usual("Number {}: clubs, including all", 3),
            ["clubs including"],
        ),
        ("Ask clubs including the youth", usual("Number {}: clubs, including all", 2), []),
        ("Ask them, including the youth", usual("Number {}: clubs, including all", 3), []),
        ("Plan roads - all of them", usual("Number {}: roads – all", 3), ["roads - all"]),
        ("Plan roads - all of them", usual("Number {}: rail – all", 2), []),
        ('Plan "green" roads', ("A “green” road", "Two “green” roads"), ['"green"']),
        ("Plan the town's roads", usual("The town’s road {}", 3), ["town's"]),
        (
            "Build roads, paths, and bridges",
            usual("Plan {}: rails, ports and ships"),
            ["roads, paths, and bridges"],
        ),
        ("In Leeds, buses, and trams run late", usual("Plan {}: rails, ports and ships"), []),
        ("Plan 12 roads and 3km of 2nd paths", (), []),
        *(
            (text, usual("Plan {}: rails, ports, and ships"), [])
            for text in (
                "Train farmers, including women and youth",
                "Ask officers, who plan and manage roads",
                "In Leeds, buses and trams run late",
                "However, nurses and doctors agree",
            )
        ),
        *(
            (text, usual("Number {}. In the end, the road is open", 3), [])
            for text in (
                "At the heart of the plan are three goals",
                "In areas where the river has flooded, build dams",
            )
        ),
        ("Plan roads - all of them - now", usual("Number {}: roads – all", 3), []),
        ('Buy 12" pipes and 6" pipes', ("A “green” road", "Two “green” roads"), []),
        ("Plan 12bridges", (), ["12bridges"]),
        ("Visit :the site", (), [":the"]),
        ("Ask ministries (MoE) particularly in towns", ("It is cold, particularly in May",), []),
        (
            "Ask clubs (RYC) particularly in towns",
            ("It is cold, particularly in May",),
            ["RYC) particularly in"],
        ),
    ],
)
def test_marks_that_the_plan_otherwise_sets_in_another_way(
    text: str, narrative: tuple[str, ...], marked: list[str]
) -> None:
    assert printed("punctuation", text, *narrative) == marked


@pytest.mark.parametrize(
    ("text", "narrative", "marked"),
    [
        ("Save 5 per cent", ("It is 7%", "It is 8%"), ["5 per cent"]),
        ("Spend £5m", ("It costs £7 million", "It costs £8 million"), ["£5m"]),
        ("Lay 5km", ("It has 7 km", "It has 8 km"), ["5km"]),
        ("Meet on May 5, 2024", ("On 7 May 2024", "On 8 May 2024"), ["May 5, 2024"]),
        ("Plan for 2020–25", ("From 2010–2015", "From 2015–2020"), ["2020–25"]),
        ("Spend it in 2020–21", ("From 2010–2015", "From 2015–2020"), []),  # a year of a budget
        ("Save 5 per cent", ("It is 7 per cent",), []),
        ("Report on Sustainable Development Goal 13", ("As goal 2 says", "Meet goal 3"), []),
    ],
)
def test_numbers_that_the_plan_writes_in_two_ways(
    text: str, narrative: tuple[str, ...], marked: list[str]
) -> None:
    assert printed("style-mixed", text, *narrative) == marked


@pytest.mark.parametrize(
    ("text", "narrative", "marked"),
    [
        (
            "Try flood-related cases",
            usual("Try flooding-related cases of {} men", 2),
            [],  # "flood" is too short to tell what is derived from it
        ),
        (
            "Try terrorist-related cases",
            usual("Try terrorism-related cases of {} men", 2),
            ["terrorist-related cases"],
        ),
        (
            "Report to Committee on Climate",
            usual("Ask the Committee on Climate, {} times", 4),
            ["to Committee on Climate"],
        ),
        (
            "Ask about Climate Fund measures",
            usual("Ask what the Climate Fund said {} times", 4),
            [],  # "the" would be that of the measures
        ),
        (
            "Find gaps in coverage of towns",
            usual("Ask about the coverage of {} towns", 4),
            ["in coverage of"],
        ),
        ("Report in support of towns", usual("Ask for the support of {} towns", 4), []),
        ("Produce on the roads", (), ["Produce on the"]),
        ("Produce guidance on the roads", (), []),
        ("Say whether the target met", (), ["whether the target met"]),
        ("Say whether the target was met", (), []),
        ("Say whether the pilot worked", (), []),
        ("Conduct of trials in towns", (), []),
        ("Identify on site all leaks", (), []),
        (
            "Write a guide for health workers",
            usual("Protect the health of workers in {} mines", 2),
            [],
        ),
        (
            "Fund developer-led schemes",
            usual("Fund development-led schemes of {} men", 2),
            [],
        ),
        ("Pay on completion of works", usual("Report the completion of {} roads", 4), []),
        (
            "Ask the NGOs network",
            usual("Ask the NGO network, {} times", 4),
            ["NGOs network"],
        ),
        ("Use a methane fired boiler", (), ["methane fired"]),
        ("Use, for example improved boilers", (), []),
    ],
)
def test_phrases_that_lack_what_they_have_elsewhere(
    text: str, narrative: tuple[str, ...], marked: list[str]
) -> None:
    assert printed("grammar-slip", text, *narrative) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Develop Guidelines on roads", ["Guidelines"]),
        ("Develop the Abuja Guidelines on roads", []),
        ("Develop the Charter of Guidelines for roads", []),
        ("Read. Guidelines follow", []),
        ("Follow the steps below in Guidelines 2 with care", []),
    ],
)
def test_a_capital_amid_a_text_that_other_texts_do_not_print(text: str, marked: list[str]) -> None:
    narrative = usual("It has guidelines of number {}", 4)
    assert printed("term-spelt-differently", text, *narrative) == marked


def test_two_nouns_are_one_word_elsewhere() -> None:
    assert printed("compound-mixed", "Renew web sites", "Our websites", "Their websites") == [
        "web sites"
    ]
    assert printed("compound-mixed", "It may be late", "Maybe it is", "Maybe not") == []
    assert printed("compound-mixed", "Roll out the scheme", "The rollout", "A rollout") == []
