"""Recognise how texts begin and end: full stops, capitals, list numbers and bullets."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"^[(\[]?(?:\d+(?:\.\d+)*[.)\]]\s*\S|(?:[A-Za-z]|[ivx]+|[IVX]+)[.)\]]\s+\S)|^\d+(?:\.\d+)+\s"
)
"""The start of an item of a numbered list."""

_SHORT_END = re.compile(r"(?:^|[\s/])[a-zà-ÿ]{1,3}$")
"""A short word at the end of a text, usually a conjunction or preposition."""
_LONGEST_END = 5
"""Characters of what `_SHORT_END` finds, at most, and a line end after it."""
BULLET = re.compile(r"^[•▪◦‣·●○■□–—*-]\s*\S")
CLOSING = ")]},;:.!?%/&’”»-–"
PAUSE = ".,;:!?"
"""Marks after a word that separate it from the next one."""
_OPENING = "([{\"'‘“«„¿¡"
_AROUND = "()[]{}.,;:!?%/&'\"’‘”“»«–-"
_AFTER_STOP = "\"'’”»)]"
_CLOSED = re.compile(r"(?<![.(\s][^\W\d_])[.!?…]")
"""A full stop that ends a sentence, not the last one of `i.e.` or `(e.g.`."""
_CAPTION = re.compile(
    r"(table|tab\.|figure|fig\.|exhibit|chart|box|annex|tableau|tabelle|cuadro|tabla|tabella)"
    r"\s+((?:[A-Z][-.]?)?\d|[IVX]+\b)",
    re.IGNORECASE,
)


def word_stem(word: str) -> str:
    """Return a word in lower case without punctuation around it and without a final `s`."""
    return word.strip(_AROUND).casefold().removesuffix("s")


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a full stop or the like that is not an abbreviation's."""
    # A search through the whole text would take long: the same texts are asked about again.
    last = len(text.rstrip().rstrip(_AFTER_STOP)) - 1
    return last >= 0 and _CLOSED.match(text, last) is not None


def has_short_end(text: str) -> bool:
    """Return whether a text ends with a word of one to three letters in lower case."""
    return _SHORT_END.search(text, max(0, len(text) - _LONGEST_END)) is not None


def is_closed(before: str, after: str) -> bool:
    """Return whether a text ends a sentence.

    A semicolon ends one if a capital or nothing follows.

    Args:
        before: the text.
        after: the text that follows, or an empty string.
    """
    if before.rstrip().endswith(";"):
        return not after or after[0].isupper()
    return ends_sentence(before)


def first_letter(text: str) -> str:
    """Return the first character of a text after opening quotation marks and brackets."""
    return (text.lstrip(_OPENING) or text)[0]


def starts_anew(text: str) -> bool:
    """Return whether a text starts with a capital or digit, but not with an acronym."""
    word = text.split()[0]
    first = first_letter(text)
    is_acronym = word.isupper() and len(word) > 1
    return not (first.islower() or first in CLOSING or BULLET.match(text) or is_acronym)


def names_of(text: str) -> list[str]:
    """Split a list at its commas and semicolons."""
    return [part.strip() for part in re.split("[,;]", text)]


def is_caption(text: str) -> bool:
    """Return whether a text numbers a table or figure, as captions do."""
    return _CAPTION.match(text) is not None
