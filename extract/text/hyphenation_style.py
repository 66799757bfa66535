"""What a document's typesetter does at line ends: which hyphens are theirs."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

FEW_BREAKS = 3
"""Line ends with a hyphen, none of which leaves a piece that is no word, from which on a
document counts as one that breaks no words: of words broken at their syllables, four in five
leave such a piece."""

BROKEN_SHARE = 0.25
"""Share of such pieces from which on a document counts as one that does."""

_TYPESETTERS = "\u2010\u00ad"
_PIECE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})([-\u2010\u2011\u00ad\ufffe])$")
_GOES_ON = re.compile(r"[^\W\d_]{2,}(?![^\W\d_])")


Blanks = Literal["none", "fitting", "all"]
"""Which of the blanks at which lines end a file draws; word processors: those that fit."""


class _Break(NamedTuple):
    """A hyphen at a line end and what stands beside it, folded."""

    before: str
    mark: str
    after: str


class KnownWords(Protocol):
    """What is known of words; `Vocabulary` is one."""

    def is_word(self, word: str) -> bool:
        """Say whether a text is a word of the language or of the document."""
        ...

    def knows(self, word: str) -> bool:
        """Say whether the word list or the document has a word."""
        ...


class HyphenationStyle:
    """Learns from line ends; see the attributes of `Vocabulary` for the words.

    Attributes:
        inner: hyphen characters that stand inside lines, between letters.
        breaks: hyphens at line ends, with the pieces beside them, both in small letters.
        blanks: whether the file draws the blanks at which its lines end.
    """

    def __init__(self, vocabulary: KnownWords) -> None:
        self.vocabulary = vocabulary
        self.inner: Counter[str] = Counter()
        self.breaks: list[_Break] = []
        self.blanks: Blanks = "none"

    def learn(self, above: str, below: str) -> None:
        """Learn from two lines that follow each other."""
        before, after = _PIECE.search(above), _GOES_ON.match(below)
        if before and after and before[1].islower() and after[0].islower():
            self.breaks.append(_Break(before[1], before[2], after[0]))

    @cached_property
    def _certain(self) -> list[_Break]:
        """Those that certainly break a word: a piece is none, the whole is one."""
        held = self.vocabulary
        return [
            found
            for found in self.breaks
            if not (held.is_word(found.before) and held.is_word(found.after))
            and held.knows(found.before + found.after)
        ]

    @cached_property
    def _broken(self) -> Counter[str]:
        """How many of them each hyphen character has."""
        return Counter(found.mark for found in self._certain)

    @cached_property
    def mended(self) -> Counter[str]:
        """The words that they break → how often."""
        return Counter(found.before + found.after for found in self._certain)

    @cached_property
    def is_hyphenated(self) -> bool | None:
        """Say whether the typesetter broke words at line ends; None where it can't be told."""
        pieces = self._broken.total()
        if not pieces:
            return False if len(self.breaks) >= FEW_BREAKS else None
        return True if pieces > 1 and pieces >= BROKEN_SHARE * len(self.breaks) else None

    def may_be_typesetters(self, mark: str) -> bool:
        """Say whether a hyphen character is one that programs break words with."""
        return mark in _TYPESETTERS and not self.inner[mark]

    def is_own(self, mark: str) -> bool | None:
        """Tell the typesetter's hyphen from the words' own where they are two characters.

        Programs that set HTML break words with U+2010, and leave the text's own U+002D as it is.

        Args:
            mark: a hyphen at a line end.

        Returns:
            Whether it is the word's own; None where the character does not tell.
        """
        others = self._broken.total() - self._broken[mark]
        if self._broken[mark] > 1 and not self.inner[mark] and self.inner.total() > 1:
            return False
        return True if self.inner[mark] and not self._broken[mark] and others > 1 else None
