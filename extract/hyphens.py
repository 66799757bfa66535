"""Puts the printed lines of a cell together, with words that a line end broke made whole.

What a line end means is decided by language, never by list of cases: the words that the
document prints inside its lines come first, then the word list of its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.language import CONJUNCTIONS, FUNCTION_WORDS
from extract.vocabulary import HYPHENS, Vocabulary, fold, spell_out

__all__ = ["Vocabulary", "hyphens_in_doubt", "join_fragments", "join_lines"]

_DASHES = "–—"
_TAIL = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*$")
_HEAD = re.compile(rf"[\w'’]+(?:[{HYPHENS}/][\w'’]+)*")
_LAST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S+@\S*$", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"\S*[^\s.,;:)][/._=?&%#~-]\S|\S+$")
_ENUMERATOR = re.compile(r"\w[.)]\s+\S")
_ABBREVIATION = re.compile(r"\w\.\w\.")

RARE_BY = 1.5
"""Zipf steps by which the whole word must be rarer than the rarer of its halves for the
hyphen to belong: `crossborder` against `border`, but not `together` against `gether`."""

CLEARER_BY = 1.0
"""Zipf steps by which a whole word must be commoner than the rarer of two pieces that a full
line parts, where both could be words."""


class _Edge(NamedTuple):
    """How a line ended: whether at the edge of its cell (None: unknown), and as one word."""

    is_full: bool | None
    is_one_word: bool


class _Pieces(NamedTuple):
    """What stands on either side of a line end."""

    chain_before: str
    chain_after: str
    before: str
    after: str


def join_lines(
    lines: Sequence[str], vocabulary: Vocabulary, *, full: Sequence[bool | None] | None = None
) -> str:
    """Join the printed lines of a cell or paragraph.

    Args:
        lines: as printed, top to bottom.
        vocabulary: the words of the document and its language.
        full: for each line, whether it reaches the right edge of its cell, so that a word
            may have been broken there without a hyphen; None where that is not known (of a
            line, or of all).

    Returns:
        The text in NFC, ligatures spelt out, blanks folded.
    """
    text = ""
    edge = _Edge(None, False)
    for index, line in enumerate(lines):
        clean = " ".join(spell_out(line).split())
        if not clean:
            continue
        text = _join_two(text, clean, vocabulary, edge) if text else clean
        reached = full[index] if full is not None and index < len(full) else None
        edge = _Edge(reached, " " not in clean)
    return unicodedata.normalize("NFC", _mend_inner_marks(text))


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
    """Name the words at line ends whose hyphen may be their own or the typesetter's.

    Args:
        lines: as printed, top to bottom.
        vocabulary: the words of the document and its language.

    Returns:
        Each such word the way that it was not read: for a person to decide.
    """
    clean = [" ".join(spell_out(line).split()) for line in lines]
    found = []
    for left, right in pairwise(line for line in clean if line):
        stem = left[:-1]
        pieces = _pieces(stem, right) if left[-1] in HYPHENS and stem[-1:].isalpha() else None
        if pieces is None or _is_typesetters(left[-1], vocabulary):
            continue
        if not _is_in_doubt(stem, right, pieces, vocabulary):
            continue
        joined = _join_at_hyphen(left, right, vocabulary)
        link = "" if joined[len(stem)] in HYPHENS else "-"
        found.append(f"{pieces.before}{link}{pieces.after}")
    return tuple(dict.fromkeys(found))


def _is_in_doubt(stem: str, right: str, pieces: _Pieces, vocabulary: Vocabulary) -> bool:
    """Say whether nothing but the manner of the document decided over a hyphen."""
    before, after = pieces.before, pieces.after
    are_words = vocabulary.is_word(before) and vocabulary.is_word(after)
    if not (are_words and right[0].islower()) or vocabulary.is_hyphenated is False:
        return False
    if _beside(stem, before, vocabulary) is not None:
        return False
    kept = _chain_count(pieces, "-", vocabulary)
    dropped = _chain_count(pieces, "", vocabulary)
    if kept or dropped:
        return bool(kept and dropped)
    if _is_said_in_two_words(before, after, vocabulary):
        return False
    rarer = min(vocabulary.zipf(before), vocabulary.zipf(after))
    whole = vocabulary.zipf(before + after)
    return whole > 0 and rarer - 2 * RARE_BY < whole < rarer - CLEARER_BY


def _join_two(left: str, right: str, vocabulary: Vocabulary, edge: _Edge) -> str:
    if _continues_address(left, right, vocabulary, edge.is_full is True):
        return left + right
    if left[-1] in HYPHENS and right[0] in HYPHENS and left[-2:-1].isalpha():
        # Spanish repeats a word's own hyphen at the start of the next line (Ortografía, 2010).
        return left[:-1] + "-" + right[1:]
    if left[-1] in HYPHENS:
        return _join_at_hyphen(left, right, vocabulary)
    if left[-1] in _DASHES:
        return left + ("" if len(left) > 1 and left[-2].isalnum() else " ") + right
    if left[-1] == "/" or right[0] == "/":
        return _join_at_slash(left, right, vocabulary, edge.is_full is True)
    if right[0] in HYPHENS + _DASHES:
        return left + ("" if _is_known_before_hyphen(left, right, vocabulary) else " ") + right
    if edge.is_full is not False and _is_broken_word(left, right, vocabulary, edge):
        return left + right
    return f"{left} {right}"


def _pieces(left: str, right: str) -> _Pieces | None:
    tail, head = _TAIL.search(left), _HEAD.match(right)
    last, first = _LAST.search(left), _FIRST.match(right)
    if not (tail and head and last and first):
        return None
    return _Pieces(fold(tail[0]), fold(head[0]), fold(last[0]), fold(first[0]))


def _chain_count(pieces: _Pieces, link: str, vocabulary: Vocabulary) -> int:
    """Count how often the document prints the two sides linked so, the longest way first."""
    befores = _suffixes(pieces.chain_before)
    afters = _prefixes(pieces.chain_after)
    for before in befores:
        for after in afters:
            whole = before + link + after
            found = vocabulary.chains[whole] or (vocabulary.words[whole] if not link else 0)
            if found:
                return found
    return 0


def _suffixes(chain: str) -> list[str]:
    cuts = [0] + [match.end() for match in re.finditer(r"[-/]", chain)]
    return [chain[cut:] for cut in cuts]


def _prefixes(chain: str) -> list[str]:
    cuts = [match.start() for match in re.finditer(r"[-/]", chain)] + [len(chain)]
    return [chain[:cut] for cut in reversed(cuts)]


def _join_at_hyphen(left: str, right: str, vocabulary: Vocabulary) -> str:
    stem, mark = left[:-1], left[-1]
    if not stem or stem[-1].isspace() or stem[-1] in HYPHENS + _DASHES:
        return f"{left} {right}"
    pieces = _pieces(stem, right)
    if pieces is None:
        # A closing bracket, quotation mark or full stop next to it: nothing to look up.
        return left + ("" if right[0].isalnum() else " ") + right
    hangs = right.split()[0] in CONJUNCTIONS.get(vocabulary.language, ())
    if hangs and not vocabulary.knows(pieces.before + pieces.after):
        return f"{left} {right}"
    is_typesetters = _is_typesetters(mark, vocabulary)
    if _keeps_hyphen(stem, right, pieces, vocabulary, is_typesetters):
        return stem + ("-" if mark in "\u00ad\ufffe" else mark) + right
    return stem + right


def _is_typesetters(mark: str, vocabulary: Vocabulary) -> bool:
    return mark in "\u2010\u00ad" and not vocabulary.inner_hyphens[mark]


def _keeps_hyphen(
    stem: str, right: str, pieces: _Pieces, vocabulary: Vocabulary, is_typesetters: bool
) -> bool:
    if right[0].isupper() and stem[-1].islower():
        return True
    # A compound beside one with the same second part (`inter-` / `faith and intra-faith`).
    if re.search(rf"\w-{re.escape(pieces.after)}\b", fold(right)):
        return True
    before, after = pieces.before, pieces.after
    beside = _beside(stem, before, vocabulary)
    if beside is not None and vocabulary.is_word(after):
        return beside
    are_words = vocabulary.is_word(before) and vocabulary.is_word(after)
    if vocabulary.is_hyphenated is False and are_words and not is_typesetters:
        # Nothing but printed hyphens ends lines in such a document (`re-` / `integration`).
        return True
    kept = _chain_count(pieces, "-", vocabulary)
    dropped = _chain_count(pieces, "", vocabulary)
    if kept != dropped:
        return kept > dropped
    if not kept and _is_said_in_two_words(before, after, vocabulary):
        return True
    if before[-1].isdigit() or after[0].isdigit():
        return True
    is_capitals = stem[-2:].isupper() and right[:2].isupper()
    if right[0].isupper() or (stem[-1].isupper() and stem[-2:].isupper()):
        # A capital opens a part of a compound, except where all is set in capitals.
        known = is_capitals and vocabulary.knows(before + after)
        return not (known and _is_one_word(before, after, vocabulary))
    return not (is_typesetters or _is_one_word(before, after, vocabulary))


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
        vocabulary.pairs[before, form] or vocabulary.chains[f"{before}-{form}"] for form in forms
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
    if vocabulary.is_hyphenated:
        # Where words are broken at every other line end, `state-` / `less` is one of them.
        is_habit = bool(linked) and (whole <= max(linked) or not vocabulary.is_glued(before))
        margin = RARE_BY / 3 if is_habit else 2 * RARE_BY
    else:
        margin = RARE_BY / 3 if linked else RARE_BY
    return whole > 0 and whole > rarer - margin


def _join_at_slash(left: str, right: str, vocabulary: Vocabulary, is_full: bool) -> str:
    is_before = left[-1] == "/"
    stem, rest = (left[:-1], right) if is_before else (left, right[1:])
    if not stem or not rest or stem[-1].isspace() or rest[0].isspace() or _ADDRESS.search(left):
        return f"{left} {right}"
    pieces = _pieces(stem, rest)
    if pieces is not None and _chain_count(pieces, "/", vocabulary):
        return left + right
    # Lines break after a slash but never before one (Unicode Standard Annex 14, class SY):
    # one that opens a line had a blank before it, unless the column breaks words anywhere.
    return left + right if is_before or is_full else f"{left} {right}"


def _is_known_before_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Say whether a hyphen that opens a line links a compound known from the document."""
    pieces = _pieces(left, right[1:])
    return pieces is not None and _chain_count(pieces, "-", vocabulary) > 0


