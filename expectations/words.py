"""Words of texts, word frequencies, and words that are one typing error apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from expectations.plan_index import Text

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMPOUND_ADJECTIVE = re.compile(
    r"\w+-(?:based|cent(?:red|ered)|driven|focused|free|friendly|led|oriented|related|responsive|"
    r"sensitive|specific|wide)",
    re.I,
)
"""Compounds that are one adjective whatever follows, so that a space in them is a variant."""


def word_set(words: str) -> frozenset[str]:
    """Return words that blanks divide as a set."""
    return frozenset(words.split())


TextRange = tuple[Text, int, int]
"""Words of a text: the text, their start and stop."""
WordPlaces = dict[str, list[TextRange]]
"""Places of each word."""


@lru_cache(maxsize=65536)
def word_frequency(word: str, language: str) -> float:
    """Return the Zipf frequency of a word: 3 is once in a million words, 0 is not in the list.

    Source: Speer, R. (2022), wordfreq 3. The first call reads its list. In a language without a
    list, every word has the frequency 0, so that no word is likelier than another.
    """
    from wordfreq import zipf_frequency

    if not has_list(language):
        return 0.0
    return zipf_frequency(word, language, wordlist="best")


@cache
def has_list(language: str) -> bool:
    """Return whether wordfreq has a list of a language: else it takes that of another one."""
    from wordfreq import available_languages

    return language in available_languages("best")


def find_words(texts: Iterable[Text]) -> WordPlaces:
    """Find the words of texts, casefolded. Words in capitals or mixed case are left out.

    Returns:
        Places of each word, in reading order: text, start and stop.
    """
    places: WordPlaces = defaultdict(list)
    for text in texts:
        for match in WORD.finditer(text.text):
            word = match.group()
            if word[1:] == word[1:].lower():
                places[word.casefold().replace("’", "'")].append((text, *match.span()))
    return places


def single_edits(word: str) -> Iterator[str]:
    """Yield the words at one edit: a letter removed, added or replaced, or two swapped.

    Source: Damerau, F. (1964), A technique for computer detection and correction of spelling
    errors: 80 % of misspellings are one such edit.
    """
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in LETTERS:
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
            yield head + letter + tail
