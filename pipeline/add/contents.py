"""What the cells of a column look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DATE = re.compile(
    rf"\b(?:(?:{MONTHS})\b[-/ .,]*(?:\d{{1,2}}\b|\d{{4}}\b)|(?:19|20)\d\d\b|q[1-4]\b|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|ongoing|continuous|annually)",
    re.IGNORECASE,
)
MONEY = re.compile(r"[$€£¥]\s?\d|\b(?:usd|eur|gbp|million|budget)\b|\b\d{1,3}(?:,\d{3})+\b", re.I)
STATUS = re.compile(
    r"^(?:done|commenced|complete[d]?|in progress|in hand|on (?:course|track)|not started|ongoing|"
    r"delayed|planned|pending|closed|open|started|overdue|achieved|green|amber|red)\b",
    re.IGNORECASE,
)
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Z&-]*\b")
NUMBER = re.compile(r"^\(?(?:[A-Z]\.?)?\d+(?:\.\d+)*[.)]?(?=\s|$)")
MOST_DATE_WORDS = 8
SENTENCE_WORDS = 6


@dataclass(frozen=True)
class Column:
    """A column of the matrix: its label, its cells, and how many rows they cover."""

    index: int
    label: str
    texts: tuple[str, ...]
    is_merged: bool = False

    @property
    def filled(self) -> list[str]:
        """Texts of the cells that hold any."""
        return [text for text in self.texts if text.strip()]


def _share(column: Column, fits: Callable[[str], bool]) -> float:
    filled = column.filled
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_date(text: str) -> bool:
    return len(text.split()) <= MOST_DATE_WORDS and bool(DATE.search(text))


def _is_bodies(text: str) -> bool:
    """Tell whether most words of a text are acronyms, apart from separators."""
    words = re.findall(r"[\w&'-]+", text)
    return bool(words) and 2 * len(ACRONYM.findall(text)) >= len(words) and len(words) <= 40


def _few_values(column: Column) -> float:
    filled = column.filled
    return 1 - len({text.casefold() for text in filled}) / len(filled) if filled else 0.0


LOOKS: dict[str, Callable[[Column], float]] = {
    "dates": lambda column: _share(column, _is_date),
    "money": lambda column: _share(column, lambda text: bool(MONEY.search(text))),
    "status": lambda column: _share(column, lambda text: bool(STATUS.match(text))),
    "bodies": lambda column: _share(column, _is_bodies),
    "numbered": lambda column: _share(column, lambda text: bool(NUMBER.match(text))),
    "numbered_only": lambda column: _share(
        column, lambda text: bool(NUMBER.match(text)) and len(text.split()) == 1
    ),
    "sentences": lambda column: _share(column, lambda t: len(t.split()) >= SENTENCE_WORDS),
    "merged": lambda column: float(column.is_merged),
    "few_values": _few_values,
}
"""How well a column has each look, 0 to 1."""


def looks_of(column: Column, names: Sequence[str]) -> float:
    """Return how well a column has the looks of a role: the mean of all of them."""
    return sum(LOOKS[name](column) for name in names) / len(names) if names else 0.0
