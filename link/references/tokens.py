"""Tokens of a text for the reference rules: numbers, words and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    r"(?P<number>(?:[A-Z]{1,2}\.?)?\d+(?:[.,:]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_SIGNS = frozenset("$€£¥#@%°")
"""Signs that turn an adjacent number into a quantity or part of a name."""


@dataclass(frozen=True)
class Token:
    """A token and its character span.

    Attributes:
        kind: number, word or sign.
        text: as printed.
        start: its first character in the text.
        stop: the character after it.
        is_glued: whether a letter, digit or currency sign is adjacent ("v1.3", "$1.5", "1.5m").
    """

    kind: Literal["number", "word", "sign"]
    text: str
    start: int
    stop: int
    is_glued: bool

    @property
    def folded(self) -> str:
        """The text, casefolded."""
        return self.text.casefold()


def tokens_of(text: str) -> tuple[Token, ...]:
    """Split a text into numbers (``1.10``, ``2.5.1``, ``A.3``), words and single signs."""
    tokens = []
    for match in _TOKEN.finditer(text):
        start, stop = match.span()
        before, after = text[max(start - 1, 0) : start], text[stop : stop + 1]
        is_glued = before.isalnum() or after.isalnum() or before in _SIGNS or after in _SIGNS
        kind: Literal["number", "word", "sign"] = "sign"
        if match["number"]:
            kind = "number"
        elif match["word"]:
            kind = "word"
        tokens.append(Token(kind, match[0], start, stop, is_glued))
    return tuple(tokens)


def shape_of(number: str) -> str:
    """Return the pattern of a number: ``9`` for each run of digits, so ``9.9`` for ``1.10``."""
    return re.sub(r"\d+", "9", number)
