"""Columns of a table that text alone shows, and the lines that keep to them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.alignment.aligned import (
    Columns,
    _edge_in,
    aligned_run,
    columns_of_table,
    find_columns,
    keeps_to,
    levels_between,
    with_measured_edges,
    words_in,
)
from extract.alignment.gutters import Gutter
from extract.alignment.levels import Level
from extract.alignment.segments import Segment
from extract.geometry.page_model import Line, PageTable, Word
from tests.extract.page_parts import make_cell, make_line, make_word

SIZE = 10.0
COLUMNS = Columns((0.0, 95.0, 195.0, 300.0), (5.0, 100.0, 200.0), (60.0, 150.0, 260.0))
"""Columns whose texts begin 5 points after their edges."""


def word(text: str, x0: float, baseline: float, **more: Any) -> Word:
    return make_word(text, x0, baseline, **{"size": SIZE, **more})


def line(text: str, x0: float, **more: Any) -> Line:
    return make_line(text, x0, 20.0, **{"size": SIZE, **more})


def level(baseline: float, *texts: tuple[int, str, float], **more: Any) -> Level:
    """Make a level of texts: the column, the text and the left end of each."""
    is_band = more.pop("is_band", False)
    lines = {column: line(text, x0, **more) for column, text, x0 in texts}
    return Level(baseline, lines, is_band=is_band)


def row(baseline: float) -> Level:
    return level(baseline, (0, "a key", 5.0), (1, "a text", 100.0), (2, "other", 200.0))


def kept(column: int, text: str, x0: float, x1: float | None = None) -> bool:
    more = {} if x1 is None else {"x1": x1}
    return keeps_to(level(20, (column, text, x0), **more), COLUMNS)


@pytest.mark.parametrize(
    ("column", "x0", "is_kept"),
    [
        (0, 5.0, True),
        (0, 6.5, True),
        (0, 6.6, False),
        (0, 3.5, True),
        (1, 101.5, True),
        (1, 98.5, True),
        (1, 98.4, False),
        (1, 110.0, False),
    ],
)
def test_texts_begin_where_those_of_their_column_do(column: int, x0: float, is_kept: bool) -> None:
    assert kept(column, "a text", x0) == is_kept


def test_texts_right_of_the_first_column_may_end_or_be_centred_at_one_position() -> None:
    assert kept(1, "a text", 130.0, 150.0)  # flush right
    assert kept(1, "a text", 130.0, 151.5)
    assert not kept(1, "a text", 130.0, 152.0)
    assert kept(1, "a text", 120.0, 130.0)  # centred between 100 and 150
    assert kept(1, "a text", 121.5, 131.5)
    assert not kept(1, "a text", 122.0, 132.0)
    assert not kept(0, "a text", 40.0, 60.0)  # the first column has no such texts
    assert not kept(1, "a text", 90.0, 150.0)  # it begins in the column before


def test_a_word_longer_than_its_column_runs_over_its_edge() -> None:
    assert kept(0, "responsibilities", 5.0, 104.0)
    assert kept(0, "responsibilities", 6.5, 104.0)
    assert not kept(0, "two words", 5.0, 104.0)
    assert not kept(0, "responsibilities", 15.0, 104.0)


def test_figures_are_anywhere_in_their_column() -> None:
    assert kept(1, "12", 140.0)
    assert kept(1, "12", 95.0)
    assert not kept(1, "12", 94.0)
    assert not kept(0, "12", 40.0)


def test_the_key_of_a_row_of_figures_may_be_indented() -> None:
    figures = ((1, "12", 140.0), (2, "13", 220.0))
    assert keeps_to(level(20, (0, "a key", 15.0), *figures), COLUMNS)
    assert not keeps_to(level(20, (0, "a key", 3.0), *figures), COLUMNS)
    assert not keeps_to(level(20, (0, "a key", 15.0), figures[0]), COLUMNS)
    assert not keeps_to(level(20, (0, "12", 15.0), figures[0]), COLUMNS)


def test_a_key_is_centred_only_beside_other_texts() -> None:
    assert keeps_to(level(20, (0, "12", 28.0), (1, "a text", 100.0)), COLUMNS)
    assert not keeps_to(level(20, (0, "12", 28.0)), COLUMNS)
    assert not keeps_to(level(20, (0, "12", 20.0), (1, "a text", 100.0)), COLUMNS)


def test_a_text_ends_in_its_column_or_where_the_next_text_begins() -> None:
    assert kept(0, "a text", 5.0, 100.0)
    assert not kept(0, "a text", 5.0, 100.1)
    assert kept(2, "a text", 200.0, 301.0)
    assert not kept(2, "a text", 200.0, 301.1)


def test_a_table_goes_on_as_long_as_its_lines_keep_to_the_columns() -> None:
    levels = [row(20), row(40), level(60, (0, "prose at another place", 30.0)), row(80)]
    assert aligned_run(levels, COLUMNS, SIZE) == tuple(levels[:2])
    assert aligned_run(levels[2:], COLUMNS, SIZE) == ()
    assert aligned_run([], COLUMNS, SIZE) == ()


@pytest.mark.parametrize(
    ("gap", "count"),
    [(48.0, 2), (100.0, 2), (100.1, 1)],
)
def test_rows_of_a_fixed_height_may_be_far_apart(gap: float, count: int) -> None:
    assert len(aligned_run([row(20), row(20 + gap)], COLUMNS, SIZE)) == count


@pytest.mark.parametrize(("gap", "count"), [(30.0, 3), (30.1, 2)])
def test_a_text_in_the_first_column_alone_is_near_to_the_row_above(gap: float, count: int) -> None:
    """Prose and notes below a table begin at its left, too."""
    levels = [row(20), row(32), level(32 + gap, (0, "a key", 5.0))]
    assert len(aligned_run(levels, COLUMNS, SIZE)) == count


def test_wide_gaps_between_rows_allow_for_wider_ones() -> None:
    rows = [row(20), row(48), level(92, (0, "a key", 5.0))]  # 44 points are 1.6 times 28
    assert len(aligned_run(rows, COLUMNS, SIZE)) == 3
    assert len(aligned_run([rows[0], row(40), rows[2]], COLUMNS, SIZE)) == 2
    # A gap that is far wider than all others says nothing of the next ones.
    far = [row(20), row(100), level(150, (0, "a key", 5.0))]
    assert len(aligned_run(far, COLUMNS, SIZE)) == 2


def test_a_heading_belongs_to_the_rows_below_it() -> None:
    heading = level(40, (-1, "A heading over all columns", 5.0), is_band=True)
    assert len(aligned_run([row(20), heading, row(60)], COLUMNS, SIZE)) == 3
    assert len(aligned_run([row(20), heading], COLUMNS, SIZE)) == 1
    # A single text below it may be prose.
    note = level(60, (0, "a note", 5.0))
    assert len(aligned_run([row(20), heading, note], COLUMNS, SIZE)) == 1
    pair = level(60, (0, "a key", 5.0), (1, "a text", 100.0))
    assert len(aligned_run([row(20), heading, pair, note], COLUMNS, SIZE)) == 4


def test_the_gap_below_a_heading_is_not_the_gap_of_rows() -> None:
    heading = level(48, (-1, "A heading over all columns", 5.0), is_band=True)
    rows = [row(20), heading, row(76), level(117, (0, "a key", 5.0))]
    assert len(aligned_run(rows, COLUMNS, SIZE)) == 3


@pytest.mark.parametrize(("size", "count"), [(10.5, 2), (9.5, 2), (10.6, 1), (9.4, 1)])
def test_the_rows_of_a_table_are_set_in_one_size(size: float, count: int) -> None:
    other = level(40, (0, "a key", 5.0), (1, "a text", 100.0), size=size)
    assert len(aligned_run([row(20), other], COLUMNS, SIZE)) == count


def grid(*rows: list[tuple[str, float]]) -> list[Word]:
    return [word(text, x0, 20.0 + 14 * at) for at, texts in enumerate(rows) for text, x0 in texts]


def test_white_space_that_lines_leave_shows_columns_and_where_their_texts_begin() -> None:
    rows = [[("a-key", 5.0), ("a-text", 100.0), ("other", 200.0)] for _ in range(5)]
    found = find_columns(grid(*rows), 0.0, 200.0, (0.0, 300.0))
    assert found is not None
    assert found.xs == (0.0, 97.0, 197.0, 300.0)
    assert found.starts == (5.0, 100.0, 200.0)
    assert found.rights == (25.0, 124.0, 220.0)
    assert found.inner == (97.0, 197.0)


def test_a_note_alone_in_its_line_does_not_move_the_start_of_a_column() -> None:
    rows = [[("a-key", 5.0), ("a-text", 100.0)] for _ in range(5)]
    found = find_columns(grid(*rows, [("note", 1.0)]), 0.0, 200.0, (0.0, 200.0))
    assert found is not None
    assert found.starts == (5.0, 100.0)


def test_texts_without_white_space_between_them_are_no_columns() -> None:
    assert find_columns(grid([("a-key", 5.0)], [("a-text", 5.0)]), 0.0, 200.0, (0.0, 200.0)) is None


def keys(levels: tuple[Level, ...]) -> list[list[int]]:
    return [sorted(one.lines) for one in levels]


def test_words_between_two_heights_are_put_into_columns() -> None:
    words = grid(*[[("a-key", 5.0), ("a-text", 100.0), ("other", 200.0)] for _ in range(3)])
    # The middle of the letters counts: 3 points above the baselines 20, 34 and 48.
    for top, bottom, count in ((0, 100, 3), (17, 45, 2), (17.1, 45.1, 2), (17.1, 45, 1)):
        found = levels_between(words, top, bottom, COLUMNS)
        assert keys(found) == [[0, 1, 2]] * count, (top, bottom)


def test_a_line_over_the_columns_is_a_heading() -> None:
    words = [word("heading" * 5, 5.0, 20.0), *grid([], [("a-key", 5.0), ("a-text", 100.0)])]
    heading, below = levels_between(words, 0.0, 100.0, COLUMNS)
    assert (heading.is_band, below.is_band) == (True, False)


@pytest.mark.parametrize(
    ("more", "is_part"),
    [
        ({}, True),
        ({"bold": False}, False),
        ({"x0": 6.5}, True),
        ({"x0": 6.6}, False),
        ({"baseline": 37.0}, True),
        ({"baseline": 37.1}, False),
    ],
)
def test_the_last_line_of_a_bold_heading_may_be_short(more: dict[str, Any], is_part: bool) -> None:
    first = word("heading" * 5, 5.0, 20.0, bold=True)
    fields = {"x0": 5.0, "baseline": 32.0, "bold": True, **more}
    last = word("short", fields.pop("x0"), fields.pop("baseline"), **fields)
    _, found = levels_between([first, last], 0.0, 100.0, COLUMNS)
    assert found.is_band == is_part
    # Below a plain one it is the text of a column.
    plain = replace(first, bold=False)
    assert not levels_between([plain, last], 0.0, 100.0, COLUMNS)[1].is_band


def test_words_at_the_starts_of_columns_are_texts_of_these_columns() -> None:
    """Spreadsheets may leave less white space between columns than there is between words."""
    touching = [word("w" * 23, 5.0, 20.0), word("a-text", 100.0, 20.0, after_space=True)]
    assert keys(levels_between(touching, 0.0, 100.0, COLUMNS)) == [[0, 1]]
    near = [touching[0], word("a-text", 100.5, 20.0)]
    assert keys(levels_between(near, 0.0, 100.0, COLUMNS)) == [[0, 1]]
    beside = [touching[0], word("a-text", 100.6, 20.0)]
    assert keys(levels_between(beside, 0.0, 100.0, COLUMNS)) == [[-1]]
    # At half of the starts that the line runs across.
    long = [touching[0], word("w" * 30, 100.0, 20.0)]
    assert keys(levels_between(long, 0.0, 100.0, COLUMNS)) == [[0, 1]]
    # At one of three it may begin by chance.
    wide = Columns(
        (0.0, 95.0, 195.0, 295.0, 400.0), (5.0, 100.0, 200.0, 300.0), (60.0, 150.0, 250.0, 360.0)
    )
    over = [touching[0], word("w" * 60, 100.0, 20.0)]
    assert keys(levels_between(over, 0.0, 100.0, wide)) == [[-1]]
    # A word of the same string is none that begins there.
    linked = [touching[0], word("a-text", 100.0, 20.0, link="next")]
    assert keys(levels_between(linked, 0.0, 100.0, COLUMNS)) == [[-1]]


def test_a_word_up_to_a_point_left_of_an_edge_is_in_the_column_right_of_it() -> None:
    for x0, column in ((94.0, 1), (93.9, 0)):
        words = [word("a-key", 5.0, 20.0), word("x", x0, 20.0, x1=95.5)]
        texts = {
            at: own.text for at, own in levels_between(words, 0, 100, COLUMNS)[0].lines.items()
        }
        assert texts == ({0: "a-key", 1: "x"} if column else {0: "a-key x"})


def test_the_words_of_a_label_over_several_columns_stay_together() -> None:
    label = [
        word("planned", 105.0, 20.0),
        word("for-some-years", 135.0, 20.0),
        word("x", 250.0, 20),
    ]
    rest = word("w" * 8, 193.0, 20.0)
    (found,) = levels_between([*label[:2], rest, word("a-key", 5.0, 20.0)], 0, 100, COLUMNS)
    assert sorted(found.lines) == [0, 1]


def test_the_right_edges_are_measured_again_over_all_rows() -> None:
    wide = level(20, (0, "a key", 5.0), (1, "a text", 100.0), x1=98.0)
    found = with_measured_edges(COLUMNS, [wide])
    assert found.rights == (98.0, 98.0, 260.0)
    # The first text ends beyond its edge at 95: halfway to the next text.
    assert found.xs == (0.0, 99.0, 195.0, 263.0)
    assert with_measured_edges(COLUMNS, [level(20, (0, "a", 5.0), x1=100.0)]).xs[1] == 100.0
    assert with_measured_edges(COLUMNS, [level(20, (0, "a", 5.0), x1=101.0)]).xs[1] == 95.0
    assert with_measured_edges(COLUMNS, [level(20, (0, "a", 5.0), x1=95.0)]).xs[1] == 95.0


def test_the_columns_of_a_table_are_measured_from_cells_of_one_column() -> None:
    cells = [
        make_cell(0, 0, (0, 0, 100, 20), (line("a key", 5.0),)),
        make_cell(0, 1, (100, 0, 200, 20), (line("a text", 104.0),)),
        replace(make_cell(1, 0, (0, 20, 200, 40), (line("wide " * 30, 1.0),)), column_stop=2),
    ]
    table = PageTable(1, (0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0), tuple(cells))
    found = columns_of_table(table)
    assert found.starts == (5.0, 104.0, 200.0)
    assert found.rights == (25.0, 128.0, 300.0)
    assert [one.text for one in words_in(table)] == ["a key", "a text", "wide " * 30]


@pytest.mark.parametrize(
    ("right", "labels", "edge"),
    [
        (102.0, (), 101.0),  # the middle of white space that is narrow
        (130.0, (), 127.0),
        (130.0, ((120.0, 160.0),), 117.0),  # left of a label that begins in it
        (130.0, ((103.0, 160.0),), 101.5),
        (130.0, ((120.0, 130.0),), 127.0),  # it ends there
        (102.0, ((101.5, 160.0),), 101.0),  # the edge is left of the label
    ],
)
def test_an_edge_is_left_of_a_label_alone_in_its_line(
    right: float, labels: tuple[tuple[float, float], ...], edge: float
) -> None:
    alone = [Segment(x0, x1, 20.0, SIZE, "Label") for x0, x1 in labels]
    assert _edge_in(Gutter(100.0, right, ()), alone, None) == edge


@pytest.mark.parametrize(("items", "is_kept"), [(3, True), (2, False)])
def test_lines_of_items_are_placed_where_several_of_their_column_begin(
    items: int, *, is_kept: bool
) -> None:
    """The lines of numbered items hang, and their numbers stand left of other texts."""
    rows = [20.0 * number for number in range(1, 7)]
    words = [word("key", 5.0, baseline) for baseline in rows]
    words += [
        word("text", 100.0 + 9.0 * (at < items), baseline) for at, baseline in enumerate(rows)
    ]
    columns = find_columns(words, 0.0, 200.0, (0.0, 200.0))
    assert columns is not None
    assert keeps_to(level(140.0, (1, "lines", 109.0)), columns) == is_kept
