"""Decide whether a hyphen at a line end belongs to the word or only breaks it there."""

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
from extract.text.line_break import (
    Join,
    LineBreak,
    LineEnd,
    count_at_line_ends,
    count_inside_lines,
    split_line_break,
)
from extract.text.thresholds import HYPHEN
from extract.text.vocabulary import HYPHENS, Vocabulary, fold_word

_DASHES = "–—"
_YEAR = re.compile("(?:1[89]|20)[0-9]{2}")
_OPEN_PART = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([/,] ?)?(?: ?(\w+\.?) )?$")
_HYPHEN_FIRST = re.compile(rf"[{HYPHENS}](\w+)")


class _Verdict(NamedTuple):
    """Whether a hyphen belongs to the word, and whether that is in doubt."""

    keeps: bool
    in_doubt: bool = False


def join_at_hyphen(left: str, right: str, vocabulary: Vocabulary, end: LineEnd) -> Join:
    """Join two lines, the first of which ends with a hyphen.

    Args:
        left: the text so far.
        right: the next line.
        vocabulary: the words of the document and its language.
        end: how the last line of `left` ends.
    """
    stem, mark = left[:-1], left[-1]
    if not stem or stem[-1].isspace() or stem[-1] in HYPHENS + _DASHES:
        return Join(f"{left} {right}")
    parts = split_line_break(stem, right)
    if parts is None:
        # A bracket, quotation mark or full stop is next to the hyphen: there is no word to look up.
        return Join(left + ("" if right[0].isalnum() else " ") + right)
    is_suspended = right.split()[0] in CONJUNCTIONS.get(vocabulary.language, ())
    if is_suspended and not vocabulary.knows(parts.whole):
        return Join(f"{left} {right}")
    if is_suspended and vocabulary.is_word(parts.before) and not vocabulary.is_word(parts.whole):
        # Word lists of the web hold some that lack a space (`Kinder-` / `und`).
        return Join(f"{left} {right}", parts.linked(""))
    kept = stem + ("-" if mark in "\u00ad\ufffe" else mark) + right
    if end.odds.breaks_anywhere and not vocabulary.hyphenation.is_hyphenated:
        return Join(kept)  # A program that breaks lines anywhere adds no hyphens.
    verdict = _judge(stem, mark, right, parts, vocabulary)
    alternative = parts.linked("" if verdict.keeps else "-") if verdict.in_doubt else ""
    return Join(kept if verdict.keeps else stem + right, alternative)


def join_before_hyphen(left: str, right: str, vocabulary: Vocabulary) -> Join | None:
    """Join two lines if the second goes on with the hyphen of a file mark or of a range.

    A hyphen before a word may also be a bullet, and before a number a minus sign: the last word of
    the first line must be a code of letters with digits or slashes, a year before a later one, or
    a word in capitals that the document prints with a hyphen elsewhere.
    """
    after = _HYPHEN_FIRST.match(right)
    token = left[left.rfind(" ") + 1 :]
    if after is None or not token[-1].isalnum():
        return None
    if not any(char.isalpha() for char in token):
        is_range = _YEAR.fullmatch(token) and _YEAR.fullmatch(after[1]) and token < after[1]
        return Join(left + right, f"{token} {right.split()[0]}") if is_range else None
    if any(char.islower() for char in token):
        return None
    is_code = "/" in token or any(char.isdigit() for char in token)
    if not is_code and not _is_printed_with_hyphen(token, vocabulary):
        return None
    return Join(left + right, f"{token} {right.split()[0]}")


def _is_printed_with_hyphen(token: str, vocabulary: Vocabulary) -> bool:
    start = f"{fold_word(token)}-"
    return any(chain.startswith(start) for chain in vocabulary.chains)


