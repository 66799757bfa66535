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
            if named := _name_in(match):
                name, before, start = named
                value = _value(name, match["number"])
                found[name, before, value][match["number"]].append((text, start, match.end()))
    for (name, before, value), forms in found.items():
        if len(forms) < 2:
            continue
        rare, usual = sorted(forms, key=lambda form: (len(forms[form]), len(form)))[:2]
        yield Finding(
            key=("number of name", name.casefold(), value, *([before] if before else ())),
            message=f"“{name} {rare}”, but “{name} {usual}” ({times(len(forms[usual]))}): the "
            "plan numbers this name in two ways.",
            places=tuple(index.in_text(*place) for place in forms[rare]),
        )


def _name_in(match: re.Match[str]) -> tuple[str, str, int] | None:
    """Return the name before a number, the word before it that tells it, and where it begins.

    A verb or an article that begins a sentence is no part of a name; a verb that is an adjective,
    too, may be one. A name of one word is told by any word before it ("in Part II", "in Part 2"),
    be it that verb; a longer one by an adjective. Ends of names are not compared: "Green Isle Plan
    2" is not "Blue Isle Plan II".
    """
    text = match.string
    words = [*_WORD.finditer(match["name"])]
    begins = _BEGINNING.search(text, max(0, match.start() - 2), match.start()) is not None
    is_verb = begins and len(words) > 1 and _is_no_name(words[0].group())
    at = words[1 if is_verb else 0].start()
    start, name = match.start() + at, match["name"][at:]
    is_alone = " " not in name
    if is_alone and _ADDED.match(text, match.end()):
        return None
    previous = _BEFORE.search(text, max(0, start - USAGE.before), start)
    before = previous["word"].casefold() if previous and (is_alone or not is_verb) else ""
    is_told = is_alone or (before in lexicon().others and before not in FUNCTION_WORDS)
    return name, before if is_told else "", start


def _is_no_name(word: str) -> bool:
    folded = word.casefold()
    is_verb = folded in lexicon().verbs and folded not in lexicon().others
    return is_verb or folded in FUNCTION_WORDS


def _value(name: str, number: str) -> str:
    """Return what two forms of a number share: "March 11" is no short form of "March 2011"."""
    value = _ROMAN.get(number, number)
    is_year = name.split()[-1] in _YEARLY and " " in name
    return value[-2:] if is_year else value
