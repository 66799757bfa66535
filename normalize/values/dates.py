"""Read dates and periods as intervals of days."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from normalize.values.conventions import NO_CONVENTIONS, Conventions
from normalize.values.thresholds import VALUES
from normalize.values.words import folded, pattern_of, words_meaning

Precision = Literal["day", "month", "quarter", "half", "year", "open"]
ORDINAL_LAST = ("id",)
"""Languages with an ordinal after its noun."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:19|20|21)\d\d"
_SPLIT_YEAR = re.compile(rf"(?P<first>{_YEAR}) ?/ ?(?P<second>\d\d|{_YEAR})")
_LIST = re.compile(r"\s*(?:[;,•]|\s&\s)\s*")
_ORDINAL = r"(?P<n>[1-4]|iv|i{1,3})(?:\.?(?:st|nd|rd|th|er|ere|eme|e|o|a|º|ª|°)|\.)?"


@dataclass(frozen=True)
class Interval:
    """A period of days.

    Attributes:
        start: first day, ISO 8601; empty if it is open or not stated.
        end: last day; empty if it is open or not stated.
        precision: the unit in which the period is printed; `open` for a period without an end.
    """

    start: str
    end: str
    precision: Precision


def read_intervals(
    text: str, language: str, conventions: Conventions = NO_CONVENTIONS
) -> tuple[Interval, ...]:
    """Return the periods that a whole text states; empty where any part of it is something else.

    A day and a month in figures that could be swapped, like 03/04/2025, is not read unless other
    dates of the document show their order.

    Args:
        text: the printed value.
        language: ISO 639 code of the plan's language.
        conventions: what the dates of the document have in common.
    """
    plain = folded(text)
    if conventions != NO_CONVENTIONS:
        plain = conventions.written_out(plain, months_of(language))
    if len(plain) > VALUES.max_date_length:
        return ()
    whole = _interval(plain, language)
    if whole is not None:
        return (whole,)
    parts = [part for part in _LIST.split(plain) if part]
    found = [_interval(part, language) for part in parts]
    return tuple(one for one in found if one) if all(found) else ()


def _interval(text: str, language: str) -> Interval | None:
    text = folded(text)
    if text in words_meaning("open", language) or _is_recurring(text, language):
        return Interval("", "", "open")
    return (
        _atom(text, language)
        or _end_of(text, language)
        or _start_of(text, language)
        or _range(text, language)
    )


def _is_recurring(text: str, language: str) -> bool:
    """Return whether a text says how often, and not until when: `each year`, `jährlich`."""
    units = pattern_of("recurring_unit", language)
    return text in words_meaning("recurring", language) or bool(
        # An article without its vowel has no space after it: `all'anno`.
        re.fullmatch(rf"(?:{pattern_of('each', language)})(?:\s+|(?<=')\s*)(?:{units})", text)
    )


def _end_of(text: str, language: str) -> Interval | None:
    found = re.fullmatch(rf"(?:{pattern_of('by', language)})\s+(?P<rest>.+)", text)
    atom = _atom(found["rest"], language) if found else None
    return Interval("", atom.end, atom.precision) if atom else None


def _start_of(text: str, language: str) -> Interval | None:
    found = re.fullmatch(rf"(?:{pattern_of('from', language)})\s+(?P<rest>.+)", text)
    if found is None:
        return None
    atom = _atom(found["rest"], language)
    return Interval(atom.start, "", atom.precision) if atom else _range(found["rest"], language)


def _range(text: str, language: str) -> Interval | None:
    for first, second in _halves(text, language):
        end = _interval_of_open(second, language)
        start = _atom(first, language) or _with_year_of(first, second, language)
        if start is None or end is None:
            continue
        if end.precision == "open":
            return Interval(start.start, "", "open")
        if start.start <= end.end:
            return Interval(start.start, end.end, end.precision)
    return None


def _interval_of_open(text: str, language: str) -> Interval | None:
    return (
        Interval("", "", "open")
        if text in words_meaning("open", language)
        else _atom(text, language)
    )


def _with_year_of(first: str, second: str, language: str) -> Interval | None:
    """Read the start of a range that prints its year only once: `May to July 2025`."""
    year = re.search(_YEAR, second)
    has_own = re.search(_YEAR, first)
    return _atom(f"{first} {year[0]}", language) if year and not has_own else None


