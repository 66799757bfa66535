"""Texts in columns that are in no table are told, however tables are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.document.text_in_columns import text_in_columns
from extract.geometry.page_model import Line, Word
from extract.text.words import lines_of
from tests.extract.page_parts import make_word

STARTS = (50.0, 200.0, 330.0)


def lines(rows: Sequence[Sequence[str]], step: float = 12.0) -> list[Line]:
    words: list[Word] = []
    for number, texts in enumerate(rows):
        for text, x0 in zip(texts, STARTS, strict=False):
            for one in text.split():
                words.append(make_word(one, x0, 100.0 + step * number))
                x0 = words[-1].x1 + 2.0
    return lines_of(words)


ROWS = [
    ("Lowest", "$9,594 or less", "$22,400 or less"),
    ("Lower", "to $17,992", "to $29,992"),
    ("Upper", "to $25,771", "to $40,888"),
    ("Highest", "above these", "above these"),
]


def test_rows_in_three_columns_are_told() -> None:
    (found,) = text_in_columns(lines(ROWS))
    assert (found.rows, found.columns) == (4, 3)
    assert "4 of its lines print texts in 3 columns" in found.taken


@pytest.mark.parametrize(("shift", "is_told"), [(5.5, True), (5.7, False)])
def test_texts_partly_beside_each_other_are_of_one_line(shift: float, *, is_told: bool) -> None:
    """Texts that are centred in their rows stand beside the middle of longer ones."""
    left = lines([row[:2] for row in ROWS], step=24.0)
    right = [lowered(line, shift) for line in lines([("", "", row[2]) for row in ROWS], step=24.0)]
    ordered = sorted([*left, *right], key=lambda line: line.baseline)
    assert bool(list(text_in_columns(ordered))) == is_told


def lowered(line: Line, shift: float) -> Line:
    """Return a line farther down."""
    words = [replace(word, baseline=word.baseline + shift) for word in line.words]
    (lower,) = lines_of(words)
    return lower


def test_a_grid_that_is_in_doubt_is_not_told_again() -> None:
    assert not list(text_in_columns(lines(ROWS), [(0.0, 90.0, 500.0, 200.0)]))


def test_two_columns_and_a_few_lines_are_not_told() -> None:
    assert not list(text_in_columns(lines([row[:2] for row in ROWS])))
    assert not list(text_in_columns(lines(ROWS[:3])))


def test_lines_far_from_each_other_are_not_told() -> None:
    assert not list(text_in_columns(lines(ROWS, step=120.0)))


def test_contents_and_prose_in_columns_are_not_told() -> None:
    contents = [(f"{at}.", f"Part {at} of it", str(3 * at + 1)) for at in range(1, 8)]
    assert not list(text_in_columns(lines(contents)))
    prose = [("as it was then so it is now",) * 3] * 8
    assert not list(text_in_columns(lines(prose)))


def test_a_list_of_texts_and_figures_is_told() -> None:
    ages = [(f"{20 + 10 * at}-{29 + 10 * at}", f"0.{2650 - 217 * at}") for at in range(6)]
    (found,) = text_in_columns(lines([("Age group", "Proportion"), *ages]))
    assert (found.rows, found.columns) == (6, 2)
    contents = [(f"Part {at}", str(3 * at + 1)) for at in range(1, 8)]
    assert not list(text_in_columns(lines(contents)))
    led = [(f"Part {at} ......", str(30 - at)) for at in range(1, 8)]
    assert not list(text_in_columns(lines(led)))


def test_values_at_the_ends_of_bars_are_no_column() -> None:
    shares = (4, 31, 12, 55, 20, 43)
    words = [
        word
        for at, share in enumerate(shares)
        for word in (
            make_word(f"Part {at}".replace(" ", ""), 50.0, 100.0 + 12.0 * at),
            make_word(f"{share}%", 150.0 + 4.0 * share, 100.0 + 12.0 * at),
        )
    ]
    assert not list(text_in_columns(lines_of(words)))


SCALE = [("Low", "Few", "Many"), ("Mid", "Some", "Most"), ("High", "Much", "All")]
HEADING = ("All of these",)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([*SCALE, *SCALE], [6]),
        ([*SCALE, SCALE[0]], [4]),
        (SCALE, []),
        ([*SCALE, HEADING, SCALE[0]], [4]),
        ([*SCALE, HEADING, HEADING, SCALE[0]], []),
        ([*SCALE, SCALE[0], HEADING, HEADING, *SCALE, SCALE[0]], [4, 4]),
        ([*SCALE, HEADING, SCALE[0], HEADING, *SCALE], [7]),
    ],
)
def test_a_heading_may_stand_between_the_lines_of_a_table(
    rows: list[tuple[str, ...]], told: list[int]
) -> None:
    assert [one.rows for one in text_in_columns(lines(rows))] == told


@pytest.mark.parametrize(("step", "is_told"), [(80.0, True), (80.5, False)])
def test_lines_are_at_most_ten_type_sizes_apart(step: float, *, is_told: bool) -> None:
    assert bool(list(text_in_columns(lines([*SCALE, SCALE[0]], step=step)))) == is_told


@pytest.mark.parametrize(
    ("words", "is_told"), [(("one",) * 3, False), (("One", "two", "Two"), True)]
)
def test_texts_of_cells_begin_anew(words: tuple[str, ...], *, is_told: bool) -> None:
    assert bool(list(text_in_columns(lines([words] * 4)))) == is_told


@pytest.mark.parametrize(
    ("text", "is_told"), [("One two six ten old", True), ("One two six ten old men", False)]
)
def test_texts_of_cells_have_few_words(text: str, *, is_told: bool) -> None:
    assert bool(list(text_in_columns(lines([(text,) * 3] * 4)))) == is_told


@pytest.mark.parametrize(
    ("places", "is_told"),
    [
        ((200.0, 200.0, 200.0, 240.0, 280.0), True),
        ((200.0, 204.0, 200.0, 240.0, 280.0), True),  # a sign before the figure
        ((200.0, 205.0, 200.0, 240.0, 280.0), False),
    ],
)
def test_most_figures_of_a_list_share_an_edge(places: tuple[float, ...], *, is_told: bool) -> None:
    words = []
    for at, place in enumerate(places):
        baseline = 100.0 + 12.0 * at
        words += [make_word("Part", 50.0, baseline), make_word(f"0.{at}", place, baseline)]
    assert bool(list(text_in_columns(lines_of(words)))) == is_told


@pytest.mark.parametrize(("x0", "is_told"), [(351.0, True), (320.0, False)])
def test_a_text_right_of_the_rows_does_not_end_them(x0: float, *, is_told: bool) -> None:
    rows = [("Low", "Few", "Many"), ("Mid", "Some", "Most")] * 2
    words = [word for line in lines(rows, step=40.0) for word in line.words]
    beside = [
        make_word("prose", x0, 112.0 + 40.0 * at + 12.0 * n) for at in range(3) for n in (0, 1)
    ]
    assert bool(list(text_in_columns(lines_of([*words, *beside])))) == is_told


@pytest.mark.parametrize(
    ("pages", "middle", "is_told"),
    [
        (("1", "3", "3", "9"), "Part", False),
        (("1", "3", "2", "9"), "Part", True),
        (("1", "3", "few", "9"), "Part", True),
        (("1", "3", "3", "9"), "12", True),  # figures in several columns
    ],
)
def test_numbers_that_do_not_fall_are_of_pages(
    pages: tuple[str, ...], middle: str, *, is_told: bool
) -> None:
    rows = [("Part", middle, page) for page in pages]
    assert bool(list(text_in_columns(lines(rows)))) == is_told


def test_a_grid_beside_the_texts_does_not_hide_them() -> None:
    (found,) = text_in_columns(lines([*SCALE, SCALE[0]]))
    x0, top, x1, bottom = found.box
    for known, is_told in (
        ((x1, top, x1 + 50, bottom), True),
        ((x1 - 1, top, x1 + 50, bottom), False),
        ((x0, bottom, x1, bottom + 50), True),
    ):
        assert bool(list(text_in_columns(lines([*SCALE, SCALE[0]]), [known]))) == is_told


def test_the_first_two_columns_are_no_list_besides() -> None:
    rows = [*SCALE, SCALE[0], *((f"Age {at}", f"0.{at}") for at in range(1, 7))]
    found = list(text_in_columns(lines(rows)))
    assert [(one.rows, one.columns) for one in found] == [(4, 3), (6, 2)]


WRAPPED = [("Reports", "Draft the law", "Ministry"), ("", "and its annex", ""), ("", "by June", "")]


def test_rows_whose_texts_have_many_lines_are_told() -> None:
    (found,) = text_in_columns(lines([*WRAPPED, *WRAPPED, *WRAPPED, *WRAPPED]))
    assert (found.rows, found.columns) == (4, 3)
    begun = [*WRAPPED[:1], ("of the year",), ("and of all years",)]
    assert [one.rows for one in text_in_columns(lines(begun * 4))] == [4]
    across = [
        *WRAPPED[:1],
        *[
            (
                "",
                "a line of prose over the next column",
            )
        ]
        * 2,
    ]
    assert not list(text_in_columns(lines(across * 4)))


def test_rows_beside_a_column_of_prose_are_told() -> None:
    beside = [make_word("prose", 10.0, 104.0 + 15.0 * at) for at in range(8)]
    rows = [word for line in lines(WRAPPED * 4) for word in line.words]
    (found,) = text_in_columns([*lines_of(beside), *lines_of(rows)])
    assert found.rows >= 4


def wrapped(count: int, *, begin_together: bool) -> list[Sequence[str]]:
    """Lines of three columns: rows of three lines each, or sentences that begin anywhere."""
    rows: list[Sequence[str]] = []
    for at in range(count):
        for line in range(3):
            begins = (line == 0,) * 3 if begin_together else (line == 0, line == 1, line == 2)
            rows.append([f"{'Hold' if one else 'hold'} talks {at}" for one in begins])
    return rows


@pytest.mark.parametrize("begin_together", [True, False])
def test_rows_whose_texts_wrap_begin_side_by_side(*, begin_together: bool) -> None:
    """Most lines begin in lower case, as those of prose in columns, but all columns begin anew."""
    own = lines(wrapped(6, begin_together=begin_together))
    apart = [lowered(line, 5.0 * (at // 3)) for at, line in enumerate(own)]
    assert bool(list(text_in_columns(apart))) == begin_together


@pytest.mark.parametrize("are_notes", [True, False])
def test_notes_in_columns_have_a_number_in_each(*, are_notes: bool) -> None:
    own = wrapped(6, begin_together=True)
    numbered = [
        [f"{at} {text}" if are_notes or column == 0 else text for column, text in enumerate(row)]
        if at % 3 == 0
        else row
        for at, row in enumerate(own)
    ]
    assert bool(list(text_in_columns(lines(numbered)))) != are_notes
