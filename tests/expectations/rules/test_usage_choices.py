"""When words of a plan are a choice, an acronym apart or a compound without hyphens."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex, Text
from expectations.rules.usage.choices import find_unmarked_choices
from expectations.rules.usage.compounds import find_missing_hyphens
from expectations.settings import ExpectationSettings
from tests.expectations.plans import issues_of, linked, with_text
from tests.link.plans import RowText


def text(words: str) -> Text:
    return Text("activities", "act-1", "text", words, "area-1.1", 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Publish up to date records", ["up-to-date records"]),
        ("Keep up to date records", []),
        ("The records are up to date again", []),
        ("Hold face to face meetings", ["face-to-face meetings"]),
    ],
)
def test_a_phrase_before_a_noun_is_one_adjective_unless_a_verb_takes_it(
    words: str, found: list[str]
) -> None:
    slips = [slip for slip, _ in find_missing_hyphens(text(words.lower()))]
    assert [slip.usual for slip in slips] == found


ENGLISH = "Hold a workshop or seminar on the rights of all the people who work in the towns"
FRENCH = "Tenir un séminaire pour les villes et les écoles dans le cadre de la réunion des pays"


@pytest.mark.parametrize(("words", "language", "count"), [(ENGLISH, "en", 1), (ENGLISH, "fr", 0)])
def test_choices_are_looked_for_in_english_plans(words: str, language: str, count: int) -> None:
    index = PlanIndex(with_text(words))
    settings = ExpectationSettings(language=language)
    assert len(list(find_unmarked_choices(index, settings))) == count


def test_choices_are_not_looked_for_in_a_plan_of_another_language() -> None:
    rows = [RowText("1.1", f"Sujet {n}", f"{FRENCH} {n}", FRENCH) for n in range(9)]
    rows.append(RowText("1.1", "Sujet", "Message or module", FRENCH))
    assert list(find_unmarked_choices(PlanIndex(linked(rows)), ExpectationSettings())) == []


@pytest.mark.parametrize(
    ("acronym", "phrase", "count"),
    [
        ("HMR", "Home Ministry Reform", 1),
        ("HM", "Home Ministry", 1),
        ("HM", "home ministry", 0),
        ("GP", "Green Police", 0),
    ],
    ids=["three letters", "two with capitals", "two by chance", "known as a word"],
)
def test_words_with_the_initials_of_an_acronym_stand_for_it(
    acronym: str, phrase: str, count: int
) -> None:
    plan = with_text(f"Ask the {acronym} about it", narrative=(f"All that the {phrase} says",))
    assert len(issues_of(plan, "acronym-apart")) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [("Obey the EC Birds Directive", 0), ("Obey EC Regulations", 0), ("Ask the EC for money", 1)],
)
def test_the_community_of_a_legal_act_is_no_commission(words: str, count: int) -> None:
    plan = with_text(words, narrative=("All that the European Commission says",))
    assert len(issues_of(plan, "acronym-apart")) == count
