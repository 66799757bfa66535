"""Identifiers made from what they identify, so that they don't depend on typesetting."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter


def folded(text: str) -> str:
    """Casefold a text and keep its letters and digits only."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def digest(*parts: str) -> str:
    """Return the first 8 hexadecimal digits of the SHA-256 of the folded parts."""
    joined = "\x1f".join(folded(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:8]


class Identifiers:
    """Gives out identifiers of one kind; what is alike gets ``-2``, ``-3``, … in order."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._seen: Counter[str] = Counter()

    def make(self, *parts: str) -> str:
        """Return an identifier that was not given out before, like ``ref-1a2b3c4d``."""
        stem = f"{self._prefix}-{digest(*parts)}"
        self._seen[stem] += 1
        return stem if self._seen[stem] == 1 else f"{stem}-{self._seen[stem]}"
