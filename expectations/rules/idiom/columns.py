"""How the texts of a column begin: with the same word, and results with no participle."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_FIRST = re.compile(r"(?P<word>[A-Z][a-z]+)\s(?P<next>[\w’'-]+)")
_DONE = word_set(
    """arranged built carried compiled conducted convened created designed developed drafted
    established executed facilitated formulated held hosted implemented initiated
    introduced issued launched made organised organized performed prepared produced provided
    published undertaken"""
)
"""Participles for what brings a result about; before it, they say what it is like."""
_FINITE = re.compile(r"\b(?:are|be|been|can|had|has|have|is|may|must|shall|should|was|were|will)\b")
_Column = tuple[tuple[str, str], str]


class Columns:
    """First words of the texts of a plan, by column and section."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._first: dict[_Column, Counter[str]] = defaultdict(Counter)
        done: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
        for text in {(_column(each), each.text): each for each in texts}.values():
            match = _FIRST.match(text.text)
            if match and not text.is_narrative:
                self._first[_column(text)][match["word"]] += 1
                done[text.column][match["word"].casefold() in _DONE] += 1
        self._usual_done = {
            column for column, each in done.items() if each[True] > USAGE.max_share * each[False]
        }

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Plan to" in a column of "Activities to", and "Established student forum"."""
        match = _FIRST.match(text.text)
        if match is None or text.is_narrative:
            return
        yield from self._other_beginnings(text, match)
        yield from self._participles(text, match)

    def _other_beginnings(
        self, text: Text, match: re.Match[str]
    ) -> Iterator[tuple[Slip, TextRange]]:
        counts = self._first[_column(text)]
        usual, count = counts.most_common(1)[0]
        others = counts.total() - count
        is_usual = count >= USAGE.min_tasks and others <= USAGE.max_other_share * count
        word = match["word"].casefold()
        is_noun = usual.casefold() in lexicon().plurals
        if is_usual and is_noun and match["word"] != usual and word in lexicon().verbs:
            if usual.casefold() in text.text.casefold().split()[:3]:
                return
            reason = f"{count} other texts of the column begin with “{usual}”"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())

    def _participles(self, text: Text, match: re.Match[str]) -> Iterator[tuple[Slip, TextRange]]:
        is_result = text.table == "expected_outputs" and text.column not in self._usual_done
        if not is_result or match["word"].casefold() not in _DONE or _FINITE.search(text.text):
            return
        is_phrase = match["next"] not in ("by", "for", "in", "through", "with", "to")
        if is_phrase:
            reason = (
                f"before a noun, “{match['word']}” describes that noun; to name a result, "
                "begin with the noun"
            )
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())


def _column(text: Text) -> _Column:
    return text.column, (text.area_id or "").split(".")[0]
