"""Read sums of money: amount, currency and factor."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from normalize.values.numbers import NUMBER, DecimalMark, read_number
from normalize.values.words import folded, pattern_of

FACTORS = (("billion", 10**9), ("million", 10**6), ("thousand", 10**3))
_OWN_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₱": "PHP", "₫": "VND", "฿": "THB", "₩": "KRW",
                "₦": "NGN", "₺": "TRY", "₴": "UAH", "rp": "IDR", "rm": "MYR", "r$": "BRL",
                "us$": "USD", "c$": "CAD", "a$": "AUD", "zł": "PLN"}  # fmt: skip
"""Symbols of one currency only. `$`, `¥` and `kr` stand for several: the settings decide."""
_SHARED_SYMBOLS = ("$", "¥", "kr", "fr")


@dataclass(frozen=True)
class Money:
    """A sum of money, or a range of sums.

    Attributes:
        amount: the sum, its factor applied.
        amount_to: upper end of a range; None if it is one sum.
        currency: ISO 4217 code; empty if the print leaves it open.
        factor: 1, or what the print or the label states, like 1000000 for "million".
    """

    amount: Decimal
    amount_to: Decimal | None
    currency: str
    factor: int


def read_money(
    text: str, language: str, label: str = "", currency: str = "", mark: DecimalMark = ""
) -> Money | None:
    """Return the sum of money of a text; None if it states more, or something else.

    Args:
        text: the printed value.
        language: ISO 639 code of the plan's language.
        label: label of its column, which may state the currency and the factor.
        currency: the currency that a shared symbol like `$`, or no symbol, stands for.
        mark: the decimal mark of the document, if its numbers show it.
    """
    code, rest = _without_currency(text)
    factor, rest = _without_factor(rest, language)
    numbers = [read_number(part, language, mark) for part in re.findall(NUMBER, rest)]
    left = re.sub(NUMBER, " ", rest)
    left = re.sub(rf"\b(?:{pattern_of('to', language)})\b|[-~]|\bca\b|\bapprox\b", " ", left)
    if left.strip(" .,()/") or not 1 <= len(numbers) <= 2 or None in numbers:
        return None
    stated = [number for number in numbers if number is not None]
    by_label = currency_of(label)
    factor = factor or _without_factor(folded(label), language, of_label=True)[0] or 1
    low, high = stated[0] * factor, stated[-1] * factor
    known = code if code not in ("", "?") else by_label if by_label not in ("", "?") else currency
    return Money(low, high if len(stated) > 1 else None, known, factor)


def currency_of(text: str) -> str:
    """Return the currency that a text names: a code, `?` for a shared symbol, or nothing."""
    return _without_currency(text)[0]


def _without_currency(text: str) -> tuple[str, str]:
    """Return the currency of a text, and the folded text without it."""
    plain = folded(text)
    for code in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text):
        if code in _codes():
            return code, folded(text.replace(code, " ", 1))
    for symbol in sorted(_OWN_SYMBOLS, key=len, reverse=True):
        edge = r"(?<![a-z])" if symbol[0].isalpha() else ""
        after = r"(?![a-z])" if symbol[-1].isalpha() else ""
        if re.search(f"{edge}{re.escape(symbol)}{after}", plain):
            return _OWN_SYMBOLS[symbol], re.sub(f"{edge}{re.escape(symbol)}{after}", " ", plain)
    for name, code in _names().items():
        if re.search(rf"(?<![a-z]){name}(?![a-z])", plain):
            return code, re.sub(rf"(?<![a-z]){name}(?![a-z])", " ", plain)
    for symbol in _SHARED_SYMBOLS:
        if re.search(rf"(?<![a-z]){re.escape(symbol)}(?![a-z])", plain):
            return "?", plain.replace(symbol, " ")
    return "", plain


def _without_factor(plain: str, language: str, *, of_label: bool = False) -> tuple[int, str]:
    """Return the factor that a text states, 0 for none, and the text without it."""
    if of_label and (found := re.search(r"(?<![\d.,'])'?000(?:'?000)?'?s?(?!\d)", plain)):
        return 10**3 if found[0].count("000") == 1 else 10**6, plain
    for meaning, factor in FACTORS:
        words = pattern_of(meaning, language)
        found = re.search(rf"(?:(?<=\d)|(?<![^\W\d_]))(?:{words})(?![^\W_])", plain)
        if found:
            return factor, plain[: found.start()] + " " + plain[found.end() :]
    return 0, plain


@functools.cache
def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies("en"))


@functools.cache
def _names() -> dict[str, str]:
    """Return unambiguous names of currencies as people write them."""
    return {"euros?": "EUR", "us dollars?": "USD", "rupiah": "IDR", "ringgit": "MYR", "baht": "THB",
            "reais": "BRL", "fcfa": "XOF", "f cfa": "XOF", "pounds sterling": "GBP"}  # fmt: skip
