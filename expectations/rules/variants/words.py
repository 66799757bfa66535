"""Words by what they do in a phrase."""

from __future__ import annotations

from expectations.rules.variants.slots import Word
from expectations.words import word_set

LINKS = word_set("of on in for with from by at into to between among about")
DETERMINERS = word_set("the this a an its their our")
FUNCTION_WORDS = LINKS | word_set(
    """a an and any all as be been but can could do does had has have if is it its may might must no
    nor not or our shall should so such than that the their then there these they this those under
    was we were where which while who will would also each other"""
)


def is_content(word: Word) -> bool:
    """Return whether a word has a meaning of its own."""
    printed = word.printed
    return printed[0].isalpha() and len(printed) > 2 and word.folded not in FUNCTION_WORDS


def with_case(word: str, model: str) -> str:
    """Return a word with the capital of another one."""
    return word[0].upper() + word[1:] if model[:1].isupper() else word
