"""Spellings of a body's acronym and name, folded so that variants meet."""

from __future__ import annotations

import re
import unicodedata

MARKS = "*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹"
"""Signs that point to a footnote."""

_ENDING = re.compile(rf"[\s.,;:{re.escape(MARKS)}]+$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PLURAL_ACRONYM = re.compile(r"(?P<acronym>\b[A-Z][A-Z-]+)s$")
_WORD = re.compile(r"[^\W_]+")


def trim(printed: str) -> str:
    """Take white space, final points, footnote marks and a possessive off a name."""
    text = _ENDING.sub("", " ".join(printed.split()))
    return _POSSESSIVE.sub("", text)


def key(printed: str) -> str:
    """Fold what is only spelling: case, hyphens, blanks, line breaks, a plural, final points.

    The plural of an acronym is a small ``s`` after capitals (``AFs``): a capital one may
    belong to another body's acronym (``SOMS``).

    Args:
        printed: A name or acronym as printed.

    Returns:
        Its letters and digits, casefolded.
    """
    text = unicodedata.normalize("NFKC", trim(printed))
    text = _PLURAL_ACRONYM.sub(r"\g<acronym>", text)
    return "".join(char for char in text.casefold() if char.isalnum())


def words(name: str) -> tuple[str, ...]:
    """Fold a full name to its words: small letters, without plurals, articles and ``&``.

    Args:
        name: A full name, or part of one.

    Returns:
        Its words; ``Officials`` and ``Official`` are the same word.
    """
    text = unicodedata.normalize("NFKC", trim(name)).casefold().replace("&", " and ")
    text = re.sub(r"['’]s?\b", "", text)
    return tuple(singular(word) for word in _WORD.findall(text) if word != "the")


def singular(word: str) -> str:
    """Take a plural's ending off an English word in small letters.

    It need not make a word: it need only make the same of the singular and the plural.
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_acronym(printed: str) -> bool:
    """Whether a printed name is written as an acronym: one word, mostly capitals."""
    text = trim(printed)
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return bool(letters) and " " not in text and len(letters) > 1 and capitals * 2 > len(letters)
