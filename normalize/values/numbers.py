"""Read numbers, percentages and counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from normalize.values.thresholds import VALUES
from normalize.values.words import folded

NUMBER = r"\d[\d.,' ]*\d|\d"
_GROUPED = {",": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
            ".": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
            " ": re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: `%`, or the words after it."""

    number: Decimal
    unit: str


def read_number(text: str, language: str) -> Decimal | None:
    """Return a printed number; None if its separators allow two readings.

    A single separator before three digits, like 1,234, groups thousands in English and may be a
    decimal comma elsewhere; the language decides.
    """
    plain = text.strip()
    for separator, grouped in _GROUPED.items():
        if not grouped.fullmatch(plain):
            continue
        is_single = plain.count(separator) == 1 and not set(plain) & ({",", "."} - {separator})
        if separator == decimal_mark(language) and is_single:
            break
        digits = re.sub(r"[ ']", "", plain) if separator == " " else plain.replace(separator, "")
        return _decimal(digits.replace(",", "."))
    marks = [char for char in plain if char in ",."]
    if " " in plain or "'" in plain or len(marks) > 1:
        return None
    return _decimal(plain.replace(",", "."))


def decimal_mark(language: str) -> str:
    """Return the decimal mark of a language."""
    from babel.core import UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        return get_decimal_symbol(language)
    except (UnknownLocaleError, ValueError):
        return "."


def _decimal(digits: str) -> Decimal | None:
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def read_quantity(text: str, language: str) -> Quantity | None:
    """Return the number and unit of a short text; None if it states anything else."""
    plain = folded(text)
    found = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?P<unit>[^\d]*)", plain)
    if found is None or len(found["unit"].split()) > VALUES.max_unit_words:
        return None
    number = read_number(found["number"], language)
    unit = found["unit"].strip()
    if number is None or re.search(r"[-/–]", unit[:1]):
        return None
    words = {"per cent": "%", "percent": "%", "pour cent": "%", "por ciento": "%", "prozent": "%"}
    # The unit is given as printed, its case and accents kept.
    printed = re.sub(r"^[\d\s.,'’]+", "", text).strip(" .*†‡;:,")
    return Quantity(number, words.get(unit) or (printed if folded(printed) == unit else unit))
