"""A hyphen at a line end: the word's own, or the typesetter's who broke it there."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.text.language import (
    AFFIXING,
    COMPOUNDING,
    CONJUNCTIONS,
    FUNCTION_WORDS,
    HYPHENABLE,
    REPEATING,
)
from extract.text.line_break import Edge, Join, LineBreak, chain_count, edge_count, split_line_break
from extract.text.vocabulary import HYPHENS, Vocabulary, fold

_DASHES = "–—"

RARE_BY = 1.5
"""Zipf steps by which the whole word must be rarer than the rarer of its halves for the
hyphen to belong: `crossborder` against `border`, but not `together` against `gether`."""

CLEARER_BY = 0.5
"""Zipf steps by which a whole word must be rarer than a half for either spelling to be likely."""

ODD = 2.5
"""Zipf value below which a string that the word list has may be no word but a piece of one."""


class _Verdict(NamedTuple):
    """Whether a hyphen is the word's own, and whether nobody can tell."""

    keeps: bool
    in_doubt: bool = False


def join_at_hyphen(left: str, right: str, vocabulary: Vocabulary, edge: Edge) -> Join:
    """Join two lines of which the first ends with a hyphen.

    Args:
        left: the text so far.
        right: the next line.
        vocabulary: the words known.
        edge: how the last line of `left` ended.
    """
    stem, mark = left[:-1], left[-1]
    if not stem or stem[-1].isspace() or stem[-1] in HYPHENS + _DASHES:
        return Join(f"{left} {right}")
    pieces = split_line_break(stem, right)
    if pieces is None:
        # A closing bracket, quotation mark or full stop next to it: nothing to look up.
        return Join(left + ("" if right[0].isalnum() else " ") + right)
    hangs = right.split()[0] in CONJUNCTIONS.get(vocabulary.language, ())
    if hangs and not vocabulary.knows(pieces.before + pieces.after):
        return Join(f"{left} {right}")
    kept = stem + ("-" if mark in "\u00ad\ufffe" else mark) + right
    if edge.odds.breaks_anywhere:
        return Join(kept)  # whoever breaks words anywhere adds no hyphens
    verdict = _judge(stem, mark, right, pieces, vocabulary)
    other = pieces.linked("" if verdict.keeps else "-") if verdict.in_doubt else ""
    return Join(kept if verdict.keeps else stem + right, other)


