"""Faults of blanks, marks and brackets, and words that stand doubled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings

# Each begins at a word's beginning: a word of ten thousand letters is looked at once.
_FAULTS = (
    (re.compile(r"\b[^\W\d_]+[,;][^\W\d_]+"), "a blank is missing after the mark"),
    (re.compile(r"\b[^\W\d_]+\s[,;.](?=\s|$)"), "there is a blank before the mark"),
    (re.compile(r"\b[^\W\d_]+(?:/\s|\s/(?!\s))[^\W\d_]+"), "the blanks at the stroke differ"),
    (
        re.compile(r"\b[^\W\d_]+(?:,,|;;|::|,\.|,;|;,)(?=\s|$)"),
        "two marks stand side by side",
    ),
    (
        re.compile(r"\b[^\W\d_]+,\s\((?!i\.e|e\.g|\w{1,4}\))"),
        "there is a comma before the bracket",
    ),
)
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"that", "had", "is"})
_PREPOSITIONS = r"(?:on|in|at|of|for|with|from|by)"
_TWO_PREPOSITIONS = re.compile(rf"\b({_PREPOSITIONS})\s+({_PREPOSITIONS})\b")
_PAIRED = {"from in", "for in", "on at", "from on", "in on"} - {"in on"}
_ITEM = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)(?=\s)")
_BRACKETS = {")": "(", "]": "[", "”": "“"}
_STRAY = re.compile(r"\b(\w+)([;:])\s(\w+)\s(\w+)")


def _context(text: Text, start: int, stop: int) -> str:
    return text.text[max(0, start - 12) : stop + 12].strip()


def find_faults(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find blanks that are missing or too many at a mark, and marks out of place."""
    del settings
    seen: dict[tuple[str, str], list[tuple[Text, int, int]]] = {}
    for text in ground.texts:
        for pattern, what in _FAULTS:
            for match in pattern.finditer(text.text):
                seen.setdefault((what, match.group().casefold()), []).append((text, *match.span()))
    yield from _stray_marks(ground)
    for (what, printed), places in seen.items():
        text, start, stop = places[0]
        yield Finding(
            key=(what, printed),
            message=f"“{text.text[start:stop]}”: {what}.",
            places=tuple(ground.in_text(*place) for place in places),
        )


def _stray_marks(ground: PlanIndex) -> Iterator[Finding]:
    """Find a semicolon or colon inside of a phrase that the plan prints without it."""
    phrases: Counter[str] = Counter()
    for text in ground.texts:
        words = re.findall(r"\w+|[^\w\s]", text.text.casefold())
        phrases.update(" ".join(words[at : at + 4]) for at in range(len(words) - 3))
    for text in ground.texts:
        for match in _STRAY.finditer(text.text):
            before, mark, after, last = match.groups()
            follows = re.match(r"\s(\w+)", text.text[match.end() :])
            phrase = " ".join([before, after, last, *(follows.groups() if follows else ())])
            if follows and phrases[phrase.casefold()] >= 3:
                yield Finding(
                    key=("stray", match.group().casefold()),
                    message=f"“{match.group()}”: elsewhere the plan has no “{mark}” there.",
                    places=(ground.in_text(text, *match.span()),),
                )


def find_unbalanced(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find brackets and quotation marks that do not close, or close what is not open."""
    del settings
    for text in ground.texts:
        at = _unbalanced(text.text)
        if at is not None:
            yield Finding(
                key=(text.table, text.record_id),
                message=f"“{text.text[at]}” in “{_context(text, at, at + 1)}” has no partner.",
                places=(ground.in_text(text, at, at + 1),),
            )


def _unbalanced(text: str) -> int | None:
    """First bracket without a partner; list markers such as ``a)`` need none."""
    markers = {match.end() - 1 for match in _ITEM.finditer(text) if "(" not in match.group()}
    opened: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char in _BRACKETS.values():
            opened.append((char, at))
        elif char in _BRACKETS and at not in markers:
            if not opened or opened[-1][0] != _BRACKETS[char]:
                return at
            opened.pop()
    return opened[0][1] if opened else None


def find_doubled(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words that stand twice, and two prepositions in a row."""
    for text in ground.texts:
        for match in _DOUBLED.finditer(text.text):
            if match.group(1).casefold() not in _MAY_DOUBLE:
                yield _doubled(ground, text, match)
        if settings.language != "en":
            continue
        for match in _TWO_PREPOSITIONS.finditer(text.text):
            if match.group(1) != match.group(2) and match.group() not in _PAIRED:
                yield _doubled(ground, text, match)


def _doubled(ground: PlanIndex, text: Text, match: re.Match[str]) -> Finding:
    return Finding(
        key=(_context(text, *match.span()).casefold(),),
        message=f"“{match.group()}” in “… {_context(text, *match.span())} …”: one word too many.",
        places=(ground.in_text(text, *match.span()),),
    )


RULES = (
    Rule(
        code="punctuation",
        title="Blank or mark out of place",
        severity="info",
        why="The sense is clear all the same.",
        meaning="The text is published as it is printed; words that a mark glues together are "
        "found by neither.",
        remedy="`correct` with the words as they should be, or `accept`.",
        example="civil society,and",
        method="Patterns of blanks at commas, semicolons and strokes; a semicolon in a phrase "
        "that the plan prints three times at least without it.",
        find=find_faults,
        of_print=True,
    ),
    Rule(
        code="brackets-unbalanced",
        title="Bracket or quotation mark without a partner",
        severity="warning",
        why="Words may be missing, and what is in brackets cannot be told.",
        meaning="The text is published as it is printed.",
        remedy="`correct` with the words and both brackets.",
        example="(in line with 1.8",
        method="Round and square brackets and curly quotation marks are paired text for text.",
        find=find_unbalanced,
        of_print=True,
    ),
    Rule(
        code="words-doubled",
        title="One word too many",
        severity="info",
        why="The sense is mostly clear.",
        meaning="The text is published as it is printed.",
        remedy="`correct` with the words as they should be.",
        example="understanding on in linkages",
        method="The same word twice, or two prepositions that do not go together.",
        find=find_doubled,
        of_print=True,
    ),
)
