"""Two texts are compared word by word; values by what they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.diff.matching.values import (
    Amount,
    Date,
    amount_of,
    date_of,
    same_names,
    same_value,
    value_of,
)
from pipeline.diff.matching.words import covered, same_words, word_runs


def runs(old: str, new: str) -> list[tuple[str, str]]:
    return [(run.kind, run.text) for run in word_runs(old, new)]


def test_each_run_of_words_says_which_edition_has_it() -> None:
    assert runs("hold a yearly workshop", "hold a regional workshop") == [
        ("same", "hold a"), ("old", "yearly"), ("new", "regional"), ("same", "workshop"),
    ]  # fmt: skip
    assert runs("hold a workshop", "hold a regional workshop") == [
        ("same", "hold a"), ("new", "regional"), ("same", "workshop"),
    ]  # fmt: skip
    assert runs("hold a yearly workshop", "hold a workshop") == [
        ("same", "hold a"), ("old", "yearly"), ("same", "workshop"),
    ]  # fmt: skip
    assert runs("", "") == []


def test_words_count_and_case_and_punctuation_do_not() -> None:
    assert same_words("Hold a workshop.", "hold a WORKSHOP")
    assert not same_words("hold a workshop", "a workshop hold")


def test_single_common_words_cover_nothing_and_runs_of_two_do() -> None:
    whole = ["train", "the", "officers", "and", "hold", "the", "forum"]
    assert covered(whole, ["see", "the", "mayors", "and", "talk"]) == set()
    assert covered(whole, ["you", "train", "the", "mayors"]) == {0, 1}
    assert covered(whole, ["forum"]) == {6}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Jun 10", (2010, 6, 1, "month")), ("June 2010", (2010, 6, 1, "month")),
        ("JUN. '10", (2010, 6, 1, "month")), ("Dec 99", (2099, 12, 1, "month")),
        ("March, 1999", (1999, 3, 1, "month")), ("06/2027", (2027, 6, 1, "month")),
        ("31 December 2028", (2028, 12, 31, "day")), ("December 31, 2028", (2028, 12, 31, "day")),
        ("1st May 2027", (2027, 5, 1, "day")), ("31/12/2028", (2028, 12, 31, "day")),
        ("12/31/2028", (2028, 12, 31, "day")), ("5.5.2027", (2027, 5, 5, "day")),
        ("2028-04-03", (2028, 4, 3, "day")), ("Q2 2027", (2027, 4, 1, "quarter")),
        ("2027 Q1", (2027, 1, 1, "quarter")), (" 2027 ", (2027, 1, 1, "year")),
        # Day and month, or month and day: nobody can tell.
        ("3/4/2027", None), ("12/12/2027", (2027, 12, 12, "day")), ("12/1/2027", None),
        ("13/13/2027", None), ("32 May 2027", None), ("Foo 2010", None), ("0/2027", None),
        ("by June 2010", None), ("1812", None), ("", None),
    ],
)  # fmt: skip
def test_a_date_is_read_where_there_is_one_way_to_read_it(
    text: str, date: tuple[int, int, int, str] | None
) -> None:
    found = date_of(text)
    assert (found and (found.year, found.month, found.day, found.unit)) == date


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("USD 1.2 million", (1_200_000, "USD")), ("US$ 1,200,000", (1_200_000, "USD")),
        ("€50 000", (50_000, "EUR")), ("50,000.50 EUR", (Decimal("50000.5"), "EUR")),
        ("3k", (3_000, "")), ("2 bn", (2 * 10**9, "")), ("1'000'000 CHF", (1_000_000, "CHF")),
        ("25,000", (25_000, "")), ("7", (7, "")), ("0.125", (Decimal("0.125"), "")),
        # A thousand, or one and a fraction: nobody can tell.
        ("1.234", None), ("1,5", None), ("USD 5 EUR", None), ("about 5", None), ("5 %", None),
        ("1,000 000", None), ("TBD", None), ("", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_where_there_is_one_way_to_read_it(
    text: str, amount: tuple[int | Decimal, str] | None
) -> None:
    found = amount_of(text)
    assert (found and (found.number, found.currency)) == amount


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("31 December 2028", "31/12/2028", True), ("2026–2028", "2026 to 2028", True),
        ("Jan 2026 - Mar 2026", "January 2026 until March 2026", True),
        ("2026–2028", "2026–2029", False), ("2026–soon", "2026–later", False),
        ("soon–2026", "later–2026", False), ("3/4/2027", "3 April 2027", False),
        ("USD 1.2 million", "US$ 1,200,000", True), ("$50,000", "€50,000", False),
        ("50,000", "50 000", True), ("5", "-5", False), ("1.5", "15", False),
        ("10 %", "10", False), ("≥ 80", "≤ 80", False), ("June 2027", "2027-06", False),
        ("2027", "Q1 2027", False), ("January 2027", "1 January 2027", False),
    ],
)  # fmt: skip
def test_values_are_the_same_where_they_mean_the_same(old: str, new: str, is_same: bool) -> None:
    assert same_value(old, new) == is_same
    assert same_value(new, old) == is_same


def test_a_value_says_what_it_is() -> None:
    assert value_of("2027") == Date(2027, 1, 1, "year")
    assert value_of("2,027") == Amount(Decimal(2027), "")
    assert value_of("May 2026–May 2027") == (Date(2026, 5, 1, "month"), Date(2027, 5, 1, "month"))


def test_the_same_month_is_the_same_value() -> None:
    assert same_value("Jun 10", "June 2010")
    assert not same_value("Jun 10", "Jul 10")
    assert not same_value("Jun 10", "soon")
    assert not same_value("soon", "later")
    assert same_value("Soon", "soon.")


def test_initials_name_the_same_body() -> None:
    assert same_names({"HM Treasury"}, {"HMT"})
    assert same_names({"Ministry of Justice", "Police"}, {"police", "MJ"})
    assert not same_names({"Ministry of Justice"}, {"MD"})
    assert not same_names({"HMT"}, {"HMT", "MOJ"})
    assert not same_names({"Police"}, {"Post"})
    assert same_names(set(), set())
