"""Conditions of the rules on lists and columns: what is told, and what misses one half of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from expectations.plan_index import PlanIndex
from expectations.rules.columns import find_indicators_as_outputs
from expectations.rules.idiom.columns import Columns
from expectations.rules.usage.marks import find_unusual_marks
from expectations.rules.usage.terms import terms_in_two_forms
from expectations.rules.variants.name_numbers import find_numbers_of_names
from expectations.rules.wording import compounds
from expectations.rules.wording.compounds import find_mixed_compounds
from expectations.rules.wording.spelling import find_misprints
from expectations.settings import ExpectationSettings
from expectations.thresholds import SPELLING
from expectations.words import word_frequency
from tests.expectations.plans import linked
from tests.expectations.rules.test_usage import text
from tests.expectations.rules.test_usage_limits import lists, of_texts
from tests.expectations.rules.test_wording_limits import ENGLISH, SETTINGS, index_of
from tests.link.plans import RowText


def marked(index: PlanIndex) -> list[str]:
    """Return the places of marks that differ from those of most of a plan."""
    found = find_unusual_marks(index, is_english=True)
    return [place.printed for each in found for place in each.places]


def beginnings(odd: str, usual: Sequence[str], table: str = "activities") -> list[str]:
    """Return what is told of a text in a column of others."""
    columns = Columns([text(each, table) for each in (*usual, odd)])
    return [odd[start:stop] for _, (_, start, stop) in columns.find(text(odd, table))]


@pytest.mark.parametrize(
    ("usual", "others", "found"),
    [(9, 0, False), (10, 0, True), (10, 1, True), (10, 2, False), (11, 2, False), (12, 2, True)],
)
def test_a_column_begins_with_one_word(usual: int, others: int, *, found: bool) -> None:
    """With the odd one, three others are a quarter of twelve."""
    texts = [f"Activities to plant {n}" for n in range(usual)]
    texts += [f"Table number {n}" for n in range(others)]
    assert beginnings("Plan to mow", texts) == ["Plan to"] * found


@pytest.mark.parametrize(
    ("odd", "usual"),
    [
        ("Plan activities to mow", "Activities"),  # it has the word, too
        ("Oak to mow", "Activities"),  # no verb
        ("Plan to mow", "Help"),  # the usual word is no noun
    ],
)
def test_a_beginning_that_is_no_slip(odd: str, usual: str) -> None:
    assert beginnings(odd, [f"{usual} to plant {n}" for n in range(12)]) == []


@pytest.mark.parametrize(
    ("odd", "others", "table", "found"),
    [
        ("Established student forum", 7, "expected_outputs", ["Established student"]),
        ("Established student forum", 6, "expected_outputs", []),  # one of six is a style
        ("Established student forum", 7, "activities", []),
        ("Established by town", 7, "expected_outputs", []),
        ("Established forum has met", 7, "expected_outputs", []),
    ],
)
def test_a_result_begins_with_a_participle(
    odd: str, others: int, table: str, found: list[str]
) -> None:
    assert beginnings(odd, [f"Student forum {n}" for n in range(others)], table) == found


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (("Plant trees; and", "Clear the paths;", "Membership"), ["Clear the paths;"]),
        (("Plant trees; or", "Clear the paths,", "Membership"), ["Clear the paths,"]),
        (("Plant trees; and", "Clear the paths;"), ["Clear the paths;"]),
        (("Plant trees; and", "Clear the paths.", "Membership"), []),
        (("Plant trees;", "Clear the paths;", "Membership"), []),  # not the last
        (("Plant trees; and", "clear the paths;", "Membership"), []),  # no item
        (("Plant trees; and", "Clear the paths;", "Sow corn;"), []),  # an outer list goes on
    ],
)
def test_the_last_item_ends_as_if_another_followed(
    blocks: tuple[str, ...], found: list[str]
) -> None:
    assert marked(PlanIndex(linked(narrative=blocks))) == found


@pytest.mark.parametrize(
    ("closed", "open_", "found"), [(1, 1, 0), (2, 1, 1), (3, 2, 0), (4, 2, 2), (2, 0, 0)]
)
def test_a_list_has_no_stop_unlike_twice_as_many(closed: int, open_: int, found: int) -> None:
    blocks = ["Plant trees; and", "Clear the paths"] * open_
    blocks += ["Dig wells; and", "Mow the grass."] * closed
    assert marked(PlanIndex(linked(narrative=blocks))) == ["the paths"] * found


@pytest.mark.parametrize(("odd", "found"), [(2, 2), (3, 3), (4, 0)])
def test_marks_after_three_of_twenty_lists_are_slips(odd: int, found: int) -> None:
    plan = lists(*["AUN"] * (20 - odd), *["AUN."] * odd)
    assert len(list(find_unusual_marks(plan, is_english=False))) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("Use alternative power", "Use alternate power"), ["alternative"]),
        (("Use alternative power", "Use alternate roads"), []),
        (("Use alternative power", "Use alternative roads"), []),
    ],
)
def test_a_word_has_two_forms_before_one_noun(texts: tuple[str, ...], found: list[str]) -> None:
    assert [usual for usual, _ in terms_in_two_forms(of_texts(*texts))] == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Read Part II", "Read Part 2", ["Part 2"]),
        ("Read Part II", "Read Part 3", []),
        ("Read the Local Plan 2", "Read the Local Plan II", ["Local Plan 2"]),
        ("Read Local Plan 2", "Read Regional Plan II", []),
        ("Revise Local Plan 2", "Adopt Local Plan II", ["Local Plan 2"]),  # verbs begin
        ("Revise Local Plan 2", "Draft Local Plan II", []),  # "Draft" may belong to the name
        ("Read Green Island 2", "Read Blue Island II", []),
        ("Ask Green Isle Bank 2", "Ask Blue Isle Bank II", []),
        ("Green Isle Plan 2 will begin", "Blue Isle Plan II will begin", []),
        ("Read the Green Isle Plan 2", "Read about Blue Isle Plan II", []),
        ("Green Isle Plan 2 will begin", "Ask for Green Isle Plan II", ["Green Isle Plan 2"]),
        ("See Finance Bill 11", "See Finance Bill 2011", ["Finance Bill 11"]),
        ("See Year 11", "See Year 2011", []),
    ],
)
def test_a_name_has_its_number_in_two_forms(one: str, other: str, found: list[str]) -> None:
    issues = find_numbers_of_names(of_texts(one, other))
    assert [place.printed for issue in issues for place in issue.places] == found


@pytest.mark.parametrize(
    ("others", "measured", "found"), [(8, 1, 1), (7, 1, 0), (14, 2, 2), (13, 2, 0)]
)
def test_an_indicator_is_odd_among_eight_results(others: int, measured: int, found: int) -> None:
    outputs = [f"Report on town {n}" for n in range(others)]
    outputs += [f"Number of towns in the {side}" for side in ("north", "south")[:measured]]
    rows = tuple(RowText("1.1", "Topic", "", each) for each in outputs)
    index = PlanIndex(linked(rows, relevant={}))
    assert len(list(find_indicators_as_outputs(index, SETTINGS))) == found
    assert list(find_indicators_as_outputs(index, ExpectationSettings(language="de"))) == []


def test_a_misprint_is_rare_and_its_correction_frequent() -> None:
    index = index_of("Support the governent", narrative=ENGLISH)
    own, other = (word_frequency(word, "en") for word in ("governent", "government"))
    for settings, found in (
        (ExpectationSettings(frequent_word=other), 1),
        (ExpectationSettings(frequent_word=other + 0.01), 0),
        (ExpectationSettings(rare_word=own), 0),
        (ExpectationSettings(rare_word=own + 0.01), 1),
    ):
        assert len(list(find_misprints(index, settings))) == found


def test_a_frequent_word_is_no_compound_with_a_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two words may stand beside each other by chance; those of a rarer one hardly do."""
    index = of_texts("Use the web-site", "Use the website", "Say on web site")
    frequency = word_frequency("website", "en")
    for limit, expected in ((frequency, {"", "-"}), (frequency + 0.01, {"", "-", " "})):
        monkeypatch.setattr(compounds, "SPELLING", replace(SPELLING, solid_word_frequency=limit))
        (issue,) = find_mixed_compounds(index, SETTINGS)
        printed = {"web-site": "-", "website": "", "web site": " "}
        assert {
            joint for form, joint in printed.items() if f"“{form}”" in issue.message
        } == expected
