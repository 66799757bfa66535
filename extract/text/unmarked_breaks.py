"""Words that a line end breaks without any mark, as a column does that is too narrow for them.

Two readings are weighed as log10 odds: the letters at the line end are one word, or they are
two words that stand side by side. Each is as likely as the words are common (in the document
and in the word list of its language; strings in neither by their length), and as the column is
known to break words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from extract.text.language import (
    COMPOUNDING,
    CONJUNCTIONS,
    ELIDING,
    elides,
    quotes_of,
    takes_blank_before,
)
from extract.text.line_break import Edge, Join, LineBreak, Odds, has_long_chain, split_line_break
from extract.text.vocabulary import HYPHENS, Vocabulary

USUAL = -4.0
"""Odds that a typesetter breaks a word without a mark amid a line: hardly ever."""

MOST = 0.8
"""In a column that breaks words wherever its edge is: five letters in six are inside a word."""

CLEAR = 1.5
"""Odds nearer to even than this leave a doubt."""

COMMON = 5.5
"""Zipf value of words that link others, and hardly end a compound."""

NEVER = -99.0
"""Odds of what cannot be."""

_ENUMERATOR = re.compile(r"\w[.)]\s+\S")
_ABBREVIATION = re.compile(r"\w\.\w\.")
_ARTICLE = re.compile(r"^\w{1,2}'(?=\w\w)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_CLOSING = re.compile(r"[)\]}]|[,;:!?](?![,\w])|\.(?![\w.])|[”“](?!\w)")
_OPENING = re.compile(r"(?:[(\[{¿¡]|(?<!\S)[“„”])$")
_GENITIVE = re.compile(r"(?:s|t|d|m|re|ve|ll)(?!\w)")


def _odds_of(edge: Edge) -> float:
    """Choose the odds that hold for a line end."""
    if edge.is_full is not True:
        return USUAL
    return max(edge.odds.full, edge.odds.alone) if edge.is_one_word else edge.odds.full


def learn_odds(
    lines: Sequence[str], full: Sequence[bool | None], vocabulary: Vocabulary
) -> tuple[int, int, int, int]:
    """Count the line ends of a cell that leave no doubt, at its edge.

    Args:
        lines: as printed.
        full: for each line, whether it reaches the edge.
        vocabulary: the words known.

    Returns:
        Broken words and whole ones where the line holds more words; the same where it holds one.
    """
    counts = [0, 0, 0, 0]
    for (left, right), is_full in zip(pairwise(lines), full, strict=False):
        if is_full is not True or not (left[-1:].isalpha() and right[:1].isalpha()):
            continue
        pieces = split_line_break(left, right)
        if pieces is None or not _cases_fit(pieces):
            continue
        weight = _weigh(pieces, vocabulary)
        is_broken = weight >= 2 and not _are_words(pieces, vocabulary)
        if is_broken or weight < 0:
            counts[2 * (" " not in left.strip()) + (not is_broken)] += 1
    return counts[0], counts[1], counts[2], counts[3]


def odds_from(column: Sequence[int], table: Sequence[int]) -> Odds:
    """Turn counts of `learn_odds` into odds; the table's speak for a column with few of its own."""
    broken, whole, alone, lone = (a + b / 4 for a, b in zip(column, table, strict=True))
    full = math.log10((broken + 1e-3) / (whole + 3))
    return Odds(min(max(full, Odds().full), MOST), min(math.log10((alone + 1) / (lone + 1)), MOST))


def join_unmarked(left: str, right: str, vocabulary: Vocabulary, edge: Edge) -> Join:
    """Join two lines without a hyphen or slash between them.

    Args:
        left: the text so far.
        right: the next line.
        vocabulary: the words known.
        edge: how the last line of `left` ended.
    """
    glued, apart = left + right, f"{left} {right}"
    if edge.is_full is False or edge.has_blank is True or _ABBREVIATION.match(right):
        return Join(apart)
    if _holds_together(left, right, vocabulary):
        return Join(glued)
    if edge.odds.breaks_anywhere and edge.is_full is True:
        joined = _join_anywhere(left, right, vocabulary)
        if joined is not None:
            return joined
    pieces = split_line_break(left, right)
    if pieces is None or not (left[-1].isalpha() and right[0].isalpha()):
        return Join(apart)
    return _weigh_up(left, right, pieces, vocabulary, edge)


