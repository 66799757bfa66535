"""Capitals of first words: "Regional Guidelines for schools" beside "regional guidelines"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.plan_index import Text
from expectations.rules.variants.capitals import is_title
from expectations.words import TextRange, WordPlaces

_WHICH = r"(?!(?:All|Any|Both|Each|Every|Its|New|Our|Some|That|The|These|This|Those)\b)"
_FIRST = re.compile(rf"(?P<term>{_WHICH}[A-Z][a-z]{{2,}}\s[A-Z][a-z]{{2,}})\s(?=(?:[a-z]|\())")
_SMALL = re.compile(r"(?<![A-Z]\w\s)\b(?=(?P<term>[A-Za-z][a-z]{2,}\s[a-z]{3,})\b)")


def capitals_of_first_words(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "regional guidelines", and the places where a text begins "Regional Guidelines for".

    The first word of a text has a capital anyway; the second one has none in most of the plan.
    """
    small: dict[str, list[TextRange]] = defaultdict(list)
    large: dict[str, list[TextRange]] = defaultdict(list)
    for text in texts:
        match = None if text.is_narrative else _FIRST.match(text.text)
        if match and not is_title(text.text):
            large[match["term"].casefold()].append((text, *match.span("term")))
    for text in texts if large else ():
        for match in _SMALL.finditer(text.text):
            if match["term"].casefold() in large:
                small[match["term"].casefold()].append((text, *match.span("term")))
    for term, places in large.items():
        count = len({text.text for text, _, _ in small[term]})
        if count >= len({text.text for text, _, _ in places}):
            text, start, stop = places[0]
            yield term, {term: small[term], text.text[start:stop]: places}
