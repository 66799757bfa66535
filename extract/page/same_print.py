"""Compare two readings of the same print, apart from known differences between readers.

Readers decode the same glyphs and write them in different ways: they keep or drop soft hyphens,
spell ligatures out or not, infer spaces from gaps, and order combining marks differently. These
differences do not change the printed text; different letters, digits, signs and orders do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from extract.script.placed_accents import has_accents_of_its_own, without_accents_of_their_own

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SOFT = "\u00ad"
_BESIDE_HYPHEN = re.compile(f"{_SOFT}*-{_SOFT}*")
_IN_NUMBERS = ".,:/+%"
_HYPHENS = "-\u2010\u2011"
_SAME_SHAPE = frozenset(
    ("compat", "noBreak", "initial", "medial", "final", "isolated", "wide", "narrow", "vertical")
)
"""Compatibility decompositions that keep the meaning of a character. Superscripts, fractions and
circled letters do not: 10² is not 102."""


def fold_reading(text: str) -> str:
    """Remove the known differences between readers, except in spaces and soft hyphens.

    Args:
        text: as any reader returns it.

    Returns:
        The text in NFC, with one kind of space, of hyphen (`-`) and of soft hyphen (U+00AD).
        Ligatures and presentation forms are spelt out, control characters are spaces, and
        characters without width and glyphs without a Unicode value are removed.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", "".join(map(_plain, text)))
    elif not text.isprintable():
        text = "".join(map(_plain, text))
    return _UNMAPPED.sub("", text) if "(cid:" in text else text


@cache
def _plain(char: str) -> str:
    if char in _HYPHENS:
        return "-"
    if char in "\u00ad\ufffe":
        return _SOFT
    kind = unicodedata.category(char)
    if char.isspace() or kind == "Cc":
        return " "
    if char == "\ufffd" or kind in ("Cf", "Cs") or "\ufe00" <= char <= "\ufe0f":
        return ""
    form = unicodedata.decomposition(char).partition(">")[0]
    return unicodedata.normalize("NFKC", char) if form[1:] in _SAME_SHAPE else char


def same_reading(first: str, second: str, third: Callable[[], str] | None = None) -> bool:
    """Return whether two readings have the same words.

    Args:
        first: the reading that is kept.
        second: the other one.
        third: returns a third reading; called only if the first two differ in spaces alone.

    Returns:
        Whether they have. Different spaces alone are the same words, unless they divide a
        number or the third reading has the same spaces as the second.
    """
    one, other = fold_reading(first), fold_reading(second)
    if one.split() == other.split():
        return True
    if not _same_characters(one, other):
        # Of accents that are glyphs of their own, the file tells no place among the letters.
        return has_accents_of_its_own(first + second) and (
            without_accents_of_their_own(one) == without_accents_of_their_own(other)
        )
    places = _space_places(one) ^ _space_places(other)
    if any(_is_in_number(_letters(one), place) for place in places):
        return False
    if not places or third is None:
        return True
    decisive = fold_reading(third())
    if _letters(decisive) != _letters(one):
        return True  # The third reading has other glyphs, so its spaces are not comparable.
    return places.isdisjoint(_space_places(decisive) ^ _space_places(one))


def same_glyphs(first: str, second: str) -> bool:
    """Return whether two readings have the same glyphs in the same order, apart from spaces."""
    return _same_characters(fold_reading(first), fold_reading(second))


def _same_characters(one: str, other: str) -> bool:
    """Compare without spaces; a soft hyphen equals a hyphen or nothing."""
    first, second = (_BESIDE_HYPHEN.sub("-", "".join(x.split())) for x in (one, other))
    if first == second:
        return True
    if _SOFT not in first and _SOFT not in second:
        return False
    i, j = 0, 0
    while i < len(first) or j < len(second):
        left, right = first[i : i + 1], second[j : j + 1]
        if left == right or {left, right} == {"-", _SOFT}:
            i, j = i + 1, j + 1
        elif left == _SOFT:
            i += 1
        elif right == _SOFT:
            j += 1
        else:
            return False
    return True


def _is_in_number(letters: str, place: int) -> bool:
    around = letters[place - 1 : place + 1]
    return any(map(str.isdigit, around)) and all(c.isdigit() or c in _IN_NUMBERS for c in around)


def _letters(text: str) -> str:
    return text.replace(_SOFT, "").replace("-", "").replace(" ", "")


def _space_places(text: str) -> set[int]:
    """Return the places of spaces, counted in characters other than hyphens."""
    parts = [len(_letters(part)) for part in text.split()]
    return {sum(parts[:index]) for index in range(1, len(parts))}
