"""Compare values that differ in spelling and mean the same."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from pipeline.diff.matching.words import same_words

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def same_value(old: str, new: str) -> bool:
    """Tell whether two values have the same words, or name the same month ("Jun 10")."""
    if same_words(old, new):
        return True
    month = month_of(old)
    return month is not None and month == month_of(new)


def month_of(text: str) -> tuple[int, int] | None:
    """Return year and month of a text that holds only these; "10" is the year 2010."""
    match = re.fullmatch(r"\s*([A-Za-z]{3,9})\.?[\s,/'-]*(\d{4}|\d{2})\s*", text)
    if not match or match[1][:3].casefold() not in MONTHS:
        return None
    year = int(match[2])
    return (year if year >= 100 else 2000 + year, MONTHS.index(match[1][:3].casefold()) + 1)


def same_names(old: AbstractSet[str], new: AbstractSet[str]) -> bool:
    """Tell whether two sets name the same bodies; initials count ("HM Treasury" is "HMT")."""
    return {_initials(name) for name in old} == {_initials(name) for name in new}


def _initials(name: str) -> str:
    """Return a single word as it is, of several words the initials; "HM" stays whole."""
    words: list[str] = re.findall(r"[^\W_]+", name)
    if len(words) == 1:
        return words[0].casefold()
    letters = (word if word.isupper() else word[0] for word in words if word[0].isupper())
    return "".join(letters).casefold()
