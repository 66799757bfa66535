"""Acronyms in brackets that do not fit the words before them: "housing offices (UHO)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import USAGE
from expectations.words import word_set

_BRACKETED = re.compile(r"\s\((?P<acronym>[A-Z]{3,7})(?P<plural>s?)\)")
_WORDS = re.compile(r"(?:[A-Za-z][\w’'-]*,?[\s–-]){2,9}[A-Za-z][\w’'-]*$")
_PARTS = re.compile(r"[^\W\d_]+")
_SMALL = word_set("a an and for from in of on or the to with")


def find_unfit_acronyms(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms whose last letters are initials of the words before, and whose first is not."""
    del settings
    for text in index.wording:
        if "(" not in text.text:
            continue
        for match in _BRACKETED.finditer(text.text):
            before = _WORDS.search(text.text, max(0, match.start() - USAGE.before), match.start())
            if before is None:
                continue
            letters = match["acronym"].casefold()
            parts = [part.casefold() for part in _PARTS.findall(before.group())]
            parts = [part for part in parts if part not in _SMALL]
            shared = _shared_end(letters, [part[0] for part in parts])
            near = parts[-len(letters) - 2 :]
            # "Extensible markup language (XML)": a second letter may stand for a word.
            if shared < 2 or any(letters[0] in part[:2] for part in near):
                continue
            words = " ".join(before.group().split()[-len(letters) :])
            yield Finding(
                key=("unfit", match["acronym"]),
                message=f"“{words} ({match['acronym']}{match['plural']})”: the last letters of the "
                "acronym are the initials of the words before it, but no word begins with "
                f"“{match['acronym'][0]}”.",
                places=(index.in_text(text, match.start("acronym"), match.end("plural")),),
            )


def _shared_end(letters: str, initials: list[str]) -> int:
    """Return how many last letters are the initials of the last words, in their order."""
    count = 0
    for letter, initial in zip(reversed(letters), reversed(initials), strict=False):
        if letter != initial:
            break
        count += 1
    return count


RULES = (
    Rule(
        code="acronym-unfit",
        title="Acronym that does not fit the words before it",
        severity="warning",
        why="Readers may take it for the acronym of something else.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the acronym of these words, or `dismiss` it.",
        example="community housing development organizations (UDOs)",
        method="Looks at acronyms in brackets: at least two of the last letters are the initials "
        "of the words before it, but no word near them begins with the first letter.",
        find=find_unfit_acronyms,
        print_only=True,
    ),
)