def _halves(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to divide a text at a dash or a word like `to`."""
    for match in re.finditer(rf"\s*-\s*|\s+(?:{pattern_of('to', language)})\s+", text):
        yield text[: match.start()], text[match.end() :]


def _atom(text: str, language: str) -> Interval | None:
    """Read one year, part of a year, month or day."""
    if re.fullmatch(_YEAR, text):
        return _months(int(text), 1, 12, "year")
    if found := _SPLIT_YEAR.fullmatch(text):
        first, second = int(found["first"]), int(found["second"])
        second += first // 100 * 100 if second < 100 else 0
        if second == first + 1:
            return Interval(f"{first}-01-01", f"{second}-12-31", "year")
    return _part_of_year(text, language) or _month(text, language) or _day(text, language)


def _part_of_year(text: str, language: str) -> Interval | None:
    text = re.sub(rf"^(?:{pattern_of('within', language)})\s+", "", text)
    for unit, letters, months in (("quarter", "qt", 3), ("half", "hs", 6)):
        word = pattern_of(unit, language)
        kind: Precision = "quarter" if unit == "quarter" else "half"
        text = _with_figure(text, word, language)
        for form in (
            rf"(?:{letters[0]}|{letters[1]}) ?(?P<n>[1-4])",
            rf"{_ORDINAL} ?-?(?:{word})",
            rf"(?:{word}) ?-?{_ORDINAL}",
        ):
            found = re.fullmatch(
                rf"{form}(?:[\s,/-]*(?:of|de|du|del|do|des|von|van|tahun)?\s*(?P<year>{_YEAR}))",
                text,
            ) or re.fullmatch(rf"(?P<year>{_YEAR})[\s,/-]*{form}", text)
            if found is None:
                continue
            number = int(found["n"]) if found["n"].isdigit() else _ROMAN[found["n"]]
            if number * months <= 12:
                last = number * months
                return _months(int(found["year"]), last - months + 1, last, kind)
    return None


def _with_figure(text: str, unit: str, language: str) -> str:
    """Write an ordinal word beside a part of a year in figures: `primer semestre de 2026`.

    Indonesian has it after the noun: `semester pertama 2026`.
    """
    for number in range(1, 5):
        words = pattern_of(f"ordinal_{number}", language)
        if language in ORDINAL_LAST:
            text = re.sub(rf"^({unit})\s+(?:{words})\b", rf"\1 {number}", text)
        else:
            text = re.sub(rf"^(?:{words})\s+(?={unit})", f"{number} ", text)
    return text


def _month(text: str, language: str) -> Interval | None:
    link = r"[\s./,-]*(?:of|de|del|do|du|van)?\s*"
    found = re.fullmatch(rf"(?P<name>[^\W\d_]+)\.?{link}(?P<year>{_YEAR})", text)
    if found and (month := months_of(language).get(found["name"])):
        return _months(int(found["year"]), month, month, "month")
    if (found := re.fullmatch(rf"(?P<month>\d\d?) ?[/.-] ?(?P<year>{_YEAR})", text)) or (
        found := re.fullmatch(rf"(?P<year>{_YEAR})-(?P<month>\d\d)", text)
    ):
        month = int(found["month"])
        return _months(int(found["year"]), month, month, "month") if 1 <= month <= 12 else None
    return None


def _day(text: str, language: str) -> Interval | None:
    if not re.search(_YEAR, text) or not re.search(r"(?<!\d)\d\d?(?!\d)", text):
        return None
    figures = re.fullmatch(r"(\d\d?)[/. -](\d\d?)[/. -](\d{4})", text)
    if figures is None:
        day = _parsed(text, language)
    else:
        first, second, year = map(int, figures.groups())
        day = _of_figures(first, second, year, language)
    return Interval(day, day, "day") if day else None


def _of_figures(first: int, second: int, year: int, language: str) -> str:
    """Return a day in figures, ISO 8601; empty where English may mean either order."""
    is_clear = language != "en" or first == second or max(first, second) > 12
    day, month = (second, first) if language == "en" and second > 12 else (first, second)
    try:
        return datetime.date(year, month, day).isoformat() if is_clear else ""
    except ValueError:
        return ""


@functools.lru_cache(maxsize=4096)
def _parsed(text: str, language: str) -> str:
    """Return the day that dateparser reads, ISO 8601; empty where it reads none."""
    from dateparser.date import DateDataParser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    languages = [language] if language == "en" else [language, "en"]
    try:
        found = DateDataParser(languages=languages, settings=settings).get_date_data(text)
    except (ValueError, TypeError):
        return ""
    date = found.date_obj
    return date.date().isoformat() if isinstance(date, datetime.datetime) else ""


@functools.cache
def months_of(language: str) -> dict[str, int]:
    """Return the names and abbreviations of the months, folded, in a language and in English."""
    from babel.core import UnknownLocaleError
    from babel.dates import get_month_names

    names: dict[str, int] = {"sept": 9}
    for locale in dict.fromkeys(("en", language)):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                try:
                    found = get_month_names(width, context, locale)
                except (UnknownLocaleError, ValueError):
                    continue
                names |= {folded(name): number for number, name in found.items()}
    return names


def _months(year: int, first: int, last: int, precision: Precision) -> Interval:
    days = calendar.monthrange(year, last)[1]
    return Interval(f"{year}-{first:02}-01", f"{year}-{last:02}-{days}", precision)
