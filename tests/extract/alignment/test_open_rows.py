"""Rows without a rule at a page end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.alignment.alignment_profile import AlignmentProfile, Layout, Rows
from extract.alignment.open_rows import (
    covers_height,
    is_placed_like,
    row_without_rules,
    with_open_rows,
    with_unfilled_rows,
)
from extract.alignment.segments import Edges, Segment
from extract.geometry.page_model import Fill, PageCell, PageReading, PageTable, Rule, Word
from extract.ruling.rule_groups import RuleGroup
from extract.stitching.table_runs import table_runs_of
from tests.extract.page_parts import make_word

INNER = [100.0]
RULES = [Rule(at, 0, 200) for at in (100.0, 130.0, 160.0)]
YS = [100.0, 130.0, 160.0]
ROWS = [[Segment(x, x + 60, baseline, 8) for x in (5.0, 105.0)] for baseline in (112.0, 142.0)]
"""Baselines are 12 points below the rules above them and 18 points above those below them."""


def word(text: str, x0: float, baseline: float, width: float = 40.0, size: float = 8.0) -> Word:
    return make_word(text, x0, baseline, x1=x0 + width, size=size)


def read(*words: Word, lines: list[Rule] = RULES, known: Layout | None = None) -> Rows:
    table = (list(YS), [list(row) for row in ROWS], [False] * 2)
    return with_open_rows(table, words, INNER, lines, known)


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


LARGE = 10.0
"""A type size whose multiples are exact: two distances may differ by 3.5 points."""
LARGE_ROWS = [[replace(one, size=LARGE) for one in row] for row in ROWS]


def placed_by(top: float, bottom: float, *, rules: list[Rule] = RULES, x0: float = 5.0) -> bool:
    """Return whether a row is placed as two others are; see `ROWS`.

    Args:
        top: the distance of its text from the rule above it.
        bottom: its distance from the rule below it.
        rules: the rules of the table, without that below the row.
        x0: where its text begins.
    """
    low = 160.0 + top + bottom
    row = [Segment(x0, x0 + 30.0, 160.0 + top, LARGE)]
    table = ([*YS, low], [*LARGE_ROWS, row], [False] * 3)
    return is_placed_like(slice(0, 2), 2, table, [*rules, Rule(low, 0, 200)])


@pytest.mark.parametrize(
    ("top", "bottom", "is_placed"),
    [
        (15.5, 18.0, True),
        (8.5, 18.0, True),
        (15.6, 18.0, False),
        (12.0, 21.5, True),
        (12.0, 21.6, False),
        (12.0, 14.5, True),
    ],
)
def test_distances_from_rules_may_differ_a_little(
    top: float, bottom: float, *, is_placed: bool
) -> None:
    assert placed_by(top, bottom) == is_placed


def test_a_row_is_placed_like_no_other_if_none_is_at_a_rule() -> None:
    beside = [replace(rule, start=190.0) for rule in RULES]
    assert placed_by(12.0, 18.0, rules=[*RULES[:2], beside[2]], x0=195.0)
    # The text of the others is below a rule, but above none.
    assert not placed_by(12.0, 18.0, rules=[RULES[0], *beside[1:]], x0=195.0)
    # The row's own text is below no rule.
    assert not placed_by(12.0, 18.0, rules=[*RULES[:2], beside[2]])


def layout(open_above: frozenset[int] = frozenset()) -> Layout:
    profile = AlignmentProfile(((5.0,), (105.0,)), (12.0,), (18.0,), 8.0)
    edges = Edges((100.0,), ((5.0,), (105.0,)))
    return Layout(0.0, 200.0, edges, profile, open_above)


PAST = [replace(RULES[0], start=100.0), *RULES[1:]]
"""Above the first row, a rule over the second column alone: the first cell is open."""


def pair(baseline: float, **more: float) -> tuple[Word, Word]:
    return word("a", 5, baseline, **more), word("b", 105, baseline, **more)


@pytest.mark.parametrize(
    ("below", "count"),
    [
        (182.0, 3),  # a line of 10 pt further away than in other rows
        (182.1, 2),
        (163.0, 3),  # almost on the rule
    ],
)
def test_below_a_known_table_a_row_may_be_one_line_further_away(below: float, count: int) -> None:
    assert len(read(*pair(below), known=layout())[1]) == count


@pytest.mark.parametrize(("baseline", "count"), [(174.0, 3), (176.0, 2), (168.0, 2)])
def test_else_a_row_is_as_far_from_the_rule_as_the_others(baseline: float, count: int) -> None:
    assert len(read(*pair(baseline))[1]) == count


@pytest.mark.parametrize(("gap", "count"), [(15.5, 3), (15.6, 2), (8.5, 3), (8.4, 2)])
def test_the_distance_from_a_rule_differs_by_a_third_of_the_type_size(
    gap: float, count: int
) -> None:
    table = (list(YS), LARGE_ROWS, [False] * 2)
    found = with_open_rows(table, pair(160.0 + gap, size=LARGE), INNER, RULES)
    assert len(found[1]) == count


@pytest.mark.parametrize(("x0", "count"), [(6.5, 3), (6.6, 2), (3.5, 3), (3.4, 2)])
def test_the_lines_of_a_row_begin_where_others_of_their_column_do(x0: float, count: int) -> None:
    assert len(read(word("a", x0, 172), word("b", 105, 172))[1]) == count


@pytest.mark.parametrize(("baseline", "count"), [(95.0, 3), (94.9, 2)])
def test_a_cell_goes_on_at_the_line_pitch(baseline: float, count: int) -> None:
    """Lines of 10 points are up to 17 points from each other; the first row begins at 112."""
    table = (list(YS), LARGE_ROWS, [False] * 2)
    found = with_open_rows(table, [word("on", 5, baseline, size=LARGE)], INNER, PAST)
    assert len(found[1]) == count


def test_lines_far_from_each_other_are_no_row() -> None:
    """Lines of 8 points are up to 13.6 points from each other."""
    for step, lines in ((13.0, 4), (14.0, 2)):
        rows = read(*pair(172.0), *pair(172.0 + step))[1]
        assert [len(row) for row in rows] == [2, 2, lines]
    table = (list(YS), LARGE_ROWS, [False] * 2)
    for step, lines in ((17.0, 4), (17.1, 2)):
        words = [*pair(172.0, size=LARGE), *pair(172.0 + step, size=LARGE)]
        assert len(with_open_rows(table, words, INNER, RULES)[1][2]) == lines


def test_a_line_of_another_size_ends_a_row() -> None:
    for size, lines in ((10.5, 6), (10.6, 4), (9.4, 4)):
        words = [*pair(172.0, size=LARGE), *pair(181.0, size=LARGE), *pair(190.0, size=size)]
        assert len(read(*words)[1][2]) == lines, size


@pytest.mark.parametrize(
    ("baseline", "lines", "known", "is_row"),
    [
        (99.0, PAST, None, True),  # close above the line at 112
        (98.0, PAST, None, False),
        (99.0, RULES, None, False),  # a rule is drawn below it
        (99.0, RULES, layout(frozenset({0})), True),  # the page before left the column open
        (99.0, RULES, layout(frozenset({1})), False),
        (90.0, PAST, layout(), True),
        (84.0, PAST, layout(), True),
        (83.9, PAST, layout(), False),
    ],
)
def test_text_above_the_first_rule_continues_an_open_cell(
    baseline: float, lines: list[Rule], known: Layout | None, *, is_row: bool
) -> None:
    found = read(word("on", 5, baseline), lines=lines, known=known)
    assert (len(found[1]) == 3) == is_row


def test_a_page_without_rules_has_a_row_from_the_first_line_in_several_columns() -> None:
    words = [
        word("A title over all of the page", 30, 20, width=100),
        word("at the second column", 105, 50),
        *pair(80),
        *pair(89),
        word("below", 5, 98),
    ]
    ys, rows, bands = row_without_rules(words, layout())
    assert ([round(y, 1) for y in ys], bands) == ([70.4, 102.0], [False])
    assert [one.text for one in rows[0]] == ["a", "b", "a", "b", "below"]
    assert row_without_rules(words[:2], layout()) == ([], [], [])


GREY, BLUE = (0.8,), (0.2, 0.4, 0.8)


def stripes(*colors: tuple[float, ...] | None) -> tuple[Rows, list[Fill]]:
    """Return rows 20 points high, and the fills of those that have a colour."""
    ys = [100.0 + 20 * at for at in range(len(colors) + 1)]
    rows = [[Segment(x, x + 60, y + 13, LARGE) for x in (5.0, 105.0)] for y in ys[:-1]]
    fills = [
        Fill((0.0, y, 200.0, y + 20), color) for y, color in zip(ys, colors, strict=False) if color
    ]
    return (ys, rows, [False] * len(rows)), fills


def completed(
    colors: tuple[tuple[float, ...] | None, ...], words: list[Word], *lines: float
) -> tuple[int, int]:
    """Return how many rows are added above and below."""
    table, fills = stripes(*colors)
    group = RuleGroup(0.0, 200.0, [Rule(at, 0.0, 200.0) for at in lines], fills)
    ys, rows, bands = with_unfilled_rows(table, group, words, INNER, LARGE)
    assert len(ys) - 1 == len(rows) == len(bands)
    above = sum(y < 100.0 for y in ys)
    return above, len(rows) - len(table[1]) - above


ZEBRA = (GREY, None, GREY)
ABOVE, BELOW = [*pair(93, size=LARGE)], [*pair(173, size=LARGE)]


@pytest.mark.parametrize(
    ("words", "lines", "added"),
    [
        ([*ABOVE, *BELOW], (), (1, 1)),
        ([*ABOVE, *BELOW], (100.0,), (0, 1)),
        ([*ABOVE, *BELOW], (160.0,), (1, 0)),
        ([*ABOVE, *BELOW], (105.0, 155.0), (1, 1)),  # no rules of the outer edges
        (ABOVE[:1], (), (0, 0)),  # no texts side by side
        (BELOW[:1], (), (0, 1)),
        ([*pair(190, size=LARGE)], (), (0, 1)),
        ([*pair(191, size=LARGE)], (), (0, 0)),  # too far
        ([*pair(173, size=10.5)], (), (0, 1)),
        ([*pair(173, size=10.6)], (), (0, 0)),
        ([word("a note over both columns", 5, 173, width=150, size=LARGE)], (), (0, 0)),
    ],
)
def test_every_second_row_has_a_fill_but_the_outermost(
    words: list[Word], lines: tuple[float, ...], added: tuple[int, int]
) -> None:
    assert completed(ZEBRA, words, *lines) == added


@pytest.mark.parametrize(
    ("step", "above"),
    [
        (20.0, 2),
        (19.0, 2),  # texts of filled rows are 20 points apart, or a point less
        (18.9, 1),
    ],
)
def test_rows_above_the_first_fill_are_as_far_apart_as_filled_ones(step: float, above: int) -> None:
    words = [*pair(93 - step, size=LARGE), *ABOVE]
    assert completed(ZEBRA, words) == (above, 0)
    # A text alone in its line above them is a caption.
    caption = word("a caption", 5, 93 - 2 * step, size=LARGE)
    assert completed(ZEBRA, [caption, *words])[0] == (2 if step > 18.9 else 1)


@pytest.mark.parametrize(
    ("height", "above"),
    [
        (12.0, 1),  # rows as close to each other as lines of one text
        (17.0, 1),
        (19.0, 2),
    ],
)
def test_a_header_of_two_lines_above_tight_rows_is_one_row(height: float, above: int) -> None:
    ys = [100.0 + height * at for at in range(4)]
    rows = [[Segment(x, x + 60, y + height - 3, LARGE) for x in (5.0, 105.0)] for y in ys[:-1]]
    fills = [Fill((0.0, y, 200.0, y + height), GREY) for y in (ys[0], ys[2])]
    group = RuleGroup(0.0, 200.0, [], fills)
    words = [*pair(97.0 - height, size=LARGE), *pair(97.0, size=LARGE)]
    found, *_ = with_unfilled_rows((ys, rows, [False] * 3), group, words, INNER, LARGE)
    assert sum(y < 100.0 for y in found) == above


def test_a_table_whose_rows_all_have_fills_ends_with_them() -> None:
    assert completed((GREY, BLUE, GREY), BELOW) == (0, 0)
    # Two rows may be every second one of three.
    assert completed((GREY, GREY), [*pair(153, size=LARGE)]) == (0, 1)


def test_the_fill_of_a_header_is_of_another_colour() -> None:
    assert completed((BLUE, GREY, None), ABOVE) == (0, 0)
    assert completed((GREY, None, None), ABOVE) == (1, 0)


def test_a_fill_covers_a_row_if_it_covers_most_of_it() -> None:
    for bottom, covers in ((112.0, True), (111.9, False)):
        assert covers_height((0.0, 90.0, 200.0, bottom), 100.0, 120.0) == covers


def test_centred_labels_above_the_first_rule_are_a_header() -> None:
    two_lines = (word("Result", 30, 74), word("expected", 25, 83), word("Deadline", 130, 83))
    ys, rows, bands = read(*two_lines)
    assert (ys[1:], [len(row) for row in rows], bands) == (YS, [3, 2, 2], [False] * 3)


@pytest.mark.parametrize(
    "words",
    [
        (word("far", 30, 68), word("away", 130, 68)),
        (word("one", 30, 83),),
        (word("one below", 30, 74), word("other", 130, 83)),
        (word("a title over both", 30, 83, width=100), word("date", 150, 83)),
        (word("other", 30, 83, size=11), word("type", 130, 83, size=11)),
    ],
)
def test_other_texts_above_the_first_rule_are_no_header(words: tuple[Word, ...]) -> None:
    assert read(*words) == (YS, ROWS, [False] * 2)
