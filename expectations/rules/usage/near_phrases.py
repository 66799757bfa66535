"""Words that write out an acronym near to its use: in its row, or in the title of its area."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from expectations.plan_index import PlanIndex
from expectations.thresholds import ACRONYMS, USAGE
from expectations.words import TextRange, word_set

_WORD = re.compile(r"[^\W\d_]+|[^\w\s'’–/-]")
_SKIPPED = word_set("a an and for from in of on or the to with")


def phrase_near(index: PlanIndex, acronym: str, places: Iterable[TextRange]) -> str:
    """Return words with the initials of an acronym in the same area; empty if there are none.

    An area has few words, so that a phrase that fits there is hardly chance, whatever its capitals.
    """
    letters = acronym.casefold()
    if len(letters) < USAGE.shortest_near_acronym:
        return ""
    areas = {text.area_id for text, _, _ in places} - {None}
    words = (_words(text.text) for text in index.wording if text.area_id in areas)
    found = [_spelt(letters, each, at) for each in words for at in range(len(each))]
    return max(found, key=lambda phrase: (bool(phrase), sum(map(str.isupper, phrase))), default="")


def share_a_phrase(short: TextRange, long: TextRange) -> bool:
    """Return whether two acronyms in brackets stand for the same words, one for more of them.

    "Children with Disabilities (CWD)" and "Children with Disabilities and Orphans (CWDO)" do.
    """
    (text, start, stop), (other, at, _) = short, long
    if not all(t.text[a - 1 : a] in {"(", "["} for t, a, _ in (short, long)):
        return False
    before = _WORD.findall(text.text[: start - 1])
    first = text.text[start].casefold()
    starts = [i for i, word in enumerate(before) if word[0].casefold() == first]
    near = [i for i in starts if len(before) - i >= min(2, stop - start)]
    phrase = [word.casefold() for word in before[near[-1] :]] if near else []
    words = [word.casefold() for word in _WORD.findall(other.text[: at - 1])]
    tail = words[-len(phrase) - ACRONYMS.words_per_letter * (stop - start) :]
    spans = range(len(tail) - len(phrase) + 1)
    return bool(phrase) and any(tail[i : i + len(phrase)] == phrase for i in spans)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word not in {"s", "S"}]


def _spelt(letters: str, words: Sequence[str], start: int) -> str:
    """Return the words from a start that have the letters, an acronym all of its own."""
    left = letters
    window = words[start : start + ACRONYMS.words_per_letter * len(letters)]
    for count, part in enumerate(_parts(window)):
        if not left:
            return " ".join(window[:count])
        if count == 0 and not part:
            return ""  # a phrase does not begin with "on"
        if left.startswith(part) and not (part == left == letters):
            left = left[len(part) :]
        else:
            return ""
    return "" if left else " ".join(window)


def _parts(words: Iterable[str]) -> Iterator[str]:
    """Yield what each word gives to an acronym: its initial, or all letters of an acronym."""
    for word in words:
        if word.casefold() in _SKIPPED:
            yield ""
        elif word.isupper():
            yield word.casefold()
        else:
            yield word[0].casefold() if word[0].isalpha() else word
