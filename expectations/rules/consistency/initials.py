"""Acronyms in brackets that do not fit the words before them: "housing offices (UHO)"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import USAGE
from expectations.words import word_set

_BRACKETED = re.compile(r"\s\((?P<acronym>[A-Z]{3,7})(?P<plural>s?)\)")
_WORDS = re.compile(r"(?<!\w)(?:[^\W\d_][\w’'-]*,?[\s–-]){2,9}[^\W\d_][\w’'-]*$")
_PARTS = re.compile(r"[^\W\d_]+")
_SMALL = word_set(
    """a al an and au aux com con d da das de dei del dell della den der des di die do dos du e ed
    el en et for from für im in l la las le les los na no of on or para per por pour sur the to un
    und une van von with y zu zum zur"""
)
"""Words that acronyms leave out, in the languages that plans are often written in."""
_BASE = str.maketrans("æđłœøß", "adloos")
"""Letters that have no accent to remove, and what acronyms print for them."""


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
            parts = [_plain(part) for part in _PARTS.findall(before.group())]
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


def _plain(word: str) -> str:
    """Return a word in small letters without accents: "École" may begin an acronym with "E"."""
    return unicodedata.normalize("NFD", word.lower().translate(_BASE))


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
