"""Tables are ordered as they are read."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import PageTable, Word
from extract.geometry.table_order import in_reading_order
from tests.extract.page_parts import make_word


def table(x0: float, top: float, x1: float, bottom: float) -> PageTable:
    return PageTable(1, (x0, x1), (top, bottom), ())


def word(x0: float, x1: float, baseline: float) -> Word:
    return make_word("word", x0, baseline, x1=x1, top=baseline - 8, size=10)  # fmt: skip


LEFT_LOW, RIGHT_HIGH = table(50, 600, 280, 700), table(310, 60, 540, 160)


def test_a_page_column_is_read_before_the_next_one() -> None:
    assert in_reading_order([RIGHT_HIGH, LEFT_LOW], []) == [LEFT_LOW, RIGHT_HIGH]


def test_text_over_both_columns_separates_what_is_above_it() -> None:
    across = [word(270, 320, 400)]
    assert in_reading_order([LEFT_LOW, RIGHT_HIGH], across) == [RIGHT_HIGH, LEFT_LOW]


def test_tables_side_by_side_are_read_from_left_to_right() -> None:
    left, right = table(50, 102, 280, 200), table(310, 100, 540, 200)
    assert in_reading_order([right, left], []) == [left, right]


def test_tables_above_each_other_are_read_top_down() -> None:
    upper, lower = table(50, 100, 540, 200), table(60, 300, 500, 400)
    assert in_reading_order([lower, upper], []) == [upper, lower]


@pytest.mark.parametrize(
    ("x0", "x1", "baseline", "is_across"),
    [
        (270, 320, 160, True),  # from the lower end of one to the top of the other
        (270, 320, 600, True),
        (270, 320, 159, False),
        (270, 320, 601, False),
        (60, 280, 400, False),  # in one column
        (310, 400, 400, False),
        (60, 281, 400, True),
        (309, 400, 400, True),
    ],
)
def test_text_across_lies_between_both_tables_and_both_columns(
    x0: float, x1: float, baseline: float, *, is_across: bool
) -> None:
    words = [word(x0, x1, baseline)]
    found = in_reading_order([LEFT_LOW, RIGHT_HIGH], words)
    assert found == ([RIGHT_HIGH, LEFT_LOW] if is_across else [LEFT_LOW, RIGHT_HIGH])


def test_tables_that_touch_at_a_corner_are_read_top_down() -> None:
    upper, lower = table(50, 100, 280, 200), table(280, 200, 540, 300)
    assert in_reading_order([lower, upper], []) == [upper, lower]
    right, left = table(280, 100, 540, 200), table(50, 200, 280, 300)
    assert in_reading_order([right, left], []) == [left, right]
    assert in_reading_order([upper, upper], []) == [upper, upper]
    # Text at the corner changes nothing: one is above the other, and left of it.
    assert in_reading_order([lower, upper], [word(270, 290, 200)]) == [upper, lower]
