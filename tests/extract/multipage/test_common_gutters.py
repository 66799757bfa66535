"""Edges between columns lie in white space that all pages of a table have in common."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from extract.alignment.segments import Segment
from extract.multipage.common_gutters import CommonGutter, common_edges, gutters_of, has_texts_apart


def text(x0: float, x1: float) -> Segment:
    return Segment(x0, x1, 100.0, 10.0)


def test_white_space_reaches_from_the_text_on_the_left_to_that_on_the_right() -> None:
    rows = [[text(0, 40), text(90, 100)], [text(0, 60), text(70, 100)], [text(10, 100)]]
    assert gutters_of(rows, (65.0,)) == [CommonGutter(60.0, 70.0, 65.0)]


def test_no_text_bounds_white_space_at_a_side() -> None:
    assert gutters_of([[text(0, 40)]], (65.0,)) == [CommonGutter(40.0, float("inf"), 65.0)]


@pytest.mark.parametrize(
    ("gutters", "edges"),
    [
        ([], ()),
        ([CommonGutter(40, 60, 55)], (55,)),
        ([CommonGutter(40, 60, 59), CommonGutter(30, 50, 49), CommonGutter(30, 50, 48)], (49,)),
        ([CommonGutter(40, 60, 58), CommonGutter(30, 50, 49), CommonGutter(40, 57, 56)], (50,)),
        ([CommonGutter(40, 60, 50), CommonGutter(60, 70, 65)], (60,)),
        ([CommonGutter(40, 60, 50), CommonGutter(60.5, 70, 65)], (50, 65)),
    ],
)
def test_pages_share_an_edge_where_their_white_space_overlaps(
    gutters: list[CommonGutter], edges: tuple[float, ...]
) -> None:
    assert common_edges(gutters) == edges


@given(
    st.lists(st.floats(60, 95), min_size=1, max_size=6),
    st.lists(st.floats(165, 195), min_size=6, max_size=6),
)
def test_right_aligned_columns_have_one_edge_however_wide_their_numbers(
    first: list[float], second: list[float]
) -> None:
    gutters = [
        own
        for a, b in zip(first, second, strict=False)
        for own in gutters_of([[text(0, 50), text(a, 100), text(b, 200)]], (a - 2, b - 2))
    ]
    before, after = common_edges(gutters)
    assert 50 <= before <= min(first)
    assert 100 <= after <= min(second[: len(first)])


@pytest.mark.parametrize(("edge", "is_apart"), [(45.0, True), (75.0, False), (200.0, True)])
def test_texts_of_a_line_stand_apart_in_a_column_that_holds_both(
    edge: float, *, is_apart: bool
) -> None:
    rows = [[text(0, 40), text(80, 100)], [text(50, 60), text(80, 100)]]
    assert has_texts_apart(rows, (edge,)) == is_apart
