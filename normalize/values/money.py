"""Read sums of money: amount, currency and factor."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from normalize.values.numbers import NUMBER, DecimalMark, read_number
from normalize.values.words import folded, has_words, pattern_of, words_meaning

FACTORS = (("billion", 10**9), ("million", 10**6), ("thousand", 10**3))
_OWN_SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₱": "PHP", "₫": "VND", "฿": "THB", "₩": "KRW",
                "₦": "NGN", "₺": "TRY", "₴": "UAH", "rp": "IDR", "rm": "MYR", "r$": "BRL",
                "us$": "USD", "c$": "CAD", "a$": "AUD", "zł": "PLN", "s/": "PEN", "kc": "CZK",
                "₽": "RUB", "₸": "KZT", "₾": "GEL", "₡": "CRC", "₲": "PYG", "₵": "GHS", "৳": "BDT",
                "₮": "MNT", "៛": "KHR", "₭": "LAK", "₪": "ILS", "ksh": "KES", "tsh": "TZS",
                "ush": "UGX", "rd$": "DOP", "s$": "SGD", "hk$": "HKD", "nz$": "NZD"}  # fmt: skip
"""Symbols of one currency only. `$`, `¥` and `kr` stand for several: the settings decide."""
_SHARED_SYMBOLS = ("$", "¥", "kr", "fr")
_ABBREVIATIONS = {"Rs": ("INR", "LKR", "MUR", "NPR", "PKR", "SCR"), "Bs": ("BOB", "VES"),
                  "Gs": ("PYG",), "B/": ("PAB",)}  # fmt: skip
"""Symbols that are other things elsewhere, such as a state of Brazil, grams and an annex."""
_PREFIXES = {"t": 10**3, "k": 10**3, "m": 10**6, "mn": 10**6, "md": 10**9, "bn": 10**9}
_PREFIX = re.compile(
    r"(?<![^\W\d_])(?P<prefix>[TtKkMm]|[Mm]n|[Mm]d|[Bb]n)(?P<currency>€|£|\$|kr\b|[A-Z]{3}\b)"
)
"""A factor that is written together with the currency: `T€`, `kUSD`, `mkr`."""
_CODES_OF_WORDS = frozenset(
    ("ALL", "ARA", "ARL", "ARP", "ARS", "ATS", "BAN", "CUP", "ESA", "ILS", "RON", "ROL", "SAR",
     "TOP", "TRY", "USS")
)  # fmt: skip
"""Currency codes that words in capitals may contain: `TALL`, `MARS`, `MESA`."""
_THOUSANDS = re.compile(
    r"(?<![\d.,'])(?:(?<!\d )'?(?P<bare>000(?:[., ']?000)?)(?!\d)"
    r"|(?<!per )(?<!for )1[., ']?(?P<groups>000(?:[., ']?000)?)'?s?(?= *(?:[,;)]|$)))"
)
"""Labels of sums in thousands: `'000`, `x 1.000`; not `per 1000 people`."""


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
    text: str,
    language: str,
    label: str = "",
    currency: str = "",
    mark: DecimalMark = "",
    usual: str = "",
) -> Money | None:
    """Return the sum of money of a text; None if it states more, or something else.

    Args:
        text: the printed value.
        language: ISO 639 code of the plan's language.
        label: label of its column, which may state the currency and the factor.
        currency: the currency that a shared symbol like `$`, or no symbol, stands for.
        mark: the decimal mark of the document, if its numbers show it.
        usual: that of the countries of its currencies, where the settings name no currency.
    """
    if folded(text) in words_meaning("no_cost", language):
        return Money(Decimal(0), None, currency_of(label, language, currency) or currency, 1)
    prefix, plain_currency = _without_prefix(text)
    code, rest = _without_currency(plain_currency, language, currency)
    factor, rest = _without_factor(rest, language)
    by_label = currency_of(label, language, currency)
    known = next((one for one in (code, by_label) if one not in ("", "?")), currency)
    # All sums of a plan have one mark, also those in dollars in a plan whose currency is the sol.
    if currency or not usual:
        usual = decimal_mark_with(currency or known, language)
    numbers = [read_number(part, language, mark, usual) for part in re.findall(NUMBER, rest)]
    left = re.sub(NUMBER, " ", rest)
    left = re.sub(rf"\b(?:{pattern_of('to', language)})\b|[-~]|\bca\b|\bapprox\b", " ", left)
    if left.strip(" .,()/") or not 1 <= len(numbers) <= 2 or None in numbers:
        return None
    stated = [number for number in numbers if number is not None]
    applied = prefix or factor or _factor_of(label, language, currency)
    if applied is None:
        return None
    low, high = stated[0] * applied, stated[-1] * applied
    return Money(low, high if len(stated) > 1 else None, known, applied)


def usual_mark_of(texts: Iterable[str], language: str) -> str:
    """Return the decimal mark of the countries whose currencies texts name; empty if they differ.

    The dollars of many countries tell nothing: the soles beside them do.
    """
    codes = {currency_of(text, language) for text in texts}
    marks = {decimal_mark_with(code, language) for code in codes} - {""}
    return marks.pop() if len(marks) == 1 else ""


@functools.cache
def decimal_mark_with(currency: str, language: str) -> str:
    """Return the decimal mark of the countries that have a currency and speak a language.

    Spanish has a comma, but Peru, whose sums are in soles, has a point. Empty where no country has
    both, or some of them differ.
    """
    from babel import Locale, UnknownLocaleError

    marks = set()
    for territory in _countries_with(currency, language):
        try:
            symbols = Locale.parse(f"{language}_{territory}").number_symbols
        except UnknownLocaleError:
            continue
        marks.add(symbols["latn"]["decimal"])
    return marks.pop() if len(marks) == 1 else ""


@functools.cache
def _countries_with(currency: str, language: str) -> tuple[str, ...]:
    """Return the countries that have a currency and speak a language."""
    from babel.core import get_global
    from babel.languages import get_official_languages

    return tuple(
        territory
        for territory, currencies in get_global("territory_currencies").items()
        if any(code == currency and end is None and tender for code, _, end, tender in currencies)
        and language in get_official_languages(territory, de_facto=True)
    )


def currency_of(text: str, language: str, currency: str = "") -> str:
    """Return the currency that a text names: a code, `?` for a shared symbol, or nothing.

    Args:
        text: the text.
        language: ISO 639 code of the plan's language.
        currency: the currency of the plan's settings.
    """
    return _without_currency(_without_prefix(text)[1], language, currency)[0]


def _factor_of(label: str, language: str, currency: str) -> int | None:
    """Return the factor of a label, 1 if it states none.

    None if a language without a list of words has an unknown unit in brackets: it may be a factor.
    """
    prefix, plain_currency = _without_prefix(label)
    _, plain = _without_currency(plain_currency, language, currency)
    noughts = _THOUSANDS.search(plain)
    if prefix:
        return prefix
    if noughts:
        return int(10 ** (noughts["bare"] or noughts["groups"]).count("0"))
    factor, rest = _without_factor(plain, language)
    unit = re.search(r"\(([^()]*)\)", rest)
    is_unknown = not has_words(language) and unit is not None and re.search(r"[^\W\d_]{2}", unit[1])
    return factor or (None if is_unknown else 1)


def _without_prefix(text: str) -> tuple[int, str]:
    """Return the factor before a currency, 0 for none, and the text without it."""
    for found in _PREFIX.finditer(text):
        code = found["currency"]
        if len(code) < 3 or code in _codes() - _CODES_OF_WORDS:
            rest = text[: found.start()] + " " + text[found.start("currency") :]
            return _PREFIXES[found["prefix"].casefold()], rest
    return 0, text


def _without_currency(text: str, language: str, currency: str) -> tuple[str, str]:
    """Return the currency of a text, and the folded text without it."""
    plain = folded(text)
    for code in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text):
        if code in _codes():
            return code, folded(text.replace(code, " ", 1))
    for symbol in sorted(_OWN_SYMBOLS, key=len, reverse=True):
        edge = r"(?<![a-z])" if symbol[0].isalpha() else ""
        after = r"(?![a-z])" if symbol[-1].isalpha() or symbol[-1] == "/" else ""
        if re.search(f"{edge}{re.escape(symbol)}{after}", plain):
            return _OWN_SYMBOLS[symbol], re.sub(f"{edge}{re.escape(symbol)}{after}", " ", plain)
    for name, code in _names().items():
        if re.search(rf"(?<![a-z]){name}(?![a-z])", plain):
            return code, re.sub(rf"(?<![a-z]){name}(?![a-z])", " ", plain)
    for symbol in _SHARED_SYMBOLS:
        if re.search(rf"(?<![a-z]){re.escape(symbol)}(?![a-z])", plain):
            return "?", plain.replace(symbol, " ")
    return _without_abbreviation(text, language, currency)


def _without_abbreviation(text: str, language: str, currency: str) -> tuple[str, str]:
    """Do the same as `_without_currency` for a symbol that is an ordinary word in other languages.

    The symbol counts before a figure, or in brackets with its full stop: `Rs 500`, `(Gs.)`. The
    settings must name its currency; if they name none, a country that uses the currency must speak
    the plan's language. The symbol may follow a figure, lack its full stop or differ in capitals,
    as in `250 gs`, only if the settings name the currency.
    """
    for symbol, codes in _ABBREVIATIONS.items():
        is_own = currency in codes
        is_open = not currency or len(codes) == 1
        if not is_own and not (is_open and any(_countries_with(c, language) for c in codes)):
            continue
        stop = r"\." if symbol.endswith("/") and not is_own else r"(?:\.|(?![^\W\d_]))"
        before = rf"(?<![^\W\d_]){symbol}{stop}(?=\s?\d)|(?<=[(\[]){symbol}\.(?=[)\]\s])"
        after = rf"|(?<=\d)\s?{symbol}(?![^\W_])\.?" if is_own else ""
        found = re.search(before + after, text, re.IGNORECASE if is_own else 0)
        if found:
            rest = text[: found.start()] + " " + text[found.end() :]
            return codes[0] if len(codes) == 1 else "?", folded(rest)
    return "", folded(text)


def _without_factor(plain: str, language: str) -> tuple[int, str]:
    """Return the factor that a text states, 0 for none, and the text without it."""
    for meaning, factor in FACTORS:
        words = _words_of(meaning, factor, language)
        found = re.search(rf"(?:(?<=\d)|(?<![^\W\d_]))(?:{words})(?![^\W_])", plain)
        if found:
            return factor, plain[: found.start()] + " " + plain[found.end() :]
    return 0, plain


@functools.cache
def _words_of(meaning: str, factor: int, language: str) -> str:
    """Return a pattern of the words of a factor, for other languages from the Unicode CLDR."""
    if has_words(language):
        return pattern_of(meaning, language)
    from babel import Locale, UnknownLocaleError

    try:
        formats = Locale.parse(language).compact_decimal_formats
    except (UnknownLocaleError, ValueError):
        return pattern_of(meaning, language)
    patterns = (form.get(str(factor)) for width in formats.values() for form in width.values())
    printed = [str(one.pattern).partition(";")[0] for one in patterns if one is not None]
    # `00 लाख` of a million and `0000 millóns` of a billion hold words of other factors.
    own = [one for one in printed if one.count("0") <= 1]
    words = {folded(re.sub(r"[0\s'\u00a0-]+", " ", one)) for one in own}
    known = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
    return "|".join(map(re.escape, known)) or "(?!)"


@functools.cache
def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies("en"))


@functools.cache
def _names() -> dict[str, str]:
    """Return unambiguous names of currencies as people write them."""
    return {"euros?": "EUR", "us dollars?": "USD", "rupiah": "IDR", "ringgit": "MYR", "baht": "THB",
            "reais": "BRL", "fcfa": "XOF", "f cfa": "XOF", "pounds sterling": "GBP"}  # fmt: skip