def _join_anywhere(left: str, right: str, vocabulary: Vocabulary) -> Join | None:
    """Join at marks and digits in a column that breaks lines anywhere; None at letters."""
    glued = left + right
    language = vocabulary.language
    if right[0] in HYPHENS and right[1:2].isalnum() and left[-1].isalnum():
        return Join(glued)
    if right[0] in ".,:;" and left[-1].isalnum() and not takes_blank_before(right[0], language):
        return Join(glued)
    hangs = re.match(rf"[{HYPHENS}](?: (\w+)|[,;])", right)
    if hangs and left[-1].isalnum() and (hangs[1] or "") in ("", *CONJUNCTIONS.get(language, ())):
        return Join(glued)
    if right[0] == "…" and left[-1].isalnum():
        return Join(glued, f"{left.split()[-1]} …")
    if re.search(r"(?<!\w)[a-z]\.$", left) and re.match(r"[a-z]\.", right):
        return Join(glued)
    if right[0] in "'’" and right[1:2].isalpha() and elides(left, language):
        return Join(glued)
    opening, closing = quotes_of(language)
    if left[-1] in opening or right[0] in closing:
        return Join(glued)
    if '"' in (left[-1], right[0]):
        # The second of a pair closes it.
        is_open = left.count('"') % 2 == 1
        return Join(glued if is_open else f"{left} {right}")
    if right[0].isdigit() and re.search(r"\d[.,]?$", left):
        number, rest = re.search(r"[\d.,]+$", left), re.match(r"[\d.,]+", right)
        if number and rest and _THOUSANDS.fullmatch(number[0]):
            # More figures would follow the last three: `25,000` / `2019`.
            return Join(f"{left} {right}", number[0] + rest[0])
        return Join(glued, f"{number[0]} {rest[0]}" if number and rest else "")
    return None


def _weigh_up(left: str, right: str, pieces: LineBreak, vocabulary: Vocabulary, edge: Edge) -> Join:
    glued, apart = left + right, f"{left} {right}"
    if len(pieces.after) == 1 and _ENUMERATOR.match(right) and edge.is_full is not True:
        return Join(apart)
    is_linked = any(link in pieces.chain_before + pieces.chain_after for link in "-/")
    if is_linked and has_long_chain(pieces, vocabulary):
        return Join(glued)
    if not _cases_fit(pieces):
        return _join_odd_capitals(left, right, pieces, vocabulary, edge)
    is_alone = edge.is_full is True and edge.is_one_word
    is_narrow = is_alone or (edge.odds.breaks_anywhere and edge.is_full is True)
    starts_chain = len(pieces.after) == 1 and pieces.chain_after != pieces.after  # `e-mail`
    if not is_narrow and (starts_chain or not _is_known(pieces, vocabulary)):
        return Join(apart)
    score = _weigh(pieces, vocabulary) + _odds_of(edge)
    if is_narrow and score <= 0 and _may_be_compound(pieces, vocabulary, edge):
        return Join(apart, pieces.linked(""))
    if score > 0:
        return Join(glued, pieces.linked(" ") if score < CLEAR else "")
    return Join(apart, pieces.linked("") if score > -CLEAR else "")


def _is_known(pieces: LineBreak, vocabulary: Vocabulary) -> bool:
    whole = _ARTICLE.sub("", pieces.before) + pieces.after.removesuffix("'s")
    is_ending = pieces.after == pieces.chain_after
    return vocabulary.knows(whole) or (
        is_ending and _inflected(whole, pieces.after, vocabulary) > NEVER / 2
    )


