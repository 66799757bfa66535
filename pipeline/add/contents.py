"""Recognise what the cells of a column hold: dates, money, bodies, numbers or sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.add.thresholds import CONTENT

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


@dataclass(frozen=True)
class Column:
    """A column of the matrix.

    Attributes:
        index: index of the column.
        label: printed label.
        texts: texts of the cells.
        is_merged: whether a cell spans several rows.
    """

    index: int
    label: str
    texts: tuple[str, ...]
    is_merged: bool = False

    @property
    def filled(self) -> list[str]:
        """Texts of the cells that are not empty."""
        return [text for text in self.texts if text.strip()]


def _share(column: Column, fits: Callable[[str], bool]) -> float:
    filled = column.filled
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_date(text: str) -> bool:
    return len(text.split()) <= CONTENT.max_date_words and bool(DATE.search(text))


def _is_bodies(text: str) -> bool:
    """Tell whether half of the words of a text, without separators, are acronyms."""
    words = re.findall(r"[\w&'-]+", text)
    acronyms = len(ACRONYM.findall(text))
    is_short = len(words) <= CONTENT.max_body_words
    return bool(words) and is_short and acronyms >= CONTENT.min_acronym_share * len(words)


def _few_values(column: Column) -> float:
    """Return the share of cells that repeat another cell."""
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
    "sentences": lambda column: _share(
        column, lambda text: len(text.split()) >= CONTENT.min_sentence_words
    ),
    "merged": lambda column: float(column.is_merged),
    "few_values": _few_values,
}
"""How well the cells of a column fit each kind of content, 0 to 1."""


def looks_of(column: Column, names: Sequence[str]) -> float:
    """Return how well the cells of a column fit some kinds of content: the mean, 0 to 1."""
    return sum(LOOKS[name](column) for name in names) / len(names) if names else 0.0
