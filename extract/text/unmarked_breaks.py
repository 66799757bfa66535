"""Join lines where a word may be broken without a hyphen, as in a column that is too narrow.

Two readings are compared by log10 odds: the letters at the line end are one word, or they are
two words side by side. The odds follow from how common the words are in the document and in
the word list of its language (strings in neither are weighed by their length), and from how
often the column breaks words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from extract.script.reading_order import runs_from_right
from extract.text.language import (
    COMPOUNDING,
    CONJUNCTIONS,
    ELIDING,
    elides,
    quotes_of,
    takes_space_before,
)
from extract.text.line_break import (
    Join,
    LineBreak,
    LineEnd,
    Odds,
    breaks_known_chain,
    split_line_break,
)
from extract.text.thresholds import UNMARKED
from extract.text.vocabulary import HYPHENS, Vocabulary

_IMPOSSIBLE = -99.0
"""Odds of a reading that cannot be right."""

_ENUMERATOR = re.compile(r"\w[.)]\s+\S")
_ABBREVIATION = re.compile(r"\w\.\w\.")
_ABBREVIATION_START = re.compile(r"(?<!\w)[a-z]\.$")
_ABBREVIATION_END = re.compile(r"[a-z]\.")
_ARTICLE = re.compile(r"^\w{1,2}'(?=\w\w)")
_ELIDED_START = re.compile(r"(\w{1,2})'(?=\w)")
_SUSPENDED_HYPHEN = re.compile(rf"[{HYPHENS}](?: (\w+)|[,;])")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_YEARS = re.compile(r"(?:19|20)\d\d[-–/](?:19|20)\d\d")
_YEARS_START = re.compile(r"(?<!\d)\d{4}[-–/]\d{1,3}$")
_DIGITS = re.compile(r"\d+(?!\w)")
_NUMBER_ALONE = re.compile(r"(\d[\d.,]*?)[,;.)]*")
_NUMBER_END = re.compile(r"\d[.,]?$")
_LAST_NUMBER = re.compile(r"[\d.,]+$")
_FIRST_NUMBER = re.compile(r"[\d.,]+")
_CLOSING = re.compile(r"[)\]}]|[,;:!?](?![,\w])|\.(?![\w.])|[”“](?!\w)")
_OPENING = re.compile(r"[(\[{¿¡]|(?<!\S)[“„”]")
_GENITIVE = re.compile(r"(?:s|t|d|m|re|ve|ll)(?!\w)")


def count_line_breaks(
    lines: Sequence[str], full: Sequence[bool | None], vocabulary: Vocabulary
) -> tuple[int, int, int, int]:
    """Count broken and whole words at those line ends of a cell that are clear.

    Args:
        lines: as printed.
        full: for each line, whether it reaches the edge of the cell; others are not counted.
        vocabulary: the words of the document and its language.

    Returns:
        Broken words and whole words after lines of several words; the same after lines of one
        word.
    """
    counts = [0, 0, 0, 0]
    for (left, right), is_full in zip(pairwise(lines), full, strict=False):
        if is_full is not True or not (left[-1:].isalpha() and right[:1].isalpha()):
            continue
        parts = split_line_break(left, right)
        if parts is None or not _has_fitting_case(parts):
            continue
        odds = _odds_of_one_word(parts, vocabulary)
        is_broken = odds >= UNMARKED.clear_odds and not parts.are_words(vocabulary)
        if is_broken or odds < 0:
            counts[2 * (" " not in left.strip()) + (not is_broken)] += 1
    return counts[0], counts[1], counts[2], counts[3]


def break_odds(column: Sequence[int], table: Sequence[int]) -> Odds:
    """Turn counts of `count_line_breaks` into odds.

    Args:
        column: the counts of the column.
        table: the counts of all columns; they decide for a column with few line ends.
    """
    limits = UNMARKED
    broken, whole, lone_broken, lone_whole = (
        own + limits.table_share * all_columns
        for own, all_columns in zip(column, table, strict=True)
    )
    full = math.log10((broken + limits.prior_broken) / (whole + limits.prior_whole))
    alone = math.log10((lone_broken + limits.prior_lone) / (lone_whole + limits.prior_lone))
    return Odds(min(max(full, limits.full_line_odds), limits.max_odds), min(alone, limits.max_odds))


def join_unmarked(left: str, right: str, vocabulary: Vocabulary, end: LineEnd) -> Join:
    """Join two lines without a hyphen or slash between them.

    Args:
        left: the text so far.
        right: the next line.
        vocabulary: the words of the document and its language.
        end: how the last line of `left` ends.
    """
    glued, separate = left + right, f"{left} {right}"
    if end.is_full is False or end.has_space is True or _ABBREVIATION.match(right):
        return Join(separate)
    if _allows_no_space(left, right, vocabulary):
        return Join(glued)
    is_cut = end.is_full is True and end.is_one_word
    if not is_cut and (runs_from_right(left) or runs_from_right(right)):
        return Join(separate)  # Programs break words of these scripts in narrow columns only.
    if end.odds.breaks_anywhere and end.is_full is True:
        joined = _join_at_marks(left, right, vocabulary)
        if joined is not None:
            return joined
    if _is_cut_number(left, right, end):
        return Join(glued, "" if end.has_space is False else separate)
    parts = split_line_break(left, right)
    if parts is None or not (left[-1].isalpha() and right[0].isalpha()):
        return Join(separate)
    return _join_letters(left, right, parts, vocabulary, end)


def _join_at_marks(left: str, right: str, vocabulary: Vocabulary) -> Join | None:
    """Join at punctuation and digits in a column that breaks anywhere; None between letters."""
    language = vocabulary.language
    glued = left + right
    if _is_cut_before_mark(left, right, language) or _is_cut_at_quote(left, right, language):
        return Join(glued)
    if _ABBREVIATION_START.search(left) and _ABBREVIATION_END.match(right):
        return Join(glued)
    if right[0] == "…" and left[-1].isalnum():
        return Join(glued, f"{left.split()[-1]} …")
    if '"' in (left[-1], right[0]):
        # A straight quotation mark opens if an even number precedes it.
        is_open = left.count('"') % 2 == 1
        return Join(glued if is_open else f"{left} {right}")
    if right[0].isdigit() and _NUMBER_END.search(left):
        return _join_numbers(left, right)
    return None


def _is_cut_before_mark(left: str, right: str, language: str) -> bool:
    """Return whether the second line starts with a mark that belongs to the word before it."""
    if not left[-1].isalnum():
        return False
    if right[0] in HYPHENS and right[1:2].isalnum():
        return True
    if right[0] in ".,:;" and not takes_space_before(right[0], language):
        return True
    suspended = _SUSPENDED_HYPHEN.match(right)
    if suspended is None:
        return False
    return (suspended[1] or "") in ("", *CONJUNCTIONS.get(language, ()))


def _is_cut_at_quote(left: str, right: str, language: str) -> bool:
    """Return whether the line end is inside an elided word, or beside a guillemet."""
    if right[0] in "'’" and right[1:2].isalpha() and elides(left, language):
        return True
    opening, closing = quotes_of(language)
    return left[-1] in opening or right[0] in closing


def _is_cut_number(left: str, right: str, end: LineEnd) -> bool:
    """Return whether a column is too narrow for thousands or a range of years (`2019-202` / `5`).

    Thousands may also be two figures: `1.2` and `345`.
    """
    if not right[0].isdecimal():
        return False
    years, digits = _YEARS_START.search(left), _DIGITS.match(right)
    if years and digits and _YEARS.fullmatch(years[0] + digits[0]):
        return True
    number, rest = _LAST_NUMBER.search(left), _NUMBER_ALONE.fullmatch(right)
    is_narrow = end.has_space is False or (end.is_full is True and end.is_one_word)
    return (
        is_narrow
        and number is not None
        and rest is not None
        and _THOUSANDS.fullmatch(number[0]) is None
        and _THOUSANDS.fullmatch(number[0] + rest[1]) is not None
    )


def _join_numbers(left: str, right: str) -> Join:
    """Join digits that a line end separates: one number, or two."""
    number, rest = _LAST_NUMBER.search(left), _FIRST_NUMBER.match(right)
    if number is None or rest is None:
        return Join(left + right)
    if _THOUSANDS.fullmatch(number[0]):
        # The number is complete: no digits follow a group of three (`25,000` / `2019`).
        return Join(f"{left} {right}", number[0] + rest[0])
    return Join(left + right, f"{number[0]} {rest[0]}")


def _join_letters(
    left: str, right: str, parts: LineBreak, vocabulary: Vocabulary, end: LineEnd
) -> Join:
    """Join two lines between letters, by the odds that these are one word."""
    glued, separate = left + right, f"{left} {right}"
    if len(parts.after) == 1 and _ENUMERATOR.match(right) and end.is_full is not True:
        return Join(separate)
    is_linked = any(link in parts.chain_before + parts.chain_after for link in "-/")
    if is_linked and breaks_known_chain(parts, vocabulary):
        return Join(glued)
    if not _has_fitting_case(parts):
        return _join_mixed_case(left, right, parts, vocabulary, end)
    is_narrow = end.is_full is True and (end.is_one_word or end.odds.breaks_anywhere)
    starts_chain = len(parts.after) == 1 and parts.chain_after != parts.after  # `e-mail`
    if not is_narrow and (starts_chain or not _is_known(parts, vocabulary)):
        return Join(separate)
    odds = _odds_of_one_word(parts, vocabulary) + _odds_of_break(end)
    if is_narrow and odds <= 0 and _may_be_compound(parts, vocabulary, end):
        return Join(separate, parts.linked(""))
    return _likelier_join(left, right, parts, vocabulary, end, odds)


def _likelier_join(
    left: str, right: str, parts: LineBreak, vocabulary: Vocabulary, end: LineEnd, odds: float
) -> Join:
    """Join two lines by the odds that the word at their ends is one; doubt is told."""
    glued, separate = left + right, f"{left} {right}"
    is_repeated = parts.before == parts.after and parts.are_words(vocabulary)
    if odds > 0 and is_repeated and not end.odds.breaks_anywhere:
        return Join(separate, parts.linked(""))  # `no` / `no` rather than `nono`
    if odds > 0:
        return Join(glued, parts.linked(" ") if odds < UNMARKED.doubt_odds else "")
    return Join(separate, parts.linked("") if odds > -UNMARKED.doubt_odds else "")


def _odds_of_break(end: LineEnd) -> float:
    """Return the odds that a word is broken at a line end, whatever the word is."""
    if end.is_full is not True:
        return UNMARKED.inside_line_odds
    return max(end.odds.full, end.odds.alone) if end.is_one_word else end.odds.full


def _is_known(parts: LineBreak, vocabulary: Vocabulary) -> bool:
    """Return whether the whole word, or a stem of it, is known."""
    whole = _ARTICLE.sub("", parts.before) + parts.after.removesuffix("'s")
    is_ending = parts.after == parts.chain_after
    return vocabulary.knows(whole) or (
        is_ending and _inflected_zipf(whole, parts.after, vocabulary) > _IMPOSSIBLE / 2
    )


def _may_be_compound(parts: LineBreak, vocabulary: Vocabulary, end: LineEnd) -> bool:
    """Return whether two words may be an unlisted compound: `Zwischenspeicher` / `dateien`."""
    if vocabulary.language not in COMPOUNDING or not parts.printed_after[0].islower():
        return False
    if not end.odds.breaks_anywhere:
        return True
    is_long = min(len(parts.before), len(parts.after)) >= UNMARKED.min_compound_part
    is_noun = parts.printed_before[0].isupper() and is_long
    return is_noun and vocabulary.zipf(parts.after) < UNMARKED.linking_zipf


def _join_mixed_case(
    left: str, right: str, parts: LineBreak, vocabulary: Vocabulary, end: LineEnd
) -> Join:
    """Join two lines that may break a name of mixed case, such as `ACPoA` or `NGOs`.

    Two capitalised words are two words, such as `Badan` and `Informasi`.
    """
    if not end.odds.breaks_anywhere or parts.are_words(vocabulary):
        return Join(f"{left} {right}")
    if vocabulary.words[parts.whole]:
        return Join(left + right)
    are_capitalised = parts.printed_before.istitle() and parts.printed_after.istitle()
    return Join(f"{left} {right}", "" if are_capitalised else parts.linked(""))


def _allows_no_space(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Return whether punctuation at a line end allows no space, as before a comma."""
    if _CLOSING.match(right) and not takes_space_before(right[0], vocabulary.language):
        return True
    if _OPENING.match(left, len(left) - 1):
        return True
    if right[0] == "’" and right[1:2].isalpha():
        return left[-1].isalpha()
    if left[-1] in "'’" and right[0].isalpha():
        is_genitive = vocabulary.language == "en" and _GENITIVE.match(right) is not None
        return elides(left[:-1], vocabulary.language) or is_genitive
    return False


