"""Labels: how like they are to known ones, where they are printed, and which role they give."""

from __future__ import annotations

import pytest

from extract.model import Table
from pipeline.add.columns import confidence_of, guess_roles, role_by_itself
from pipeline.add.contents import Column
from pipeline.add.header_labels import labels_in_rows
from pipeline.add.known_labels import Role, label_role, role_likeness
from pipeline.add.thresholds import ROLES
from tests.extract.matrix.test_joined import part

SENTENCE = "Hold a regional workshop on the prevention of violence in schools"


def likeness(label: str, known: str) -> float:
    role = Role("role", ((known, frozenset({"en"})),), ())
    return role_likeness(label, role, "en")


@pytest.mark.parametrize(
    ("label", "known"),
    [("Expected Outputs", "expected output"), ("Agencies", "Agency"), ("Classes", "Class"),
     ("The Area of the Plan", "Area plan"), ("Bodies: lead", "lead body")],
)  # fmt: skip
def test_plurals_case_and_small_words_do_not_count(label: str, known: str) -> None:
    assert likeness(label, known) == pytest.approx(1.0)


@pytest.mark.parametrize(("label", "known"), [("Progress", "Progres"), ("Gas", "Ga")])
def test_a_final_s_of_a_short_word_or_a_double_one_is_no_plural(label: str, known: str) -> None:
    assert likeness(label, known) < 1.0


def test_further_words_make_a_label_less_like() -> None:
    assert 0 < likeness("Implementation status", "status") < 1
    assert 0 < likeness("Status", "implementation status") < 1
    assert likeness("Implementation method", "implementation status") == 0.0
    assert likeness("", "status") == 0.0
    # A word in one other letter is a misprint, but not a letter that counts columns.
    assert likeness("Implementation statas", "implementation status") > 0.9
    assert likeness("X objectives", "K objectives") == 0.0


def texts(*lines: list[str]) -> Table:
    """Return a table whose header was read as rows."""
    return part("t1", [""] * len(lines[0]), *lines)


HEADER = ["Activity", "Lead", "Notes from the last meeting"]
VALUES = ["Mend the lane", "Mill", "soon"]


def test_a_row_printed_twice_is_a_header_if_one_text_is_a_known_label() -> None:
    header = ["Quarry", "Lead agency", "Zebra"]
    assert labels_in_rows(texts(VALUES, header, VALUES[::-1], header)) == tuple(header)
    assert labels_in_rows(texts(VALUES, header, VALUES[::-1])) == ()
    odd = ["Quarry", "Walnut", "Zebra"]
    assert labels_in_rows(texts(odd, VALUES, odd)) == ()


def test_the_first_row_is_a_header_if_most_of_its_texts_are_known_labels() -> None:
    assert labels_in_rows(texts(HEADER, VALUES)) == tuple(HEADER)
    assert labels_in_rows(texts(VALUES, HEADER)) == ()
    assert labels_in_rows(texts(["Activity", "Quarry", "Walnut", "Zebra"])) == ()
    # A single known label may be a value, too, and so may a single text.
    assert labels_in_rows(texts(["Activity", "Quarry"], VALUES[:2])) == ()
    assert labels_in_rows(texts(["Activity", ""], ["Activity", ""])) == ()


def test_a_row_of_sentences_is_no_header() -> None:
    longest = "one two three four five six seven eight"
    assert labels_in_rows(texts([*HEADER[:2], longest], VALUES)) != ()
    assert labels_in_rows(texts([*HEADER[:2], f"{longest} nine"], VALUES)) == ()
    long = [*HEADER[:2], f"{longest} nine"]
    assert labels_in_rows(texts(long, VALUES, long)) == ()


def test_a_label_stands_for_each_column_below_it() -> None:
    wide = texts(["Activity", "Lead agency"], VALUES[:2])
    cells = wide.rows[0].cells
    spread = (cells[0], cells[1].model_copy(update={"column_stop": 4}))
    rows = (wide.rows[0].model_copy(update={"cells": spread}), *wide.rows[1:])
    table = wide.model_copy(update={"rows": rows, "columns": ("", "", "")})
    assert labels_in_rows(table) == ("Activity", "Lead agency", "Lead agency")


