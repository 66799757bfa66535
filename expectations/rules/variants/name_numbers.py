"""Names whose number or year a plan prints in two ways: "Part II" and "Part 2"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.rules.lexicon import lexicon
from expectations.rules.phrasing import times
from expectations.rules.variants.words import FUNCTION_WORDS
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_YEARLY = word_set(
    "Assessment Bill Budget Census Conference Plan Programme Report Review Strategy Summit Survey"
)
"""Last words of names that have a year: "Finance Bill 11". "Year 11" and "Act 12" have none."""
_COMMON = _YEARLY | word_set(
    """Act Action Agreement Area Building Campaign Centre Committee Component Fund Group Initiative
    Law Level Line Package Park Part Partnership Phase Policy Project Protocol Regulation Road
    Round Scheme School Sector Stage Station Terminal Tower Unit Zone"""
)
"""Last words of names that differ by the words before: "Local Plan 2" and "Regional Plan II"."""
_ADDED = re.compile(
    r"\s(?:of|to)\s|\s(?!(?:and|as|at|by|for|from|in|is|on|or|that|will|with)\b)[a-z]"
)
"""What says of which whole a part is ("Annex IV of MARPOL"), or a noun ("Grade II church")."""
_BEFORE = re.compile(r"(?P<word>[\w’'-]+)\s$")
_BEGINNING = re.compile(r"(?:^|[.;:]\s)$")
_WORD = re.compile(r"(?<!\S)[A-Z]\S*")
_NUMBERED = re.compile(
    rf"\b(?P<name>[A-Z][\w’'-]+(?:\s(?:(?:and|for|of|on|the|to)\s)?[A-Z][\w’'-]+){{0,5}})\s"
    rf"(?P<number>{'|'.join(_ROMAN)}|[2-9]|(?:20)?\d\d)(?![\w%–/-]|\.\d|\s?%|\s[a-z]{{3,}}s\b)"
)


def find_numbers_of_names(index: PlanIndex) -> Iterator[Finding]:
    """Find names with a Roman number in some places only, or a year of two digits: "Bill 11"."""
    found: dict[tuple[str, str, str], dict[str, list[TextRange]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for text in index.wording:
        for match in _NUMBERED.finditer(text.text):
            for name, before, start in _names_in(match):
                value = _value(name, match["number"])
                found[name, before, value][match["number"]].append((text, start, match.end()))
    reported: set[tuple[int, int]] = set()
    for (name, before, value), forms in sorted(found.items(), key=lambda each: -len(each[0][0])):
        if len(forms) < 2:
            continue
        rare, usual = sorted(forms, key=lambda form: (len(forms[form]), len(form)))[:2]
        places = [p for p in forms[rare] if (id(p[0]), p[2]) not in reported]
        reported |= {(id(text), stop) for each in forms.values() for text, _, stop in each}
        if places:
            yield Finding(
                key=("number of name", name.casefold(), value, *([before] if before else ())),
                message=f"“{name} {rare}”, but “{name} {usual}” ({times(len(forms[usual]))}): the "
                "plan numbers this name in two ways.",
                places=tuple(index.in_text(*place) for place in places),
            )


def _names_in(match: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    """Yield names that end before a number, the word before each that tells it from others.

    A name of one word is told by it ("in Part II", "in Part 2"), and so is a common name within a
    longer one: "Local Plan 2" is not "Regional Plan II". A verb or an article that begins a
    sentence is no part of a name.
    """
    text = match.string
    words = [*_WORD.finditer(match["name"])]
    for at, word in enumerate(words):
        start = match.start() + word.start()
        name = match["name"][word.start() :]
        begins = _BEGINNING.search(text, max(0, start - 2), start) is not None
        if begins and len(words) > 1 and _is_no_name(word.group()):
            continue
        previous = _BEFORE.search(text, max(0, start - USAGE.before), start)
        is_alone = " " not in name
        if is_alone and _ADDED.match(text, match.end()):
            continue
        is_common = at > 0 and name.split()[-1] in _COMMON
        is_told = is_alone or (is_common and not _is_first_word(words[at - 1], match))
        yield name, previous["word"].casefold() if previous and is_told else "", start


def _is_first_word(word: re.Match[str], match: re.Match[str]) -> bool:
    """Return whether a word before a name is the verb or the article that begins its sentence."""
    start = match.start() + word.start()
    begins = _BEGINNING.search(match.string, max(0, start - 2), start)
    return begins is not None and _is_no_name(word.group())


def _is_no_name(word: str) -> bool:
    return word.casefold() in lexicon().verbs or word.casefold() in FUNCTION_WORDS


def _value(name: str, number: str) -> str:
    """Return what two forms of a number share: "March 11" is no short form of "March 2011"."""
    value = _ROMAN.get(number, number)
    is_year = name.split()[-1] in _YEARLY and " " in name
    return value[-2:] if is_year else value
