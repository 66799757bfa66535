"""Words that "and" joins: which of them have a common form, and which have none."""

from __future__ import annotations

import pytest

from expectations.rules.clauses.coordination import find_unlike_parts
from expectations.rules.wording.introduced import find_acronyms_apart
from tests.expectations.rules.test_usage import text
from tests.expectations.rules.test_wording_limits import SETTINGS, index_of


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They have and are being read", ["have and are being"]),
        ("They have and will be read", ["have and will be"]),
        ("They have and are read", []),
        ("They have and had been here", []),
        ("They have and are seldom there", []),  # no form of a verb
        ("They can and have read", []),  # "can read" is right
        ("They can and have taken it", ["can and have taken"]),
        ("They can and are taking it", ["can and are taking"]),
        ("They can and will take it", []),
        ("Help towns at large and exposed to floods", ["and exposed to"]),
        ("Help towns and vulnerable to floods", ["and vulnerable to"]),
        ("Help towns that are old towns and vulnerable to floods", []),
        ("It is so; towns and vulnerable to floods", ["and vulnerable to"]),
        ("Meet to plan a large new bridge and for drafting it", ["for drafting"]),
        ("Meet for it to plan a large new bridge and for drafting it", []),
        ("Meet to plan a large new bridge and for morning it", []),
        ("Meet to town a large new bridge and for drafting it", []),
        ("Teach about social and drafting laws", ["social and drafting laws"]),
        ("Teach about social and counselling work", []),
        ("Teach about social and morning laws", []),
        ("Hold a fair and to strengthen ties", ["to strengthen"]),
        ("Hold a fair and to strengthen", ["to strengthen"]),
        ("Hold a fair and to strengthen plans to grow", ["to strengthen"]),
        ("Plans to hold a fair and to strengthen ties", []),
        ("Hold a fair and to scale up", []),
        ("Hold a fair and to town it", []),
        ("The board helps the towns by drafting new laws and assist them", ["assist them"]),
        ("The board helps the towns by morning new laws and assist them", []),
        ("The board helps the towns by drafting new laws and towns them", []),
    ],
)
def test_words_that_have_no_common_form(words: str, found: list[str]) -> None:
    assert [words[start:stop] for _, (_, start, stop) in find_unlike_parts(text(words))] == found


@pytest.mark.parametrize(
    ("words", "elsewhere", "found"),
    [
        ("Ask RHEC", "Our Rural Health and Elderly Care", ["RHEC"]),
        ("Ask RHEC", "Our Rural Health and Elderly Care (RHEC)", []),
        ("Ask RH", "Our Rural Health", ["RH"]),
        ("Ask HM", "It has made this. He has made that. One has made more.", []),  # by chance
        ("Ask RHP", "Its rural health plan. A rural health plan. One rural health plan.", ["RHP"]),
        ("Ask the EU", "Our European Union", []),  # known to all
        ("Ask XQZ", "Our Rural Health", []),
    ],
)
def test_acronyms_whose_words_stand_elsewhere(words: str, elsewhere: str, found: list[str]) -> None:
    made = find_acronyms_apart(index_of(words, narrative=(elsewhere,)), SETTINGS)
    assert [place.printed for each in made for place in each.places] == found