def test_the_absence_of_what_is_recognised_speaks_against_a_role() -> None:
    """Dates would be recognised among the cells of a deadline; names of bodies need not be."""
    _, deadline = role_by_itself(Column(0, "Deadline", ("Mill", "Yard")))
    _, lead = role_by_itself(Column(0, "Lead agency", ("Clerk", "Guild")))
    assert deadline < lead
    assert confidence_of(Column(0, "Deadline", ("Mill", "Yard")), "deadline") == deadline
    assert confidence_of(Column(0, "Deadline", ("Mill", "Yard")), "lead_bodies") < deadline
    assert confidence_of(Column(0, "Deadline", ("Mill", "Yard")), "no such role") == 0.0


def test_partners_of_rows_are_not_the_relevant_bodies_of_areas() -> None:
    activity = Column(1, "Activity", (SENTENCE,))
    for is_merged, role in ((True, "relevant_bodies"), (False, "partners")):
        bodies = Column(2, "Partners", ("SOMTC", "AUN"), is_merged=is_merged)
        area = Column(0, "Priority area", ("1.1 Water",), is_merged=True)
        assert [guess.role for guess in guess_roles([area, activity, bodies])] == [
            "area", "activity", role,
        ]  # fmt: skip
        # Without areas, there is nothing else that the bodies could belong to.
        assert guess_roles([activity, bodies])[1].role == "relevant_bodies"


def test_the_longest_texts_are_the_activity_where_no_label_says_so() -> None:
    long, short = Column(0, "Xyzzy", (SENTENCE * 2,)), Column(1, "Plugh", (SENTENCE,))
    found = guess_roles([short, long])
    assert [guess.role for guess in found] == ["plugh", "activity"]
    assert found[1].confidence == ROLES.longest_is_activity
    # A label that often stands above activities is a better reason than length,
    named = Column(2, "Measure", (SENTENCE,))
    found = guess_roles([long, named])
    assert [guess.role for guess in found] == ["xyzzy", "activity"]
    assert found[1].confidence == ROLES.text_is_activity
    # and a good one if no other column holds texts.
    assert guess_roles([named])[0].confidence == ROLES.label_alone
    assert guess_roles([long])[0].confidence == ROLES.longest_is_activity
    assert guess_roles([Column(0, "Xyzzy", ("Mill",))])[0].role == "xyzzy"


DATES = ("June 2025", "July 2025", "May 2026")
SUMS = ("USD 1,200", "USD 800", "USD 30,000")


def roles_of(*columns: tuple[str, tuple[str, ...]]) -> list[str]:
    made = [Column(at, label, texts) for at, (label, texts) in enumerate(columns)]
    return [guess.role for guess in guess_roles(made)]


def test_cells_show_a_role_where_labels_say_nothing() -> None:
    action = ("Activity", (SENTENCE,))
    assert roles_of(action, ("Xyzzy", DATES)) == ["activity", "deadline"]
    # Two columns of dates are the start and the end; of three, nobody knows.
    assert roles_of(action, ("Xyzzy", DATES), ("Plugh", DATES)) == ["activity", "start", "deadline"]
    assert roles_of(action, *[(label, DATES) for label in ("Xyzzy", "Plugh", "Quux")]) == [
        "activity", "deadline", "plugh", "quux",
    ]  # fmt: skip
    assert roles_of(action, ("Plugh", SUMS), ("Xyzzy", DATES)) == ["activity", "budget", "deadline"]
    assert roles_of(action, ("Quux", DATES[:2]), ("Xyzzy", DATES), ("Plugh", DATES)) == [
        "activity", "quux", "start", "deadline",
    ]  # fmt: skip
    # Two cells are too few, and a role that a label gives is not given again.
    assert roles_of(action, ("Xyzzy", DATES[:2])) == ["activity", "xyzzy"]
    assert roles_of(action, ("Deadline", DATES), ("Xyzzy", DATES)) == [
        "activity", "deadline", "xyzzy",
    ]  # fmt: skip
    assert roles_of(action, ("Start date", DATES), *[(n, DATES) for n in ("Xyzzy", "Plugh")]) == [
        "activity", "start", "deadline", "plugh",
    ]  # fmt: skip


