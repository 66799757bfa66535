"""Read dates as people and spreadsheets write them, where they can mean one day only."""

from __future__ import annotations

import datetime
import re

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?")


def read_date(text: str) -> datetime.date:
    """Return the date of a text.

    Spreadsheets rewrite 2025-11-29 in the order of their country when they save a CSV file. Such
    a date is read if it can mean one day only: its day is above 12, or day and month are equal.

    >>> read_date("2025-11-29"), read_date("29/11/2025") == read_date("11/29/2025")
    (datetime.date(2025, 11, 29), True)

    Raises:
        ValueError: the text is no date, or may mean two days; says what is expected.
    """
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        possible = [_date(found[1], found[3], found[4])]
    elif found := _YEAR_LAST.fullmatch(text):
        possible = [_date(found[4], found[3], found[1]), _date(found[4], found[1], found[3])]
    else:
        possible = []
    dates = sorted({date for date in possible if date})
    if len(dates) > 1:
        first, second = (date.isoformat() for date in dates)
        raise ValueError(f"{first} or {second}: which number is the month cannot be told")
    if not dates:
        raise ValueError("a date like 2025-03-31")
    return dates[0]


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
