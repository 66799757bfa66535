"""Acronyms that a plan prints with and without full stops: "U.S." and "US"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.plan_index import Text
from expectations.words import TextRange, WordPlaces

_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}")
_PLAIN = re.compile(r"(?<![\w.])[A-Z]{2,}\b(?![$£€¥])")
"""No currency: "US$5 million" is right beside "U.S."."""
_NAME = re.compile(r"\s[^\W\d_]*[A-Z]")


def dotted_acronyms(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield the more frequent form of an acronym, and the places of both.

    Letters that only stand before names are initials of persons: "A.I. Rahman".
    """
    forms: dict[str, list[TextRange]] = defaultdict(list)
    acronyms: set[str] = set()
    for text in texts:
        for match in _DOTTED.finditer(text.text):
            forms[match.group()].append((text, *match.span()))
            if not _NAME.match(text.text, match.end()):
                acronyms.add(match.group())
    plain = {form.replace(".", ""): form for form in acronyms}
    for text in texts if plain else ():
        for match in _PLAIN.finditer(text.text):
            if match.group() in plain:
                forms[match.group()].append((text, *match.span()))
    for letters, form in plain.items():
        if letters in forms:
            usual = max((letters, form), key=lambda each: len(forms[each]))
            yield usual, {each: forms[each] for each in (letters, form)}
