"""Phrases of a plan that write out its acronyms, whether or not the acronym stands beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from expectations.plan_index import Text
from expectations.thresholds import ACRONYMS

_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s\-–/’\']")
# Words that an acronym may skip.
_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        """a an and as at by for from in of on or the to with de des du et la le les l d y e del el
        los las por para pour da do dos das und der die di della en van het voor dan untuk""",
    )
)


class WrittenOut:
    """The phrases of a plan by the initials of their words."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = [text.text for text in texts]

    def phrase_of(self, acronym: str) -> str | None:
        """Return a phrase whose words begin with the letters of an acronym, if the plan has one.

        A phrase may skip articles, conjunctions and prepositions. Chance is excluded by use: all
        its words are capitalised, or the plan repeats it among other words. A text layer may give
        some capitals of a font as small letters; it does so in the words as in the acronym
        ("DeCC", "Department of energy and Climate Change").

        Args:
            acronym: The acronym, in the singular.
        """
        letters = [char for char in acronym if char.isalpha()]
        if len(letters) < 2:
            return None
        small = {letter for letter in letters if letter.islower()}
        # Repeated texts are one use: what differs is the words around the phrase.
        uses: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for words, start in self._starts.get(letters[0].casefold(), ()):
            phrase = _spelling(letters, words, start)
            if phrase is None:
                continue
            named = [word for word in phrase if word.casefold() not in _SKIPPED]
            if all(word.istitle() or word.isupper() or word[0] in small for word in named):
                return " ".join(phrase)
            key = " ".join(phrase).casefold()
            stop = start + len(phrase)
            uses[key].add((*words[max(0, start - 1) : start], "…", *words[stop : stop + 1]))
            if len(uses[key]) >= ACRONYMS.phrase_uses:
                return key
        return None

    @cached_property
    def _starts(self) -> dict[str, list[tuple[list[str], int]]]:
        """Words of texts and the position of a word, by the first letter of the word."""
        starts: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        for text in self._texts:
            words = _TOKEN.findall(text)
            for at, word in enumerate(words):
                if word[0].isalpha():
                    starts[word[0].casefold()].append((words, at))
        return starts


def _spelling(letters: list[str], words: list[str], start: int) -> list[str] | None:
    """Return the words from a start whose initials are the letters; None if they are not."""
    phrase: list[str] = []
    at = 0
    for word in words[start:]:
        if at == len(letters):
            break
        if word in {"&", ","} and phrase:
            continue  # "Heating, Refrigerating and Air Conditioning", "Energy & Design"
        if not word[0].isalpha():
            return None  # punctuation
        if word.isupper():
            # "HM Treasury (HMT)"; other capitals are another acronym.
            if list(word) != letters[at : at + len(word)] or len(word) == len(letters):
                return None
            at += len(word)
        elif _begins_with(word, letters[at], is_skipped := word.casefold() in _SKIPPED):
            at += 1
        elif not is_skipped or not phrase:
            return None
        phrase.append(word)
    return phrase if at == len(letters) else None


def _begins_with(word: str, letter: str, is_skipped: bool) -> bool:
    """Return whether a letter of an acronym stands for a word.

    "PoA" has the small letter of "of"; a capital letter is that of a word with a meaning. A small
    letter is that of such a word, too, if the text layer gives its capital as a small letter.
    """
    if is_skipped:
        return letter.islower() and word[0].casefold() == letter
    return word[0] == letter if letter.islower() else word[0].casefold() == letter.casefold()
