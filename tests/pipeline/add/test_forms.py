"""Forms are recognised by the labels that they print again and again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.add import forms
from pipeline.add.contents import Column, looks_of

FORM = ["Quarry", "Zebra", "Walnut", "Jigsaw"]


@pytest.fixture(autouse=True)
def labels_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each table be the list of the labels that it prints."""
    monkeypatch.setattr(forms, "labels_of_forms", lambda table: table)
    monkeypatch.setattr(forms, "labels_in_boxes", lambda _: [])
    monkeypatch.setattr(forms, "_labels_above", lambda _: [])


def columns(*tables: list[str]) -> list[list[tuple[str, bool]]]:
    """Return the labels of each kind of form, and whether forms may lack them."""
    document: Any = SimpleNamespace(tables=tables)
    found = list(forms.settings_of_forms(document))
    assert all(settings.forms and settings.matrix_tables == "all" for settings in found)
    return [[(column.label, column.optional) for column in one.columns] for one in found]


def test_labels_that_two_forms_print_are_columns() -> None:
    assert columns(FORM, FORM) == [[(label, False) for label in FORM]]
    assert columns(FORM) == []
    assert columns([*FORM, *FORM]) == [[(label, False) for label in FORM]]


def test_a_single_form_has_labels_that_columns_of_plans_have() -> None:
    known = ["Activity", "Lead agency", "Deadline", "Budget"]
    assert columns(known) == [[(label, False) for label in known]]
    assert columns(known[:2]) == []


def test_a_label_that_some_forms_lack_is_optional() -> None:
    shorter = [label for label in FORM if label != "Walnut"]
    (found,) = columns(FORM, shorter)
    assert found == [(label, label == "Walnut") for label in FORM]
    # It has its place among the others, wherever it is first printed.
    (found,) = columns(shorter, FORM)
    assert found == [(label, label == "Walnut") for label in FORM]


def test_forms_that_share_less_than_half_of_their_labels_are_of_two_kinds() -> None:
    other = ["Quarry", "Violin", "Pepper", "Ocean"]
    assert [[label for label, _ in one] for one in columns(FORM, FORM, other, other)] == [
        FORM, other,
    ]  # fmt: skip


def test_forms_that_share_half_of_their_labels_are_of_one_kind() -> None:
    other = ["Quarry", "Zebra", "Pepper", "Ocean"]
    (found,) = columns(FORM, FORM, other, other)
    assert [label for label, _ in found] == ["Quarry", "Zebra", "Pepper", "Ocean", *FORM[2:]]


def test_two_lines_of_a_form_read_as_one_are_no_label() -> None:
    assert columns([*FORM, "Quarry Zebra"], FORM) == [[(label, False) for label in FORM]]


def test_texts_are_no_labels() -> None:
    sentence = "One two three four five six seven eight"
    assert columns([*FORM, sentence], [*FORM, sentence]) != []
    assert columns([*FORM, f"{sentence} nine"], [*FORM, f"{sentence} nine"]) == []


def test_a_column_whose_values_follow_themselves_is_no_form() -> None:
    values = ["Quarry", "Quarry", "Quarry", "Zebra", "Zebra", "Walnut"]
    assert columns(values) == []


@pytest.mark.parametrize(
    ("kind", "text", "fits"),
    [
        ("dates", "in each of the three years to June 2025", False),
        ("dates", "the year that comes - 2025", True),
        ("dates", "the year that comes, 2025", True),
        ("money", "300", True),
        ("money", "30", False),
        ("money", "2025", False),
        ("money", "USD", True),
        ("bodies", "SOMTC and AUN with others", False),
        ("bodies", "SOMTC AUN and others", True),
        ("bodies", "The Ministry of Education", True),
        ("bodies", "…", False),
        # The longest text of a kind, and one that is longer by a word or two.
        ("dates", "one two three four five - June 2025", True),
        ("dates", "one two three four five six - June 2025", False),
        ("money", "USD 300 for a well in each town", True),
        ("money", "USD 300 for a new well in each town", False),
        ("bodies", f"Ministry{' of water' * 12}", True),
        ("bodies", f"Ministry{' of water' * 13}", False),
        ("bodies", " ".join(["SOMTC"] * 40), True),
        ("bodies", " ".join(["SOMTC"] * 41), False),
    ],
)
def test_what_a_cell_holds(kind: str, text: str, fits: bool) -> None:
    assert (looks_of(Column(0, "Label", (text,)), [kind]) == 1.0) == fits
