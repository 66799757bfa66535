"""Fold the spellings of acronyms and names, so that variants compare equal."""

from __future__ import annotations

import re
import unicodedata

from normalize.thresholds import SPELLING

MARKS = "*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹"
"""Characters that refer to a footnote."""

_ENDING = re.compile(rf"[\s.,;:{re.escape(MARKS)}]+$")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PLURAL_ACRONYM = re.compile(r"(?P<acronym>\b[A-Z][A-Z-]+)s$")
_WORD = re.compile(r"[^\W_]+")


_ABBREVIATED = re.compile(r"\s[^\W\d_]\.(?:\s?[^\W\d_]\.)*\s?[^\W\d_]$|,\s[^\W\d_]$")


def trim_name(printed: str) -> str:
    """Strip white space around a name, and at its end punctuation, footnote marks and a possessive.

    Words before or after a name stay, and so does the last stop of an abbreviation at its end:
    `Acquedotto S.p.A.`, `Castell, J.`
    """
    whole = " ".join(printed.split())
    text = _ENDING.sub("", whole)
    if whole.startswith(f"{text}.") and _ABBREVIATED.search(text):
        return f"{text}."
    return _POSSESSIVE.sub("", text)


def spelling_key(printed: str) -> str:
    """Fold differences of spelling: case, hyphens, spaces, line breaks, plural, final points.

    Only a lower-case ``s`` after capitals is a plural (``AFs``). An upper-case one may be part
    of another body's acronym (``SOMS``).

    Args:
        printed: A name or acronym as printed.

    Returns:
        Its letters and digits, casefolded.
    """
    text = unicodedata.normalize("NFKC", trim_name(printed))
    text = _PLURAL_ACRONYM.sub(r"\g<acronym>", text)
    return "".join(char for char in text.casefold() if char.isalnum())


def name_words(name: str) -> tuple[str, ...]:
    """Split a full name into words: lower case, singular, no articles, ``&`` as ``and``.

    Args:
        name: A full name, or part of one.

    Returns:
        The words; ``Officials`` and ``Official`` give the same word.
    """
    text = unicodedata.normalize("NFKC", trim_name(name)).casefold().replace("&", " and ")
    text = re.sub(r"['’]s?\b", "", text)
    return tuple(singular(word) for word in _WORD.findall(text) if word != "the")


def singular(word: str) -> str:
    """Strip the plural ending from a lower-case English word.

    The result may not be an English word. It is only guaranteed that the singular and the
    plural give the same result.
    """
    if len(word) >= SPELLING.min_ies_plural_letters and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) + 1 >= SPELLING.min_ies_plural_letters and word.endswith("ie"):
        return word[:-2] + "y"  # the singular of movies, as its plural
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural and len(word) >= SPELLING.min_plural_letters else word


def is_acronym(printed: str) -> bool:
    """Return whether a printed name is an acronym: one word, mostly capitals."""
    text = trim_name(printed)
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (
        " " not in text
        and len(letters) >= SPELLING.min_acronym_letters
        and capitals > SPELLING.min_capital_share * len(letters)
    )
