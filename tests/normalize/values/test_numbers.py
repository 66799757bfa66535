"""Sums, numbers, statuses and ticks are read in the conventions of a language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from normalize.values.money import currency_of, read_money, usual_mark_of
from normalize.values.numbers import decimal_mark_of, read_number, read_quantity
from normalize.values.states import STATUSES, read_status, read_truth
from normalize.values.words import words_meaning


@pytest.mark.parametrize(
    ("language", "text", "label", "found"),
    [
        ("en", "USD 1.2 million", "Budget", ("1200000", None, "USD", 1_000_000)),
        ("en", "£5.25m", "Cost", ("5250000", None, "GBP", 1_000_000)),
        ("en", "$25,000", "Cost", ("25000", None, "", 1)),
        ("en", "25,000", "Budget (USD thousands)", ("25000000", None, "USD", 1000)),
        ("en", "100", "Cost ($'000)", ("100000", None, "", 1000)),
        ("fr", "0 à 50 000 $", "Coût", ("0", "50000", "", 1)),
        ("fr", "12 500 €", "Coût", ("12500", None, "EUR", 1)),
        ("es", "1.234.567,50 EUR", "Presupuesto", ("1234567.5", None, "EUR", 1)),
        ("es", "45.000", "Presupuesto (USD)", ("45000", None, "USD", 1)),
        ("de", "2,5 Mio. €", "Kosten", ("2500000", None, "EUR", 1_000_000)),
        ("id", "Rp 3,5 miliar", "Anggaran", ("3500000000", None, "IDR", 10**9)),
        ("nl", "1.450", "Budget (x € 1.000)", ("1450000", None, "EUR", 1000)),
        ("nl", "1.450", "Kosten per 1.000 inwoners (€)", ("1450", None, "EUR", 1)),
        ("en", "12", "Cost (1,000,000 USD)", ("12000000", None, "USD", 10**6)),
        ("de", "12,5", "Kosten in T€", ("12500", None, "EUR", 1000)),
        ("de", "1.240 TEUR", "Kosten", ("1240000", None, "EUR", 1000)),
        ("de", "3 M€", "Kosten", ("3000000", None, "EUR", 10**6)),
        ("es", "185,400.00", "Presupuesto (S/.)", ("185400", None, "PEN", 1)),
        ("pl", "2 400", "Koszt (tys. zł)", ("2400000", None, "PLN", 1000)),
        ("pl", "2 400,50 zł", "Koszt", ("2400.5", None, "PLN", 1)),
        ("sv", "1 250", "Kostnad (tkr)", ("1250000", None, "", 1000)),
        ("en", "12", "USD '000 (2026 prices)", ("12000", None, "USD", 1000)),
        ("en", "12", "Budget [USD '000]", ("12000", None, "USD", 1000)),
        ("en", "12", "Budget '000 USD in 2026", ("12000", None, "USD", 1000)),
        ("en", "12", "000s of USD", ("12000", None, "USD", 1000)),
        ("en", "12", "Cost (USD per 1000)", ("12", None, "USD", 1)),
        ("en", "12", "Cost per 1 000 people (USD)", ("12", None, "USD", 1)),
        ("gl", "5 millóns", "Custo (EUR)", ("5000000", None, "EUR", 10**6)),
        ("cs", "500 Kč", "Rozpočet", ("500", None, "CZK", 1)),
        ("pl", "2 400", "Budżet (w zł)", ("2400", None, "PLN", 1)),
        ("fr", "500", "BUDGET MARS 2026", ("500", None, "", 1)),
    ],
)
def test_sums(
    language: str, text: str, label: str, found: tuple[str, str | None, str, int]
) -> None:
    money = read_money(text, language, label)
    assert money is not None
    amount, amount_to, currency, factor = found
    assert money.amount == Decimal(amount)
    assert money.amount_to == (Decimal(amount_to) if amount_to else None)
    assert (money.currency, money.factor) == (currency, factor)


@pytest.mark.parametrize("text", ["$$$", "None", "$1.5 million for wells", "54 coins", "1.2.3"])
def test_what_is_no_whole_sum_is_not_read(text: str) -> None:
    assert read_money(text, "en", "all costs") is None


def test_a_unit_that_no_list_of_words_knows_may_be_a_factor() -> None:
    assert read_money("2 400", "pl", "Koszt (krocie zł)") is None
    assert read_money("2 400", "fr", "Coût (hors taxe, €)") is not None


def test_a_word_of_another_factor_is_no_factor() -> None:
    """In the CLDR, `लाख` stands in the pattern of a million, as `00 लाख`: ten of them."""
    money = read_money("5 लाख", "hi", "", "INR")
    assert money is None or money.factor != 10**6


def test_the_settings_say_what_a_shared_symbol_stands_for() -> None:
    money = read_money("$ 300", "fr", "Coût", "CAD")
    assert money is not None
    assert money.currency == "CAD"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,000", 1000), ("1.5", Decimal("1.5")), ("1 5", None), ("1.2.3", None),
     ("12 3.5", None), ("1'000", 1000)],
)  # fmt: skip
def test_a_number_has_its_marks_where_english_sets_them(text: str, number: Decimal | None) -> None:
    assert read_number(text, "en") == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [("12 wells", "wells"), ("12 wells of clean water", "wells of clean water"),
     ("12 wells of clean drinking water", None), ("5%", "%"),
     ("5 per cent", "%"), ("12-step", None), ("12 /year", None), ("12", ""), ("1.2.3 wells", None),
     ("12 Km", "Km"), ("8 km²", "km²"), ("8 m3", "m3"), ("8 m3 9", None),
     ("3 deep new wells", "deep new wells")],
)  # fmt: skip
def test_a_quantity_has_a_short_unit_as_printed(text: str, unit: str | None) -> None:
    found = read_quantity(text, "en")
    assert (found.unit if found else None) == unit


@given(st.integers(0, 10**12))
def test_grouped_thousands_are_one_number(number: int) -> None:
    assert read_number(f"{number:,}", "en") == number
    assert read_number(f"{number:,}".replace(",", "."), "de") == number
    assert read_number(f"{number:,}".replace(",", " "), "fr") == number


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("25 %", "en", ("25", "%")),
        ("80,5 %", "es", ("80.5", "%")),
        ("1,200 people", "en", ("1200", "people")),
        ("5 of 7", "en", None),
        ("ten", "en", None),
    ],
)
def test_quantities(text: str, language: str, found: tuple[str, str] | None) -> None:
    quantity = read_quantity(text, language)
    expected = (Decimal(found[0]), found[1]) if found else None
    assert (quantity and (quantity.number, quantity.unit)) == expected


@pytest.mark.parametrize(
    ("text", "language", "status"),
    [
        ("Not started", "en", "planned"),
        ("On track: two of three", "en", "underway"),
        ("Achevé", "fr", "completed"),
        ("Con retraso", "es", "delayed"),
        ("Planejadas", "pt", "planned"),
        ("Realizzata", "it", "completed"),
        ("Commencée", "fr", "underway"),
        ("Iniciadas las obras", "es", "underway"),
        ("Closes", "fr", "completed"),
        ("Nuevas", "es", "planned"),
        ("Faite", "fr", "completed"),
        # Only participles agree; other forms begin the names of things.
        ("In corsi di formazione", "it", ""),
        ("En cursos de capacitación", "es", ""),
        ("Em cursos", "pt", ""),
        ("Faits marquants", "fr", ""),
        ("Faites un choix", "fr", ""),
        ("Atteintes à l’environnement", "fr", ""),
        ("Retirada de minas", "es", ""),
        ("Nuevas escuelas", "es", ""),
        ("Nova escola", "pt", ""),
        ("Nuova scuola", "it", ""),
        ("Wells", "en", ""),
        # What follows a verb may turn it around.
        ("Läuft", "de", "underway"),
        ("läuft noch nicht", "de", ""),
        ("läuft nicht", "de", ""),
        ("läuft ab 2028", "de", ""),
        ("läuft aus", "de", ""),
        ("Loopt.", "nl", "underway"),
        ("loopt nog niet", "nl", ""),
    ],
)
def test_statuses(text: str, language: str, status: str) -> None:
    assert read_status(text, language, {}) == status


def test_the_plan_s_own_statuses_come_first() -> None:
    assert read_status("Amber", "en", {"amber": "delayed"}) == "delayed"
    assert read_status("Begun - Q1", "en", {}, is_whole=True) == ""


@pytest.mark.parametrize(
    ("text", "language", "truth"),
    [("X", "en", True), ("✓", "en", True), ("Oui", "fr", True), ("Nein", "de", False),
     ("☐", "en", False), ("maybe", "en", None), ("", "en", None)],
)  # fmt: skip
def test_yes_and_no(text: str, language: str, truth: bool | None) -> None:
    assert read_truth(text, language) is truth


@pytest.mark.parametrize(
    ("text", "language", "others", "number"),
    [
        ("85,000", "es", ("1,240,500",), 85000),
        ("85,000", "es", ("1,240.50",), 85000),
        ("85,000", "es", ("12.5",), 85000),
        ("85,000", "es", ("1.240,50",), 85),
        ("85,000", "es", ("36,750", "412,000"), None),
        ("85,000", "es", ("12,5", "12.5"), None),
        ("85.000", "es", (), 85000),
        ("85.000", "en", (), None),
        ("85.000", "en", ("1.250.000",), 85000),
        ("0.125", "en", (), Decimal("0.125")),
        ("1234.500", "en", (), Decimal("1234.5")),
        ("85,000", "es", ("12.05.2026", "3.1.2"), None),  # dates and numbers of sections
    ],
)
def test_other_numbers_show_what_a_mark_before_three_digits_is(
    text: str, language: str, others: tuple[str, ...], number: Decimal | None
) -> None:
    assert read_number(text, language, decimal_mark_of((text, *others))) == number


@pytest.mark.parametrize("language", ["fr", "es", "pt", "it"])
@pytest.mark.parametrize("meaning", ["participles", "adjectives"])
def test_words_that_agree_are_those_of_statuses(meaning: str, language: str) -> None:
    words = words_meaning(meaning, language)
    assert words
    assert {word for status in STATUSES for word in words_meaning(status, language)} >= {*words}


@pytest.mark.parametrize(
    ("text", "language", "label", "amount", "currency"),
    [
        # Sums are written as in the countries of the currency that speak the language.
        ("S/. 5,000", "es", "", 5000, "PEN"),
        ("5,000", "es", "Presupuesto (S/.)", 5000, "PEN"),
        ("S/. 1.200.000", "es", "", 1_200_000, "PEN"),
        ("B/. 1,200", "es", "", 1200, "PAB"),
        ("MXN 85,000", "es", "", 85_000, "MXN"),
        ("85.000 COP", "es", "", 85_000, "COP"),
        ("Rs. 5,000", "en", "", 5000, ""),
        ("Rs 5,000/-", "en", "", 5000, ""),
        ("Bs 5.000", "es", "", 5000, ""),
        ("Gs. 500.000", "es", "", 500_000, "PYG"),
        ("500.000", "es", "Costo (Gs.)", 500_000, "PYG"),
        ("500", "es", "Peso (gs)", 500, ""),
    ],
)
def test_the_currency_tells_how_sums_are_written(
    text: str, language: str, label: str, amount: int, currency: str
) -> None:
    money = read_money(text, language, label)
    assert money is not None
    assert (money.amount, money.currency) == (amount, currency)


@pytest.mark.parametrize("text", ["S/ 5.000", "85,000", "85,000 €", "85,000 COP", "85,000 USD"])
def test_a_mark_before_three_digits_stays_open(text: str) -> None:
    assert read_money(text, "es") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "RS"), ("pt", "Porto Alegre/RS"), ("pt", "Secretaria de Saúde - RS"),
        ("pt", "RS."), ("en", "BS"), ("de", "Canton BS"), ("en", "BS 7671"), ("en", "the 3 Rs"),
        ("es", "250 gs"), ("pt", "250 gs"), ("es", "Peso (gs)"), ("es", "2 GS"), ("pt", "Gs. 250"),
        ("es", "B/ Norte"), ("es", "Anexo B/"), ("es", "Anexo B/2"), ("de", "Rs 20"),
    ],
)  # fmt: skip
def test_abbreviations_of_other_things_are_no_currency(language: str, text: str) -> None:
    assert currency_of(text, language) == ""


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("250 gs", "PYG", 250),
        ("RS. 500", "INR", 500),
        ("B/ 500", "PAB", 500),
        ("500 Bs", "BOB", 500),
        ("Rs. 500", "USD", None),  # no dollars, and the settings name no rupee
        ("250 gs", "BRL", None),
    ],
)
def test_a_plan_with_the_currency_may_abbreviate_it(
    text: str, currency: str, amount: int | None
) -> None:
    money = read_money(text, "en", "", currency)
    assert (money and (money.amount, money.currency)) == (amount and (amount, currency))


@pytest.mark.parametrize("currency", ["PEN", "MXN"])
@pytest.mark.parametrize("sign", ["", "S/ ", "US$ ", "EUR ", "$ "])
def test_sums_of_one_plan_have_one_decimal_mark(sign: str, currency: str) -> None:
    grouped = read_money(f"{sign}1,500", "es", "", currency)
    assert grouped is not None
    assert grouped.amount == 1500
    assert read_money(f"{sign}5.000", "es", "", currency) is None


@pytest.mark.parametrize(
    ("texts", "usual"),
    [
        (["S/ 5,000", "US$ 5,000"], "."),
        (["US$ 5,000", "500"], ""),
        (["S/ 5,000", "85.000 COP"], ""),
        (["85.000 COP"], ","),
    ],
)
def test_the_currencies_of_a_plan_tell_its_decimal_mark(texts: list[str], usual: str) -> None:
    assert usual_mark_of(texts, "es") == usual


def test_dollars_beside_soles_are_written_as_these() -> None:
    money = read_money("US$ 1,500", "es", usual=".")
    assert money is not None
    assert (money.amount, money.currency) == (1500, "USD")
    assert read_money("US$ 5.000", "es", usual=".") is None
