"""Instruments: those of the register, and others by their look."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from link.references.instruments import InstrumentFinder
from link.settings import RegisteredInstrument

REGISTER = Path(__file__).parents[3] / "sources" / "registers" / "instruments.csv"


@cache
def register() -> tuple[RegisteredInstrument, ...]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return tuple(
            RegisteredInstrument(
                instrument_id=row["instrument_id"],
                kind=row["kind"],
                title=row["title"],
                names=tuple(row["names"].split("|")),
                year=int(row["year"]) if row["year"] else None,
                issuing_body=row["issuing_body"],
            )
            for row in csv.DictReader(file)
        )


@cache
def finder() -> InstrumentFinder:
    return InstrumentFinder(register())


def read(text: str) -> list[tuple[str, str]]:
    return [(text[c.start : c.stop], c.instrument.instrument_id) for c in finder().find(text)]


def test_the_register_is_sorted_and_its_ids_are_unique() -> None:
    ids = [entry.instrument_id for entry in register()]
    assert ids == sorted(set(ids))


def test_no_two_instruments_share_a_name() -> None:
    names = [name for entry in register() for name in {entry.title, *entry.names}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "(i.e. UNSCR 2396 (2017); UNSCR 2178 (2014); UNSCR 1624)",
            [
                ("UNSCR 2396 (2017)", "unscr-2396"),
                ("UNSCR 2178 (2014)", "unscr-2178"),
                ("UNSCR 1624", "unscr-1624"),
            ],
        ),
        (
            "The 2017 Manila Declaration and the 2015 Langkawi Declaration",
            [
                ("2017 Manila Declaration", "manila-declaration-2017"),
                ("2015 Langkawi Declaration", "langkawi-declaration-2015"),
            ],
        ),
        (
            "the ASEAN Convention on Counter-Terrorism (ACCT) and the ACPoA on CT to",
            [
                ("ASEAN Convention on Counter-Terrorism (ACCT)", "acct-2007"),
                ("ACPoA on CT", "acpoa-ct-2009"),
            ],
        ),
        ("the UN Plan of Action (2015), the", [("UN Plan of Action (2015)", "un-poa-pve-2015")]),
        (
            "UN Secretary General’s Plan of Action to Prevent Violent Extremism",
            [
                (
                    "UN Secretary General’s Plan of Action to Prevent Violent Extremism",
                    "un-poa-pve-2015",
                )
            ],
        ),
        ("Bali Work Plan-MTF and Bali Work Plan - MTF", []),
        ("the Bali Work Plan.", [("Bali Work Plan", "bali-work-plan")]),
        ("the plan of action and the convention centre", []),
        ("Workshop to draft an ASEAN Declaration on Peace", []),
        ("impact of accts and a declaration of peace", []),
    ],
)
def test_registered_instruments(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "printed", "kind", "year"),
    [
        ("under UNSCR 9999 (2031).", "UNSCR 9999 (2031)", "resolution", None),
        ("the Vientiane Declaration 2022 on", "Vientiane Declaration 2022", "declaration", 2022),
        (
            "with the Hague Memorandum on Good Practices for the Judiciary, and",
            "Hague Memorandum on Good Practices for the Judiciary",
            "memorandum",
            None,
        ),
        ("Ratify the Marrakesh Treaty", "Marrakesh Treaty", "treaty", None),
        ("Sewers - Maps - Shellfish Directive", "Shellfish Directive", "directive", None),
        ("the Data Protection Act 1998", "Data Protection Act 1998", "act", 1998),
    ],
)
def test_others_are_found_by_their_look(
    text: str, printed: str, kind: str, year: int | None
) -> None:
    (found,) = finder().find(text)
    assert text[found.start : found.stop] == printed
    assert found.instrument.kind == kind
    assert not found.instrument.is_registered
    if year is not None:
        assert found.instrument.year == year


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the Code and Peace Charter was", ["Code and Peace Charter"]),
        ("the Code and peace Charter was", []),
        ("of Peace Charter was", ["Peace Charter"]),
        ("and Peace Charter was", ["Peace Charter"]),
        ("Lima - Peace Charter was", ["Peace Charter"]),
        ("Lima-Peace Charter was", ["Lima-Peace Charter"]),
        (
            "the Lima Declaration on Peace and of Talks was",
            ["Lima Declaration on Peace and of Talks"],
        ),
        ("the Lima Declaration on peace", ["Lima Declaration"]),
        ("the Lima Declaration on", ["Lima Declaration"]),
        ("the Lima Declaration", ["Lima Declaration"]),
        ("The Declaration of Lima", []),
        ("National Action Plan of Lima", []),
        ("Workshop to prepare the new Lima Declaration", []),
        ("Prepare talks on the Lima Declaration", ["Lima Declaration"]),
        ("the Lima Work Plan-MTF met", []),
        ("A1 B2 C3 D4 E5 F6 G7 H8 I9 Charter", ["A1 B2 C3 D4 E5 F6 G7 H8 I9 Charter"]),
        ("A1 B2 C3 D4 E5 F6 G7 H8 I9 J10 Charter", []),
        ("Security Council Resolution 1325 and", ["Security Council Resolution 1325"]),
        ("General Assembly resolution 70/291 and", ["General Assembly resolution 70/291"]),
        ("UNSCR of 1325", []),
        ("the Lima Declaration (2018 - 2025) and", ["Lima Declaration (2018 - 2025)"]),
        ("the 2019 Lima Declaration, 2020 and", ["2019 Lima Declaration, 2020"]),
        ("the Lima Declaration (LD) and", ["Lima Declaration"]),
    ],
)
def test_the_words_of_a_name_are_capitalised_with_small_ones_between(
    text: str, printed: list[str]
) -> None:
    found = InstrumentFinder(()).find(text)
    assert [text[c.start : c.stop] for c in found] == printed


def test_a_word_with_capitals_inside_is_found_in_its_case_only() -> None:
    entry = RegisteredInstrument(
        instrument_id="acct", kind="convention", title="Lima Accord", names=("ACCT on Peace",)
    )
    own = InstrumentFinder((entry,))
    texts = ("ACCT on peace", "acct on Peace", "LIMA ACCORD", "lima accord")
    assert [len(own.find(text)) for text in texts] == [1, 0, 1, 1]


def test_a_short_name_in_brackets_belongs_to_the_full_name() -> None:
    entry = RegisteredInstrument(
        instrument_id="acct", kind="convention", title="Lima Accord", names=("LA",), year=2001
    )
    text = "the Lima Accord (LA) 2001, the LA (Lima Accord) and the Lima Accord (XY)"
    found = InstrumentFinder((entry,)).find(text)
    assert [(text[c.start : c.stop], c.note) for c in found] == [
        ("Lima Accord (LA) 2001", ""),
        ("LA (Lima Accord)", ""),
        ("Lima Accord", ""),
    ]


def test_a_longer_name_of_the_register_counts() -> None:
    entries = (
        RegisteredInstrument(instrument_id="short", kind="act", title="Lima Act"),
        RegisteredInstrument(instrument_id="long", kind="act", title="Lima Act on Peace"),
    )
    found = InstrumentFinder(entries).find("the Lima Act on Peace and the Lima Act")
    assert [c.instrument.instrument_id for c in found] == ["long", "short"]


def test_a_resolution_without_its_year_is_noted() -> None:
    (found,) = finder().find("in UNSCR 1624 and")
    assert found.note == "printed without its year; the register has 2005"
    (found,) = finder().find("in UNSCR 1624 (2005) and")
    assert found.note == ""


def test_a_year_that_differs_from_the_registers_is_noted() -> None:
    (found,) = finder().find("the Manila Declaration (2016)")
    assert found.note == "printed with 2016; the register has 2017"
