"""Says whether two readers read the same print, whatever they are known to write differently.

Readers decode the same glyphs and still write them in different ways: soft hyphens kept or
dropped, ligatures spelt out or not, blanks guessed from gaps, marks in another order. None of
this changes what is printed. Letters, digits, signs and their order do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SOFT = "\u00ad"
_BESIDE_HYPHEN = re.compile(f"{_SOFT}*-{_SOFT}*")
_IN_NUMBERS = ".,:/+%"
_HYPHENS = "-\u2010\u2011"
_SAME_SHAPE = frozenset(
    ("compat", "noBreak", "initial", "medial", "final", "isolated", "wide", "narrow", "vertical")
)
"""Kinds of compatibility characters that are another form of the same letters. Raised digits,
fractions and letters in circles are none: 10² is not 102."""


def fold(text: str) -> str:
    """Write a text without what readers are known to differ in, blanks and soft hyphens apart.

    Args:
        text: as any reader gives it.

    Returns:
        The text in NFC: one kind of blank, one of hyphen (`-`) and one of soft hyphen (U+00AD);
        ligatures and presentation forms spelt out; no marks of no width, no control characters
        (as blanks), and no glyphs without Unicode meaning.
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


def same_words(first: str, second: str, third: Callable[[], str] | None = None) -> bool:
    """Say whether two readings are the same words.

    Args:
        first: the reading that stands.
        second: the other one.
        third: another witness, asked only where the blanks alone differ.

    Returns:
        Whether they are. Where the blanks alone differ they are, unless a number is parted or
        the witness parts the words as the second reading does.
    """
    one, other = fold(first), fold(second)
    if one.split() == other.split():
        return True
    if not _same_marks(one, other):
        return False
    places = _blanks(one) ^ _blanks(other)
    if any(_is_in_number(_letters(one), place) for place in places):
        return False
    if not places or third is None:
        return True
    heard = fold(third())
    if _letters(heard) != _letters(one):
        return True  # it reads other glyphs in the box, so it is no witness of its blanks
    return places.isdisjoint(_blanks(heard) ^ _blanks(one))


def same_glyphs(first: str, second: str) -> bool:
    """Say whether two readings are the same glyphs in the same order, whatever the blanks."""
    return _same_marks(fold(first), fold(second))


def _same_marks(one: str, other: str) -> bool:
    """Compare without blanks; a soft hyphen stands for a hyphen or for nothing."""
    first, second = (_BESIDE_HYPHEN.sub("-", "".join(x.split())) for x in (one, other))
    if first == second:
        return True
    if _SOFT not in first and _SOFT not in second:
        return False
    at, there = 0, 0
    while at < len(first) or there < len(second):
        mine, theirs = first[at : at + 1], second[there : there + 1]
        if mine == theirs or {mine, theirs} == {"-", _SOFT}:
            at, there = at + 1, there + 1
        elif mine == _SOFT:
            at += 1
        elif theirs == _SOFT:
            there += 1
        else:
            return False
    return True


def _is_in_number(letters: str, place: int) -> bool:
    around = letters[place - 1 : place + 1]
    return any(map(str.isdigit, around)) and all(c.isdigit() or c in _IN_NUMBERS for c in around)


def _letters(text: str) -> str:
    return text.replace(_SOFT, "").replace("-", "").replace(" ", "")


def _blanks(text: str) -> set[int]:
    """Places of blanks, counted in characters other than hyphens."""
    parts = [len(_letters(part)) for part in text.split()]
    return {sum(parts[:index]) for index in range(1, len(parts))}
