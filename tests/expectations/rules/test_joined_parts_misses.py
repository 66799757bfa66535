"""Conditions of the rules on commas, counts and joined parts: what is told, and near misses."""

from __future__ import annotations

import pytest

from expectations.rules.clauses.coordination import find_unlike_parts
from expectations.rules.clauses.missing import find_missing_words
from expectations.rules.idiom.commas import find_missing_commas, find_needless_marks
from expectations.rules.idiom.counting import find_plurals_of_mass, find_wrong_counts
from expectations.rules.idiom.words import find_capital_plurals, find_verbs_after_prepositions
from tests.expectations.rules.test_near_misses import told
from tests.expectations.rules.test_usage import text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Speak about work among ASEAN Universities.", ["ASEAN Universities"]),
        ("Speak about work among rural Universities.", ["rural Universities"]),
        ("Speak about work among Rural Universities.", []),  # a name, perhaps
        ("Speak about work among schools and Universities.", []),
        ("ASEAN Universities.", []),  # a title
    ],
)
def test_a_plural_with_a_capital_is_no_name(words: str, found: list[str]) -> None:
    assert told(find_capital_plurals, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Help by provide the training", ["by provide"]),
        ("Help by quickly provide the training", ["by quickly provide"]),
        ("Help by support the training", []),  # a noun, too
        ("Help by allow the training", []),
    ],
)
def test_a_plain_verb_after_a_preposition(words: str, found: list[str]) -> None:
    assert told(find_verbs_after_prepositions, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("However the figures rise", ["However the"]),
        ("However the figures are made, they rise", []),
        ("In general the town pays", ["In general the"]),
        ("In general elections, voters pay", []),
        ("In general towns pay", []),  # an attribute, perhaps
        ("In most cases towns pay", ["In most cases towns"]),  # a noun
        ("In most cases rural towns pay", ["In most cases rural"]),  # an adjective
        ("In most cases of it", []),
        ("In most cases about it", []),
        ("In most cases they pay, as others do", ["In most cases they"]),
        ("Despite the long progress it will end", ["Despite the long progress it will"]),
        ("Despite the long progress it will make, gaps remain", []),
        ("Ask the Bank which is old", ["Bank which"]),
        ("Ask the Contracting Party which is old", []),  # one of several
        ("Ask any Bank which is old", []),
        ("Read the paper by the Bank which is old", []),  # the paper, perhaps
        ("It is run by the Bank which is old", ["Bank which"]),
    ],
)
def test_a_comma_is_missing(words: str, found: list[str]) -> None:
    made = find_missing_commas(text(words))
    assert [words[start:stop] for _, _, (_, start, stop) in made] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Plans for roads, and paths", ["roads, and paths"]),
        ("Plans for roads, and rural paths", ["roads, and rural paths"]),
        ("Plans for inclusivity, and paths", ["inclusivity, and paths"]),
        ("Plans for roads, paths, and rails", []),
        ("Plans for roads, and paths and rails", []),  # a list goes on
        ("Plans for roads, and rural paths or rails", []),
        ("Plans for roads, and paths are old", []),  # another sentence
        ("Pays for roads, and residents for paths", []),
        ("Plans for roads, and quickly", []),
        ("Plans for slow, and paths", []),
        ("Plans such as oaks, elms etc.", ["elms etc."]),
        ("Plans such as oaks (elms), etc.", []),
        ("Plans such as it. They name oaks, elms etc.", []),
        ("Plans such as it. they name oaks, elms etc.", ["elms etc."]),
    ],
)
def test_a_mark_is_needless(words: str, found: list[str]) -> None:
    made = find_needless_marks(text(words))
    assert [words[start:stop] for _, _, (_, start, stop) in made] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Work on diverse attitude", ["diverse attitude"]),
        ("Work on diverse green attitude", ["diverse green attitude"]),
        ("Work on a diverse attitude", []),
        ("Work on diverse table attitude", []),
        ("Work on diverse advice", []),
        ("Help less farms", ["less farms"]),
        ("Help less advice", []),
        ("Help less means", []),  # a singular, too
        ("Help less goods", []),
        ("Help less plastics", []),
    ],
)
def test_a_count_with_a_noun_of_the_other_kind(words: str, found: list[str]) -> None:
    assert told(find_wrong_counts, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("This evidences demand", []),
        ("Ask for many evidences", ["evidences"]),
        ("Conduct trainings", ["trainings"]),
    ],
)
def test_a_mass_has_no_plural(words: str, found: list[str]) -> None:
    assert told(find_plurals_of_mass, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Masks for sprayers from inhaling dust", ["from inhaling"]),
        ("Masks protect sprayers from inhaling dust", []),
        ("Masks for towners from inhaling dust", []),  # nobody does "town"
        ("Masks for sprayers from morning dust", []),  # no verb
        ("Masks for sprayers from being dusty", ["from being dusty"]),  # told once
        ("Masks protect all. Give it to sprayers from inhaling dust", ["from inhaling"]),
        ("Build up programs unlock their skills", ["unlock their skills"]),
        ("Build up programs so that programs unlock their skills", []),
        ("Build up programs into their skills", []),
        ("Towns up programs unlock their skills", []),
        ("See whether the pilot adopted", ["whether the pilot adopted"]),
        ("See whether the pilot worked", []),
        ("See whether the pilots adopted", []),
        ("See whether the quickly adopted", []),
    ],
)
def test_a_word_is_missing(words: str, found: list[str]) -> None:
    assert told(find_missing_words, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It helps towns in planning roads and build the paths", ["build the"]),
        ("It helps towns in planning roads and quickly the paths", []),
        ("It helps towns in morning roads and build the paths", []),
        ("The tools have and are being read", ["have and are being"]),
        ("The tools have and are been", []),
        ("The tools can and are planted", ["can and are planted"]),
        ("The tools can and are be", []),
        ("The tools can and is quickly", []),  # no form of a verb
        ("The tools can and have read it", []),
        ("The town has and will run it", []),  # a participle, too
        ("The town has and will table it", ["has and will table"]),
        ("The town has and will have it", []),
        ("Work to plant all of the oaks and for mowing grass", ["for mowing"]),
        ("Work for us to plant all of the oaks and for mowing grass", []),
        ("Work to it all of the oaks and for mowing grass", []),
        ("Work to plant all of the oaks and for morning grass", []),
        ("The towns build and to plant oaks", ["to plant"]),
        ("Ask to build and to plant oaks", []),
        ("The towns build and to date oaks", []),
        ("The towns build and to plant.", []),
        ("Help towns and vulnerable to floods", ["and vulnerable to"]),
        ("They are poor towns and vulnerable to floods", []),
    ],
)
def test_two_parts_have_no_common_form(words: str, found: list[str]) -> None:
    assert told(find_unlike_parts, words) == found
