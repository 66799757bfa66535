"""Find what a plan prints in two forms, of which one is rare: each pair of forms in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.phrasing import times
from expectations.rules.variants.form_pairs import FORMS
from expectations.rules.variants.mark_pairs import MARKS, SPACED_SLASH
from expectations.rules.variants.name_numbers import find_numbers_of_names
from expectations.rules.variants.style_pair import Match, StylePair, always
from expectations.settings import ExpectationSettings
from expectations.words import TextRange

_ADDRESS = "000000"
"""What stands for an address in a text."""


def find_odd_marks(index: PlanIndex, *, is_english: bool) -> Iterator[Finding]:
    """Find marks that differ from the plan's usual ones."""
    yield from _odd(index, (SPACED_SLASH, *(MARKS if is_english else ())))


def find_mixed_styles(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find numbers, dates and references that an English plan prints in two forms."""
    if settings.language == "en" and index.is_written_in("en"):
        yield from _odd(index, FORMS)
        yield from find_numbers_of_names(index)


def _odd(index: PlanIndex, pairs: Sequence[StylePair]) -> Iterator[Finding]:
    """Yield one issue for all places of each odd form."""
    folded = [(text, text.text.lower()) for text in index.wording]
    for pair in pairs:
        texts = [text for text, letters in folded if not pair.word or pair.word in letters]
        odd = _places(texts, pair.odd, pair.counts)
        usual = _places(texts, pair.usual, pair.counts if pair.is_either else always)
        if pair.is_either:
            odd, usual = sorted((odd, usual), key=len)
        # A text that is printed twice counts once.
        count = len({(text.text, start) for text, start, _ in usual})
        if not odd or count < pair.min_uses or len(odd) > pair.max_share * count:
            continue
        words, other = (_quoted(each[0]) for each in (odd, usual))
        said = {"odd": words, "usual": other, "count": count, "times": times(count)}
        yield Finding(
            key=pair.key,
            message=pair.message.format(**said, word=words.split()[1] if " " in words else ""),
            places=tuple(index.in_text(*place) for place in odd),
        )


def _quoted(place: TextRange) -> str:
    text, start, stop = place
    return text.text[start:stop].strip()


def _places(
    texts: Iterable[Text], pattern: re.Pattern[str], counts: Callable[[Match], bool]
) -> list[TextRange]:
    part = "found" if "found" in pattern.groupindex else 0
    return [
        (text, *match.span(part))
        for text in texts
        for match in pattern.finditer(text.text)
        if counts(match) and _ADDRESS not in match.group()
    ]


RULES = (
    Rule(
        code="style-mixed",
        title="Numbers or references written in two ways",
        severity="info",
        why="It is a matter of style.",
        meaning="A search for one form misses the other.",
        remedy="`accept` it, and search for both forms.",
        example="section 4, but Section 5",
        method="In English plans: finds shares, amounts, units, dates, periods of years and "
        "references to numbered parts that the plan writes in two ways, bodies that “the” names "
        "with and without a capital (the City will, the city will), members and member states of "
        "one group, and names with a number or year in two forms (Part II, Part 2). The places are "
        "those of the rarer form.",
        find=find_mixed_styles,
        places_differ=True,
        print_only=True,
    ),
)
