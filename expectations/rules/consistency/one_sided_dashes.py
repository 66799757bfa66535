"""Dashes with a space on one side only: "Annex F– Key"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.words import TextRange

_ONE_SIDED = re.compile(
    r"(?<![–—])(?P<found>\b[\w’']+(?:[–—]\s(?!(?:and|or|to|und|et|y)\b)|\s[–—](?=[^\W\d_]))[^\W\d_][\w’']*)"
)
"""Not "pre– and postnatal", whose first part is left open, nor a minus: "at –5 degrees"."""


def find_one_sided_dashes(index: PlanIndex) -> Iterator[Finding]:
    """Find a dash that touches the word before it, or the word after it, but not both."""
    places: dict[str, list[TextRange]] = defaultdict(list)
    for text in index.wording:
        if "–" in text.text or "—" in text.text:
            for match in _ONE_SIDED.finditer(text.text):
                places[match["found"].casefold()].append((text, *match.span("found")))
    for key, found in places.items():
        text, start, stop = found[0]
        words = text.text[start:stop]
        side = "before" if words.split()[0][-1] in "–—" else "after"
        yield Finding(
            key=("one-sided dash", key),
            message=f"“{words}”: the dash has a space on one side, but none {side} it.",
            places=tuple(index.in_text(*place) for place in found),
        )
