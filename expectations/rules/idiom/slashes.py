"""Words that a slash joins, and that the plan prints side by side elsewhere: "Table/Top"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.slip import Slip
from expectations.words import TextRange

_SLASHED = re.compile(
    r"(?<![\w/])(?P<one>[A-Za-z]{3,})/(?P<two>[A-Za-z]{3,})(?![\w/])(?P<next>\s\w+)"
)


class SlashedPhrases:
    """Words with a slash and the next one, in a plan that prints them elsewhere without it."""

    def __init__(self, texts: Iterable[Text]) -> None:
        printed = {text.text.casefold() for text in texts}
        pairs = {m.group() for each in printed for m in _SLASHED.finditer(each)}
        phrases = {pair: pair.replace("/", " ") for pair in pairs}
        self._phrases = {
            pair: phrase
            for pair, phrase in phrases.items()
            if any(re.search(rf"\b{phrase}\b", each) for each in printed if phrase in each)
        }

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Table/Top Exercise" in a plan that has a "table top exercise"."""
        for match in _SLASHED.finditer(text.text):
            phrase = self._phrases.get(match.group().casefold())
            if phrase:
                reason = f"elsewhere the plan prints “{phrase}”, without a slash"
                right = f"{match['one']} {match['two']}"
                place = (text, match.start(), match.end("two"))
                yield Slip(f"{match['one']}/{match['two']}".casefold(), right, reason), place
