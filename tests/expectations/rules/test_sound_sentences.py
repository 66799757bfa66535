"""Sound sentences of government prose, which the rules on set phrases leave alone."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path

import pytest

from expectations.plan_index import PlanIndex, Text
from expectations.rules.clauses.agreements import (
    find_articles_of_acronyms,
    find_plain_verbs,
    find_wrong_agreement,
)
from expectations.rules.clauses.forms import find_capital_verbs, find_wrong_forms
from expectations.rules.clauses.questions import find_inverted_questions, find_lone_adjectives
from expectations.rules.clauses.stray import find_stray_letters
from expectations.rules.consistency.capitals import capitals_of_first_words
from expectations.rules.consistency.dotted_acronyms import dotted_acronyms
from expectations.rules.consistency.ends import find_open_sentences, find_small_beginnings
from expectations.rules.consistency.initials import find_unfit_acronyms
from expectations.rules.consistency.near_words import near_words
from expectations.rules.consistency.one_sided_dashes import find_one_sided_dashes
from expectations.rules.idiom import IDIOMS
from expectations.rules.idiom.commas import (
    find_missing_commas,
    find_needless_marks,
    find_open_purposes,
)
from expectations.rules.idiom.needless import find_open_adjectives
from expectations.rules.usage.determiners import find_articles_without_noun, find_unlike_pairs
from expectations.rules.usage.parallel import find_unlike_items
from expectations.rules.variants.name_numbers import find_numbers_of_names
from expectations.settings import ExpectationSettings
from link.settings import LinkSettings
from link.stage import link
from tests.link.plans import RowText, make_plan

DATA = Path(__file__).resolve().parents[2] / "data"
SOUND = (DATA / "sound_sentences.txt").read_text(encoding="utf-8").splitlines()
"""Right uses of the words that the rules know in wrong ones, set phrases with their articles."""


def reported(words: str) -> list[str]:
    text = Text("activities", "r", "text", words, "area-1", 1)
    finders = (
        *IDIOMS,
        find_capital_verbs,
        find_inverted_questions,
        find_lone_adjectives,
        find_wrong_agreement,
        find_plain_verbs,
        find_stray_letters,
        find_articles_of_acronyms,
        find_unlike_items,
        find_articles_without_noun,
        find_unlike_pairs,
        find_wrong_forms,
    )
    slips = chain.from_iterable(find(text) for find in finders)
    open_adjectives = find_open_adjectives(text, frozenset())
    marks = chain(find_missing_commas(text), find_open_purposes(text), find_needless_marks(text))
    places = chain((place for _, place in chain(slips, open_adjectives)), (m[2] for m in marks))
    return [words[start:stop] for _, start, stop in places]


@pytest.mark.parametrize("words", SOUND)
def test_a_sound_sentence_has_no_slip(words: str) -> None:
    assert reported(words) == []


def test_a_plan_of_sound_sentences_has_no_issue_of_its_style() -> None:
    rows = [RowText("1.1", "Topic", words) for words in SOUND]
    index = PlanIndex(link(make_plan(rows), LinkSettings()), "en")
    findings = chain(
        find_open_sentences(index),
        find_small_beginnings(index),
        find_one_sided_dashes(index),
        find_numbers_of_names(index),
        find_unfit_acronyms(index, ExpectationSettings()),
    )
    assert [finding.message for finding in findings] == []
    assert list(near_words(index.wording, "en")) == []
    assert list(capitals_of_first_words(index.wording)) == []
    assert [usual for usual, _ in dotted_acronyms(index.wording)] == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("a" * 50_000, id="letters"),
        pytest.param("a-" * 25_000, id="hyphens"),
        pytest.param("and by private sector and " * 4_000, id="sectors"),
        pytest.param("using series of x " * 5_000, id="quantities"),
        pytest.param("of Ministry of Works " * 5_000, id="names"),
        pytest.param("Based on " + "water " * 20_000, id="words"),
        pytest.param("do this roads are " * 12_000, id="pronouns"),
        pytest.param("However the water rose " * 5_000, id="first words"),
    ],
)
def test_long_texts_take_no_more_than_their_share_of_time(words: str) -> None:
    reported(words[:100])
    begin = time.process_time()
    reported(words)
    assert time.process_time() - begin < 3  # a quadratic pattern takes ten times as long
