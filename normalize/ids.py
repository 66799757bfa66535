"""Identifiers: made from what they identify, given out once, and text to every reader.

All identifiers of the project are made here. Those of areas and sections hold their printed
number (``area-1.10``), those of other records the hash of their text (``act-1a2b3c4d``); a body
is known by its acronym. None of them is what a spreadsheet or a data frame would take for a
number, a date, a truth value or an empty cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from hashlib import sha256

Fold = Callable[[str], str]
"""Takes from a text what makes no difference to what it identifies."""

JOINT = "\x1f"
"""Between hashed texts: the unit separator, which no printed text holds."""

_OTHER = re.compile(r"[\W_]+")
"""All but letters and digits."""

_OF_TEXT = re.compile(r"[a-z]+-[0-9a-f]{8}(?:-\d+)?")
"""An identifier that was made from a text."""

_NUMBERED = re.compile(r"(?:area|section)-(?P<number>.+)")

_READ_AS_OTHER = re.compile(
    r"true|false|t|f|yes|no|y|n|on|off"
    r"|na|n/a|nan|null|none|nil|nat|inf|infinity|epoch|today|now"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
"""Words that readers of CSV take for a truth value, a missing value, a number or a date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def letters_and_digits(text: str) -> str:
    """Fold a text to what no typesetting changes.

    Args:
        text: Any text.

    Returns:
        Its letters and digits, casefolded, in compatibility form (a ligature is its letters).
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _OTHER.sub("", folded)


def spaced_words(text: str) -> str:
    """Fold a text to its words and signs: for what is said of the signs themselves."""
    return " ".join(text.split()).casefold()


def digest(*texts: str, fold: Fold = letters_and_digits, joint: str = JOINT) -> str:
    """Hash texts. An identifier of an area or a section counts as its number.

    Args:
        texts: One or more texts; where one ends and the next begins matters.
        fold: Takes from each text what makes no difference.
        joint: Stands between the folded texts.

    Returns:
        First 8 hex digits of the SHA-256.
    """
    folded = joint.join(fold(number_in(text)) for text in texts)
    return sha256(folded.encode()).hexdigest()[:8]


class Identifiers:
    """Gives identifiers of one kind out, none of them twice.

    What was given before gets the first of ``-2``, ``-3``, … that is free. So an identifier
    depends on what stands before its record, never on what stands after it.
    """

    def __init__(
        self, kind: str = "", *, fold: Fold = letters_and_digits, joint: str = JOINT
    ) -> None:
        """Start with none given.

        Args:
            kind: Prefix of each identifier; empty: names stand alone.
            fold: Takes from hashed texts what makes no difference.
            joint: Stands between hashed texts.
        """
        self._kind = kind
        self._fold = fold
        self._joint = joint
        self._given: set[str] = set()
        self._times: Counter[str] = Counter()

    def of_text(self, *texts: str) -> str:
        """Give an identifier made from the hash of the texts, like ``act-1a2b3c4d``."""
        return self.of_name(digest(*texts, fold=self._fold, joint=self._joint))

    def of_name(self, name: str) -> str:
        """Give an identifier made from a name or a printed number, like ``area-1.10``."""
        stem = f"{self._kind}-{name}" if self._kind else name
        self._times[stem] += 1
        made = stem if self._times[stem] == 1 else f"{stem}-{self._times[stem]}"
        while made in self._given:
            self._times[stem] += 1
            made = f"{stem}-{self._times[stem]}"
        self._given.add(made)
        return made


def number_in(identifier: str) -> str:
    """Return the printed number that an area or a section is known by, like ``1.10``.

    Args:
        identifier: Any identifier.

    Returns:
        The number; the identifier itself where it was not made from one.
    """
    found = _NUMBERED.fullmatch(identifier)
    if found is None or _OF_TEXT.fullmatch(identifier):
        return identifier
    return found["number"]


def of_number(kind: str, number: str) -> str:
    """Return the identifier of an area or a section that is named by its number or in full."""
    return number if number.startswith(f"{kind}-") else f"{kind}-{number}"


def of_body(acronym: str, name: str = "") -> str:
    """Return the identifier of a body: its acronym as it is spelt, else a slug of its name.

    What a reader of CSV would not take for text gets ``body-`` before it: ``body-NA``.

    Args:
        acronym: Acronym or identifier; may be empty.
        name: Full name.
    """
    named = plain(acronym) or slug(name) or digest(acronym, name, fold=spaced_words)
    return named if reads_as_text(named) else f"body-{named}"


def of_instrument(identifier: str) -> str:
    """Return the identifier of a registered instrument, with ``ins-`` where it needs it."""
    named = plain(identifier)
    return named if reads_as_text(named) else f"ins-{named}"


def reads_as_text(name: str) -> bool:
    """Whether every reader takes a name for text, whatever other values its column has.

    It begins with a letter and is none of the words that stand for a truth value, a missing
    value, a number or a month. One with digits has a word of three letters or more that does
    not begin like a month: ``ASEAN+3`` is text, ``G20``, ``1E5`` and ``MAY-1`` may be taken for
    something else.
    """
    if not name[:1].isalpha() or _READ_AS_OTHER.fullmatch(name.casefold()):
        return False
    words = _LETTERS.findall(name.casefold())
    has_digit = any(char.isnumeric() for char in name)
    return not has_digit or any(not word.startswith(_MONTHS) for word in words)


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
