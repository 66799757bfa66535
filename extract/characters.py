"""Which characters may be published, and what stands in place of the others.

XML, SQLite, CSV and terminals each choke on some of: NUL, other control characters, halves of
surrogate pairs, and Unicode's noncharacters. They come from fonts whose glyphs are mapped to
nothing, from file names that are no UTF-8, and from what people paste into spreadsheets.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.symbol_fonts import stands_for

UNKNOWN = "\ufffd"
"""Stands where something is printed that has no Unicode meaning."""
LINES = "\t\n\r"
"""What may stay where lines or fields are kept."""

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
_RARE_BLANKS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_UNMAPPED = re.compile(r"\(cid:(\d+)\)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def publishable(text: str, keep: str = "") -> str:
    """Write a text without characters that no file may hold.

    Args:
        text: of any source.
        keep: white space that stays as it is, as `LINES`; other controls that are white space
            come out as blanks.

    Returns:
        The text: surrogate pairs as the characters that they make, and U+FFFD in place of each
        control character, lone surrogate and noncharacter. Nothing is left out.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)

    def instead(found: re.Match[str]) -> str:
        char = found[0]
        return char if char in keep else " " if char.isspace() else UNKNOWN

    return _FORBIDDEN.sub(instead, text)


@lru_cache(maxsize=4096)
def glyph_text(text: str, font: str) -> str:
    """Say what a glyph stands for.

    Args:
        text: what the file says, as the reader gives it: `(cid:N)` where it says nothing.
        font: the name of its font.

    Returns:
        Characters that may be published; U+FFFD where there is no meaning. A code of private use
        that is not known stays.
    """
    named = _PRIVATE.sub(lambda code: stands_for(code[0], font) or code[0], text)
    # A glyph that is mapped to a control is none, but for what fonts have as blanks.
    return publishable(_RARE_BLANKS.sub(UNKNOWN, _UNMAPPED.sub(_unmapped, named)))


def _unmapped(match: re.Match[str]) -> str:
    """A glyph without a Unicode value: the first four of a TrueType font print nothing."""
    return " " if int(match[1]) <= 3 else UNKNOWN


def has_no_meaning(text: str) -> bool:
    """Say whether a text, as published, holds a glyph that stands for no known character."""
    return UNKNOWN in text or (not text.isascii() and _PRIVATE.search(text) is not None)


def code_of(text: str) -> str:
    """Name what the file says of a glyph: `U+F0B7`, `cid 12`, or `none` where that is nothing."""
    if unmapped := _UNMAPPED.fullmatch(text):
        return f"cid {unmapped[1]}"
    return " ".join(f"U+{ord(char):04X}" for char in text) or "none"
