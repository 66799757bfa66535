"""Raised and lowered type, and which of it refers to a note."""

from __future__ import annotations

import pytest

from extract.script.raised_marks import is_note_mark, script_of, with_spelt_marks, written
from extract.script.reading_order import runs_from_right
from extract.script.thresholds import SCRIPT
from tests.extract.page_parts import make_word

SMALL = 0.8


@pytest.mark.parametrize(
    ("rise", "size", "script"),
    [
        (SCRIPT.min_rise + 0.01, 6.0, "raised"),
        (SCRIPT.min_rise - 0.01, 6.0, ""),
        (SCRIPT.min_rise + 0.01, 8.0, "raised"),
        (SCRIPT.min_rise + 0.01, 8.1, ""),  # as large as other type
        (-SCRIPT.min_drop - 0.01, 6.0, "lowered"),
        (-SCRIPT.min_drop + 0.01, 6.0, ""),
        (0.0, 6.0, ""),
    ],
)
def test_small_type_above_or_below_the_baseline_is_raised_or_lowered(
    rise: float, size: float, script: str
) -> None:
    before = make_word("text", 10.0, 100.0, size=10.0)
    word = make_word("2", 30.0, 100.0 - 10.0 * rise, size=size)
    assert script_of(word, before, SMALL) == script


@pytest.mark.parametrize(
    ("rise", "script"), [(1.5, "raised"), (1.25, ""), (-0.6, "lowered"), (-0.5, "")]
)
def test_type_is_raised_or_lowered_from_a_share_of_the_size_on(rise: float, script: str) -> None:
    """A share of 0.15 up or 0.06 down, of type of 10 points."""
    before = make_word("text", 10.0, max(rise, 0.0), size=10.0)
    word = make_word("2", 30.0, max(-rise, 0.0), size=6.0)
    assert script_of(word, before, SMALL) == script


def test_turned_type_is_neither() -> None:
    before, word = make_word("text", 10.0, 100.0, size=10.0), make_word("2", 30.0, 90.0, size=6.0)
    turned = make_word("2", 30.0, 90.0, size=6.0, turn=90)
    assert script_of(word, before, SMALL) == "raised"
    assert script_of(turned, before, SMALL) == ""
    assert script_of(word, make_word("text", 10.0, 100.0, size=10.0, turn=90), SMALL) == ""


@pytest.mark.parametrize(
    ("text", "script", "is_mark", "made"),
    [
        ("2", "raised", False, "²"),
        ("2", "lowered", False, "₂"),
        ("-1", "raised", False, "⁻¹"),
        ("st", "raised", False, "st"),
        ("a", "raised", True, "ᵃ"),
        ("1,2", "raised", True, "¹,²"),
        ("1,2", "raised", False, "1,2"),
        ("*", "raised", True, "*"),
        ("Q", "raised", True, "Q"),
    ],
)
def test_it_is_written_in_characters_of_its_own(
    text: str, script: str, is_mark: bool, made: str
) -> None:
    assert written(text, script, is_mark) == made


@pytest.mark.parametrize(
    ("text", "before", "is_mark"),
    [
        ("2", "villages", True),
        ("2", "in 5 km", False),
        ("2", "m", False),
        ("6", "10", False),
        ("6", "x 10", False),
        ("6", "110", True),
        ("th", "the 5", False),
        ("a", "Phase II", False),
        ("a", "villages", True),
        ("o", "N", False),
        ("-1", "villages", False),
        ("+2", "villages", False),
    ],
)
def test_powers_units_and_ordinals_are_no_note_marks(text: str, before: str, is_mark: bool) -> None:
    assert is_note_mark(text, before) == is_mark


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("3,000²", "3,000 (mark 2)"),
        ("5¹,²", "5 (mark 1, 2)"),
        ("10²", "10²"),
        ("villages²", "villages²"),
        ("5ᵃ of 7ᵇ", "5 (mark a) of 7 (mark b)"),
    ],
)
def test_marks_of_numbers_are_written_out(text: str, spelt: str) -> None:
    assert with_spelt_marks(text) == spelt


def test_scripts_from_right_to_left_are_known_by_their_letters() -> None:
    assert runs_from_right("abc \u05d0")
    assert not runs_from_right("abc")
    assert not runs_from_right("é")
