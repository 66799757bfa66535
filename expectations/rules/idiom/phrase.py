"""Patterns of wrong phrases, with what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from expectations.plan_index import Text
from expectations.rules.idiom.literals import Sieve
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

NOT_OF_WORD = (
    r"(?!\s(?:appeal|average|behalf|co|demand|foot|regards?|respect|reference|effect|immediate|line|"
    r"paper|request|site|a\sview|(?:an?|any|some|the)\s(?:[a-z]+\s)?(?:degree|extent|level|standard)|"
    r"(?:[a-z]+\s){0,2}(?:days|degrees|levels|months|weeks|years)|(?:this|that)\send|"
    r"(?:her|his|its|their)\sown|itself|themselves|"
    r"the\s(?:aim|assistance|basis|beginning|best|day|first|following|full|grounds?|help|"
    r"internet|next|other\shand|outset|same|start|support|whole|north|south|east|west)|"
    r"each\sother|time|top|occasion|"
    r"(?:an?\s)?(?:dozen|fifth|half|hundred|quarter|tenth|third)|one|two|three|four|five|six|ten|twenty)\b|"
    r"\s[\d£$€])"
)
"""What makes a preposition the beginning of an adverbial: "relevant with respect to"."""
NOT_AFTER_CHANGE = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        *("change", "changes", "cut", "cuts", "decline", "decrease", "difference", "drop", "fall"),
        *("gain", "gains", "growth", "increase", "increases", "part", "reduction", "rise", "role"),
    )
)
"""Nouns before "in" that what follows belongs to: "an increase in support to farmers"."""


@dataclass(frozen=True)
class Phrase:
    """A wrong phrase.

    Attributes:
        expression: A regular expression that matches it.
        right: What should be printed instead, with the groups of the expression; empty if unknown.
        reason: Why it is wrong.
        begins_at_word: Whether the slip begins at the group `word`, not where the expression does.
        is_verb_right: Whether a verb may follow: "an investment to cut costs".
    """

    expression: str
    right: str
    reason: str
    begins_at_word: bool = False
    is_verb_right: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression: most plans have none of the phrases, and never need it."""
        return re.compile(self.expression, re.I)


def _without_conditions(expression: str) -> str:
    """Return an expression without the long conditions that many have: it matches more."""
    return expression.replace(NOT_OF_WORD, "").replace(NOT_AFTER_CHANGE, "")


_NOT_TAKEN = "“{word}” does not take “{wrong}”"


def taken(line: str) -> Phrase:
    """Return the phrase of a line "words|prepositions that they do not take|one that they take"."""
    word, wrong, right = line.rsplit("|", 2)
    others = "|".join(wrong.split(","))
    pattern = rf"\b(?<!-)(?P<word>{word})\s(?P<wrong>{others})\b{NOT_OF_WORD}"
    reason = f"“{{word}}” takes “{right}”, not “{{wrong}}”" if right else _NOT_TAKEN
    return Phrase(pattern, rf"\g<word> {right}".strip(), reason)


def phrase(
    pattern: str,
    right: str,
    reason: str = "the set phrase is “{right}”",
    *,
    begins_at_word: bool = False,
) -> Phrase:
    """Return a phrase by its pattern."""
    return Phrase(pattern, right, reason, begins_at_word)


class PhraseFinder:
    """Finds wrong phrases in a text."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self.phrases = tuple(phrases)

    @cached_property
    def sieve(self) -> Sieve:
        """The phrases by the letters that texts with them have."""
        return Sieve([_without_conditions(each.expression) for each in self.phrases])

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find each phrase, with what is right."""
        for number in self.sieve.candidates(text.text):
            each = self.phrases[number]
            for match in each.pattern.finditer(text.text):
                is_right = each.is_verb_right and (_precedes_verb(match) or _ends_range(match))
                if not is_right:
                    yield _slip(each, match, text)


def _precedes_verb(match: re.Match[str]) -> bool:
    following = re.compile(r"\s(?:[a-z]+ly\s)?([a-z]+)").match(match.string, match.end())
    return following is not None and following[1] in lexicon().verbs


def _ends_range(match: re.Match[str]) -> bool:
    """Return whether "to" names the end of what "from" begins: "from participation to power"."""
    before = text_before(match.string, match.start())
    return match["wrong"] == "to" and _FROM.search(before) is not None


_FROM = re.compile(r"\bfrom\b[^.;:]*$")


def text_before(text: str, start: int) -> str:
    """Return the words before a place; looking at all of them would take too long."""
    return text[max(0, start - USAGE.before) : start]


def is_quality(word: str) -> bool:
    """Return whether a word says what something is like: an adjective, and no word of grammar."""
    return word in lexicon().others and word not in _NO_QUALITY and not word.endswith("ly")


_NO_QUALITY = word_set(
    """a all an and another any as at both by each either every few for from in its many more most
    neither no of on one or other our over own per same some such that the their these this those
    to under what which with within without"""
)


def _slip(found: Phrase, match: re.Match[str], text: Text) -> tuple[Slip, TextRange]:
    start = match.start() + (match.group()[0] in "( ")
    start = match.start("word") if found.begins_at_word else start
    right = match.expand(found.right) if found.right else ""
    if text.text[start].isupper():
        right = right[:1].upper() + right[1:]
    reason = found.reason.format(right=right, **match.groupdict())
    words = text.text[start : match.end()]
    return Slip(words.casefold(), right, reason), (text, start, match.end())
