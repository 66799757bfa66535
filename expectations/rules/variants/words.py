"""Words by what they do in a phrase, and phrases with one word replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from expectations.rules.variants.slots import Word
from expectations.words import word_set

LINKS = word_set("of on in for with from by at into to between among about")
FUNCTION_WORDS = LINKS | word_set(
    """a an and any all as be been but can could do does had has have if is it its may might must no
    nor not or our shall should so such than that the their then there these they this those under
    was we were where which while who will would also each other"""
)


def is_content(word: Word) -> bool:
    """Return whether a word has a meaning of its own."""
    printed = word.printed
    return printed[0].isalpha() and len(printed) > 2 and word.folded not in FUNCTION_WORDS


def replacing(phrase: Sequence[Word], at: int) -> Callable[[str], str]:
    """Return a function that prints a phrase with another word, which has the capital of the old.

    >>> replacing([Word("Member", 0, 6), Word("State", 7, 12)], 1)("states")
    'Member States'
    """

    def usual(word: str) -> str:
        parts = [each.printed for each in phrase]
        if parts[at][:2].isupper():
            stem = word.removesuffix("s")
            word = stem.upper() + word[len(stem) :]
        parts[at] = word[0].upper() + word[1:] if parts[at][0].isupper() else word
        return " ".join(parts)

    return usual
