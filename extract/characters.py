"""Replace the characters that published files may not contain.

XML, SQLite, CSV and terminals each reject some control characters, lone surrogates or Unicode
noncharacters. Characters that embed, override or isolate a direction of writing make a text look
like another one (Unicode TR #36, section 2.7). All of them come from fonts without a valid Unicode
mapping, from file names that are not UTF-8, and from text pasted into spreadsheets.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.symbol_fonts import symbol_for

UNKNOWN = "\ufffd"
"""Replaces a printed glyph without a Unicode value, and a character that is not allowed."""
LINES = "\t\n\r"
"""White space that may be kept to separate lines or fields."""

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )
    + "]"
)
_RARE_WHITE_SPACE = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
_UNMAPPED = re.compile(r"\(cid:(\d+)\)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def publishable(text: str, keep: str = "") -> str:
    """Replace the characters of a text that files may not contain.

    Args:
        text: of any source.
        keep: control characters to keep, such as `LINES`; other control characters that are
            white space become spaces.

    Returns:
        The text, in which surrogate pairs are combined, and each control character, lone
        surrogate and noncharacter is U+FFFD, as is each change of the direction of writing. No
        character is removed.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)

    def replacement(match: re.Match[str]) -> str:
        char = match[0]
        return char if char in keep else " " if char.isspace() else UNKNOWN

    return _FORBIDDEN.sub(replacement, text)


@lru_cache(maxsize=4096)
def glyph_text(text: str, font: str) -> str:
    """Return the publishable text of a glyph.

    Args:
        text: of the glyph, as the reader returns it: `(cid:N)` if it has no Unicode value.
        font: the name of its font in the file.

    Returns:
        The characters that it prints; U+FFFD if they are unknown. A private use code that is
        not mapped is kept.
    """
    mapped = _PRIVATE.sub(lambda code: symbol_for(code[0], font) or code[0], text)
    # A glyph mapped to a control character has no known text, except tabs and line ends.
    return publishable(_RARE_WHITE_SPACE.sub(UNKNOWN, _UNMAPPED.sub(_unmapped, mapped)))


def _unmapped(match: re.Match[str]) -> str:
    """Return the text of a glyph without a Unicode value.

    The first four glyphs of a TrueType font (such as .notdef) print nothing.
    """
    return " " if int(match[1]) <= 3 else UNKNOWN


def has_no_meaning(text: str) -> bool:
    """Return whether a published text contains a glyph whose character is unknown."""
    return UNKNOWN in text or (not text.isascii() and _PRIVATE.search(text) is not None)


def code_of(text: str) -> str:
    """Describe the code of a glyph in the file: `U+F0B7`, `cid 12`, or `none` for no code."""
    if unmapped := _UNMAPPED.fullmatch(text):
        return f"cid {unmapped[1]}"
    return " ".join(f"U+{ord(char):04X}" for char in text) or "none"
