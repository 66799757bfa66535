"""Phrases that are nearly, but not quite, the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from expectations.plan_index import Text

_WORD = re.compile(r"[^\s()\[\],;:“”\"]+")

LEAST_OF_FIRST = 80.0
"""Least likeness of the first words: the others are looked at only then."""


def fuzzy_phrases(
    phrase: str, texts: Iterable[Text], least: float
) -> Iterator[tuple[Text, int, int]]:
    """Find places that print nearly a phrase, but not it.

    Args:
        phrase: What is looked for, some words.
        texts: Where to look.
        least: Least likeness, 0 to 100 (normalised indel similarity of the casefolded words).

    Yields:
        Text, first character and the one after the last.
    """
    wanted = [word for word, _, _ in _words_of(phrase)]
    if not wanted:
        return
    joined = " ".join(wanted)
    places = tuple(texts)
    # Each word is compared once, and texts with none that is near are passed over whole.
    first = {w for w in _vocabulary(tuple(t.text for t in places)) if _are_near(w, wanted[0])}
    for text in places:
        if first.isdisjoint(_vocabulary((text.text,))):
            continue
        words = _words_of(text.text)
        at = 0
        while at + len(wanted) <= len(words):
            if words[at][0] not in first:
                at += 1
                continue
            window = [word for word, _, _ in words[at : at + len(wanted)]]
            if window != wanted and fuzz.ratio(" ".join(window), joined) >= least:
                yield text, words[at][1], words[at + len(wanted) - 1][2]
                at += len(wanted)
            else:
                at += 1


@lru_cache(maxsize=4096)
def _vocabulary(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word, _, _ in _words_of(text))


def _are_near(word: str, other: str) -> bool:
    return fuzz.ratio(word, other) >= LEAST_OF_FIRST


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Cut a text into casefolded words: word, first character, and the one after the last."""
    found = []
    for word in _WORD.finditer(text):
        bare = word.group().rstrip(".")
        found.append((word.group().casefold().rstrip("."), word.start(), word.start() + len(bare)))
    return tuple(found)