def _odds_of_one_word(parts: LineBreak, vocabulary: Vocabulary) -> float:
    """Return the odds (log10) of one word against two, before the column is considered."""
    # An elided article before a broken word (`d’interven` / `tion`) is not part of the word.
    before, after = _ARTICLE.sub("", parts.before), parts.after.removesuffix("'s")
    elided = _ELIDED_START.match(after)
    if elided and vocabulary.language in ELIDING:
        return _odds_of_elided_word(before, before + elided[1], vocabulary)
    whole = before + after
    if vocabulary.knows(whole):
        one = vocabulary.weight(whole)
    else:
        one = max(_unlisted_zipf(whole), _inflected_zipf(whole, after, vocabulary))
    if parts.are_words(vocabulary) and not vocabulary.is_suffix(after):
        return one - vocabulary.pair_weight(before, after)
    two = sum(
        vocabulary.weight(part)
        if vocabulary.is_word(part) and not (part == after and vocabulary.is_suffix(part))
        else min(_unlisted_zipf(part), UNMARKED.max_part_zipf)
        for part in (before, after)
    )
    return one - (two - 9)


def _odds_of_elided_word(before: str, whole: str, vocabulary: Vocabulary) -> float:
    """Return the odds (log10) of one elided word (`jus` / `qu’à`) against a word and an article.

    Args:
        before: the word before the line end.
        whole: the same with the letters up to the apostrophe.
        vocabulary: the words of the document and its language.
    """
    if not elides(whole, vocabulary.language):
        return _IMPOSSIBLE
    if vocabulary.knows(whole) and len(whole) >= UNMARKED.min_elided_word:
        separate = vocabulary.weight(before) + UNMARKED.linking_zipf - 9
        return vocabulary.weight(whole) - separate
    return _IMPOSSIBLE if vocabulary.is_word(before) else UNMARKED.doubt_odds


def _unlisted_zipf(word: str) -> float:
    """Estimate the Zipf value of an unlisted string: each letter makes it ten times rarer."""
    return UNMARKED.unlisted_zipf - len(word)


def _inflected_zipf(whole: str, after: str, vocabulary: Vocabulary) -> float:
    """Estimate the Zipf value of a form of which only the stem is listed."""
    if vocabulary.is_word(after):
        return _IMPOSSIBLE
    stems = [
        whole[:-cut]
        for cut in range(1, UNMARKED.max_inflection + 1)
        if len(whole) - cut >= UNMARKED.min_inflected_stem
    ]
    known = [vocabulary.weight(stem) for stem in stems if vocabulary.knows(stem)]
    return max(known, default=_IMPOSSIBLE) - UNMARKED.inflection_cost


def _has_fitting_case(parts: LineBreak) -> bool:
    """Return whether the letters at a line end can be neighbours inside one word."""
    last, first = parts.printed_before, parts.printed_after
    if first[0].isupper():
        return last[-1].isupper()
    return len(last) == 1 or not last.isupper()
