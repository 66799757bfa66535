"""Gutters between columns, and the evidence that decides on them."""

from __future__ import annotations

from dataclasses import replace

from extract.alignment.gutters import find_gutters, text_lines
from extract.alignment.segments import Segment, segments_of
from extract.geometry.page_model import Word
from tests.extract.page_parts import make_word

SIZE = 10.0


def texts(*lines: list[tuple[float, float, str]]) -> list[Segment]:
    return [
        Segment(x0, x1, 12.0 * at, SIZE, text)
        for at, line in enumerate(lines)
        for x0, x1, text in line
    ]


def edges(segments: list[Segment], marks: tuple[float, ...] = ()) -> list[float]:
    return [x for one in find_gutters(text_lines(segments), marks) for x in one.edges]


def row(number: int) -> list[tuple[float, float, str]]:
    return [(0, 40 + number, "a key"), (100, 120, "12"), (150, 170, "34")]


def test_white_space_that_all_lines_leave_separates_columns() -> None:
    assert edges(texts(row(1), row(2), row(3))) == [97.0, 147.0]


def test_a_label_over_two_columns_hides_no_gutter() -> None:
    label = [(0, 30, "Kind"), (105, 165, "Planned in 2019")]
    assert edges(texts(label, row(1), row(2), row(3))) == [97.0, 147.0]


def test_a_text_that_overflows_its_cell_hides_no_gutter_of_many_lines() -> None:
    overflowing = [(0, 40, "a key"), (100, 160, "about twelve"), (172, 190, "34")]
    lines = [row(at) for at in range(12)]
    assert edges(texts(*lines, overflowing, *lines)) == [97.0, 147.0]


def test_a_text_that_overflows_up_to_the_next_one_does_not_run_across() -> None:
    narrow = [[(0, 40, "a key"), (100, 148, "2019-2025"), (146, 180, "25,000")] for _ in range(3)]
    lines = [[(0, 40, "a key"), (100, 130, "2027"), (146, 180, "10,000")] for _ in range(2)]
    assert len(edges(texts(*lines, *narrow, *lines))) == 2


def test_wide_spaces_of_a_few_justified_lines_separate_nothing() -> None:
    column = [(0, 60, "first"), (80, 200, "words of one line of text")]
    crossing = [(0, 120, "a line of justified text"), (140, 200, "that goes on")]
    assert edges(texts(column, crossing, column, crossing)) == []


def test_an_empty_column_that_is_drawn_stays_a_column() -> None:
    lines = [[(0.0, 40.0, "key"), (150.0, 170.0, "34")] for _ in range(3)]
    assert edges(texts(*lines), (60.0, 120.0)) == [60.0, 120.0]


def test_a_label_beside_the_figures_below_it_makes_no_column_of_its_own() -> None:
    label = [(0, 30, "Kind"), (84, 96, "N")]
    assert len(edges(texts(label, *[[*row(at)[:2]] for at in range(4)]))) == 1


def test_each_gutter_says_why() -> None:
    (gutter,) = find_gutters(text_lines(texts(*[row(at)[:2] for at in range(4)])))
    assert {one.name for one in gutter.evidence} == {
        "a gutter is rare",
        "lines leave white space",
        "texts beside it are aligned",
    }
    assert gutter.weight == sum(one.weight for one in gutter.evidence)


def word(text: str, x0: float, pitch: float) -> Word:
    x1 = x0 + pitch * len(text)
    return make_word(text, x0, 10, x1=x1, top=0, bottom=10, size=SIZE)  # fmt: skip


def test_a_single_space_of_a_typewriter_face_separates_nothing() -> None:
    words = [word("two", 0, 6), word("words", 24, 6), word("12", 90, 6)]
    words = [replace(one, glyphs=(5 * at,)) for at, one in enumerate(words)]
    assert [one.text for one in segments_of(words, 0, 20)] == ["two words", "12"]


def test_the_point_of_a_figure_is_found_by_the_width_of_its_digits() -> None:
    equal = [Segment(80, 105, 0, SIZE, "12.34"), Segment(85, 100, 0, SIZE, "5.6")]
    narrow = [Segment(80, 102.5, 0, SIZE, "12.34"), Segment(85, 97.5, 0, SIZE, "5.6")]
    assert {one.point(1.0) for one in equal} == {92.5}
    assert {one.point(0.5) for one in narrow} == {91.25}
