"""Identifiers made from what they identify: the same in every run and every typesetting."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import sha256

_OTHER = re.compile(r"[\W_]+")
"""All but letters and digits."""


def letters_and_digits(text: str) -> str:
    """Fold a text to what no typesetting changes.

    Args:
        text: Any text.

    Returns:
        Its letters and digits, casefolded, in compatibility form (a ligature is its letters).
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _OTHER.sub("", folded)


def short_hash(*texts: str) -> str:
    """Hash texts by their letters and digits alone.

    Args:
        texts: One or more texts; where one ends and the next begins matters.

    Returns:
        First 8 hex digits of the SHA-256.
    """
    folded = "|".join(letters_and_digits(text) for text in texts)
    return sha256(folded.encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """Turn words into an identifier: lower case, joined by hyphens."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(char if char.isalnum() else " " for char in folded if not _is_accent(char))
    return "-".join(words.split())


def plain(text: str) -> str:
    """Make an identifier of a printed acronym: as it is spelt, in characters that can be seen.

    Control, direction and zero-width characters could pass one body off as another, and
    identifiers stand in lists that semicolons part (Unicode TR #36, 2.7 and 3.6).

    Args:
        text: An acronym as printed.

    Returns:
        The text without characters of the categories C and without semicolons.
    """
    seen = (c for c in text if not unicodedata.category(c).startswith("C") and c != ";")
    return " ".join("".join(seen).split())


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) != 0


class Identifiers:
    """Gives identifiers out; the second record of the same text gets ``-2``, and so on."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of_text(self, prefix: str, *texts: str) -> str:
        """Give an identifier made from a prefix and the hash of the texts."""
        return self.of_name(f"{prefix}-{short_hash(*texts)}")

    def of_name(self, name: str) -> str:
        """Give the name itself, with a number where it was given before."""
        self._given[name] += 1
        if self._given[name] == 1:
            return name
        numbered = f"{name}-{self._given[name]}"
        # A printed number such as "1-2" may be what the suffix would make of "1".
        return numbered if not self._given[numbered] else self.of_name(numbered)
