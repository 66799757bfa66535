"""Join accents that are glyphs of their own with the letters over which they are drawn.

TeX's old fonts, and what is printed through them, have no accented letters: the accent is drawn
as a sign that takes up room, before its letter or after the line. Nothing in the file joins them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.geometry.page_model import Glyph
from extract.script.thresholds import SCRIPT

COMBINING: Mapping[str, str] = {
    "`": "\u0300", "\u02cb": "\u0300", "\u00b4": "\u0301", "\u02ca": "\u0301",
    "^": "\u0302", "\u02c6": "\u0302", "~": "\u0303", "\u02dc": "\u0303",
    "\u00af": "\u0304", "\u02c9": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307",
    "\u00a8": "\u0308", "\u02da": "\u030a", "\u02dd": "\u030b", "\u02c7": "\u030c",
    "\u00b8": "\u0327", "\u02db": "\u0328",
}  # fmt: skip
"""Accents that take up room → the same as marks of a letter."""
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
"""Letters that a program draws under an accent."""


def with_accents_joined(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Set each accent that is drawn over a letter behind this letter, as its mark.

    Args:
        glyphs: in drawing order.

    Returns:
        The same glyphs, with their indices; accents beside letters, as in `x^2`, stay signs.
    """
    accents = [glyph for glyph in glyphs if glyph.text in COMBINING]
    if not accents:
        return glyphs
    letters = _by_height(glyphs)
    bases = {}
    for accent in accents:
        if (base := _base_of(accent, letters)) is not None:
            bases[accent.index] = base
    marks: dict[int, list[Glyph]] = defaultdict(list)
    for accent in accents:
        if accent.index in bases:
            marks[bases[accent.index].index].append(accent)
    joined: list[Glyph] = []
    for glyph in glyphs:
        if glyph.index in marks:
            base = replace(glyph, text=_DOTLESS.get(glyph.text, glyph.text))
            joined += [base, *(_mark(accent, base) for accent in marks[glyph.index])]
        elif glyph.index not in bases:
            joined.append(glyph)
    return joined


def has_accents_of_its_own(text: str) -> bool:
    """Return whether a text has accents that take up room."""
    return any(char in COMBINING for char in text)


def without_accents_of_their_own(text: str) -> tuple[str, list[str]]:
    """Return a text without its accents, and these, in whichever way they are written."""
    plain = unicodedata.normalize("NFD", "".join(COMBINING.get(char, char) for char in text))
    marks = set(COMBINING.values())
    base = "".join(_DOTLESS.get(char, char) for char in plain if char not in marks)
    return "".join(base.split()), sorted(char for char in plain if char in marks)


def _mark(accent: Glyph, base: Glyph) -> Glyph:
    return replace(
        base,
        index=accent.index,
        text=COMBINING[accent.text],
        x0=base.x1,
        code=accent.code,
        begins_string=False,
    )


def _by_height(glyphs: Iterable[Glyph]) -> Mapping[int, list[Glyph]]:
    """Return the letters by the height of their baseline, so that few are looked at."""
    found: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.text.isalpha() and glyph.text not in COMBINING:
            found[_level(glyph)].append(glyph)
    return found


def _level(glyph: Glyph) -> int:
    return int(glyph.baseline // SCRIPT.level)


def _base_of(accent: Glyph, letters: Mapping[int, list[Glyph]]) -> Glyph | None:
    """Return the letter over which an accent is drawn; None if there is none."""
    reach = SCRIPT.accent_rise * accent.size
    center = (accent.x0 + accent.x1) / 2
    levels = range(
        int((accent.baseline - reach) // SCRIPT.level),
        int((accent.baseline + reach) // SCRIPT.level) + 1,
    )
    over = [
        letter
        for level in levels
        for letter in letters.get(level, ())
        if letter.x0 < center < letter.x1
        and abs(letter.baseline - accent.baseline) <= reach
        and _is_one_letter(letter.text, accent.text)
    ]
    return min(
        over,
        key=lambda letter: (
            abs(letter.baseline - accent.baseline),
            abs(letter.index - accent.index),
        ),
        default=None,
    )


def _is_one_letter(letter: str, accent: str) -> bool:
    base = _DOTLESS.get(letter, letter)
    return len(unicodedata.normalize("NFC", base + COMBINING[accent])) == 1
