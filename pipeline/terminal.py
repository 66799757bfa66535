"""Text for the terminal: text of a document or a file name must not control the terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable

# Direction marks can make a name look like another one (Unicode TR #36, section 2.7).
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return ``text`` on one line, without control and direction characters."""
    return _visible(" ".join(text.split()))


def _visible(text: str) -> str:
    kept = (char for char in text if char not in BIDI and unicodedata.category(char) != "Cc")
    # A file name that is not UTF-8 has lone surrogates (PEP 383), which no terminal can print.
    return "".join("\ufffd" if _is_noncharacter(char) else char for char in kept)


def _is_noncharacter(char: str) -> bool:
    return unicodedata.category(char) == "Cs" or ord(char) & 0xFFFE == 0xFFFE


def say(text: str) -> None:
    """Print one line on standard error."""
    print(clean(text), file=sys.stderr)


def doubts_told(count: int) -> str:
    """Return the number of doubts of reading, in words."""
    return f"{count:,} doubt{'' if count == 1 else 's'} of reading"


def block(lines: Iterable[str]) -> str:
    """Return lines of text without control and direction characters; white space stays."""
    return "\n".join(_visible(line) for line in lines)
