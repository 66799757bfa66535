"""Phrases of words are found wherever they stand, as spaCy's own matcher finds them."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from normalize.phrases import Phrases

NLP = spacy.blank("en")
WORDS = st.lists(st.sampled_from(["SOM", "on", "Law", "law", ",", "é"]), max_size=8).map(tuple)


@settings(deadline=None)
@given(st.lists(WORDS.filter(bool), max_size=5), WORDS)
def test_the_places_are_those_of_spacys_matcher(
    phrases: list[tuple[str, ...]], words: tuple[str, ...]
) -> None:
    matcher = PhraseMatcher(NLP.vocab, attr="ORTH")
    matcher.add("phrase", [Doc(NLP.vocab, words=list(phrase)) for phrase in phrases])
    expected = {(start, stop) for _, start, stop in matcher(Doc(NLP.vocab, words=list(words)))}
    assert set(Phrases(phrases).find(words)) == expected


def test_a_phrase_of_no_word_is_nowhere() -> None:
    assert list(Phrases([()]).find(("any", "words"))) == []
