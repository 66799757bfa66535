"""Read numbers, percentages and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from normalize.values.thresholds import VALUES
from normalize.values.words import folded

NUMBER = r"\d[\d.,' ]*\d|\d"
_GROUPED = {",": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
            ".": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
            " ": re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")}  # fmt: skip


_ONE_MARK = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""A number whose mark may group thousands or begin decimals."""

DecimalMark = Literal["", ".", ","]
"""The decimal mark of a document; empty where no number shows it."""

_MARKS: tuple[tuple[DecimalMark, str], ...] = ((".", ","), (",", "."))
_SHOWS: dict[DecimalMark, re.Pattern[str]] = {
    mark: re.compile(
        rf"\d{{1,3}}(?:[{other} ']\d{{3}})+\{mark}\d+|\d{{1,3}}(?:\{other}\d{{3}}){{2,}}"
        rf"|\d+\{mark}(?:\d{{1,2}}|\d{{4,}})|(?:0|\d{{4,}})\{mark}\d+"
    )
    for mark, other in _MARKS
}
"""Numbers that show the decimal mark, whatever the language."""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit: `%`, or the words after it."""

    number: Decimal
    unit: str


def read_number(
    text: str, language: str, mark: DecimalMark = "", usual: str = ""
) -> Decimal | None:
    """Return a printed number; None if its separators allow two readings.

    A single separator before three digits, as in 1,234, groups thousands or begins decimals. The
    decimal mark of the document decides, or else that of the language; but many countries that
    share a language write numbers differently. So the decimal mark of the language alone makes no
    decimals of such digits.

    Args:
        text: The number.
        language: ISO 639 code of the plan's language.
        mark: The decimal mark of the document, if its other numbers show it.
        usual: The decimal mark where the number is from, if it is not that of the language.
    """
    plain = text.strip()
    decimal = mark or usual or decimal_mark(language)
    for separator, grouped in _GROUPED.items():
        if not grouped.fullmatch(plain):
            continue
        is_single = plain.count(separator) == 1 and not set(plain) & ({",", "."} - {separator})
        if separator == decimal and is_single:
            if not mark and _ONE_MARK.fullmatch(plain):
                return None
            break
        digits = re.sub(r"[ ']", "", plain) if separator == " " else plain.replace(separator, "")
        return _decimal(digits.replace(",", "."))
    marks = [char for char in plain if char in ",."]
    if " " in plain or "'" in plain or len(marks) > 1:
        return None
    return _decimal(plain.replace(",", "."))


def decimal_mark_of(texts: Iterable[str]) -> DecimalMark:
    """Return the decimal mark that numbers show; empty if none does, or some contradict others.

    1,240,500 and 1,240.5 and 80.5 show a decimal point; 85,000 shows nothing.
    """
    numbers = [found for text in texts for found in re.findall(NUMBER, text)]
    marks = [mark for mark, shows in _SHOWS.items() if any(map(shows.fullmatch, numbers))]
    return marks[0] if len(marks) == 1 else ""


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


def read_quantity(text: str, language: str, mark: DecimalMark = "") -> Quantity | None:
    """Return the number and unit of a short text; None if it states anything else."""
    plain = folded(text)
    # The only figures of a unit are those of areas and volumes: `km²`.
    found = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?P<unit>[^\d]*(?:m[23])?)", plain)
    if found is None or len(re.findall(r"\w+", found["unit"])) > VALUES.max_unit_words:
        return None
    number = read_number(found["number"], language, mark)
    unit = found["unit"].strip()
    if number is None or re.search(r"[-/–]", unit[:1]):
        return None
    words = {"per cent": "%", "percent": "%", "pour cent": "%", "por ciento": "%", "prozent": "%"}
    # The unit is given as printed, its case and accents kept.
    printed = re.sub(r"^[\d\s.,'’]+", "", text).strip(" .*†‡;:,")
    return Quantity(number, words.get(unit) or (printed if folded(printed) == unit else unit))