def test_half_of_the_cells_of_a_text_are_sentences() -> None:
    assert roles_of(("Xyzzy", (SENTENCE, "Mill"))) == ["activity"]
    assert roles_of(("Xyzzy", (SENTENCE, "Mill", "Yard"))) == ["xyzzy"]
    assert roles_of(("Xyzzy", (SENTENCE, "Mill")), ("Measure", (SENTENCE, "Mill"))) == [
        "xyzzy", "activity",
    ]  # fmt: skip
    both = guess_roles([Column(0, "Xyzzy", (SENTENCE,)), Column(1, "Measure", (SENTENCE,))])
    assert both[1].confidence == ROLES.text_is_activity


def test_numbers_below_a_currency_are_sums_and_where_they_come_from_is_none() -> None:
    sums = ("140", "6.850", "35", "96")
    sources = ("Land", "Land, Bund", "Bund", "Haushalt")
    found = guess_roles([
        Column(0, "Kosten in T€", sums, language="de"),
        Column(1, "Finanzierung", sources, language="de"),
    ])  # fmt: skip
    assert [guess.role for guess in found] == ["budget", "funding_source"]


def test_what_is_described_is_the_activity_and_what_repeats_the_area() -> None:
    found = guess_roles([
        Column(0, "Medida", ("Banco del tiempo", "Puntos violeta", "Ludotecas"), language="es"),
        Column(1, "Objetivo", ("Conciliar", "Prevenir", "Reconocer"), language="es"),
        Column(2, "Eje", ("Cuidados", "Cuidados", "Cuidados"), language="es"),
        Column(3, "Descripción", (SENTENCE, SENTENCE[:60], SENTENCE[5:]), language="es"),
    ])  # fmt: skip
    assert [guess.role for guess in found] == ["activity", "objetivo", "area", "description"]


def test_columns_without_a_role_have_names_of_their_own() -> None:
    assert roles_of(("Xyzzy", ()), ("xyzzy!", ()), ("", ()), ("3rd", ()), ("Focus", ("x",))) == [
        "xyzzy", "xyzzy_2", "column_3", "column_4_3rd", "focus",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Lead agency / Organisme responsable", "lead_bodies"),
        ("Start date | Date de début", "start"),
        # A noun of bodies, and what they do.
        ("Áreas y entidades implicadas", "relevant_bodies"),
        ("Institution porteuse", "lead_bodies"),
    ],
)
def test_a_label_in_several_languages_has_the_role_of_all_of_them(label: str, role: str) -> None:
    assert label_role(label) == role


@pytest.mark.parametrize(
    ("numbers", "role"),
    [
        (("1", "2", "3", "1", "2", "3"), "number"),
        (("6", "120", "900", "300", "0", "0"), "zebra"),
        (("1", "2", "1", "2", "1", "2"), "number"),
        (("1.1", "1.2", "1.1", "1.2", "1.1", "1.2", "1.3"), "number"),
        (("1", "3", "1", "2", "1", "2"), "zebra"),
        (("2", "1", "1", "1", "2", "1"), "zebra"),
        (("1", "2", "2", "1", "2", "1"), "zebra"),
    ],
)
def test_numbers_below_an_unknown_label_number_the_rows_only_if_they_count(
    numbers: tuple[str, ...], role: str
) -> None:
    activity = Column(1, "Activity", (SENTENCE,) * len(numbers))
    assert guess_roles([Column(0, "Zebra", numbers), activity])[0].role == role


def test_a_schedule_of_ticks_is_no_deadline() -> None:
    label = "Cronograma 2026 T1"
    ticked = Column(0, label, ("X", "X", "", "X"), language="es")
    dated = Column(0, label, ("mayo 2026", "junio 2026"), language="es")
    assert role_by_itself(ticked)[0] == ""
    assert role_by_itself(dated)[0] == "deadline"
