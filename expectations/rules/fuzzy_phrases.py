"""Search for phrases that are similar to a given phrase, but not equal to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from expectations.plan_index import Text
from expectations.thresholds import PHRASES

_WORD = re.compile(r"[^\s()\[\],;:“”\"]+")


def fuzzy_phrases(
    phrase: str, texts: Iterable[Text], min_similarity: float
) -> Iterator[tuple[Text, int, int]]:
    """Find places where a text prints a phrase with a small difference.

    Args:
        phrase: The words to search for.
        texts: The texts to search.
        min_similarity: Normalised indel similarity of the casefolded words, 0 to 100.

    Yields:
        The text, and the start and stop of the place in it. Equal phrases are not yielded.
    """
    wanted = [word for word, _, _ in _words_of(phrase)]
    if not wanted:
        return
    joined = " ".join(wanted)
    places = tuple(texts)
    # Each distinct word is compared once; texts without a similar first word are skipped.
    texts_with = _texts_with(tuple(text.text for text in places))
    first = {
        word for word in texts_with if fuzz.ratio(word, wanted[0]) >= PHRASES.first_word_similarity
    }
    for number in sorted({number for word in first for number in texts_with[word]}):
        text = places[number]
        words = _words_of(text.text)
        at = 0
        while at + len(wanted) <= len(words):
            if words[at][0] not in first:
                at += 1
                continue
            window = [word for word, _, _ in words[at : at + len(wanted)]]
            if window != wanted and fuzz.ratio(" ".join(window), joined) >= min_similarity:
                yield text, words[at][1], words[at + len(wanted) - 1][2]
                at += len(wanted)
            else:
                at += 1


# A rule asks for many phrases in the same texts, of which a plan may have any number.
@lru_cache(maxsize=2)
def _texts_with(texts: tuple[str, ...]) -> dict[str, list[int]]:
    """Return the numbers of the texts that hold each word, in ascending order."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in {word for word, _, _ in _words_of(text)}:
            numbers[word].append(number)
    return numbers


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Split a text into casefolded words, each with its start and stop."""
    found = []
    for word in _WORD.finditer(text):
        bare = word.group().rstrip(".")
        found.append((word.group().casefold().rstrip("."), word.start(), word.start() + len(bare)))
    return tuple(found)
