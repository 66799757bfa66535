"""Compare values that differ in spelling and mean the same: dates, amounts, names.

A value is read only where there is one way to read it: the month of "3/4/2027" is ambiguous,
and "1.234" may be more than a thousand or not. Such values are compared by
their words.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.diff.matching.words import same_words

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
CURRENCIES = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
MULTIPLIERS = {
    "": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6,
    "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}[\s,/'’-]*(?P<year>\d{{4}}|\d{{2}})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"Q(?P<quarter>[1-4])[\s/-]*(?P<year>\d{4})",
        r"(?P<year>\d{4})[\s/-]*Q(?P<quarter>[1-4])",
        r"(?P<year>(?:19|20|21)\d\d)",
    )
)
_RANGE = re.compile(r"\s*(?:–|—|-|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<before>[a-z]{3}|(?:us)?\$|[€£¥])?\s*"
    r"(?P<number>\d{1,3}(?P<by>[, '’\u00a0\u202f])\d{3}(?:(?P=by)\d{3})*(?:\.\d+)?"
    r"|\d+(?:\.\d+)?)"
    r"\s*(?P<many>k|thousand|mn?|million|bn|billion)?\s*(?P<after>[a-z]{3}|[€£¥])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class Date:
    """A day, or a month or year or quarter: its first day, and what it is."""

    year: int
    month: int
    day: int
    unit: Literal["day", "month", "quarter", "year"]

    @property
    def months(self) -> int:
        """Months since the year 0, for the distance of two dates."""
        return 12 * self.year + self.month - 1


@dataclass(frozen=True)
class Amount:
    """A number, with its currency where one is printed."""

    number: Decimal
    currency: str


Value = Date | tuple[Date, Date] | Amount


def same_value(old: str, new: str) -> bool:
    """Return whether two values have the same words, or mean the same date or amount."""
    value = value_of(old)
    if value is not None and value == value_of(new):
        return True
    return same_words(old, new)


def value_of(text: str) -> Value | None:
    """Return the date, the span of dates or the amount that a text consists of; otherwise None."""
    return date_of(text) or _span_of(text) or amount_of(text)


def date_of(text: str) -> Date | None:
    """Return the date that a text consists of, if it can be read in one way only."""
    for pattern in _DATES:
        match = pattern.fullmatch(text.strip())
        found = match.groupdict() if match else {}
        date = _date(found) if found else None
        if date is not None:
            return date
    return None


def _date(found: dict[str, str | None]) -> Date | None:
    year = int(found["year"] or 0)
    year += 2000 if year < 100 else 0
    if quarter := found.get("quarter"):
        return Date(year, 3 * int(quarter) - 2, 1, "quarter")
    month, day = _month_and_day(found)
    if month is None and day is None:
        return Date(year, 1, 1, "year")
    if not month or month > 12 or (day or 1) > 31:
        return None
    return Date(year, month, day or 1, "day" if day else "month")


def _month_and_day(found: dict[str, str | None]) -> tuple[int | None, int | None]:
    """Return the numbers of month and day; month 0: it is ambiguous."""
    if found.get("one"):
        one, other = int(found["one"] or 0), int(found["other"] or 0)
        if one == other or other > 12:
            return one, other
        return (other, one) if one > 12 else (0, one)
    printed, day = found.get("month"), found.get("day")
    if printed is None:
        return None, None
    return int(printed) if printed.isdigit() else _month_of(printed), int(day) if day else None


def _month_of(name: str) -> int:
    """Return the number of a month by its name or the start of it; 0: it is none."""
    names = [full.startswith(name.casefold()) for full in MONTHS]
    return names.index(True) + 1 if any(names) else 0


def _span_of(text: str) -> tuple[Date, Date] | None:
    for separator in _RANGE.finditer(text):
        first, last = date_of(text[: separator.start()]), date_of(text[separator.end() :])
        if first and last:
            return first, last
    return None


def amount_of(text: str) -> Amount | None:
    """Return the amount that a text consists of, if it can be read in one way only."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or (match["before"] and match["after"]):
        return None
    digits = match["number"]
    if match["by"]:
        digits = digits.replace(match["by"], "")
    elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits):
        return None  # a thousand, or one and a fraction
    printed = (match["before"] or match["after"] or "").casefold()
    currency = CURRENCIES.get(printed, printed.upper())
    return Amount(Decimal(digits) * MULTIPLIERS[(match["many"] or "").casefold()], currency)


def same_names(old: AbstractSet[str], new: AbstractSet[str]) -> bool:
    """Return whether two sets name the same bodies; initials count ("HM Treasury" is "HMT")."""
    return {_initials(name) for name in old} == {_initials(name) for name in new}


def _initials(name: str) -> str:
    """Return a single word as it is, of several words the initials; "HM" stays whole."""
    words: list[str] = re.findall(r"[^\W_]+", name)
    if len(words) == 1:
        return words[0].casefold()
    letters = (word if word.isupper() else word[0] for word in words if word[0].isupper())
    return "".join(letters).casefold()
