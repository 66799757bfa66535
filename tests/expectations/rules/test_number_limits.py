"""One thing and several: the number that the words around a noun ask for."""

from __future__ import annotations

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.quantities import (
    find_among_two,
    find_plurals_after_one,
    find_singulars_after_many,
)
from expectations.rules.slip import SlipFinder
from expectations.rules.usage.numbers import (
    find_programmes_without_article,
    find_wrong_numbers,
)


def text(words: str) -> Text:
    return Text("activities", words, "text", words, "area-1.1")


def usual(find: SlipFinder, words: str) -> list[str]:
    """Return what is meant, after checking that the place has the words of the slip."""
    found = list(find(text(words)))
    assert all(words[a:b].casefold() == slip.key for slip, (_, a, b) in found)
    return [slip.usual for slip, _ in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Use various big clinic for it", ["various big clinics"]),
        ("Use various clinic", []),  # another rule looks at the end of a text
        ("Train a number of clinic in old towns", ["number of clinics"]),
        ("Train a number of clinic in towns", ["number of clinics"]),
        ("Train a number of clinics in towns", []),
        ("Train two new clinic in towns", ["two new clinics"]),
        ("Train two of the clinic in towns", []),  # no quality of it
        ("Train two clinic towns", []),
        ("Train ten support of towns", []),  # a verb as well
        ("Train one of the clinic in old towns", ["one of the clinics"]),
        ("Give both advice to towns", []),
    ],
)
def test_several_things_are_plural(words: str, found: list[str]) -> None:
    assert usual(find_singulars_after_many, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Write a programmes for it", ["a programme"]),
        ("Write a programmes for towns", ["a programme"]),
        ("Write a new programmes for it", ["a new programme"]),
        ("Write a few programmes for it", []),
        ("Write a programme for it", []),
        ("Visit each districts", ["each district"]),
        ("Visit each of districts", []),
        ("Write a news for it", []),
        ("It has an impacts on it", ["an impact"]),
        ("It is a means to it", []),  # a noun of its own
    ],
)
def test_one_thing_is_singular(words: str, found: list[str]) -> None:
    assert usual(find_plurals_after_one, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Talk among the state and the sector", ["between the state and the sector"]),
        ("Talk amongst the state and the sector", ["between the state and the sector"]),
        ("Talk among the states and the sector", []),
        ("Talk among the state and the sectors", []),
        ("Talk among youth and police", []),
        ("Talk among the state and the sector and others", []),
    ],
)
def test_two_things_are_between(words: str, found: list[str]) -> None:
    assert usual(find_among_two, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask the entire relevant bodies", ["all relevant bodies"]),
        ("Ask the entire relevant body", []),
        ("Ask the respective survey of towns", ["the respective surveys"]),
        ("Ask the respective ministries of towns", []),
        ("Print results of respective years side by side", []),
        ("Ask the respective law of towns", []),  # short words may be anything
        ("Ask the respective Bank of towns", ["the respective Banks"]),
        ("Ask the respective legislation of towns", []),  # hardly ever a plural
        ("Meet the partner/partner groups", ["partners/partner groups"]),
        ("Meet the partner/other groups", []),
        ("Keep women’s right in mind", ["women’s rights"]),
        ("Keep women’s right to vote", []),
        ("Keep women’s rights in mind", []),
    ],
)
def test_the_number_of_a_noun_follows_the_words_before_it(words: str, found: list[str]) -> None:
    assert usual(find_wrong_numbers, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Paid under Green Homes Programme", ["under the Green Homes Programme"]),
        ("Paid under the Green Homes Programme", []),
        ("Paid under Green Homes Programme rules", []),
    ],
)
def test_a_programme_has_an_article(words: str, found: list[str]) -> None:
    assert usual(find_programmes_without_article, words) == found
