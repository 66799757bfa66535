"""How like a label is to a known one: plurals do not count, other words do."""

from __future__ import annotations

import pytest

from pipeline.add.columns import Role, role_likeness


def likeness(label: str, known: str) -> float:
    role = Role("role", ((known, frozenset({"en"})),), ())
    return role_likeness(label, role, "en")


@pytest.mark.parametrize(
    ("label", "known"),
    [("Expected Outputs", "expected output"), ("Agencies", "Agency"), ("Classes", "Class"),
     ("The Area of the Plan", "Area plan")],
)  # fmt: skip
def test_plurals_case_and_small_words_do_not_count(label: str, known: str) -> None:
    assert likeness(label, known) == 1.0


@pytest.mark.parametrize(("label", "known"), [("Progress", "Progres"), ("Gas", "Ga")])
def test_a_final_s_of_a_short_word_or_a_double_one_is_no_plural(label: str, known: str) -> None:
    assert likeness(label, known) < 1.0


def test_further_words_make_a_label_less_like() -> None:
    assert 0 < likeness("Implementation status", "status") < 1
    assert 0 < likeness("Status", "implementation status") < 1
    assert likeness("Implementation method", "implementation status") == 0.0
    assert likeness("", "status") == 0.0