def _judge(stem: str, mark: str, right: str, pieces: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    if right[0].isupper() and stem[-1].islower():
        return _Verdict(True)
    manner = vocabulary.manner
    if manner.is_own(mark) is not None:
        return _Verdict(manner.is_own(mark) is True)
    # A compound beside one with the same second part (`inter-` / `faith and intra-faith`).
    rest = fold(right)[len(pieces.chain_after) :]
    if re.search(rf"\w-{re.escape(pieces.after)}\b", rest):
        return _Verdict(True)
    before, after = pieces.before, pieces.after
    beside = _beside(stem, before, vocabulary)
    if beside is not None and vocabulary.is_word(after):
        return _Verdict(beside)
    are_words = vocabulary.is_word(before) and vocabulary.is_word(after)
    is_typesetters = manner.may_be_typesetters(mark)
    if manner.is_hyphenated is False and are_words and not is_typesetters:
        # Nothing but printed hyphens ends lines in such a document (`re-` / `integration`).
        return _Verdict(True)
    printed = _as_printed(pieces, vocabulary)
    if printed is not None:
        return printed
    if before[-1].isdigit() or after[0].isdigit():
        return _Verdict(True)
    if right[0].isupper() or (stem[-1].isupper() and stem[-2:].isupper()):
        return _judge_capitals(stem, right, pieces, vocabulary)
    if is_typesetters:
        return _Verdict(False)
    return _by_the_list(pieces, vocabulary)


def _as_printed(pieces: LineBreak, vocabulary: Vocabulary) -> _Verdict | None:
    """Go by how the document prints the word elsewhere; None where it doesn't."""
    inside = chain_count(pieces, "-", vocabulary), chain_count(pieces, "", vocabulary)
    at_ends = edge_count(pieces, "-", vocabulary), edge_count(pieces, "", vocabulary)
    both = any(inside[:1] + at_ends[:1]) and any(inside[1:] + at_ends[1:])
    is_usual, is_free = _is_usual(pieces, vocabulary), _is_free(pieces, vocabulary)
    if inside[0] != inside[1]:
        return _Verdict(inside[0] > inside[1], both or (is_usual if inside[0] else is_free))
    if not any(inside) and _is_said_in_two_words(pieces.before, pieces.after, vocabulary):
        return _Verdict(True)
    if at_ends[0] != at_ends[1]:
        is_odd = is_free or (is_usual and at_ends[0] > 0)
        return _Verdict(at_ends[0] > at_ends[1], both or is_odd)
    if both:
        return _Verdict(not _is_one_word(pieces.before, pieces.after, vocabulary), in_doubt=True)
    return None


def _is_usual(pieces: LineBreak, vocabulary: Vocabulary) -> bool:
    """Say whether a compound is mostly written without its hyphen (`on-line`)."""
    before, after = pieces.before, pieces.after
    rarer = min(vocabulary.zipf(before), vocabulary.zipf(after))
    whole = vocabulary.zipf(before + after)
    return vocabulary.manner.is_hyphenated is True and whole > rarer - 1


def _is_free(pieces: LineBreak, vocabulary: Vocabulary) -> bool:
    """Say whether a word may as well take a hyphen after its first part (`re-integration`)."""
    before, after = pieces.before, pieces.after
    if vocabulary.manner.is_hyphenated is False or not vocabulary.is_word(after):
        return False
    is_prefix = before in HYPHENABLE or vocabulary.openers[before] > 0
    return is_prefix and vocabulary.zipf(before + after) < vocabulary.zipf(after) - 1


def _judge_capitals(stem: str, right: str, pieces: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    """A capital opens a part of a compound, except where all is set in capitals."""
    before, after = pieces.before, pieces.after
    is_capitals = stem[-2:].isupper() and right[:2].isupper()
    if is_capitals and vocabulary.knows(before + after):
        return _Verdict(not _is_one_word(before, after, vocabulary))
    breaks_words = vocabulary.manner.is_hyphenated is True
    if not breaks_words or vocabulary.words[before]:
        return _Verdict(True)
    # Neither part of an acronym is one elsewhere, where words are broken: one acronym.
    is_one = is_capitals and not vocabulary.words[after] and len(before) < 4
    return _Verdict(not is_one, in_doubt=True)


def _by_the_list(pieces: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    """Go by how common the word list has the whole and its parts."""
    before, after = pieces.before, pieces.after
    keeps = not _is_one_word(before, after, vocabulary)
    are_words = [vocabulary.is_word(before), vocabulary.is_word(after)]
    is_hyphenated = vocabulary.manner.is_hyphenated
    whole = vocabulary.zipf(before + after)
    if not all(are_words):
        return _by_one_word(pieces, vocabulary)
    if is_hyphenated is False:
        return _Verdict(keeps)
    if vocabulary.is_bound(after) or _is_repeated(pieces):
        return _Verdict(False)
    if is_hyphenated and not whole and before != after:
        rarest = min(vocabulary.weight(before), vocabulary.weight(after))
        is_odd = rarest < ODD and not vocabulary.openers[before]
        if is_odd or vocabulary.language in AFFIXING:
            return _Verdict(not (is_odd or vocabulary.language in COMPOUNDING), in_doubt=True)
    if is_hyphenated and whole and vocabulary.language in COMPOUNDING:
        return _Verdict(False, in_doubt=keeps)
    rarer = min(vocabulary.zipf(before), vocabulary.zipf(after))
    either = whole > 0 and rarer - 2 * RARE_BY < whole < rarer - CLEARER_BY
    return _Verdict(keeps, either)


def _by_one_word(pieces: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    """Decide where a piece is no word: it is broken, unless nobody knows the whole either."""
    before, after = pieces.before, pieces.after
    if vocabulary.language in REPEATING and before.endswith(after):
        return _Verdict(True)
    if vocabulary.knows(before + after):
        return _Verdict(False)
    has_word = any(len(piece) > 3 and vocabulary.is_word(piece) for piece in (before, after))
    is_hyphenated = vocabulary.manner.is_hyphenated
    if is_hyphenated:
        return _Verdict(False, in_doubt=has_word and vocabulary.language not in COMPOUNDING)
    return _Verdict(has_word or is_hyphenated is False, in_doubt=is_hyphenated is None)


def _is_repeated(pieces: LineBreak) -> bool:
    """Say whether the two make a word that the one linked before them has (`wenang-we-/nang`)."""
    linked = pieces.chain_before.split("-")[:-1]
    whole = pieces.before + pieces.after
    return bool(linked) and len(whole) > 3 and linked[-1].endswith(whole)


def _beside(stem: str, before: str, vocabulary: Vocabulary) -> bool | None:
    """Look at the word coordinated with a compound: `interfaith and inter-` / `cultural`.

    Args:
        stem: the text up to the line-end hyphen.
        before: the folded piece that it ends with.
        vocabulary: the words known.

    Returns:
        Whether that word, formed with the same first part, has a hyphen after it; None where
        there is no such word, or one not felt as formed so (`international`).
    """
    words = fold(stem).split()
    if len(words) < 3 or words[-2] not in CONJUNCTIONS.get(vocabulary.language, ()):
        return None
    neighbour = words[-3].strip("(,;")
    if words[-1].strip("(") != before or not neighbour.startswith(before):
        return None
    rest = neighbour[len(before) :]
    if rest.startswith("-"):
        return True
    formed = len(rest) > 2 and vocabulary.is_word(rest)
    return False if formed and vocabulary.zipf(neighbour) < vocabulary.zipf(rest) - 1 else None


def _is_said_in_two_words(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Say whether the document prints the two as separate words, in whichever number.

    Words that stand side by side by chance (`in formal`) say nothing of the whole (`informal`).
    """
    chance = vocabulary.zipf(before) + vocabulary.zipf(after) - 9
    is_function_word = before in FUNCTION_WORDS.get(vocabulary.language, ())
    if is_function_word or vocabulary.zipf(before + after) > chance + 1:
        return False
    forms = {form for form in (after, after + "s", after.removesuffix("s")) if len(form) > 2}
    return any(
        vocabulary.pairs[before, form]
        or vocabulary.end_pairs[before, form]
        or vocabulary.chains[f"{before}-{form}"]
        for form in forms
    ) and not any(vocabulary.words[before + form] for form in forms)


def _is_one_word(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Say whether two pieces are halves of a word rather than words linked by a hyphen."""
    if not (vocabulary.is_word(before) and vocabulary.is_word(after)):
        return True
    rarer = min(vocabulary.zipf(before), vocabulary.zipf(after))
    whole = vocabulary.zipf(before + after)
    # A document that writes `socio-economic` will write `socio-cultural` too; one that writes
    # `de-radicalisation`, a word hardly known without its hyphen, may well write `declassify`.
    linked = [vocabulary.zipf(before + second) for second in vocabulary.seconds.get(before, ())]
    if vocabulary.manner.is_hyphenated:
        # Where words are broken at every other line end, `state-` / `less` is one of them.
        is_habit = bool(linked) and (whole <= max(linked) or not vocabulary.is_glued(before))
        margin = RARE_BY / 3 if is_habit else 2 * RARE_BY
    else:
        margin = RARE_BY / 3 if linked else RARE_BY
    return whole > 0 and whole > rarer - margin
