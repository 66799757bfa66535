"""Words, how frequent they are in their language, and their neighbours by one slip of a key."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from expectations.plan_index import Text

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=65536)
def frequency(word: str, language: str) -> float:
    """Zipf frequency of a word: 0 if the list has it not, 3 once in a million words.

    Source: Speer, R. (2022), wordfreq 3. Its list is read at the first call.
    """
    from wordfreq import zipf_frequency

    return zipf_frequency(word, language, wordlist="best")


def words_of(texts: Iterable[Text]) -> dict[str, list[tuple[Text, int, int]]]:
    """Find the words of texts in lower case or with a first capital, casefolded.

    Returns:
        Places of each word, in reading order; words of capitals are left out.
    """
    found: dict[str, list[tuple[Text, int, int]]] = defaultdict(list)
    for text in texts:
        for match in WORD.finditer(text.text):
            word = match.group()
            if word[1:] == word[1:].lower():
                found[word.casefold().replace("’", "'")].append((text, *match.span()))
    return found


def slips(word: str) -> Iterator[str]:
    """Yield what becomes of a word by one letter more, less, another, or two swapped.

    Source: Damerau, F. (1964), A technique for computer detection and correction of spelling
    errors: 80 % of misspellings are one such slip.
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


def counted(found: dict[str, list[tuple[Text, int, int]]]) -> Counter[str]:
    """Count the words of :func:`words_of`."""
    return Counter({word: len(places) for word, places in found.items()})