def _is_broken_word(left: str, right: str, vocabulary: Vocabulary, edge: _Edge) -> bool:
    """Say whether a word goes on over a line end without any mark.

    Args:
        left: the text so far.
        right: the next line.
        vocabulary: the words known.
        edge: how the last line of `left` ended.
    """
    pieces = _pieces(left, right)
    if pieces is None or not (left[-1].isalpha() and right[0].isalpha()):
        return False
    is_lone_letter = len(pieces.after) == 1 and not _HEAD.fullmatch(right)
    if _ABBREVIATION.match(right):
        return False
    # An article or the like cut short before a vowel (`d’interven` / `tion`) is no part of it.
    before, after = re.sub(r"^\w{1,2}'(?=\w\w)", "", pieces.before), pieces.after
    whole = before + after
    enumerates = is_lone_letter and _ENUMERATOR.match(right) and vocabulary.is_word(before)
    if enumerates and edge.is_full is not True:
        return False
    linked = any(link in pieces.chain_before + pieces.chain_after for link in "-/")
    if linked and _has_long_chain(pieces, vocabulary):
        return True
    if not _cases_fit(left, right) or not vocabulary.knows(whole):
        return False
    if not (vocabulary.is_word(before) and vocabulary.is_word(after)):
        return vocabulary.words[whole] > 0 or vocabulary.zipf(whole) >= 2.0
    rarer = min(vocabulary.zipf(before), vocabulary.zipf(after))
    if edge.is_full is True and vocabulary.zipf(whole) >= max(2.5, rarer + CLEARER_BY):
        return True
    # Two words that also make one (`under`, `standing`): only where the first fills a line by
    # itself, as a word too long for its column does, and the whole is far commoner than the
    # two would be side by side by chance.
    chance = vocabulary.zipf(before) + vocabulary.zipf(after) - 9
    alone = edge.is_full is True and edge.is_one_word
    return alone and vocabulary.zipf(whole) > chance + 1


