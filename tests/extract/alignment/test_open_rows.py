"""Rows without a rule at a page end."""

from __future__ import annotations

from extract.alignment.alignment_profile import Rows
from extract.alignment.open_rows import is_placed_like, with_open_rows
from extract.alignment.segments import Segment
from extract.geometry.page_model import PageCell, PageReading, PageTable, Rule, Word
from extract.stitching.table_runs import table_runs_of
from tests.extract.page_parts import make_word

INNER = [100.0]
RULES = [Rule(at, 0, 200) for at in (100.0, 130.0, 160.0)]
YS = [100.0, 130.0, 160.0]
ROWS = [[Segment(x, x + 60, baseline, 8) for x in (5.0, 105.0)] for baseline in (112.0, 142.0)]
"""Baselines are 12 points below the rules above them and 18 points above those below them."""


def word(text: str, x0: float, baseline: float, width: float = 40.0, size: float = 8.0) -> Word:
    return make_word(text, x0, baseline, x1=x0 + width, size=size)


def read(*words: Word, lines: list[Rule] = RULES) -> Rows:
    table = (list(YS), [list(row) for row in ROWS], [False] * 2)
    return with_open_rows(table, words, INNER, lines)


def test_text_in_columns_below_the_last_rule_is_a_row() -> None:
    ys, rows, bands = read(word("a", 5, 172), word("b", 105, 172), word("c", 105, 181))
    assert (ys, len(rows), bands) == ([*YS, 185.0], 3, [False] * 3)


def test_text_in_columns_above_the_first_rule_is_a_row() -> None:
    ys, rows, _ = read(word("a", 105, 73), word("b", 105, 82))
    assert (ys[1:], len(rows), len(rows[0])) == (YS, 3, 2)


def test_text_placed_unlike_the_rows_is_no_row() -> None:
    untouched = (YS, ROWS, [False] * 2)
    assert read(word("too far", 5, 180), word("below", 105, 180)) == untouched
    assert read(word("at the margin only", 5, 172)) == untouched
    assert read(word("over both columns", 5, 172, width=150)) == untouched
    assert read(word("page", 130, 172)) == untouched


def test_a_cell_that_continues_past_the_last_rule_does_not_hide_a_new_row() -> None:
    part = [*RULES[:2], Rule(160.0, 100, 200)]
    _, rows, _ = read(word("on", 5, 168), word("new", 105, 172), lines=part)
    assert len(rows) == 3


def cells(columns: int) -> tuple[PageCell, ...]:
    return tuple(
        PageCell(row, row + 1, column, column + 1, (0, 0, 1, 1))
        for row in range(2)
        for column in range(columns)
    )


def reading(page: int, xs: tuple[float, ...], *, is_ruled: bool) -> PageReading:
    table = PageTable(page, xs, (0, 10, 20), cells(len(xs) - 1), is_ruled)
    return PageReading(page, 200, 300, 0, (table,), (), ())


def test_a_ruled_table_of_fewer_columns_is_another_table() -> None:
    pages = [
        reading(1, (0, 50, 100, 150, 200), is_ruled=True),
        reading(2, (50, 100, 150, 200), is_ruled=True),
    ]
    assert len(table_runs_of(pages, [(), ()])) == 2


def placed(*baselines: float, bottom: float = 190.0) -> bool:
    """Return whether a third row is placed as the others are."""
    lines = [*RULES, Rule(bottom, 0, 200)]
    row = [Segment(5.0, 65.0, baseline, 8) for baseline in baselines]
    return is_placed_like(slice(0, 2), 2, ([*YS, bottom], [*ROWS, row], [False] * 3), lines)


def test_a_row_is_placed_like_others_if_its_text_is_as_far_from_both_rules() -> None:
    assert placed(172)
    assert placed(172, 181, bottom=199)
    assert not placed(172, bottom=199)
    assert not placed(181, bottom=199)
    assert not placed(180)
