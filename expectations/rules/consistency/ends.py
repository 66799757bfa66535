"""Beginnings and ends: last sentences without a full stop, first words without a capital."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding
from expectations.rules.consistency.thresholds import CONSISTENCY
from expectations.words import TextRange, word_set

_INNER_END = re.compile(
    r"(?<![.\w])(?P<word>[^\W\d_][\w’'-]*[^\W\d_])(?P<close>[)”’]*)\.\s+[(“‘]?[A-Z]"
)
_ABBREVIATED = word_set(
    """approx art cf co corp dept dr ed eds eg est etc ext fig figs gen gov govt hon ie inc jr km lt
    ltd mr mrs ms mt nr no nos para paras pp prof rev sec sen sq sr st vol vs yr yrs"""
)
_ITEM = re.compile(r"(?:^|\s)\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s|[•▪●○‣]|\s[–-]\s(?=[A-Z])")
"""Marks of a list: its items may have no stop."""
_LAST_WORDS = re.compile(r"(?:\S+\s)?\S*[a-z]$")


def find_open_sentences(index: PlanIndex) -> Iterator[Finding]:
    """Find texts of several sentences of which only the last has no full stop, by column."""
    by_column: dict[tuple[str, str], list[TextRange]] = defaultdict(list)
    for text in index.wording:
        if not text.is_narrative and ". " in text.text and _has_sentences(text.text):
            match = _LAST_WORDS.search(text.text.rstrip())
            if match:
                by_column[text.column].append((text, *match.span()))
    for column, places in by_column.items():
        text, start, stop = places[0]
        yield Finding(
            key=("open sentence", *column),
            message=f"“{text.text[start:stop]}”: the last sentence has no full stop, but the one "
            "before it has.",
            places=tuple(index.in_text(*place) for place in places),
        )


def _has_sentences(text: str) -> bool:
    """Return whether a text has sentences, and is no list: a number before it is none."""
    return not _ITEM.search(text, 3) and any(
        match["word"].casefold() not in _ABBREVIATED for match in _INNER_END.finditer(text)
    )


def find_small_beginnings(index: PlanIndex) -> Iterator[Finding]:
    """Find texts that begin with a small letter in a column whose other texts do not."""
    by_column: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in index.wording:
        if not text.is_narrative and text.text[0].isalpha():
            by_column[text.column].append(text)
    for texts in by_column.values():
        large = len({text.text for text in texts if text.text[0].isupper()})
        small = [text for text in texts if _begins_small(text.text)]
        is_usual = large >= CONSISTENCY.min_beginnings
        if not is_usual or len(small) > CONSISTENCY.max_small_share * large:
            continue
        for text in small:
            stop = _end_of_words(text.text, 2)
            yield Finding(
                key=("small beginning", text.text.casefold()),
                message=f"“{text.text[:stop]}”: the text begins with a small letter, unlike "
                f"{large} other texts of the column; words before it may be missing.",
                places=(index.in_text(text, 0, stop),),
            )


def _begins_small(text: str) -> bool:
    words = text.split()
    is_word = words[0].islower() and words[0].isalpha()
    return is_word and len(words) >= CONSISTENCY.shortest_text


def _end_of_words(text: str, count: int) -> int:
    ends: Iterable[int] = (match.end() for match in re.finditer(r"\S+", text))
    return list(ends)[:count][-1]
