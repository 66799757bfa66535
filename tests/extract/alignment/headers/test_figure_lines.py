"""Rows of figures that few lines part from others are rows, and no labels above them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.alignment.headers.figure_lines import (
    figure_runs,
    first_label_line,
    labels_of_figures,
    with_wrapped_key,
)
from extract.geometry.page_model import Line
from extract.text.words import lines_of
from tests.extract.page_parts import make_word

LEFTS = (50.0, 250.0, 350.0, 450.0)
PITCH = 12.0


def lines(*rows: Sequence[str]) -> list[Line]:
    """Return lines that print a key, and texts to its right."""
    words = [
        make_word(text, x0, 100.0 + PITCH * at, glyphs=(10 * at + column,))
        for at, row in enumerate(rows)
        for column, (x0, text) in enumerate(zip(LEFTS, row, strict=False))
        if text
    ]
    return lines_of(words)


YEARS = ("Region", "2021", "2022", "2023")
CUT = ("Northern-provinces", "41", "38", "79")
ROWS = [("Rural", "12", "15", "27"), ("Urban", "22", "25", "47"), ("Islands", "2", "5", "7")]


@pytest.mark.parametrize(
    ("between", "run"),
    [
        ((), (0, 5)),
        ((("and-coast",), ("South:",)), (0, 7)),
        ((("and",), ("the",), ("coast",), ("South:",)), (0, 9)),
        ((("a",), ("b",), ("c",), ("d",), ("e",)), (7, 10)),  # too many
        ((("and-coast",), ("a-line-of-text-" * 5,)), (4, 7)),  # it is below the figures, too
        ((("and-coast",), ("South", "of", "it")), (4, 7)),
    ],
)
def test_a_row_cut_off_by_the_rest_of_its_key_and_a_heading_joins_those_below(
    between: Sequence[Sequence[str]], run: tuple[int, int]
) -> None:
    page = lines(YEARS, CUT, *between, *ROWS)
    assert list(figure_runs(page)) == [run]


def test_years_alone_are_labels_which_no_row_joins() -> None:
    page = lines(YEARS, ("in-the",), ("North:",), *ROWS)
    assert list(figure_runs(page)) == [(3, 6)]
    assert first_label_line(page, 3, 6) == 0


def test_labels_end_at_a_row_of_figures() -> None:
    page = lines(YEARS, CUT, ("South", "of", "it"), ("Kind", "Men", "Women", "All"), *ROWS)
    assert list(figure_runs(page)) == [(4, 7)]
    assert first_label_line(page, 4, 7) == 2


def test_labels_are_those_of_the_figures_right_below() -> None:
    rest = [("some-text",), ("South", "of", "it"), ("more-text",)]
    page = lines(("Kind", "Men", "Women", "All"), CUT, *rest, *ROWS)
    assert labels_of_figures(page, 0) == []
    page = lines(("Kind", "Men", "Women", "All"), CUT, *ROWS)
    assert labels_of_figures(page, 0) == page[:1]


@pytest.mark.parametrize(
    ("after", "stop"),
    [
        ((("and-coast",),), 4),
        ((("and-coast",), ("of-it",)), 5),
        ((("a-line-of-text-" * 5,),), 3),  # wider than the keys
        ((("and-coast", "12"),), 3),  # a text beside it
        (((), ("and-coast",)), 3),  # white space above it
    ],
)
def test_the_rest_of_the_last_key_is_below_it_as_near_as_that_of_other_keys(
    after: Sequence[Sequence[str]], stop: int
) -> None:
    assert with_wrapped_key(lines(CUT, ("and-inland",), ROWS[0], *after), 0, 3) == stop
    # Where no other key goes on, nothing shows how near it would be.
    assert with_wrapped_key(lines(*ROWS, *after), 0, 3) == 3
