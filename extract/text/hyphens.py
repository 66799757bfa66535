"""Join the printed lines of a cell into text, and make words whole that a line end breaks.

The language decides how two lines are joined: first the words that the document prints inside
its lines, then the word list of its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from extract.text.hyphen_breaks import join_at_hyphen, join_before_hyphen
from extract.text.line_break import (
    FIRST_WORD,
    Join,
    LineEnd,
    Odds,
    count_inside_lines,
    default_odds,
    split_line_break,
)
from extract.text.unmarked_breaks import join_unmarked
from extract.text.vocabulary import HYPHENS, Vocabulary, fold_word, spell_out

__all__ = ["Vocabulary", "join_lines", "read_lines"]

_DASHES = "–—"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S+@\S*$", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"\S*[^\s.,;:)][/._=?&%#~-]\S|\S+$")
_ADDRESS_MARK = re.compile(r"[/._=?&%#~-]\w")
_NAME_END = re.compile(r"[A-Za-z0-9-]\.")
_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Za-z]\.)+$")
_FIRST_TOKEN = re.compile(r"[^\s,;:)\]]+")
# Ends of web names that are hardly ever a word in lower case at the start of a sentence.
_TOP_DOMAIN = (
    "com|org|net|edu|gov|int|mil|info|biz|eu|uk|ac|asia|arpa|ae|au|bd|bg|bn|br|ca|cn|cz|dk|ee|eg|fi"
    "|fr|gh|gr|hk|hu|ie|ir|jp|ke|kh|kr|lk|lt|lu|lv|mm|mx|ng|np|nz|ph|pk|pl|pt|qa|ro|rs|ru|sg|si|sk"
    "|th|tw|tz|ua|ug|uy|vn|za|zm|zw"
)
_DOMAIN = re.compile(rf"(?:[a-z0-9-]+\.)*(?:{_TOP_DOMAIN})(?:/\S*)?\.?")


def read_lines(
    lines: Sequence[str],
    vocabulary: Vocabulary,
    *,
    full: Sequence[bool | None] = (),
    spaces: Sequence[bool | None] = (),
    odds: Odds | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Join the printed lines of a cell or paragraph, and list the line ends in doubt.

    Args:
        lines: as printed, top to bottom.
        vocabulary: the words of the document and its language.
        full: for each line, whether it reaches the right edge of its cell; None if unknown.
        spaces: for each line, whether the file draws a space after it; None if unknown.
        odds: the odds that the column breaks words without a hyphen.

    Returns:
        The text in NFC, with ligatures spelt out and white space collapsed; and the words of
        each line end in doubt, joined in the other way.
    """
    text = ""
    end: LineEnd | None = None
    doubts: list[str] = []
    for index, line in enumerate(lines):
        clean = " ".join(spell_out(line).split())
        if not clean:
            continue
        joined = _join_two(text, clean, vocabulary, end) if end else Join(clean)
        text = joined.text
        if joined.alternative:
            doubts.append(joined.alternative)
        end = LineEnd(
            full[index] if index < len(full) else None,
            " " not in clean,
            spaces[index] if index < len(spaces) else None,
            odds or default_odds(),
        )
    text = unicodedata.normalize("NFC", _replace_soft_hyphens(text))
    return text, tuple(dict.fromkeys(doubts))


def join_lines(
    lines: Sequence[str], vocabulary: Vocabulary, *, full: Sequence[bool | None] | None = None
) -> str:
    """Join the printed lines of a cell or paragraph: the text of `read_lines`."""
    return read_lines(lines, vocabulary, full=full or ())[0]


