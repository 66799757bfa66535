"""Dashes with a space on one side only: "Annex F– Key"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding

_ONE_SIDED = re.compile(
    r"(?<![–—])(?P<found>\b[\w’']+(?:[–—]\s(?!(?:and|or|to|und|et|y)\b)|\s[–—](?=[^\W\d_]))[^\W\d_][\w’']*)"
)


def find_one_sided_dashes(index: PlanIndex) -> Iterator[Finding]:
    """Find a dash that touches the word before it, or the word after it, but not both."""
    for text in index.wording:
        if "–" not in text.text and "—" not in text.text:
            continue
        for match in _ONE_SIDED.finditer(text.text):
            side = "before" if match["found"].split()[0][-1] in "–—" else "after"
            yield Finding(
                key=("one-sided dash", match["found"].casefold()),
                message=f"“{match['found']}”: the dash has no space {side} it, but one on its "
                "other side.",
                places=(index.in_text(text, *match.span("found")),),
            )
