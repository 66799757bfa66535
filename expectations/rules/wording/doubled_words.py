"""Words that are printed twice in a row, two prepositions in a row, and a noun said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, TEXTS

_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_MAY_DOUBLE = frozenset({"that", "had", "is", "vous", "nous", "die", "der", "das", "sie"})
"""Words that grammar doubles: "vous vous déplacez", "die, die die …"."""
_PREPOSITIONS = r"(?:on|in|at|of|for|with|from|by)"
_SET_PHRASES = r"at (?:least|most|all|once|present|first|last|home|risk)|for (?:example|instance)"
_TWO_PREPOSITIONS = re.compile(
    rf"\b({_PREPOSITIONS})\s+(?!(?:{_SET_PHRASES})\b)({_PREPOSITIONS})\b(?!-)"
)
_ADVERB_TWICE = re.compile(r"\b([a-z]{4,}ly)\b(?:\s(?!and\b|or\b)[\w-]+){1,4}\s\1\b")
_MAY_FOLLOW = {"from in", "for in", "on at", "from on", "on for", "in for", "with for", "at for"}
"""Pairs of prepositions that are correct in a row."""
_PREPOSITIONAL_PASSIVE = re.compile(
    r"\b(?:(?:acted|agreed|based|built|commented|counted|decided|depended|drawn|elaborated|expanded"
    r"|focused|focussed|insisted|relied|reported|voted|worked) on"
    r"|(?:accounted|applied|asked|budgeted|called|cared|hoped|looked|paid|planned|provided) for"
    r"|(?:complied|consulted|coped|dealt|met|tampered) with|(?:disposed|heard|made|thought) of"
    r"|(?:brought|built|engaged|filled|invested|participated|phased|taken) in"
    r"|(?:aimed|arrived|hinted|looked) at) $",
    re.IGNORECASE,
)
"""Verbs whose preposition stays behind them in the passive: `measures agreed on in meetings`."""
_NOUN_TWICE = re.compile(
    r"\b([a-z]{6,})\s[a-z]+\s(?:for|of|on|in)\s\1\b(?=\s*(?:[.,;:)]|$)|\s[a-z]+ed\b)", re.IGNORECASE
)


def words_around(text: str, start: int, stop: int) -> str:
    """Return words with some characters on each side; they are part of identifiers."""
    around = LIMITS.context_length
    return text[max(0, start - around) : stop + around].strip()


def _whole_words(text: str, start: int, stop: int) -> str:
    """Return words with a few words on each side, and an ellipsis where the text goes on."""
    around = LIMITS.context_length
    first = text.rfind(" ", 0, max(0, start - around)) + 1
    last = text.find(" ", stop + around)
    last = len(text) if last < 0 else last
    before, after = ("… " if first else ""), (" …" if last < len(text) else "")
    return f"{before}{text[first:last].strip()}{after}"


def find_doubled_words(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words that are printed twice in a row, and two prepositions in a row."""
    found = list(_doubled_words(index, settings))
    around = _of_mixed_columns(found)
    if around:
        yield _mixed_columns(around)
        found = [each for each in found if each.places[0].table != "narrative"]
    yield from found


def has_mixed_columns(index: PlanIndex, settings: ExpectationSettings) -> bool:
    """Return whether lines of two columns around the matrix were probably read as one."""
    return bool(_of_mixed_columns(list(_doubled_words(index, settings))))


def _of_mixed_columns(found: Sequence[Finding]) -> list[Finding]:
    """Return the doubled words around the matrix if there are too many for a text."""
    around = [each for each in found if each.places[0].table == "narrative"]
    return around if len(around) > TEXTS.max_doubled_in_narrative else []


def _mixed_columns(found: Sequence[Finding]) -> Finding:
    """Report many doubled words of the text around the matrix as what causes them."""
    places = tuple(place for each in found for place in each.places)
    return Finding(
        key=("narrative",),
        message=f"{len(places)} places around the matrix have one word too many, such as "
        f"“{places[0].printed}”: lines of two columns were probably read as one.",
        places=places,
        suggestion="Compare these paragraphs with the page; `accept` it if only the text around "
        "the matrix is concerned.",
    )


def _doubled_words(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    is_english = settings.language == "en" and index.is_written_in("en")
    for text in index.wording:
        for match in _DOUBLED.finditer(text.text):
            if match.group(1).casefold() not in _MAY_DOUBLE and _is_one_phrase(text.text, match):
                yield _doubled(index, text, match)
        if not is_english:
            continue
        for pattern in (_ADVERB_TWICE, _NOUN_TWICE):
            for match in pattern.finditer(text.text):
                yield _doubled(index, text, match)
        for match in _TWO_PREPOSITIONS.finditer(text.text):
            first, second = match.groups()
            # A passive ends in a preposition before "by": "dealt with by".
            before = text.text[: match.start(2)]
            is_right = (
                second == "by"
                or match.group() in _MAY_FOLLOW
                or _PREPOSITIONAL_PASSIVE.search(" ".join(before.split()[-2:]) + " ") is not None
            )
            if first != second and not is_right:
                yield _doubled(index, text, match)


def _is_one_phrase(text: str, match: re.Match[str]) -> bool:
    """Return whether two equal words are of one phrase, not two labels beside each other.

    Labels are set in capitals, or the second one begins with a capital.
    """
    first, second = match.group().split()
    if match.start() and text[match.start() - 1] in "'’":
        return False  # "l’est est", two words of one spelling
    if first != second and second[0].isupper() and first[0].islower():
        return False
    return not (first.isupper() and text.isupper())


def _doubled(index: PlanIndex, text: Text, match: re.Match[str]) -> Finding:
    whole = index.place(text.table, text.record_id, text.field).text or text.text
    context = words_around(whole, *match.span())
    around = _whole_words(whole, *match.span())
    return Finding(
        key=(context.casefold(),),
        message=f"“{match.group()}” in “{around}” has one word too many.",
        places=(index.in_text(text, *match.span()),),
    )


RULES = (
    Rule(
        code="words-doubled",
        title="One word too many",
        severity="info",
        why="The meaning is usually clear.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the right words.",
        example="understanding on in linkages",
        method="Finds the same word twice in a row, and pairs of prepositions that do not go "
        "together.",
        find=find_doubled_words,
        print_only=True,
    ),
)
