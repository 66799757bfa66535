"""What the order of drawing shows about cells."""

from __future__ import annotations

from extract.geometry.drawing_order import is_drawn_apart, is_drawn_by_cell, is_drawn_next


def test_a_text_is_drawn_next_if_at_most_a_space_and_a_hyphen_lie_between() -> None:
    assert is_drawn_next((4, 5, 6), (7, 8))
    assert is_drawn_next((4, 5, 6), (9, 10))
    assert not is_drawn_next((4, 5, 6), (10, 11))
    assert not is_drawn_next((7, 8), (4, 5))
    assert not is_drawn_next((4, 5, 6), (6, 7))  # they share a glyph


def test_a_text_is_drawn_apart_if_it_is_not_drawn_next() -> None:
    assert is_drawn_apart((4, 5, 6), (10, 11))
    assert is_drawn_apart((7, 8), (4, 5))
    assert not is_drawn_apart((4, 5, 6), (7, 8))


def test_recognised_text_has_no_order_of_drawing() -> None:
    assert not is_drawn_next((), (1,))
    assert not is_drawn_apart((), (1,))
    assert not is_drawn_apart((1,), ())


def test_a_file_draws_cells_as_wholes_if_lines_follow_those_above_them() -> None:
    by_cell = [((0, 1), (2, 3)), ((10, 11), (12, 13)), ((20, 21), (40, 41))]
    by_line = [((0, 1), (20, 21)), ((2, 3), (22, 23)), ((4, 5), (24, 25))]
    assert is_drawn_by_cell(by_cell)
    assert not is_drawn_by_cell(by_line)
    assert not is_drawn_by_cell([])


def test_one_line_in_ten_shows_cells() -> None:
    next_line, other = ((0, 1), (2, 3)), ((0, 1), (20, 21))
    assert is_drawn_by_cell([next_line])
    assert is_drawn_by_cell([next_line] * 2 + [other] * 18)
    assert not is_drawn_by_cell([next_line] * 2 + [other] * 19)
