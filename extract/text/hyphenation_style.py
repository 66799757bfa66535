"""Learn how a document ends its lines: which hyphens break words, and whether spaces are drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol

from extract.geometry.page_model import Line
from extract.text.thresholds import LINE_ENDS

_TYPESETTERS = "\u2010\u00ad"
_HYPHENS = "-\u2010\u00ad"
_MARKS = (*_HYPHENS, "\u2011", "\ufffe")
_FIRST_PART = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})([-\u2010\u2011\u00ad\ufffe])$")
_SECOND_PART = re.compile(r"[^\W\d_]{2,}(?![^\W\d_])")

TrailingSpaces = Literal["none", "fitting", "all"]
"""Which spaces a file draws at line ends; word processors draw those that fit in the line."""


class _HyphenatedWord(NamedTuple):
    """The parts of a word before and after a line-end hyphen, in lower case."""

    before: str
    mark: str
    after: str


class KnownWords(Protocol):
    """Looks up words, as `Vocabulary` does."""

    def is_word(self, word: str) -> bool:
        """Return whether a string is a word of the language or of the document."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether the word list or the document contains a word."""
        ...

    def zipf(self, word: str) -> float:
        """Return how common a word is in the language."""
        ...


class HyphenationStyle:
    """Learns from line ends whether a document hyphenates words, and with which character.

    Attributes:
        vocabulary: looks up the parts of words.
        inner: hyphen characters inside lines, between letters → how often.
        line_ends: words with a hyphen at a line end.
        running: number of line ends at which text in lower case goes on, hyphens included.
        trailing_spaces: which spaces the file draws at line ends.
    """

    def __init__(self, vocabulary: KnownWords) -> None:
        self.vocabulary = vocabulary
        self.inner: Counter[str] = Counter()
        self.line_ends: list[_HyphenatedWord] = []
        self.running = 0
        self.trailing_spaces: TrailingSpaces = "none"

    def learn(self, above: str, below: str) -> None:
        """Learn from two consecutive lines."""
        if below[:1].islower() and above[-1:] and (above[-1].isalpha() or above[-1] in _HYPHENS):
            self.running += 1
        if not above.endswith(_MARKS):
            return
        before, after = _FIRST_PART.search(above), _SECOND_PART.match(below)
        if before and after and before[1].islower() and after[0].islower():
            self.line_ends.append(_HyphenatedWord(before[1], before[2], after[0]))

    @cached_property
    def _certain(self) -> list[_HyphenatedWord]:
        """The words that are certainly broken: a part is not a word, but the whole is."""
        vocabulary = self.vocabulary
        return [
            word
            for word in self.line_ends
            if not (vocabulary.is_word(word.before) and vocabulary.is_word(word.after))
            and vocabulary.knows(word.before + word.after)
        ]

    @cached_property
    def _likely(self) -> int:
        """The number of words that are likely broken: the whole is no rarer than its parts."""
        zipf = self.vocabulary.zipf
        return sum(
            zipf(word.before + word.after) >= min(zipf(word.before), zipf(word.after)) > 0
            for word in self.line_ends
        )

    @cached_property
    def _certain_marks(self) -> Counter[str]:
        """The hyphen characters of the words that are certainly broken → how often."""
        return Counter(word.mark for word in self._certain)

    @cached_property
    def broken_words(self) -> Counter[str]:
        """The words that are certainly broken, written whole → how often."""
        return Counter(word.before + word.after for word in self._certain)

    @cached_property
    def is_hyphenated(self) -> bool | None:
        """Whether the document hyphenates words; None if there is too little evidence."""
        broken = self._certain_marks.total()
        share = LINE_ENDS.hyphenated_share
        if not broken:
            evidence = len(self.line_ends) + self.running / LINE_ENDS.lines_per_hyphen
            is_clear = self.line_ends and evidence >= LINE_ENDS.min_hyphens
            return False if is_clear and self._likely < share * len(self.line_ends) else None
        return True if broken > 1 and broken >= share * len(self.line_ends) else None

    def is_typesetting_mark(self, mark: str) -> bool:
        """Return whether programs hyphenate with a character that no line contains inside."""
        return mark in _TYPESETTERS and not self.inner[mark]

    def belongs_to_word(self, mark: str) -> bool | None:
        """Return whether a hyphen at a line end belongs to the word, judged by its character.

        Programs that typeset HTML hyphenate with U+2010 and keep the hyphens of the text, U+002D.

        Args:
            mark: a hyphen character at a line end.

        Returns:
            Whether the hyphen belongs to the word; None if the document does not use different
            characters.
        """
        others = self._certain_marks.total() - self._certain_marks[mark]
        if self._certain_marks[mark] > 1 and not self.inner[mark] and self.inner.total() > 1:
            return False
        if mark in _TYPESETTERS:
            # A font may map its one hyphen to U+00AD; another font's line ends say nothing of it.
            return None
        return True if self.inner[mark] and not self._certain_marks[mark] and others > 1 else None


def _draws_space(above: Line, below: Line) -> bool | None:
    """Return whether the file draws a space between two lines of a cell.

    None if it does not draw the second line directly after the first one.
    """
    step = below.glyphs[0] - above.glyphs[-1]
    if step == 1:
        return False
    return True if step == 2 and below.after_space else None


def trailing_spaces_of(texts: Iterable[Sequence[Line]]) -> TrailingSpaces:
    """Find which spaces a file draws at line ends.

    Args:
        texts: the lines of each cell and paragraph.

    Returns:
        `none` also if the file draws a space after hyphenated words.
    """
    fitting = {True: 0, False: 0}
    tight = {True: 0, False: 0}
    hyphens = {True: 0, False: 0}
    for lines in texts:
        widest = max((line.x1 for line in lines), default=0.0)
        for above, below in pairwise(lines):
            is_drawn = _draws_space(above, below)
            if is_drawn is None or not below.text[0].isalpha():
                continue
            if above.text[-1] in _HYPHENS:
                hyphens[is_drawn] += 1
            elif above.text[-1].isalpha():
                has_room = widest - above.x1 > LINE_ENDS.space_width * above.size
                (fitting if has_room else tight)[is_drawn] += 1
    if hyphens[True] > hyphens[False] or not _is_mostly_drawn(fitting):
        return "none"
    return "all" if _is_mostly_drawn(tight) else "fitting"


def _is_mostly_drawn(counts: Mapping[bool, int]) -> bool:
    total = counts[True] + counts[False]
    return total >= LINE_ENDS.min_line_ends and counts[True] >= LINE_ENDS.drawn_share * total


def spaces_after_lines(
    lines: Sequence[Line], full: Sequence[bool | None], drawn: TrailingSpaces
) -> list[bool | None]:
    """Return for each line of a cell whether a space follows it; None if the file does not tell.

    Args:
        lines: of the cell.
        full: for each line, whether it reaches the edge of the cell.
        drawn: which spaces the file draws at line ends.
    """
    flags: list[bool | None] = [None] * len(lines)
    if drawn == "none":
        return flags
    for index, (above, below) in enumerate(pairwise(lines)):
        is_drawn = _draws_space(above, below)
        # If the next word fits in the line above, a paragraph ends there, and paragraphs end
        # without a space.
        is_evidence = full[index] is None or (full[index] and drawn == "all")
        flags[index] = True if is_drawn else False if is_drawn is False and is_evidence else None
    return flags
