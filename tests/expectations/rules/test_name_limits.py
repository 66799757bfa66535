"""Names and terms in two forms, words near an acronym, and items that begin otherwise."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from expectations.plan_index import PlanIndex, Text
from expectations.rules.usage.long_names import names_in_two_lengths
from expectations.rules.usage.near_phrases import phrase_near
from expectations.rules.usage.parallel import Beginnings, find_unlike_items
from expectations.rules.usage.terms import terms_in_two_forms
from expectations.words import WordPlaces
from tests.expectations.plans import linked
from tests.link.plans import RowText


def text(words: str, table: str = "activities", area: str | None = "area-1.1") -> Text:
    return Text(table, words, "text", words, area)


def index_of(*activities: str) -> PlanIndex:
    rows = tuple(RowText("1.1", "Topic", words, "") for words in activities)
    return PlanIndex(linked(rows, relevant={}))


def activity_of(index: PlanIndex) -> Text:
    return next(each for each in index.wording if each.table == "activities")


def forms(pairs: Iterable[tuple[str, WordPlaces]]) -> list[tuple[str, list[str]]]:
    return [(usual, sorted(places)) for usual, places in pairs]


@pytest.mark.parametrize(
    ("acronym", "words", "phrase"),
    [
        ("RHEC", "Rural health and elderly care in towns", "Rural health and elderly care"),
        ("RHEC", "Start rural health for elderly care", "rural health for elderly care"),
        ("RHEC", "Rural health elderly", ""),
        ("RHEC", "Of rural health elderly care", "rural health elderly care"),
        ("RHEC", "RHEC", ""),  # the acronym itself
        ("RHEC", "RH elderly care", "RH elderly care"),
        ("UNFC", "UN Forest Council’s rules", "UN Forest Council"),
        ("UNFC", "UN Forestry, Council", ""),  # a mark divides the words
        ("REC", "Rural elderly care", ""),  # three letters: chance
        ("RHEC", f"Rural {'of ' * 11}health elderly care", ""),  # too far apart
    ],
)
def test_words_of_an_area_write_out_an_acronym(acronym: str, words: str, phrase: str) -> None:
    index = index_of(words)
    found = activity_of(index)
    assert phrase_near(index, acronym, [(found, 0, 1)]) == phrase
    outside = text(words, "narrative", None)
    assert phrase_near(index, acronym, [(outside, 0, 1)]) == ""


def test_of_two_phrases_the_one_with_capitals_is_meant() -> None:
    index = index_of("Rural health elderly care", "Rural Health Elderly Care")
    found = phrase_near(index, "RHEC", [(activity_of(index), 0, 1)])
    assert found == "Rural Health Elderly Care"


def unlike(words: str) -> list[tuple[str, str]]:
    return [
        (slip.usual, words[start:stop]) for slip, (_, start, stop) in find_unlike_items(text(words))
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("(1) promote peace, (2) building trust and (3) develop ties",
         [("build", "building trust")]),
        ("(1) promote peace, (2) Building trust and (3) develop ties",
         [("Build", "Building trust")]),
        ("(a) promote peace, (b) jointly building and (c) develop ties",
         [("build", "building and")]),
        ("(1) promote peace, (2) building trust", []),  # two items show no form
        ("(1) promote peace, (2) building trust, (3) selling it", []),
        ("(1) promote peace, (2) build trust, (3) develop ties", []),
        ("(1) peace, (2) building trust, (3) develop ties", []),
    ],
)  # fmt: skip
def test_items_of_a_list_begin_alike(words: str, found: list[tuple[str, str]]) -> None:
    assert unlike(words) == found


TASKS = tuple(f"Develop plan {n}" for n in range(10))


@pytest.mark.parametrize(
    ("words", "others", "usual"),
    [
        ("Organizing talks", TASKS, ["Organize"]),
        ("Organizing talks", TASKS[:9], []),
        ("Regularly organizing talks", TASKS, ["Regularly organize"]),
        ("Organizing of talks", TASKS, []),  # a noun
        ("Training officers", TASKS, []),
        ("Organize talks", TASKS, []),
        # More than some in this form are a second style: 15 of 100.
        ("Organizing talks", (*TASKS, "Developing laws"), []),
        ("Organizing talks", (*TASKS, *(f"Write text {n}" for n in range(4)), "Developing laws"),
         ["Organize"]),
        ("Organizing talks", (*TASKS, *(f"Write text {n}" for n in range(3)), "Developing laws"),
         []),
    ],
)  # fmt: skip
def test_texts_of_a_column_begin_alike(
    words: str, others: tuple[str, ...], usual: list[str]
) -> None:
    texts = [text(words), *map(text, others)]
    finder = Beginnings(texts)
    assert [slip.usual for slip, _ in finder.find(texts[0])] == usual
    assert list(finder.find(text(words, "narrative"))) == []
    assert list(finder.find(text(words, "expected_outputs"))) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["See the Rome Convention", "See the UN Rome Convention"],
         []),  # two letters are no acronym of a name
        (["See the Rome Convention", "See the FAO Rome Convention"],
         [("Rome Convention", ["FAO Rome Convention", "Rome Convention"])]),
        (["See the FAO Rome Convention", "See the ILO Rome Convention"], []),
        (["See the Rome Convention", "See the Rome Convention again"], []),
        (["Ask the FAO Working Group on Water Tariffs", "Ask the FAO WG on WT"],
         [("FAO Working Group on Water Tariffs",
           ["FAO WG on WT", "FAO Working Group on Water Tariffs"])]),
        (["Ask the FAO Working Group on Water Taxes", "Ask the FAO WG on WX"], []),
        (["We ask Joint Water Conservation Committee here",
          "We ask Joint Water Conservancy Committee here"],
         [("Joint Water Conservation Committee",
           ["Joint Water Conservancy Committee", "Joint Water Conservation Committee"])]),
        (["We ask Joint Water Conservation Committee here", "We ask Joint Winter Cattle Club here"],
         []),  # fewer than half of the words are the same
        (["We ask Joint Water Conservation Committee here", "We ask Joint Water Cattle Club here"],
         [("Joint Water Conservation Committee",
           ["Joint Water Cattle Club", "Joint Water Conservation Committee"])]),
    ],
)  # fmt: skip
def test_names_in_two_lengths(texts: list[str], found: list[tuple[str, list[str]]]) -> None:
    assert forms(names_in_two_lengths([text(each) for each in texts])) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Ask a coordinating mechanism", "Ask the coordination mechanism",
          "Ask each coordination mechanism"],
         [("coordination mechanism", ["coordinating mechanism", "coordination mechanism"])]),
        (["Ask a coordinating mechanism", "Ask a coordinating mechanism now",
          "Ask the coordination mechanism"],
         [("coordinating mechanism", ["coordinating mechanism", "coordination mechanism"])]),
        (["Ask a coordinating mechanism", "Ask the coordination board"], []),
        (["Talk among towns", "Talk amongst towns", "Meet amongst towns"],
         [("amongst", ["among", "amongst"])]),
        (["Talk among towns", "Talk among cities"], []),
    ],
)  # fmt: skip
def test_terms_in_two_forms(texts: list[str], found: list[tuple[str, list[str]]]) -> None:
    assert forms(terms_in_two_forms(index_of(*texts))) == found


def test_a_plan_without_texts_has_no_names_and_no_style() -> None:
    assert list(names_in_two_lengths([])) == []
    assert list(Beginnings([]).find(text("Organizing talks"))) == []
