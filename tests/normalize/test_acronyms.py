"""Spellings of acronyms and names that compare equal."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from normalize.acronyms import is_acronym, name_words, singular, spelling_key, trim_name


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("bodies", "body"),
        ("ties", "tie"),
        ("dies", "die"),
        ("parties", "party"),
        ("cats", "cat"),
        ("gas", "gas"),
        ("class", "class"),
        ("campus", "campus"),
        ("basis", "basis"),
        ("youth", "youth"),
    ],
)
def test_plural_endings_are_stripped(word: str, expected: str) -> None:
    assert singular(word) == expected


@example("movie")
@given(st.text(alphabet="abcdeimnort", min_size=3, max_size=10).filter(lambda w: w[-1] not in "iu"))
def test_a_plural_and_its_singular_compare_equal(word: str) -> None:
    assert singular(f"{word}s") == singular(word)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("AF", True),
        ("AF.", True),
        ("ASEANAPol", True),
        ("SOM-MLAT**", True),
        ("G20", False),
        ("A", False),
        ("Af", False),
        ("Police", False),
        ("AF AUN", False),
        ("2030", False),
        ("", False),
    ],
)
def test_an_acronym_is_one_word_of_mostly_capitals(printed: str, expected: bool) -> None:
    assert is_acronym(printed) is expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("  SOMTC. ", "SOMTC"),
        ("AIPA*", "AIPA"),
        ("AICHR’s", "AICHR"),
        ("the Ministers’", "the Ministers"),
        ("Meeting\non  Youth;", "Meeting on Youth"),
    ],
)
def test_marks_and_possessives_are_stripped(printed: str, expected: str) -> None:
    assert trim_name(printed) == expected


def test_the_key_of_a_spelling_ignores_what_is_not_a_letter_or_digit() -> None:
    assert spelling_key("ASEAN - IPR") == spelling_key("aseanipr") == "aseanipr"
    assert spelling_key("ACWs") == "acw"
    assert spelling_key("SOMS") == "soms"
    assert spelling_key("…") == ""


def test_names_are_compared_by_their_words() -> None:
    assert name_words("The Senior Officials’ Meetings & Talks") == name_words(
        "senior official meeting and talk"
    )
    assert name_words("Women’s Committee") == ("women", "committee")


@pytest.mark.parametrize(
    ("one", "many"),
    [("brie", "bries"), ("cry", "cries"), ("tie", "ties"), ("movie", "movies"), ("gas", "gas"),
     ("board", "boards"), ("class", "class"), ("bus", "bus")],
)  # fmt: skip
def test_a_word_and_its_plural_are_one(one: str, many: str) -> None:
    assert singular(one) == singular(many)


@pytest.mark.parametrize("word", ["gas", "class", "campus", "crisis", "is"])
def test_a_word_in_s_may_be_no_plural(word: str) -> None:
    assert singular(word) == word