def _has_long_chain(pieces: _Pieces, vocabulary: Vocabulary) -> bool:
    """Say whether the document prints a linked chain that the line end cuts in a part."""
    return any(
        vocabulary.chains[before + after] > 0
        for before in _suffixes(pieces.chain_before)
        for after in _prefixes(pieces.chain_after)
        if re.search(r"[-/]", before + after)
    )


def _cases_fit(left: str, right: str) -> bool:
    """Say whether the letters at a line end can be neighbours inside one word."""
    if right[0].isupper():
        return left[-1].isupper()
    last = _LAST.search(left)
    return last is not None and (len(last[0]) == 1 or not last[0].isupper())


def _continues_address(left: str, right: str, vocabulary: Vocabulary, is_full: bool) -> bool:
    """Say whether a web or mail address goes on in the next line."""
    address = _ADDRESS.search(left)
    if address is None or not right[0].isalnum():
        return False
    head = right.split()[0]
    part = _ADDRESS_PART.match(head) is not None and re.search(r"[/._=?&%#~-]\w", head) is not None
    if left[-1] in "/-_=&?":
        return part or head == right
    word = _FIRST.match(head)
    return is_full and (part or (word is not None and not vocabulary.is_word(fold(word[0]))))


def _mend_inner_marks(text: str) -> str:
    """Write as a hyphen what only looks like one: marks left inside the joined text."""
    # Alone between blanks too: some programs write every hyphen as U+00AD.
    return re.sub(r"(?<=\w)[\u00ad\ufffe](?=\w)|(?<!\S)\u00ad(?!\S)", "-", text)
