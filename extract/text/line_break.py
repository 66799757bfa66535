"""The words on either side of a line end, and how the document prints them elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.text.thresholds import UNMARKED
from extract.text.vocabulary import HYPHENS, Vocabulary, fold_word

_LAST_CHAIN = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*$")
_FIRST_CHAIN = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
FIRST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""The first word of a line, with apostrophes inside it."""


class Odds(NamedTuple):
    """The odds, as log10, that a column breaks a word without a hyphen at the end of a line.

    Attributes:
        full: if the line reaches the edge of the column.
        alone: if a single word fills the line, which may be too long for the column.
    """

    full: float
    alone: float

    @property
    def breaks_anywhere(self) -> bool:
        """Whether the column breaks lines inside words as well as between them."""
        return self.full > UNMARKED.anywhere_odds


def default_odds() -> Odds:
    """Return the odds of a column about which nothing is known."""
    return Odds(UNMARKED.full_line_odds, UNMARKED.lone_word_odds)


class LineEnd(NamedTuple):
    """How a line ends.

    Attributes:
        is_full: whether it reaches the edge of its cell; None if unknown.
        is_one_word: whether it consists of a single word.
        has_space: whether the file draws a space after it; None if the file does not tell.
        odds: the odds that its column breaks words without a hyphen.
    """

    is_full: bool | None
    is_one_word: bool
    has_space: bool | None
    odds: Odds


class Join(NamedTuple):
    """Two lines joined.

    Attributes:
        text: the two lines as one.
        alternative: the words at the line end joined the other way, if both are possible;
            otherwise empty.
    """

    text: str
    alternative: str = ""


class LineBreak(NamedTuple):
    """The words on either side of a line end.

    Attributes:
        chain_before: folded last word of the first line, with all that hyphens and slashes
            link to it.
        chain_after: the same of the first word of the second line.
        before: folded last word of the first line, or the last part of its chain.
        after: folded first word of the second line, or the first part of its chain.
        printed_before: `before` as printed.
        printed_after: `after` as printed.
    """

    chain_before: str
    chain_after: str
    before: str
    after: str
    printed_before: str
    printed_after: str

    @property
    def whole(self) -> str:
        """Both words as one, folded."""
        return self.before + self.after

    def are_words(self, vocabulary: Vocabulary) -> bool:
        """Return whether the vocabulary has both words."""
        return vocabulary.is_word(self.before) and vocabulary.is_word(self.after)

    def linked(self, link: str) -> str:
        """Return both words as printed, with a string between them."""
        return f"{self.printed_before}{link}{self.printed_after}"


def split_line_break(left: str, right: str) -> LineBreak | None:
    """Return the words on either side of a line end; None if one side is not a word."""
    # The search starts at the last word: from the start of the text it takes quadratic time.
    start = left.rfind(" ") + 1
    last, first = _LAST_WORD.search(left, start), FIRST_WORD.match(right)
    if not (last and first):
        return None
    tail, head = _LAST_CHAIN.search(left, start), _FIRST_CHAIN.match(right)
    if not (tail and head):
        return None
    return LineBreak(
        fold_word(tail[0]),
        fold_word(head[0]),
        fold_word(last[0]),
        fold_word(first[0]),
        last[0],
        first[0],
    )


def count_inside_lines(parts: LineBreak, link: str, vocabulary: Vocabulary) -> int:
    """Count how often the document prints the two words with this link inside a line.

    The longest chain that the document prints decides.
    """
    for before in _chain_suffixes(parts.chain_before):
        for after in _chain_prefixes(parts.chain_after):
            whole = before + link + after
            count = vocabulary.chains[whole] or (vocabulary.words[whole] if not link else 0)
            if count:
                return count
    return 0


def count_at_line_ends(parts: LineBreak, link: str, vocabulary: Vocabulary) -> int:
    """Count how often the linked words are printed beside a line end, or certainly broken there."""
    whole = parts.before + link + parts.after
    return vocabulary.edges[whole] + vocabulary.hyphenation.broken_words[whole]


def breaks_known_chain(parts: LineBreak, vocabulary: Vocabulary) -> bool:
    """Return whether the line end is inside a part of a chain that the document prints."""
    return any(
        vocabulary.chains[before + after] > 0
        for before in _chain_suffixes(parts.chain_before)
        for after in _chain_prefixes(parts.chain_after)
        if re.search(r"[-/]", before + after)
    )


def _chain_suffixes(chain: str) -> list[str]:
    """Return a folded chain, and the rest of it after each link."""
    cuts = [0] + [match.end() for match in re.finditer(r"[-/]", chain)]
    return [chain[cut:] for cut in cuts]


def _chain_prefixes(chain: str) -> list[str]:
    """Return a folded chain, and the start of it before each link, the longest first."""
    cuts = [match.start() for match in re.finditer(r"[-/]", chain)] + [len(chain)]
    return [chain[:cut] for cut in reversed(cuts)]
