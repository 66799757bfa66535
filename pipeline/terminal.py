"""Words for the terminal: what a document or a file name prints is data, never a command."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable

# Direction marks and isolates can show a name as another one (Unicode TR #36, 2.7).
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Return ``text`` on one line, without control and direction characters."""
    return _visible(" ".join(text.split()))


def _visible(text: str) -> str:
    kept = (char for char in text if char not in BIDI and unicodedata.category(char) != "Cc")
    # A file name that is no UTF-8 comes with lone surrogates (PEP 383), which no terminal takes.
    return "".join("\ufffd" if _is_no_character(char) else char for char in kept)


def _is_no_character(char: str) -> bool:
    return unicodedata.category(char) == "Cs" or ord(char) & 0xFFFE == 0xFFFE


def say(text: str) -> None:
    """Print one line on standard error."""
    print(clean(text), file=sys.stderr)


def doubts_told(count: int) -> str:
    """Say how many doubts of reading there are."""
    return f"{count:,} doubt{'' if count == 1 else 's'} of reading"


def block(lines: Iterable[str]) -> str:
    """Return lines of text, each cleaned, its blanks kept."""
    return "\n".join(_visible(line) for line in lines)
