"""What a plan's own texts do in most places and not in some: ends, capitals, names, near words."""

from __future__ import annotations

import pytest

from link.model import LinkedPlan
from link.settings import LinkSettings
from link.stage import link
from tests.expectations.plans import issues_of
from tests.link.plans import RowText, make_plan

VERBS = ("Build", "Clean", "Draw", "Fill", "Guard", "Heat", "Join", "Keep", "Load", "Mend", "Open")
COLUMN = tuple(f"{verb} the wells of the north" for verb in VERBS)
"""Texts of a column with nothing that is odd."""
PROSE = (
    "The plan is for all who live in the north and for those who work there.",
    "It was made by the people of the towns, and they will look at it each year.",
)
"""Sentences that show the language of the plan."""


def plan_of(*texts: str, narrative: tuple[str, ...] = ()) -> LinkedPlan:
    rows = [RowText("1.1", "Topic", text) for text in texts]
    return link(make_plan(rows, narrative=narrative), LinkSettings())


def printed(rule: str, *texts: str, narrative: tuple[str, ...] = ()) -> list[str]:
    """Return what the issues of a rule mark in the texts of a column and those around it."""
    plan = plan_of(*COLUMN, *texts, narrative=(*PROSE, *narrative))
    return [place.printed for issue in issues_of(plan, rule) for place in issue.places]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The mill turns by water. It grinds rye for the town", ["the town"]),
        ("3. The mill turns by water. It grinds rye for the town", ["the town"]),
        ("The mill turns by water. It grinds rye for the town.", []),
        ("The mill (built in 1890.) It grinds rye", []),
        ("Work with the U.S. Forest Service on the mill", []),
        ("Ask Dr. Miller about the mill of St. Mary", []),
        ("To serve all the farms of the north the town will mend it.", ["north the"]),
        ("To serve all the farms of the north, the town will mend it.", []),
        ("To show what the town will mend", []),
        ("Build a mill: a. Grind the rye b. Sell the flour. Rest", []),
        ("To grind the rye the town will need in winter", []),
        ("To serve all the farms the town will be looking for mills.", ["farms the"]),
    ],
)
def test_a_sentence_lacks_a_mark(text: str, marked: list[str]) -> None:
    found = printed("punctuation", text)
    assert found == marked


def test_open_ends_are_a_style_where_most_sentences_have_them() -> None:
    texts = [f"{text}. It is done. Then rest" for text in COLUMN[:4]]
    assert printed("punctuation", *texts[:2]) == ["Then rest", "Then rest"]
    assert printed("punctuation", *texts) == []
    closed = [f"{text}. It is done." for text in COLUMN[4:8]]
    assert printed("punctuation", *texts, *closed) == ["Then rest"] * 4


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("most farmers of the valley", ["most farmers"]),
        ("Most farmers of the valley", []),
        ("n/a", []),
        ("not yet", []),
    ],
)
def test_a_text_begins_with_a_small_letter(text: str, marked: list[str]) -> None:
    assert printed("punctuation", text) == marked


def test_a_small_beginning_is_no_slip_where_many_texts_have_one() -> None:
    texts = [f"{text[0].lower()}{text[1:]}" for text in COLUMN[:3]]
    assert printed("punctuation", *texts) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Read Annex F– Key words", ["F– Key"]),
        ("Ask the residents –allowing for time", ["residents –allowing"]),
        ("Read Annex F – Key words", []),
        ("Link London–Leeds by rail", []),
        ("Offer pre– and postnatal care", []),
        ("Keep the store at –5 degrees", []),
    ],
)
def test_a_dash_has_a_space_on_one_side_only(text: str, marked: list[str]) -> None:
    assert printed("punctuation", text) == marked


@pytest.mark.parametrize(
    ("text", "narrative", "marked"),
    [
        ("Allow high sped trains", "Buy high speed trains.", ["sped"]),
        ("Have a fund that is ublished", "Rules that is published.", ["ublished"]),
        ("Write at leas", "Report at least monthly.", ["leas"]),
        ("Look at moths", "Report at most monthly.", []),  # a word that may follow any other
        ("Low kerbs in towns", "Plant low herbs.", []),
        ("Ride local traims", "Ride local trains.", ["traims"]),
        ("Allow high sped trains", "Buy fast trains.", []),
        ("Plan the shared wells", "Plan the share of each.", []),
        ("Use safe pumps", "Use safer pumps.", []),
    ],
)
def test_a_word_stands_for_the_usual_one_of_a_phrase(
    text: str, narrative: str, marked: list[str]
) -> None:
    assert printed("misprint", text, narrative=(narrative,)) == marked


