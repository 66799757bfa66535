"""Two texts are compared word by word; values by what they mean."""

from __future__ import annotations

import pytest

from pipeline.diff.matching.values import month_of, same_names, same_value
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
    ("text", "month"),
    [
        ("Jun 10", (2010, 6)), ("June 2010", (2010, 6)), ("JUN. '10", (2010, 6)),
        ("Dec 99", (2099, 12)), ("March, 1999", (1999, 3)), ("Foo 2010", None), ("2010", None),
        ("by June 2010", None), ("", None),
    ],
)  # fmt: skip
def test_a_month_is_read_with_its_year(text: str, month: tuple[int, int] | None) -> None:
    assert month_of(text) == month


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
