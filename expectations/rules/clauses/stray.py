"""Letters inside a sentence that are no word, because one was lost: "b the council"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_LETTER = re.compile(r"(?<=[a-z]{2}\s)(?P<word>[b-hj-rt-z])\s(?:an?|its|our|the|their|these)\b")
_TWO_LETTERS = re.compile(
    r"(?<=[a-z]{2}\s)(?P<word>[b-df-hj-np-tv-z][a-z])\s[A-Z]?(?!de\b|la\b|le\b)[a-z]{2,}\b"
)
_NUMBERED = re.compile(
    r"\b(?:annex|appendix|band|class|column|footnote|grade|group|item|list|note|option|paragraph|part|plan|"
    r"point|schedule|section|stage|step|table|type|vitamin|zone)\s$",
    re.I,
)
_SHORT_WORDS = word_set(
    """ba be by ca cc cf cm co da de di do du fl ft gm go ha he hi hp hr ii ka kg km kn kv kw la le
    lb li lo ma mc me mg mi ml mm mo mu my ne no nu pa pc ph pi pm pp pt qi qt ra re rs sa se sh
    sm so sq st ta te ti to ts tv ve vi vs wc we wk xi xv ya ye yr zu"""
)
"""Words, units, abbreviations and parts of names of two letters that do not begin with a vowel."""


def find_stray_letters(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "sources b the community" and "safety fo all"."""
    for pattern in (_LETTER, _TWO_LETTERS):
        for match in pattern.finditer(text.text):
            word = match["word"]
            if word not in _SHORT_WORDS and not _is_item(text.text[: match.start()], word):
                reason = f"“{word}” is not a word: a letter was lost"
                yield Slip(match.group(), "", reason), (text, *match.span())


def _is_item(before: str, letter: str) -> bool:
    """Return whether a letter numbers an item: "a the road b the bridge", "point b the bridge"."""
    if len(letter) > 1:
        return False
    former = chr(ord(letter) - 1)
    is_next = re.search(rf"(?<![^\W_]){former}(?![^\W_])", before, re.I) is not None
    return is_next or _NUMBERED.search(before) is not None
