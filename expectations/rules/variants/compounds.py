"""Compounds that lack a word, or are derived from another word, than the plan's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations.rules.variants.slots import Kind, Slot, Word
from expectations.rules.variants.words import is_content, replacing
from expectations.thresholds import SLIPS, VARIANTS
from expectations.words import word_frequency

_USUAL = "elsewhere the plan prints “{usual}”"
_SHORTEST = 3
"""Letters of a part of a compound."""


def short_compounds() -> Kind:
    """Return "public-partnership", where the plan also prints "public-private partnership"."""
    return Kind(_compounds, _USUAL, 1, 0)


def derived_compounds() -> Kind:
    """Return "terrorist-related cases", where the plan prints "terrorism-related cases"."""
    return Kind(_derived, _USUAL, VARIANTS.min_uses, VARIANTS.min_ratio)


def _compounds(words: Sequence[Word]) -> Iterator[Slot]:
    for at, word in enumerate(words):
        parts = word.printed.split("-")
        if len(parts) == 2 and all(len(part) >= _SHORTEST for part in parts):
            first, last = (part.casefold() for part in parts)
            # "counter-measures" is a word of its own beside "counter-terrorism measures".
            is_word = word_frequency(first + last, "en") >= SLIPS.min_plural_zipf
            yield Slot(("compound", first, last), "", at, at, str, not is_word)
        for stop in (at + 2, at + 3):
            longer = words[at:stop]
            if len(longer) < stop - at or not any("-" in each.printed for each in longer):
                continue
            printed = " ".join(each.printed for each in longer)
            middle = printed.casefold().replace("-", " ").split()
            if len(middle) == 3:
                frame = ("compound", middle[0], middle[2])
                yield Slot(frame, printed, at, stop - 1, str, is_judged=False)


def _derived(words: Sequence[Word]) -> Iterator[Slot]:
    for at in range(len(words) - 1):
        head, joint, tail = words[at].folded.partition("-")
        if joint and len(head) >= VARIANTS.derived_stem and is_content(words[at + 1]):
            noun = words[at + 1].folded.removesuffix("s")
            frame = ("derived", head[: VARIANTS.derived_stem], tail, noun)
            usual = replacing(words[at : at + 2], 0)
            yield Slot(frame, words[at].folded, at, at + 1, usual)
