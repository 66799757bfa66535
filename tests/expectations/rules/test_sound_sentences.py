"""Sound sentences of government prose, which the rules on set phrases leave alone."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.forms import find_capital_verbs
from expectations.rules.idiom import IDIOMS
from expectations.rules.idiom.commas import find_missing_commas, find_needless_marks
from expectations.rules.idiom.needless import find_open_adjectives

DATA = Path(__file__).resolve().parents[2] / "data"
SOUND = (DATA / "sound_sentences.txt").read_text(encoding="utf-8").splitlines()
"""Right uses of the words that the rules know in wrong ones, set phrases with their articles."""


def reported(words: str) -> list[str]:
    text = Text("activities", "r", "text", words, "area-1", 1)
    slips = chain.from_iterable(find(text) for find in (*IDIOMS, find_capital_verbs))
    open_adjectives = find_open_adjectives(text, frozenset())
    marks = chain(find_missing_commas(text), find_needless_marks(text))
    places = chain((place for _, place in chain(slips, open_adjectives)), (m[2] for m in marks))
    return [words[start:stop] for _, start, stop in places]


@pytest.mark.parametrize("words", SOUND)
def test_a_sound_sentence_has_no_slip(words: str) -> None:
    assert reported(words) == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("a" * 50_000, id="letters"),
        pytest.param("a-" * 25_000, id="hyphens"),
        pytest.param("and by private sector and " * 4_000, id="sectors"),
        pytest.param("using series of x " * 5_000, id="quantities"),
        pytest.param("of Ministry of Works " * 5_000, id="names"),
        pytest.param("Based on " + "water " * 20_000, id="words"),
        pytest.param("However the water rose " * 5_000, id="first words"),
    ],
)
def test_long_texts_take_no_more_than_their_share_of_time(words: str) -> None:
    reported(words[:100])
    begin = time.process_time()
    reported(words)
    assert time.process_time() - begin < 3  # a quadratic pattern takes ten times as long
