"""The words of values in the language of a plan."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from pathlib import Path

ENGLISH = "en"


@functools.cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@functools.cache
def words_meaning(meaning: str, language: str) -> tuple[str, ...]:
    """Return the words of a meaning, folded and longest first.

    Args:
        meaning: a table of ``words.toml``, like ``by``.
        language: ISO 639 code; of a language without words, English is taken.
    """
    table = _words()[meaning]
    return tuple(sorted(map(folded, table.get(language, table[ENGLISH])), key=len, reverse=True))


@functools.cache
def pattern_of(meaning: str, language: str) -> str:
    """Return a regular expression that matches one of the words of a meaning."""
    return "|".join(map(re.escape, words_meaning(meaning, language)))


def has_words(language: str) -> bool:
    """Return whether values of a language can be read."""
    return language in _words()["open"]


def folded(text: str) -> str:
    """Fold case, accents, apostrophes, dashes, white space and marks at the ends of a value."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"[‐‑‒–—−]", "-", plain)
    return " ".join(plain.split()).strip(" .*†‡;:,")