def _judge(stem: str, mark: str, right: str, parts: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    if right[0].isupper() and stem[-1].islower():
        return _Verdict(True)
    style = vocabulary.hyphenation
    by_character = style.belongs_to_word(mark)
    if by_character is not None:
        return _Verdict(by_character)
    # A second compound with the same second part follows (`inter-` / `faith and intra-faith`).
    rest = fold_word(right)[len(parts.chain_after) :]
    if re.search(rf"\w-{re.escape(parts.after)}\b", rest):
        return _Verdict(True)
    coordinated = _by_coordinated_word(stem, parts.before, vocabulary)
    if coordinated is not None and vocabulary.is_word(parts.after):
        return _Verdict(coordinated)
    suspended = _by_suspended_part(stem, parts, vocabulary)
    if suspended is not None:
        return suspended
    is_typesetting_mark = style.is_typesetting_mark(mark)
    if style.is_hyphenated is False and not is_typesetting_mark and parts.are_words(vocabulary):
        # Such a document breaks lines only at hyphens of the text (`re-` / `integration`).
        return _Verdict(True)
    printed = _by_document(parts, vocabulary)
    if printed is not None:
        return printed
    if parts.before[-1].isdigit() or parts.after[0].isdigit():
        return _Verdict(True)
    if right[0].isupper() or (stem[-1].isupper() and stem[-2:].isupper()):
        return _judge_capitals(stem, right, parts, vocabulary)
    if is_typesetting_mark:
        return _Verdict(False)
    return _by_word_list(parts, vocabulary)


def _rarer_zipf(parts: LineBreak, vocabulary: Vocabulary) -> float:
    return min(vocabulary.zipf(parts.before), vocabulary.zipf(parts.after))


def _by_document(parts: LineBreak, vocabulary: Vocabulary) -> _Verdict | None:
    """Decide by the spelling that the document prints elsewhere; None if it prints neither."""
    inside = [count_inside_lines(parts, link, vocabulary) for link in ("-", "")]
    at_ends = [count_at_line_ends(parts, link, vocabulary) for link in ("-", "")]
    has_both = bool(inside[0] or at_ends[0]) and bool(inside[1] or at_ends[1])
    is_usually_one = _is_usually_one_word(parts, vocabulary)
    is_optional = _is_hyphen_optional(parts, vocabulary)
    if inside[0] != inside[1]:
        in_doubt = has_both or (is_usually_one if inside[0] else is_optional)
        return _Verdict(inside[0] > inside[1], in_doubt)
    if not any(inside) and _is_printed_as_two_words(parts.before, parts.after, vocabulary):
        return _Verdict(True)
    if at_ends[0] != at_ends[1]:
        in_doubt = has_both or is_optional or (is_usually_one and at_ends[0] > 0)
        return _Verdict(at_ends[0] > at_ends[1], in_doubt)
    if has_both:
        return _Verdict(not _is_one_word(parts, vocabulary), in_doubt=True)
    return None


def _is_usually_one_word(parts: LineBreak, vocabulary: Vocabulary) -> bool:
    """Return whether a compound is usually written without a hyphen (`online`)."""
    whole = vocabulary.zipf(parts.whole)
    is_common = whole > _rarer_zipf(parts, vocabulary) - HYPHEN.variant_by
    return vocabulary.hyphenation.is_hyphenated is True and is_common


def _is_hyphen_optional(parts: LineBreak, vocabulary: Vocabulary) -> bool:
    """Return whether a hyphen after the first part is optional (`re-integration`)."""
    before, after = parts.before, parts.after
    if vocabulary.hyphenation.is_hyphenated is False or not vocabulary.is_word(after):
        return False
    is_prefix = before in HYPHENABLE or vocabulary.openers[before] > 0
    return is_prefix and vocabulary.zipf(parts.whole) < vocabulary.zipf(after) - HYPHEN.variant_by


def _judge_capitals(stem: str, right: str, parts: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    """Decide on a hyphen before a capital: it joins a compound, unless all letters are capitals."""
    is_capitals = stem[-2:].isupper() and right[:2].isupper()
    if is_capitals and vocabulary.knows(parts.whole):
        return _Verdict(not _is_one_word(parts, vocabulary))
    is_hyphenated = vocabulary.hyphenation.is_hyphenated is True
    if not is_hyphenated or vocabulary.words[parts.before]:
        return _Verdict(True)
    # If the document prints neither part elsewhere, both may be one acronym.
    is_short = len(parts.before) < HYPHEN.min_acronym
    is_one = is_capitals and not vocabulary.words[parts.after] and is_short
    return _Verdict(not is_one, in_doubt=True)


def _by_word_list(parts: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    """Decide by how common the whole word and its parts are in the word list."""
    keeps = not _is_one_word(parts, vocabulary)
    is_hyphenated = vocabulary.hyphenation.is_hyphenated
    if not parts.are_words(vocabulary):
        return _by_known_part(parts, vocabulary)
    if is_hyphenated is False:
        return _Verdict(keeps)
    if vocabulary.is_suffix(parts.after) or _repeats_linked_word(parts):
        return _Verdict(False)
    whole = vocabulary.zipf(parts.whole)
    if is_hyphenated and not whole and parts.before != parts.after:
        unlisted = _by_rare_part(parts, vocabulary)
        if unlisted is not None:
            return unlisted
    if is_hyphenated and whole and vocabulary.language in COMPOUNDING:
        return _Verdict(False, in_doubt=keeps)
    rarer = _rarer_zipf(parts, vocabulary)
    in_doubt = whole > 0 and rarer - 2 * HYPHEN.rarer_by < whole < rarer - HYPHEN.doubt_by
    return _Verdict(keeps, in_doubt)


def _by_rare_part(parts: LineBreak, vocabulary: Vocabulary) -> _Verdict | None:
    """Decide by a rare part if the whole is unlisted; None if the parts are common."""
    rarest = min(vocabulary.weight(parts.before), vocabulary.weight(parts.after))
    is_rare = rarest < HYPHEN.rare_word_zipf and not vocabulary.openers[parts.before]
    if is_rare or vocabulary.language in AFFIXING:
        return _Verdict(not (is_rare or vocabulary.language in COMPOUNDING), in_doubt=True)
    return None


def _by_known_part(parts: LineBreak, vocabulary: Vocabulary) -> _Verdict:
    """Decide if a part is not a word: the word is broken, unless the whole is unknown, too."""
    before, after = parts.before, parts.after
    if vocabulary.language in REPEATING and before.endswith(after):
        return _Verdict(True)
    if vocabulary.knows(parts.whole):
        return _Verdict(False)
    has_word = any(
        len(part) >= HYPHEN.min_whole_part and vocabulary.is_word(part) for part in (before, after)
    )
    is_hyphenated = vocabulary.hyphenation.is_hyphenated
    if is_hyphenated:
        return _Verdict(False, in_doubt=has_word and vocabulary.language not in COMPOUNDING)
    return _Verdict(has_word or is_hyphenated is False, in_doubt=is_hyphenated is None)


def _repeats_linked_word(parts: LineBreak) -> bool:
    """Return whether both parts form the word that is linked before them (`wenang-we-/nang`)."""
    linked = parts.chain_before.split("-")[:-1]
    is_long = len(parts.whole) >= HYPHEN.min_whole_part
    return bool(linked) and is_long and linked[-1].endswith(parts.whole)


def _by_coordinated_word(stem: str, before: str, vocabulary: Vocabulary) -> bool | None:
    """Decide by a word with the same first part before `and`: `interfaith and inter-` / `cultural`.

    Args:
        stem: the text before the line-end hyphen.
        before: its last word, folded.
        vocabulary: the words of the document and its language.

    Returns:
        Whether the coordinated word has a hyphen after its first part; None if there is no such
        word, or if it is a word of its own that readers do not divide (`international`).
    """
    words = fold_word(stem).split()
    if len(words) < 3 or words[-2] not in CONJUNCTIONS.get(vocabulary.language, ()):
        return None
    neighbour = words[-3].strip("(),;")
    if words[-1].strip("(") != before or not neighbour.startswith(before):
        return None
    rest = neighbour[len(before) :]
    if rest.startswith("-"):
        return True
    if len(rest) < HYPHEN.min_form or not vocabulary.is_word(rest):
        return None
    is_derived = vocabulary.zipf(neighbour) < vocabulary.zipf(rest) - HYPHEN.variant_by
    return False if is_derived else None


def _by_suspended_part(stem: str, parts: LineBreak, vocabulary: Vocabulary) -> _Verdict | None:
    """Decide by parts linked to the last one: `pre-/post-` / `harvest`, `e-tax/e-` / `services`.

    A part left open before a slash, comma or conjunction shows that its word has a hyphen, unless
    it is one word with the text after the line end, like the last one: `up-/down-` / `stream`.
    The mark of a list item (`1-`, `a-`) is no such part, nor does one tell about a word that the
    line end breaks (`micro- and organi-` / `sations`).

    Args:
        stem: the text before the line-end hyphen.
        parts: the words on either side of the line end.
        vocabulary: the words of the document and its language.

    Returns:
        The verdict; None if no part tells.
    """
    links = parts.chain_before.split("/")[:-1]
    if any(link.startswith(f"{parts.before}-") for link in links):
        return _Verdict(True)
    if vocabulary.language in COMPOUNDING or not parts.are_words(vocabulary):
        return None
    open_part = _open_part(stem, parts.before, vocabulary)
    if not open_part or vocabulary.knows(open_part + parts.after):
        return None
    is_known = vocabulary.knows(parts.whole)
    is_prefix = parts.before in HYPHENABLE or vocabulary.openers[parts.before] > 0
    is_common = vocabulary.zipf(parts.whole) > _rarer_zipf(parts, vocabulary) - HYPHEN.variant_by
    if is_known and (is_common or not is_prefix):
        return None  # More likely that word, broken (`local- and govern-` / `ment`).
    return _Verdict(True, in_doubt=is_known)


def _open_part(stem: str, last: str, vocabulary: Vocabulary) -> str:
    """Return the part left open that is linked to the last word of a text; empty if none is."""
    tail = fold_word(" ".join(stem.rsplit(" ", 3)[-3:]))  # The part, a conjunction, the last word.
    before = _OPEN_PART.search(tail.removesuffix(last))
    if before is None:
        return ""
    part, mark, word = before.groups()
    is_linked = word in CONJUNCTIONS.get(vocabulary.language, ()) if word else bool(mark)
    return part if is_linked else ""


def _is_printed_as_two_words(before: str, after: str, vocabulary: Vocabulary) -> bool:
    """Return whether the document prints the two as separate words, in singular or plural.

    Words that are neighbours by chance (`in formal`) are not evidence against `informal`.
    """
    chance = vocabulary.zipf(before) + vocabulary.zipf(after) - 9
    is_function_word = before in FUNCTION_WORDS.get(vocabulary.language, ())
    if is_function_word or vocabulary.zipf(before + after) > chance + HYPHEN.chance_by:
        return False
    forms = {
        form
        for form in (after, after + "s", after.removesuffix("s"))
        if len(form) >= HYPHEN.min_form
    }
    return any(
        vocabulary.pairs[before, form]
        or vocabulary.end_pairs[before, form]
        or vocabulary.chains[f"{before}-{form}"]
        for form in forms
    ) and not any(vocabulary.words[before + form] for form in forms)


def _is_one_word(parts: LineBreak, vocabulary: Vocabulary) -> bool:
    """Return whether the parts are halves of a word, rather than words linked by a hyphen."""
    if not parts.are_words(vocabulary):
        return True
    before, whole = parts.before, vocabulary.zipf(parts.whole)
    # A document that writes `socio-economic` writes `socio-cultural`, too. A document that
    # writes `de-radicalisation`, a word that is rare without a hyphen, may write `declassify`.
    linked = [vocabulary.zipf(before + second) for second in vocabulary.seconds.get(before, ())]
    if vocabulary.hyphenation.is_hyphenated:
        # If words are broken at every second line end, `state-` / `less` is likely one of them.
        is_usual = bool(linked) and (whole <= max(linked) or not vocabulary.is_prefix(before))
        margin = HYPHEN.rarer_by_analogy if is_usual else 2 * HYPHEN.rarer_by
    else:
        margin = HYPHEN.rarer_by_analogy if linked else HYPHEN.rarer_by
    return whole > 0 and whole > _rarer_zipf(parts, vocabulary) - margin
