"""Puts the printed lines of a cell together, with words that a line end broke made whole.

What a line end means is decided by language, never by list of cases: the words that the
document prints inside its lines come first, then the word list of its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extract.text.hyphen_breaks import join_at_hyphen
from extract.text.line_break import Edge, Join, Odds, chain_count, split_line_break
from extract.text.unmarked_breaks import join_unmarked
from extract.text.vocabulary import HYPHENS, Vocabulary, fold, spell_out

__all__ = ["Vocabulary", "hyphens_in_doubt", "join_fragments", "join_lines", "read_lines"]

_DASHES = "–—"
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S+@\S*$", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"\S*[^\s.,;:)][/._=?&%#~-]\S|\S+$")


def read_lines(
    lines: Sequence[str],
    vocabulary: Vocabulary,
    *,
    full: Sequence[bool | None] = (),
    blanks: Sequence[bool | None] = (),
    odds: Odds | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Join the printed lines of a cell or paragraph, and name what nobody can tell.

    Args:
        lines: as printed, top to bottom.
        vocabulary: the words of the document and its language.
        full: for each line, whether it reaches the right edge of its cell, so that a word
            may have been broken there without a hyphen; None where that is not known.
        blanks: for each line, whether the file draws a blank behind it; None where a blank
            there, or none, says nothing.
        odds: how likely the column breaks words without a mark.

    Returns:
        The text in NFC, ligatures spelt out, blanks folded; and for each line end that can be
        read in two ways, its words the way that they were not read.
    """
    text = ""
    edge = Edge()
    doubts: list[str] = []
    for index, line in enumerate(lines):
        clean = " ".join(spell_out(line).split())
        if not clean:
            continue
        joined = _join_two(text, clean, vocabulary, edge) if text else Join(clean)
        text = joined.text
        if joined.other:
            doubts.append(joined.other)
        edge = Edge(
            full[index] if index < len(full) else None,
            " " not in clean,
            blanks[index] if index < len(blanks) else None,
            odds or Odds(),
        )
    text = unicodedata.normalize("NFC", _mend_inner_marks(text))
    return text, tuple(dict.fromkeys(doubts))


def join_lines(
    lines: Sequence[str], vocabulary: Vocabulary, *, full: Sequence[bool | None] | None = None
) -> str:
    """Join the printed lines of a cell or paragraph: the text of `read_lines`."""
    return read_lines(lines, vocabulary, full=full or ())[0]


def join_fragments(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """Join the parts of a cell that a page end cut, each part already joined.

    Args:
        texts: the text of each page's part, in page order; empty parts are skipped.
        vocabulary: the words of the document and its language.

    Returns:
        The text of the whole cell.
    """
    return join_lines(texts, vocabulary)


def hyphens_in_doubt(lines: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Name the words at line ends that may be written otherwise: the doubts of `read_lines`."""
    return read_lines(lines, vocabulary)[1]


def _join_two(left: str, right: str, vocabulary: Vocabulary, edge: Edge) -> Join:
    if _continues_address(left, right, vocabulary, edge.is_full is True):
        is_doubtful = left[-1] in HYPHENS and vocabulary.manner.is_hyphenated
        without = left.split()[-1][:-1] + right.split()[0]
        return Join(left + right, without if is_doubtful else "")
    if left[-1] in HYPHENS and right[0] in HYPHENS and left[-2:-1].isalpha():
        # Spanish repeats a word's own hyphen at the start of the next line (Ortografía, 2010).
        return Join(left[:-1] + "-" + right[1:])
    if left[-1] in HYPHENS:
        return join_at_hyphen(left, right, vocabulary, edge)
    if left[-1] in _DASHES:
        return Join(left + ("" if len(left) > 1 and left[-2].isalnum() else " ") + right)
    if left[-1] == "/" or right[0] == "/":
        return _join_at_slash(left, right, vocabulary, edge)
    if right[0] in HYPHENS and _is_known_before_hyphen(left, right, vocabulary):
        return Join(left + right)
    return join_unmarked(left, right, vocabulary, edge)


def _join_at_slash(left: str, right: str, vocabulary: Vocabulary, edge: Edge) -> Join:
    glued, apart = Join(left + right), Join(f"{left} {right}")
    is_before = left[-1] == "/"
    stem, rest = (left[:-1], right) if is_before else (left, right[1:])
    if not stem or not rest or stem[-1].isspace() or rest[0].isspace() or _address_at_end(left):
        return apart
    if edge.has_blank is not None:
        return apart if edge.has_blank else glued
    pieces = split_line_break(stem, rest)
    if pieces is None:
        return glued if is_before or edge.is_full else apart
    as_one = chain_count(pieces, "/", vocabulary)
    as_two = vocabulary.slashes[pieces.before, pieces.after] if is_before else 0
    if as_one > as_two:
        return Join(left + right, pieces.linked("/ ") if as_two else "")
    if as_two:
        return Join(f"{left} {right}", pieces.linked("/"))
    # Lines break after a slash but never before one (Unicode Standard Annex 14, class SY):
    # one that opens a line had a blank before it, unless the column breaks words anywhere.
    if is_before:
        return Join(left + right, pieces.linked("/ "))
    is_narrow = edge.is_one_word or edge.odds.breaks_anywhere
    return glued if edge.is_full and is_narrow else apart


def _is_known_before_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Say whether a hyphen that opens a line links a compound known from the document."""
    pieces = split_line_break(left, right[1:])
    return pieces is not None and chain_count(pieces, "-", vocabulary) > 0


def _continues_address(left: str, right: str, vocabulary: Vocabulary, is_full: bool) -> bool:
    """Say whether a web or mail address goes on in the next line."""
    if not _address_at_end(left) or not right[0].isalnum():
        return False
    head = right.split()[0]
    part = _ADDRESS_PART.match(head) is not None and re.search(r"[/._=?&%#~-]\w", head) is not None
    if left[-1] in "/-_=&?":
        return part or head == right
    word = _FIRST.match(head)
    return is_full and (part or (word is not None and not vocabulary.is_word(fold(word[0]))))


def _address_at_end(text: str) -> bool:
    return _ADDRESS.search(text, text.rfind(" ") + 1) is not None


def _mend_inner_marks(text: str) -> str:
    """Write as a hyphen what only looks like one: marks left inside the joined text."""
    # Alone between blanks too: some programs write every hyphen as U+00AD.
    return re.sub(r"(?<=\w)[\u00ad\ufffe](?=\w)|(?<!\S)\u00ad(?!\S)", "-", text)
