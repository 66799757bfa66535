"""Fold words and names, so that spellings of one name compare equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’](?=\W|$))?")


def without_accents(text: str) -> str:
    """Fold case and accents, and drop a final full stop: `Comité` and `Comite` are one word."""
    folded = unicodedata.normalize("NFKD", text.casefold().strip().rstrip("."))
    return "".join(char for char in folded if not unicodedata.combining(char))


def spelled_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded; an apostrophe separates words, as in ``l’eau``."""
    return tuple(without_accents(word) for word in _WORD.findall(text))


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that texts print in small letters."""
    return frozenset(
        word for text in texts for word in re.findall(r"[^\W\d_]+", text) if word.islower()
    )
