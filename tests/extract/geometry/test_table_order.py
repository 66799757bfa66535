"""Tables are ordered as they are read."""

from __future__ import annotations

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
