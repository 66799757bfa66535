"""Names whose number or year a plan prints in two ways: "Part II" and "Part 2"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.rules.phrasing import times
from expectations.words import TextRange, word_set

_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_MONTHS = word_set(
    "January February March April May June July August September October November December"
)
_WORD = re.compile(r"(?<!\S)[A-Z]\S*")
_NUMBERED = re.compile(
    rf"\b(?P<name>[A-Z][\w’'-]+(?:\s(?:(?:and|for|of|on|the|to)\s)?[A-Z][\w’'-]+){{0,5}})\s"
    rf"(?P<number>{'|'.join(_ROMAN)}|[2-9]|(?:20)?\d\d)(?![\w%–/-]|\.\d|\s?%|\s[a-z]{{3,}}s\b)"
)


def find_numbers_of_names(index: PlanIndex) -> Iterator[Finding]:
    """Find names with a Roman number in some places only, or a year of two digits: "Bill 11"."""
    found: dict[tuple[str, str], dict[str, list[TextRange]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for text in index.wording:
        for match in _NUMBERED.finditer(text.text):
            number = match["number"]
            if match["name"].split()[-1] in _MONTHS:
                continue  # "March 11" is no short form of "March 2011"
            value = _ROMAN.get(number, number)[-2:]
            for word in _WORD.finditer(match["name"]):
                start = match.start() + word.start()
                name = match["name"][word.start() :]
                found[name, value][number].append((text, start, match.end()))
    reported: set[tuple[int, int]] = set()
    for (name, value), forms in sorted(found.items(), key=lambda each: -len(each[0][0])):
        if len(forms) < 2:
            continue
        rare, usual = sorted(forms, key=lambda form: (len(forms[form]), len(form)))[:2]
        places = [p for p in forms[rare] if (id(p[0]), p[2]) not in reported]
        reported |= {(id(text), stop) for each in forms.values() for text, _, stop in each}
        if places:
            yield Finding(
                key=("number of name", name.casefold(), value),
                message=f"“{name} {rare}”, but “{name} {usual}” ({times(len(forms[usual]))}): the "
                "plan numbers this name in two ways.",
                places=tuple(index.in_text(*place) for place in places),
            )
