"""How texts begin and end: full stops, capitals, numbers, and what stands in lists."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"^[(\[]?(?:\d+(?:\.\d+)*[.)\]]\s*\S|(?:[A-Za-z]|[ivx]+|[IVX]+)[.)\]]\s+\S)|^\d+(?:\.\d+)+\s"
)
"""How an item of a numbered list starts."""

SHORT_END = re.compile(r"(?:^|[\s/])[a-zà-ÿ]{1,3}$")
"""A short word at the end of a text, most often one that links."""
BULLET = re.compile(r"^[•▪◦‣·●○■□–—*-]\s*\S")
CLOSING = ")]},;:.!?%/&’”»-–"
PAUSE = ".,;:!?"
"""Marks after a word that part it from the one that follows."""
_OPENING = "([{\"'‘“«„¿¡"
_AROUND = "()[]{}.,;:!?%/&'\"’‘”“»«–-"
_CLOSED = re.compile(r"(?<![.(\s][^\W\d_])[.!?…][\"'’”»)\]]*$")
"""A full stop that closes a sentence, not the last one of `i.e.` or `(e.g.`."""


def word_stem(word: str) -> str:
    """A word without marks around it, in lower case, without the `s` that most plurals end with."""
    return word.strip(_AROUND).casefold().removesuffix("s")


def ends_sentence(text: str) -> bool:
    """Say whether a full stop or the like closes a text, other than that of an abbreviation."""
    return bool(_CLOSED.search(text.rstrip()))


def is_closed(before: str, after: str) -> bool:
    """Say whether a text ends a sentence; a semicolon does before a capital, or at the very end."""
    if before.rstrip().endswith(";"):
        return not after or after[0].isupper()
    return ends_sentence(before)


def first_letter(text: str) -> str:
    """A text's first character behind the marks that open a quotation or bracket, if any."""
    return (text.lstrip(_OPENING) or text)[0]


def starts_anew(text: str) -> bool:
    """Say whether a text starts with a capital or figure; an acronym stands anywhere."""
    word = text.split()[0]
    first = first_letter(text)
    is_acronym = word.isupper() and len(word) > 1
    return not (first.islower() or first in CLOSING or BULLET.match(text) or is_acronym)


def names_of(text: str) -> list[str]:
    """The parts of a list between its commas and semicolons."""
    return [part.strip() for part in re.split("[,;]", text)]
