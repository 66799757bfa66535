"""Identifiers: derived from the record, unique, and text to every reader of CSV.

All identifiers of the project are made here. Those of areas and sections hold their printed
number (``area-1.10``), those of other records a hash of their text (``act-1a2b3c4d``). The
identifier of a body is its acronym. No spreadsheet and no data frame reads an identifier as a
number, a date, a truth value or an empty cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

Fold = Callable[[str], str]
"""Removes differences from a text that do not change what it identifies."""

SEPARATOR = "\x1f"
"""Separates hashed texts: the ASCII unit separator, which no printed text contains."""

_OTHER = re.compile(r"[\W_]+")
"""Everything except letters and digits."""

_OF_TEXT = re.compile(r"[a-z]+-[0-9a-f]{8}(?:-\d+)?")
"""An identifier that holds the hash of a text."""

_NUMBERED = re.compile(r"(?:area|section)-(?P<number>.+)")

_READ_AS_OTHER = re.compile(
    r"true|false|t|f|yes|no|y|n|on|off"
    r"|na|n/a|nan|null|none|nil|nat|inf|infinity|epoch|today|now"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
"""Words that readers of CSV convert to a truth value, missing value, number or date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def letters_and_digits(text: str) -> str:
    """Fold a text to the part that typesetting does not change.

    Args:
        text: Any text.

    Returns:
        Its letters and digits, casefolded, in form NFKC (a ligature becomes its letters).
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _OTHER.sub("", folded)


def fold_case_and_spaces(text: str) -> str:
    """Fold case and white space, but keep punctuation: for issues about punctuation."""
    return " ".join(text.split()).casefold()


def short_digest(*texts: str, fold: Fold = letters_and_digits, separator: str = SEPARATOR) -> str:
    """Hash texts; the identifier of an area or a section is hashed as its number.

    Args:
        texts: One or more texts; their boundaries are part of the hash.
        fold: Folds each text before hashing.
        separator: Separates the folded texts.

    Returns:
        The first 8 hex digits of the SHA-256.
    """
    folded = separator.join(fold(number_in(text)) for text in texts)
    return sha256(folded.encode()).hexdigest()[:8]


class Identifiers:
    """Issues unique identifiers of one kind.

    An identifier that was issued before gets the first free suffix of ``-2``, ``-3``, … So it
    depends on the records before its own, never on those after it.
    """

    def __init__(
        self, kind: str = "", *, fold: Fold = letters_and_digits, separator: str = SEPARATOR
    ) -> None:
        """Start with no identifier issued.

        Args:
            kind: Prefix of each identifier; empty for no prefix.
            fold: Folds each text before hashing.
            separator: Separates hashed texts.
        """
        self._kind = kind
        self._fold = fold
        self._separator = separator
        self._given: set[str] = set()
        self._times: Counter[str] = Counter()

    def of_text(self, *texts: str) -> str:
        """Issue an identifier from the hash of texts, like ``act-1a2b3c4d``."""
        return self.of_name(short_digest(*texts, fold=self._fold, separator=self._separator))

    def of_name(self, name: str) -> str:
        """Issue an identifier from a name or a printed number, like ``area-1.10``."""
        stem = f"{self._kind}-{name}" if self._kind else name
        self._times[stem] += 1
        made = stem if self._times[stem] == 1 else f"{stem}-{self._times[stem]}"
        while made in self._given:
            self._times[stem] += 1
            made = f"{stem}-{self._times[stem]}"
        self._given.add(made)
        return made


def number_in(identifier: str) -> str:
    """Return the printed number in the identifier of an area or a section, like ``1.10``.

    Args:
        identifier: Any identifier.

    Returns:
        The number; the identifier itself if it holds none.
    """
    found = _NUMBERED.fullmatch(identifier)
    if found is None or _OF_TEXT.fullmatch(identifier):
        return identifier
    return found["number"]


def of_number(kind: str, number: str) -> str:
    """Return the identifier of an area or a section, given its number or its identifier."""
    return number if number.startswith(f"{kind}-") else f"{kind}-{number}"


def of_body(acronym: str, name: str = "") -> str:
    """Return the identifier of a body: its acronym as spelled, else a slug of its name.

    The prefix ``body-`` is added if a reader of CSV would not read it as text: ``body-NA``.

    Args:
        acronym: Acronym or identifier; may be empty.
        name: Full name.
    """
    named = (
        strip_invisible(acronym)
        or slug(name)
        or short_digest(acronym, name, fold=fold_case_and_spaces)
    )
    return named if reads_as_text(named) else f"body-{named}"


def of_instrument(identifier: str) -> str:
    """Return the identifier of a registered instrument; ``ins-`` is added if not read as text."""
    named = strip_invisible(identifier)
    return named if reads_as_text(named) else f"ins-{named}"


def reads_as_text(name: str) -> bool:
    """Return whether every reader of CSV reads a name as text, whatever its column holds.

    Such a name begins with a letter and is no word for a truth value, a missing value, a number
    or a month. If it has digits, it also has a word of three letters or more that does not begin
    like a month: ``ASEAN+3`` is text; ``G20``, ``1E5`` and ``MAY-1`` may be read otherwise.
    """
    if not name[:1].isalpha() or _READ_AS_OTHER.fullmatch(name.casefold()):
        return False
    words = _LETTERS.findall(name.casefold())
    has_digit = any(char.isnumeric() for char in name)
    return not has_digit or any(not word.startswith(_MONTHS) for word in words)


def slug(text: str) -> str:
    """Turn a text into an identifier: its words in lower case, joined by hyphens."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(char if char.isalnum() else " " for char in folded if not _is_accent(char))
    return "-".join(words.split())


def strip_invisible(text: str) -> str:
    """Strip invisible characters and semicolons from a printed acronym.

    Control, direction and zero-width characters could disguise one body as another (Unicode
    TR #36, 2.7 and 3.6). Semicolons separate the identifiers in published lists.

    Args:
        text: An acronym as printed.

    Returns:
        The text without semicolons and characters of the Unicode categories C*.
    """
    seen = (c for c in text if not unicodedata.category(c).startswith("C") and c != ";")
    return " ".join("".join(seen).split())


def _is_accent(char: str) -> bool:
    return unicodedata.combining(char) != 0