def _join_two(left: str, right: str, vocabulary: Vocabulary, end: LineEnd) -> Join:
    if _continues_address(left, right, vocabulary, end.is_full is True):
        is_doubtful = left[-1] in HYPHENS and vocabulary.hyphenation.is_hyphenated
        without = left.split()[-1][:-1] + right.split()[0]
        return Join(left + right, without if is_doubtful else "")
    if left[-1] in HYPHENS and right[0] in HYPHENS and left[-2:-1].isalpha():
        # Spanish repeats the hyphen of a compound on the next line (Ortografía, 2010).
        return Join(left[:-1] + "-" + right[1:])
    if left[-1] in HYPHENS:
        return join_at_hyphen(left, right, vocabulary, end)
    if left[-1] in _DASHES:
        return Join(left + ("" if len(left) > 1 and left[-2].isalnum() else " ") + right)
    if left[-1] == "/" or right[0] == "/":
        return _join_at_slash(left, right, vocabulary, end)
    if right[0] in HYPHENS and _is_known_before_hyphen(left, right, vocabulary):
        return Join(left + right)
    found = join_before_hyphen(left, right, vocabulary) or _join_web_name(left, right)
    return found or join_unmarked(left, right, vocabulary, end)


def _join_at_slash(left: str, right: str, vocabulary: Vocabulary, end: LineEnd) -> Join:
    glued, separate = Join(left + right), Join(f"{left} {right}")
    is_before = left[-1] == "/"
    stem, rest = (left[:-1], right) if is_before else (left, right[1:])
    if not stem or not rest or stem[-1].isspace() or rest[0].isspace() or _ends_in_address(left):
        return separate
    if end.has_space is not None:
        return separate if end.has_space else glued
    parts = split_line_break(stem, rest)
    if parts is None:
        return glued if is_before or end.is_full else separate
    with_slash = count_inside_lines(parts, "/", vocabulary)
    with_space = vocabulary.slashes[parts.before, parts.after] if is_before else 0
    if with_slash > with_space:
        return Join(left + right, parts.linked("/ ") if with_space else "")
    if with_space:
        return Join(f"{left} {right}", parts.linked("/"))
    # Lines break after a slash but never before one (Unicode Standard Annex 14, class SY). A
    # slash at the start of a line had a space before it, unless the column breaks anywhere.
    if is_before:
        return Join(left + right, parts.linked("/ "))
    is_narrow = end.is_one_word or end.odds.breaks_anywhere
    return glued if end.is_full and is_narrow else separate


def _is_known_before_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Return whether the hyphen that starts a line links a compound that the document prints."""
    parts = split_line_break(left, right[1:])
    return parts is not None and count_inside_lines(parts, "-", vocabulary) > 0


def _continues_address(left: str, right: str, vocabulary: Vocabulary, is_full: bool) -> bool:
    """Return whether a web or e-mail address continues in the next line."""
    if not _ends_in_address(left) or not right[0].isalnum():
        return False
    head = right.split()[0]
    is_part = _ADDRESS_PART.match(head) is not None and _ADDRESS_MARK.search(head) is not None
    if left[-1] in "/-_=&?":
        return is_part or head == right
    word = FIRST_WORD.match(head)
    is_word = word is None or vocabulary.is_word(fold_word(word[0]))
    return is_full and (is_part or not is_word)


def _join_web_name(left: str, right: str) -> Join | None:
    """Join two lines if a web name is broken at one of its stops; None if it is not.

    A sentence does not begin in lower case with `uk` or `gov.uk`. Text goes on in lower case after
    an abbreviation such as `e.g.`, and some ends of web names are words: `si` and `au` in French.
    """
    head = _FIRST_TOKEN.match(right)
    if head is None:
        return None
    if right[0] == "." and left[-1].isalnum():
        is_rest = _ends_in_domain(head[0][1:])
        return Join(left + right) if is_rest else None
    if _NAME_END.fullmatch(left[-2:]) and _ends_in_domain(head[0]):
        return None if _ABBREVIATION.search(left) else Join(left + right)
    return None


def _ends_in_domain(text: str) -> bool:
    return _DOMAIN.fullmatch(text) is not None


def _ends_in_address(text: str) -> bool:
    return _ADDRESS.search(text, text.rfind(" ") + 1) is not None


def _replace_soft_hyphens(text: str) -> str:
    """Replace the soft hyphens and U+FFFE inside a joined text by hyphens."""
    # Also between spaces: some programs write every hyphen as U+00AD.
    return re.sub(r"(?<=\w)[\u00ad\ufffe](?=\w)|(?<!\S)\u00ad(?!\S)", "-", text)
