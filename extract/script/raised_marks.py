"""Superscripts and subscripts: small type above or below the line of the word before it."""

from __future__ import annotations

import re
import unicodedata

from extract.geometry.page_model import Word
from extract.script.thresholds import SCRIPT

_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_BETWEEN = frozenset(",;*†‡§")
_MARK = "[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]+"
_MARKED_NUMBER = re.compile(
    rf"(?<![\w.,])((?:\d[\d.,\u00a0\u202f ]*)?\d)({_MARK}(?:[,;]{_MARK})*)(?![⁺⁻])"
)
_UNITS = frozenset(["m", "km", "dm", "cm", "mm", "µm", "ft", "in", "yd", "mi", "s"])
_ORDINALS = frozenset(["st", "nd", "rd", "th", "er", "re", "e", "ème", "o", "a", "º", "ª"])
_COUNTED = re.compile(r"(?:\d|\b[IVXLCDM]+|\b[nN])$")
"""What an ordinal ending follows: a number, or `N` for `number`."""


def script_of(word: Word, before: Word, small: float) -> str:
    """Return how a word stands beside the word before it: `raised`, `lowered` or neither (empty).

    Args:
        word: the word.
        before: the word to the left of it, without a space between them.
        small: largest size of such type, in parts of the size of the word before.
    """
    if word.turn or before.turn or word.size > small * before.size:
        return ""
    rise = (before.baseline - word.baseline) / before.size
    if rise >= SCRIPT.min_rise:
        return "raised"
    return "lowered" if rise <= -SCRIPT.min_drop else ""


def written(text: str, script: str, is_mark: bool) -> str:
    """Return the text of a raised or lowered word in superscript or subscript characters.

    Args:
        text: the word.
        script: see `script_of`.
        is_mark: it refers to a note. Letters of other raised text stay as they are: `1st` cannot
            be misread.
    """
    known = _RAISED if script == "raised" else _LOWERED
    if is_mark:
        known = known | _LETTERS
    if all(ord(char) in known or (is_mark and char in _BETWEEN) for char in text):
        return text.translate(known)
    return text


def is_note_mark(text: str, before: str) -> bool:
    """Return whether a raised text refers to a note: it is no power, unit or ordinal.

    Args:
        text: the raised word.
        before: the text of the line before it.
    """
    base = re.split(r"[\s(/·]", before)[-1]
    if base in _UNITS or re.search(r"(?:^|\D)10$", base):
        return False
    if text.casefold() in _ORDINALS and _COUNTED.search(base):
        return False
    return not text.startswith(("+", "-", "−"))


def with_spelt_marks(text: str) -> str:
    """Write the note marks of numbers out, which one could take for powers: `3,000²`.

    Args:
        text: a cell that has raised marks.

    Returns:
        The text with `3,000 (mark 2)`; powers of ten stay.
    """

    def spelt(match: re.Match[str]) -> str:
        if match[1] == "10":
            return match[0]
        marks = re.sub("[,;]", ", ", unicodedata.normalize("NFKC", match[2]))
        return f"{match[1]} (mark {marks})"

    return _MARKED_NUMBER.sub(spelt, text)