@pytest.mark.parametrize(
    ("text", "narrative", "marked"),
    [
        ("Use Charting Progress II in May", "Charting Progress 2 is new.", ["Charting Progress 2"]),
        ("Pass Finance Bill 11 at once", "The Finance Bill 2011 is long.", ["Finance Bill 11"]),
        ("Meet on March 11 at noon", "It began in March 2011 here.", []),
        ("Open Terminal 2 in May", "Close Terminal 3 in June.", []),
        ("Report in Part II of May", "Look in Part 2 of June.", []),
        ("Report in Part II and here", "Look in Part 2 for more.", ["Part 2"]),
        ("Complete Phase II in the north", "Prepare Phase 2 in the south.", []),
        ("See Annex II.", "Read Annex 2.", []),
        ("Repair Terminal II in June", "Widen Terminal 2 in May.", []),
        ("Ratify Protocol II in 2026", "Translate Protocol 2 by May.", []),
        ("Complete Phase II in the north", "Complete Phase 2 in the south.", ["Phase 2"]),
        ("Use Charting Progress II", "Read Charting Progress 2.", ["Charting Progress 2"]),
        ("Apply the Road Act 12 here", "The Road Act 2012 is long.", []),
        ("Follow the Euro 6 in May", "Keep the Euro VI in June.", ["Euro 6"]),
        ("Pass the Local Road Plan 2 now", "The Regional Road Plan II is long.", []),
    ],
)
def test_a_name_has_its_number_in_two_ways(text: str, narrative: str, marked: list[str]) -> None:
    assert printed("style-mixed", text, narrative=(narrative,)) == marked


@pytest.mark.parametrize(
    ("odd", "usual", "marked"),
    [
        ("that the city will pay", "that the City has {}", ["the city will"]),
        ("in the city where {}", "that the City has {}", []),
        ("that UN members pay", "that UN Member States {}", ["UN members"]),
        ("in the years 2010-2015 and", "in the years 2020–2025 {}", ["2010-2015"]),
        ("of Council’s aims", "in the Council’s {}", ["Council’s"]),
        ("of the Council’s aims", "in the Council’s {}", []),
        ("that 5 percent of it", "that 5 per cent {}", ["5 percent"]),
        ("the roads, eg in towns", "the roads, e.g. where they {}", ["eg"]),
        ("the roads, ie all of them", "the roads, e.g. where they {}", []),
        ("that Decree 2019-21 is new", "in the years 2020–2025 {}", []),
        ("that UN members of boards pay", "that UN Member States {}", []),
    ],
)
def test_one_body_or_group_is_named_in_two_ways(odd: str, usual: str, marked: list[str]) -> None:
    narrative = tuple(f"It says {usual.format(verb.lower())}." for verb in VERBS[:4])
    assert printed("style-mixed", f"Note {odd}", narrative=narrative) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Regional Guidelines for schools and clinics", ["Regional Guidelines"]),
        ("Join U.S. firms in May", ["U.S."]),
        ("Regional Guidelines Forum of schools and clinics", []),
        ("The Guidelines for schools and clinics", []),
    ],
)
def test_a_term_has_capitals_or_stops_that_it_otherwise_lacks(text: str, marked: list[str]) -> None:
    narrative = (
        "It needs regional guidelines for all towns.",
        "Read the guidelines of the US and of all US towns.",
    )
    assert printed("term-spelt-differently", text, narrative=narrative) == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Explore the law and what are the benefits that arise", ["what are the benefits"]),
        ("Establish how are the streets used in winter", ["how are the streets"]),
        ("Explore the law and what the benefits are", []),
        ("Establish what is the best course for towns", []),
        ("Work with the different to set up the tools", ["the different to"]),
        ("Work with the different towns to set up the tools", []),
        ("Use the model of European Joint Strategy for ports", ["of European Joint Strategy"]),
        ("Use the model of the European Joint Strategy for ports", []),
        ("Note that one of the main roads are open", ["one of the main roads are"]),
        ("Note that one of the main roads is open", []),
        ("Note one of the towns whose roads are open", []),
        ("There is gaps in the road", ["There is gaps"]),
        ("There is news of the road", []),
        ("Note this activities of towns", ["this activities"]),
        ("Note that this activities are new", ["this activities"]),
        ("This plans are new", ["This plans"]),
        ("This plans for floods", []),  # a verb
        ("Note what this plans are for", []),
        ("A road that has been implement", ["been implement"]),
        ("The towns have develop a road", ["have develop"]),
        ("Explain what are the northern effects of roads", ["what are the northern"]),
        ("Join a EU forum on roads", ["a EU"]),
        (
            "Ask a FAO Working Group member from European Advisory Group",
            ["from European Advisory Group"],
        ),
        ("Note that this means more work", []),
        ("A road that will be develop in May", ["be develop"]),
        ("A road that will be complete in May", []),
        ("Join a ASEAN forum on roads", ["a ASEAN"]),
        ("Join an UN forum on roads", ["an UN"]),
        ("Join an MTF forum on roads", []),
        ("Join a NATO forum on roads", []),
        ("Join a UNESCO forum on roads", []),
        (
            "Read: a) Roads of towns; b) Paths of farms; c) Charging a fee for use",
            ["Charging a"],
        ),
        ("Read: a) Roads of towns; b) Paths of farms; c) Charges for use", []),
    ],
)
def test_a_clause_lacks_its_order_its_noun_or_its_article(text: str, marked: list[str]) -> None:
    assert printed("grammar-slip", text) == marked
