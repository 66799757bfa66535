"""What stands on either side of a line end, and how the document prints it elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.text.vocabulary import HYPHENS, Vocabulary, fold

_TAIL = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*$")
_HEAD = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*")
_LAST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Odds(NamedTuple):
    """How likely (log10 of the odds) a column breaks a word, without a mark, at a line's end.

    Attributes:
        full: where the line reaches the edge.
        alone: where a single word fills it, as one too long for its column does.
    """

    full: float = -3.5
    alone: float = 0.0

    @property
    def breaks_anywhere(self) -> bool:
        """Whether words are broken wherever the edge of the column is."""
        return self.full > -1


class Edge(NamedTuple):
    """How a line ended.

    Attributes:
        is_full: it reaches the edge of its cell; None where that is not known.
        is_one_word: it holds a single word.
        has_blank: the file draws a blank behind it; None where that says nothing.
        odds: how likely this column breaks words without a mark.
    """

    is_full: bool | None = None
    is_one_word: bool = False
    has_blank: bool | None = None
    odds: Odds = Odds()


class Join(NamedTuple):
    """What a line end means.

    Attributes:
        text: the two lines as one.
        other: the words at the line end the other way that they may be meant, where nobody
            can tell; else empty.
    """

    text: str
    other: str = ""


class LineBreak(NamedTuple):
    """What stands on either side of a line end: folded, and as printed."""

    chain_before: str
    chain_after: str
    before: str
    after: str
    printed_before: str
    printed_after: str

    def linked(self, link: str) -> str:
        """Write the two as printed, with this between them."""
        return f"{self.printed_before}{link}{self.printed_after}"


def split_line_break(left: str, right: str) -> LineBreak | None:
    """Take the last word of one line and the first of the next; None where one has no word."""
    start = left.rfind(" ") + 1  # a search from the text's own start tries all of its words
    last, first = _LAST.search(left, start), _FIRST.match(right)
    if not (last and first):
        return None
    tail, head = _TAIL.search(left, start), _HEAD.match(right)
    if not (tail and head):
        return None
    return LineBreak(fold(tail[0]), fold(head[0]), fold(last[0]), fold(first[0]), last[0], first[0])


def chain_count(pieces: LineBreak, link: str, vocabulary: Vocabulary) -> int:
    """Count how often the document prints the two sides linked so, the longest way first."""
    for before in suffixes(pieces.chain_before):
        for after in prefixes(pieces.chain_after):
            whole = before + link + after
            found = vocabulary.chains[whole] or (vocabulary.words[whole] if not link else 0)
            if found:
                return found
    return 0


def edge_count(pieces: LineBreak, link: str, vocabulary: Vocabulary) -> int:
    """Count the same where the whole touches a line end, or was broken there beyond doubt."""
    whole = pieces.before + link + pieces.after
    return vocabulary.edges[whole] + vocabulary.manner.mended[whole]


def has_long_chain(pieces: LineBreak, vocabulary: Vocabulary) -> bool:
    """Say whether the document prints a linked chain that the line end cuts in a part."""
    return any(
        vocabulary.chains[before + after] > 0
        for before in suffixes(pieces.chain_before)
        for after in prefixes(pieces.chain_after)
        if re.search(r"[-/]", before + after)
    )


def suffixes(chain: str) -> list[str]:
    """Give a folded chain, and what is left of it after each of its links."""
    cuts = [0] + [match.end() for match in re.finditer(r"[-/]", chain)]
    return [chain[cut:] for cut in cuts]


def prefixes(chain: str) -> list[str]:
    """Give a folded chain, and what stands before each of its links, the longest first."""
    cuts = [match.start() for match in re.finditer(r"[-/]", chain)] + [len(chain)]
    return [chain[:cut] for cut in reversed(cuts)]
