"""Words that write out an acronym near to its use: in its row, or in the title of its area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from expectations.plan_index import PlanIndex
from expectations.thresholds import ACRONYMS, USAGE
from expectations.words import TextRange, word_set

_WORD = re.compile(r"[^\W\d_]+|[^\w\s'’–/-]")
_SKIPPED = word_set("a an and for from in of on or the to with")


def is_spelt_near(index: PlanIndex, acronym: str, places: Iterable[TextRange]) -> bool:
    """Return whether words with the initials of an acronym stand in the area of a use.

    Few words are near, so that one use of a phrase is none by chance, whatever its capitals.
    """
    letters = acronym.casefold()
    if len(letters) < USAGE.shortest_near_acronym:
        return False
    areas = {text.area_id for text, _, _ in places} - {None}
    words = (_words(text.text) for text in index.wording if text.area_id in areas)
    return any(_spells(letters, each, at) for each in words for at in range(len(each)))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in {"s", "S"}]


def _spells(letters: str, words: Sequence[str], start: int) -> bool:
    """Return whether the words from a start have the letters, an acronym all of its own."""
    left = letters
    window = ACRONYMS.words_per_letter * len(letters)
    for part in _parts(words[start : start + window]):
        if not left:
            return True
        if left.startswith(part) and not (part == left == letters):
            left = left[len(part) :]
        else:
            return False
    return not left


def _parts(words: Iterable[str]) -> Iterator[str]:
    """Yield what each word gives to an acronym: its initial, or all letters of an acronym."""
    for word in words:
        if word.casefold() in _SKIPPED:
            yield ""
        elif word.isupper() and len(word) > 1:
            yield word.casefold()
        else:
            yield word[0].casefold() if word[0].isalpha() else word
