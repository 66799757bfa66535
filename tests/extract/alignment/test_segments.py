"""Lines cut into texts: by white space, and by the order and the strings of their drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from extract.alignment.segments import (
    Edges,
    Segment,
    column_of,
    crosses_edges,
    is_led,
    join_within_columns,
    segments_in_rows,
    segments_of,
    word_lines,
    word_lines_in_rows,
)
from extract.geometry.page_model import StringLink, Word
from tests.extract.page_parts import make_word

EVERYWHERE = (float("-inf"), float("inf"))


def word(text: str, x0: float, first: int, after: int, link: StringLink = "") -> Word:
    glyphs = tuple(range(first, first + len(text)))
    return make_word(text, x0, 100.0, glyphs=glyphs, after=after, link=link)


def cut(*words: Word) -> list[str]:
    return [one.text for one in segments_of(words, *EVERYWHERE)]


def test_a_justified_line_is_one_text_however_wide_its_spaces_are() -> None:
    wide = word("jangan", 0.0, 0, -1), word("hal", 60.0, 7, 5, "next")
    assert cut(*wide) == ["jangan hal"]


def test_words_side_by_side_that_are_drawn_apart_are_two_texts() -> None:
    assert cut(word("AUN,", 0.0, 0, -1), word("Q2", 18.0, 9, 7)) == ["AUN,", "Q2"]


def test_a_short_text_between_two_drawings_is_enough_to_part_them() -> None:
    # `HRE` is drawn between them: on the next line of the left cell.
    left, right = word("AUN-", 0.0, 0, -1), word("TBD", 20.0, 8, 7)
    assert cut(left, right) == ["AUN-", "TBD"]


def test_another_string_beside_a_text_is_a_text_of_its_own() -> None:
    assert cut(word("2025", 0.0, 0, -1), word("10", 18.0, 4, 3, "apart")) == ["2025", "10"]


def test_words_that_touch_where_a_column_begins_are_two_texts() -> None:
    left, right = make_word("primarily", 0.0, 100.0), make_word("Scores", 0.0, 100.0)
    right = replace(right, x0=left.x1, x1=left.x1 + 20, begins_string=True, after_space=False)
    assert cut(left, right) == ["primarily", "Scores"]
    assert cut(left, replace(right, after_space=True)) == ["primarily Scores"]
    mark = replace(right, text="2", size=left.size * 0.6, baseline=left.baseline - 0.5)
    assert cut(left, mark) == ["primarily 2"]


def test_the_file_s_first_glyph_may_be_that_before_a_word() -> None:
    """Drawn first, it is not the last glyph of the word to the left."""
    assert cut(word("ab", 0.0, 5, -1), word("cd", 10.0, 1, 0)) == ["ab", "cd"]


def test_touching_words_are_no_further_apart_than_letters() -> None:
    left = make_word("ab", 0.0, 100.0, x1=36.0, size=50.0)
    for x0, count in ((45.0, 2), (45.5, 1)):
        right = make_word("cd", x0, 100.0, size=50.0, begins_string=True, after_space=False)
        assert len(cut(left, right)) == count


LARGE = 10.0
"""A type size whose multiples are exact."""


def part(x0: float, x1: float, baseline: float = 100.0, text: str = "ab") -> Word:
    return make_word(text, x0, baseline, x1=x1, size=LARGE)


def spans(
    *pairs: tuple[float, float], edges: Edges | None = None, second: bool = False
) -> list[tuple[float, float]]:
    """Return the parts of a line of words between two x positions each.

    Args:
        pairs: the left and right ends of the words.
        edges: what is known of the columns.
        second: whether another line is below.
    """
    words = [part(*pair) for pair in pairs]
    below = [part(pairs[0][0], pairs[0][1], 112.0)] if second else []
    found = segments_of([*words, *below], *EVERYWHERE, edges)
    return [(one.x0, one.x1) for one in found if one.baseline == 100.0]


def test_lines_are_those_whose_middles_lie_between_two_heights() -> None:
    words = [part(0, 20, baseline) for baseline in (102.9, 103.0, 112.9, 113.0)]
    found = word_lines(words, 100.0, 110.0)
    assert [[word.baseline for word in line] for line in found] == [[103.0], [112.9]]


heights = st.integers(0, 40).map(lambda half: 100.0 + half / 2)


@given(st.lists(heights), st.lists(heights, min_size=1).map(sorted))
def test_the_lines_of_all_rows_are_those_of_each(baselines: list[float], ys: list[float]) -> None:
    words = [part(30.0 * (at % 3), 30.0 * (at % 3) + 20, y) for at, y in enumerate(baselines)]
    assert word_lines_in_rows(words, ys) == [word_lines(words, *row) for row in pairwise(ys)]
    assert segments_in_rows(words, ys) == [segments_of(words, *row) for row in pairwise(ys)]


def test_words_of_one_line_have_about_one_baseline() -> None:
    for baseline, count in ((102.0, 1), (102.1, 2)):
        found = word_lines([part(30, 50, baseline), part(0, 20)], *EVERYWHERE)
        assert len(found) == count
    (line,) = word_lines([part(30, 50), part(0, 20, 101.0)], *EVERYWHERE)
    assert [word.x0 for word in line] == [0, 30]


def test_a_space_wider_than_half_the_type_size_cuts_a_line() -> None:
    assert spans((0, 20), (25, 45)) == [(0, 45)]
    assert spans((0, 20), (25.1, 45)) == [(0, 20), (25.1, 45)]


def test_the_spaces_of_a_justified_line_are_about_equal() -> None:
    assert spans((0, 20), (25, 45), (51.5, 70)) == [(0, 70)]
    assert spans((0, 20), (25, 45), (51.6, 70)) == [(0, 45), (51.6, 70)]


def test_the_letters_of_a_typewriter_are_as_wide_as_its_spaces() -> None:
    for left, space, count in ((198.0, 101.0, 1), (202.0, 99.0, 1), (197.0, 100.0, 2)):
        words = [
            make_word("ab", 0.0, 100.0, x1=left, size=100.0),
            make_word("cd", left + space, 100.0, x1=left + space + 200.0, size=100.0),
        ]
        assert len(cut(*words)) == count, (left, space)
    far = make_word("cd", 200.0 + 102.0, 100.0, x1=502.0, size=100.0)
    assert len(cut(make_word("ab", 0.0, 100.0, x1=200.0, size=100.0), far)) == 2


@pytest.mark.parametrize(
    ("drawn", "x0", "is_cut"),
    [
        (22.0, 25.0, True),
        (19.0, 25.0, True),  # less than a point inside the text
        (18.9, 25.0, False),
        (26.0, 25.0, True),
        (26.1, 25.0, False),
        (22.0, 24.0, False),  # the space is as narrow as in text
        (22.0, 24.1, True),
    ],
)
def test_a_drawn_end_in_an_ordinary_space_cuts_a_line(
    drawn: float, x0: float, *, is_cut: bool
) -> None:
    found = spans((0, 20), (x0, 45), edges=Edges(drawn=(drawn,)))
    assert len(found) == 1 + is_cut
    assert len(spans((0, 20), (x0, 45))) == 1


@pytest.mark.parametrize(
    ("start", "x0", "second", "is_cut"),
    [
        (31.0, 31.0, True, True),
        (31.0, 31.0, False, False),  # one line may be a heading
        (31.0, 32.1, False, True),
        (32.5, 31.0, True, True),
        (32.6, 31.0, True, False),
        (28.0, 28.0, True, False),  # no space at all
    ],
)
def test_a_word_where_the_texts_of_a_column_begin_is_a_text_of_its_own(
    start: float, x0: float, *, second: bool, is_cut: bool
) -> None:
    edges = Edges(inner=(x0 - 0.5,), starts=((0.0,), (start,)))
    assert len(spans((0, 28), (x0, 50), edges=edges, second=second)) == 1 + is_cut


def test_known_edges_alone_cut_a_line() -> None:
    edges = Edges(inner=(30.0,), starts=((0.0,), (30.0,)))
    assert spans((31, 40), (55, 60), edges=edges) == [(31, 60)]
    # Up to a point left of the edge, a word is in the column right of it.
    assert spans((0, 20), (29, 40), edges=edges) == [(0, 20), (29, 40)]
    assert spans((0, 20), (28.9, 40), edges=edges) == [(0, 40)]


def test_a_line_that_crosses_most_edges_is_not_cut_at_a_start_by_chance() -> None:
    edges = Edges(inner=(30.0, 60.0, 90.0), starts=((0.0,), (31.0,), (61.0,), (91.0,)))
    heading = ((0, 28), (31, 50), (53, 95))
    assert spans(*heading, edges=edges, second=True) == [(0, 95)]
    # One edge of two is not most of them.
    overflowing = ((0, 28), (31, 50), (53, 70), (91, 110))
    assert spans(*overflowing, edges=edges, second=True) == [(0, 28), (31, 70), (91, 110)]


def test_texts_of_one_line_and_column_are_one() -> None:
    one, other = Segment(0, 20, 100.0, LARGE, "a"), Segment(40, 60, 100.0, LARGE, "b", True)
    below = replace(other, baseline=112.0)
    assert join_within_columns([one, other], []) == [Segment(0, 60, 100.0, LARGE, "a b")]
    assert join_within_columns([one, other], [30.0]) == [one, other]
    assert join_within_columns([one, below], []) == [one, below]


def test_a_text_crosses_an_edge_by_more_than_a_point() -> None:
    for x0, x1, crosses in ((98.9, 101.1, True), (99.0, 150.0, False), (50.0, 101.0, False)):
        text = Segment(x0, x1, 100.0, LARGE)
        assert crosses_edges([text], [100.0]) == crosses
        assert column_of(text, [100.0]) == (x0 >= 99.0)
    assert crosses_edges([], [100.0])


@pytest.mark.parametrize(
    ("text", "x1", "point"),
    [
        ("1.5", 25.0, 12.5),  # three signs; a point is half as wide as a digit
        (".5", 15.0, 2.5),
        ("12", 20.0, 20.0),
        ("12.", 25.0, 25.0),
    ],
)
def test_figures_are_aligned_at_their_points(text: str, x1: float, point: float) -> None:
    assert Segment(0.0, x1, 100.0, LARGE, text).point(0.5) == point


@pytest.mark.parametrize(
    ("text", "leads"), [("Key ....", True), ("Key … …", True), ("Key ...", False), ("Key", False)]
)
def test_dots_lead_to_the_next_text(text: str, *, leads: bool) -> None:
    assert is_led(text) == leads


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        (("960", "1,040", "1,120"), ["960", "1,040", "1,120"]),
        (("0.99 ......", "1,360"), ["0.99 ......", "1,360"]),
        (("10", "000"), ["10 000"]),
        (("in", "2019"), ["in 2019"]),
        (("A1", "1,040"), ["A1 1,040"]),
        (("960", "–"), ["960 –"]),
    ],
)
def test_numbers_a_space_apart_in_typewriter_type_are_two_texts(
    texts: Sequence[str], parts: Sequence[str]
) -> None:
    words, x0 = [], 0.0
    for text in texts:
        words.append(make_word(text, x0, 100.0, size=6.6))
        x0 = words[-1].x1 + 4.0
    assert cut(*words) == parts
