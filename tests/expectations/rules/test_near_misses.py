"""Conditions of the rules on phrases: what is told, and beside it what misses one half of them."""

from __future__ import annotations

import pytest

from expectations.rules.clauses.forms import find_capital_verbs
from expectations.rules.idiom.phrase import is_quality
from expectations.rules.slip import SlipFinder
from expectations.rules.usage.compounds import find_missing_hyphens
from expectations.rules.usage.marks import find_unusual_marks
from expectations.rules.variants.links import names_without_article
from expectations.rules.variants.slots import words_of
from expectations.rules.variants.words import is_content
from tests.expectations.rules.test_usage import text
from tests.expectations.rules.test_usage_limits import of_texts
from tests.expectations.rules.test_variant_limits import marked, uses


def told(find: SlipFinder, words: str) -> list[str]:
    """Return the words that a rule marks."""
    return [words[start:stop] for _, (_, start, stop) in find(text(words))]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Roads", True),
        ("eye", True),  # three letters
        ("EU", False),
        ("the", False),
        ("also", False),
        ("2020", False),
    ],
)
def test_some_words_have_a_meaning_of_their_own(word: str, *, expected: bool) -> None:
    assert is_content(words_of(word)[0]) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("green", True),
        ("table", False),
        ("own", False),
        ("early", False),  # as most adverbs end
    ],
)
def test_some_words_say_what_a_thing_is_like(word: str, *, expected: bool) -> None:
    assert is_quality(word) == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask bodies such as Climate Fund", ["as Climate Fund"]),
        ("such as Climate Fund", ["as Climate Fund"]),
        ("Ask bodies as Climate Fund", []),
        ("as Climate Fund", []),
        ("Ask bodies such Climate Fund", []),
        ("We enable Climate Fund", ["enable Climate Fund"]),
        ("We support Climate Fund", []),  # a noun, too
        ("Ask bodies such as Climate Fund seminars", []),
    ],
)
def test_a_name_that_is_an_object_or_an_example_lacks_its_article(
    words: str, found: list[str]
) -> None:
    usual = uses("Ask the Climate Fund, {} times", 4)
    assert marked(names_without_article(), words, *usual) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Run small scale projects", ["small scale"]),
        ("Run small scale water projects", ["small scale"]),
        ("Run small scale rural projects", ["small scale"]),
        ("Run small scale bridge national", ["small scale"]),
        ("Run small scale national", []),
        ("Run small scale green national", []),
    ],
)
def test_a_scale_before_a_noun_has_a_hyphen(words: str, found: list[str]) -> None:
    assert told(find_missing_hyphens, words) == found


@pytest.mark.parametrize(
    ("verb", "found"),
    [
        ("Protect", True),
        ("Build", True),  # hardly used as a noun
        ("Address", True),  # a noun, too, but not after "to"
        ("Table", False),
        ("Open", False),  # an adjective
        ("Rapidly", False),
    ],
)
def test_a_verb_inside_a_sentence_has_no_capital(verb: str, *, found: bool) -> None:
    assert told(find_capital_verbs, f"Draft a plan to {verb} wells") == [f"to {verb}"] * found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn", ["c. Mow."]),
        ("1) Dig wells 2) Plant oaks 3) Mow. 4) Rest 5) Sow corn", ["3) Mow."]),
        ("a. Dig wells. b. Plant oaks. c. Mow d. Rest. e. Sow corn.", ["c. Mow"]),
        ("a. Dig wells b. Plant oaks c. Mow d. Rest e. Sow corn", []),
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest", []),  # three show nothing
        ("a. Dig wells b. Plant oaks. c. Mow. d. Rest e. Sow corn f. Row", []),  # two ways
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn f. Row (all)", []),
        ("b. Dig wells c. Plant oaks d. Mow. e. Rest f. Sow corn", []),  # no beginning
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn a. Dig", []),  # two lists
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest f. Sow corn", []),  # an item is missing
        # Items of two sentences, or of two parts, do not count.
        ("a. Dig wells b. Plant oaks c. Mow. Eat. d. Rest e. Sow corn f. Row", []),
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow; cut corn f. Row", ["c. Mow."]),
        ("a. Dig wells b. Plant oaks c. d. Rest e. Sow corn", []),
    ],
)
def test_one_item_of_a_cell_ends_in_another_way(cell: str, found: list[str]) -> None:
    made = find_unusual_marks(of_texts(cell), is_english=True)
    assert [place.printed for each in made for place in each.places] == found