def _may_be_compound(pieces: LineBreak, vocabulary: Vocabulary, edge: Edge) -> bool:
    """Say whether two words may be one that no list has: `Zwischenspeicher` / `dateien`."""
    is_one_case = pieces.printed_after[0].islower()
    if vocabulary.language not in COMPOUNDING or not is_one_case:
        return False
    if not edge.odds.breaks_anywhere:
        return True
    is_noun = pieces.printed_before[0].isupper() and len(pieces.before) > 3 < len(pieces.after)
    return is_noun and vocabulary.zipf(pieces.after) < COMMON


def _join_odd_capitals(
    left: str, right: str, pieces: LineBreak, vocabulary: Vocabulary, edge: Edge
) -> Join:
    """Join at a line end that parts a name like `ACPoA`, or `NGOs`, or two words."""
    if not edge.odds.breaks_anywhere or _are_words(pieces, vocabulary):
        return Join(f"{left} {right}")
    if vocabulary.words[pieces.before + pieces.after]:
        return Join(left + right)
    return Join(f"{left} {right}", pieces.linked(""))


def _holds_together(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Say whether marks at a line end allow no blank: no line starts with a comma, say."""
    if _CLOSING.match(right) and not takes_blank_before(right[0], vocabulary.language):
        return True
    if _OPENING.search(left):
        return True
    if right[0] == "’" and right[1:2].isalpha():
        return left[-1].isalpha()
    if left[-1] in "'’" and right[0].isalpha():
        return elides(left[:-1], vocabulary.language) or bool(
            vocabulary.language == "en" and _GENITIVE.match(right)
        )
    return False


def _are_words(pieces: LineBreak, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_word(pieces.before) and vocabulary.is_word(pieces.after)


def _weigh(pieces: LineBreak, vocabulary: Vocabulary) -> float:
    """Weigh one word against two, as log10 odds; the manner of the column is not in it."""
    # An article or the like cut short before a vowel (`d’interven` / `tion`) is no part of it.
    before, after = _ARTICLE.sub("", pieces.before), pieces.after.removesuffix("'s")
    cut = re.match(r"(\w{1,2})'(?=\w)", after)
    if cut and vocabulary.language in ELIDING:
        return _weigh_elided(before, before + cut[1], vocabulary)
    whole = before + after
    if vocabulary.knows(whole):
        one = vocabulary.weight(whole)
    else:
        one = max(_unknown(whole), _inflected(whole, after, vocabulary))
    if _are_words(pieces, vocabulary) and not vocabulary.is_bound(after):
        return one - vocabulary.pair_weight(before, after)
    two = sum(
        vocabulary.weight(piece)
        if vocabulary.is_word(piece) and not (piece == after and vocabulary.is_bound(piece))
        else min(_unknown(piece), 2.5)
        for piece in (before, after)
    )
    return one - (two - 9)


def _weigh_elided(before: str, whole: str, vocabulary: Vocabulary) -> float:
    """Weigh a word cut short before a vowel (`jus` / `qu’à`) against one and an article."""
    if not elides(whole, vocabulary.language):
        return NEVER
    if vocabulary.knows(whole) and len(whole) > 2:
        return vocabulary.weight(whole) - (vocabulary.weight(before) + COMMON - 9)
    return NEVER if vocabulary.is_word(before) else CLEAR


def _unknown(word: str) -> float:
    """Say how common (Zipf) a string is that no list has: one word in a hundred is such a one.

    Each letter makes it ten times rarer.
    """
    return 7.0 - len(word)


def _inflected(whole: str, after: str, vocabulary: Vocabulary) -> float:
    """Say how common a form is that the word list has without its last letters only."""
    if vocabulary.is_word(after):
        return NEVER
    stems = [whole[:-cut] for cut in (1, 2, 3) if len(whole) - cut > 4]
    known = [vocabulary.weight(stem) for stem in stems if vocabulary.knows(stem)]
    return max(known, default=NEVER) - 3


def _cases_fit(pieces: LineBreak) -> bool:
    """Say whether the letters at a line end can be neighbours inside one word."""
    last, first = pieces.printed_before, pieces.printed_after
    if first[0].isupper():
        return last[-1].isupper()
    return len(last) == 1 or not last.isupper()
