"""Phrases that are nearly, but not quite, the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from expectations.ground import Text

_WORD = re.compile(r"[^\s()\[\],;:“”\"]+")


def near_phrases(
    phrase: str, texts: Iterable[Text], least: float
) -> Iterator[tuple[Text, int, int]]:
    """Find places that print nearly a phrase, but not it.

    Args:
        phrase: What is looked for, some words.
        texts: Where to look.
        least: Least likeness, 0 to 100 (normalised indel similarity of the casefolded words).

    Yields:
        Text, first character and the one after the last.
    """
    wanted = [w.group().casefold().rstrip(".") for w in _WORD.finditer(phrase)]
    if not wanted:
        return
    joined = " ".join(wanted)
    for text in texts:
        words = list(_WORD.finditer(text.text))
        folded = [w.group().casefold().rstrip(".") for w in words]
        at = 0
        while at + len(wanted) <= len(words):
            window = folded[at : at + len(wanted)]
            is_candidate = fuzz.ratio(window[0], wanted[0]) >= 80 and window != wanted
            if is_candidate and fuzz.ratio(" ".join(window), joined) >= least:
                stop = words[at + len(wanted) - 1]
                end = stop.start() + len(stop.group().rstrip("."))
                yield text, words[at].start(), end
                at += len(wanted)
            else:
                at += 1
