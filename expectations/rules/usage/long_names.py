"""Names that a plan prints in a longer and in a shorter form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from expectations.plan_index import Text
from expectations.words import WordPlaces

_INSTRUMENTS = "Agreement|Charter|Convention|Declaration|Memorandum|Protocol|Statement|Treaty"
_NAMED = re.compile(
    rf"\b(?:(?P<of>[A-Z]{{3,}})\s)?(?P<name>(?:[A-Z][a-z]{{2,}}\s){{1,3}}(?:{_INSTRUMENTS}))\b"
)
_ACRONYM = r"[A-Z]{2,8}"
_CAPITALISED = re.compile(
    r"\b(?!(?:The|An?|In|Our|This|For|On)\s)[A-Z][a-z]+(?:\s(?:(?:of|for|and|on|the)\s){0,2}[A-Z][a-z]+){3,7}\b"
)
_SHORT = re.compile(rf"\b{_ACRONYM}(?:\s(?:(?:for|of|on|to)\s)?{_ACRONYM})+\b")


def names_in_two_lengths(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield the usual form of a name, and the places of each form."""
    yield from _with_and_without_acronym(texts)
    yield from _with_parts_as_acronyms(texts)
    yield from _with_the_same_initials(texts)


def _with_the_same_initials(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "Joint Water Conservation Committee" beside "Joint Water Conservancy Council"."""
    found: dict[str, WordPlaces] = defaultdict(lambda: defaultdict(list))
    for text in texts:
        for match in _CAPITALISED.finditer(text.text):
            words = [word for word in match.group().split() if word[0].isupper()]
            initials = "".join(word[0] for word in words)
            found[f"{words[0]} {initials}"][match.group()].append((text, *match.span()))
    for forms in found.values():
        for one, other in combinations(forms, 2):
            if _are_one_name(one, other):
                usual = max(one, other, key=lambda form: len(forms[form]))
                yield usual, {form: forms[form] for form in (one, other)}


def _are_one_name(one: str, other: str) -> bool:
    """Return whether half of the words of two names are the same, and the others begin alike."""
    pairs = [
        (a, b)
        for a, b in zip(one.split(), other.split(), strict=False)
        if a[0].isupper() or b[0].isupper()
    ]
    differing = [(a, b) for a, b in pairs if a != b]
    return bool(differing) and 2 * len(differing) <= len(pairs)


def _with_and_without_acronym(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "Rome Convention" beside "UN Rome Convention"."""
    found: dict[str, WordPlaces] = defaultdict(lambda: defaultdict(list))
    for text in texts:
        for match in _NAMED.finditer(text.text):
            found[match["name"]][match.group()].append((text, *match.span()))
    for name, forms in found.items():
        if name in forms and len(forms) > 1:
            yield max(forms, key=lambda form: (len(forms[form]), form == name)), forms


def _with_parts_as_acronyms(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "FAO Working Group on Water Tariffs" beside "FAO WG on WT"."""
    shorts: WordPlaces = defaultdict(list)
    for text in texts:
        for match in _SHORT.finditer(text.text):
            shorts[match.group()].append((text, *match.span()))
    for short, places in shorts.items():
        pattern = _written_out(short)
        longs: WordPlaces = defaultdict(list)
        for text in texts:
            for match in pattern.finditer(text.text):
                longs[match.group()].append((text, *match.span()))
        # "EU Emissions Trading System (EU ETS)" introduces the short form.
        is_introduced = any(
            re.match(rf"\s?\({re.escape(short)}\)", text.text[stop:])
            for found in longs.values()
            for text, _, stop in found
        )
        if longs and not is_introduced:
            yield next(iter(longs)), {**longs, short: places}


def _written_out(short: str) -> re.Pattern[str]:
    """Return the pattern of a name whose first acronym is kept, and whose others are words."""
    first, *others = short.split()
    words = [
        r"[\s-]".join(rf"{letter}[a-z]+" for letter in word) if word.isupper() else word
        for word in others
    ]
    return re.compile(r"\b" + r"\s".join([first, *words]) + r"\b")
