"""Labels of a header over several columns, told by the place of their text alone."""

from __future__ import annotations

import pytest

from extract.alignment.aligned import Columns
from extract.alignment.headers.label_groups import (
    LabelGroup,
    are_at_foot,
    doubtful_labels,
    with_group_labels,
)
from extract.alignment.levels import Level
from extract.alignment.rows.row_segmentation import RowStart, starts_below_groups
from tests.extract.page_parts import make_line

XS = (0.0, 100.0, 200.0, 300.0, 400.0)
SIZE = 8.0


def level(baseline: float, *texts: tuple[int, float, float]) -> Level:
    """Make a level of texts: the column and the left and the right end of each."""
    return Level(
        baseline,
        {at: make_line("Label", x0, baseline, x1=x1, size=SIZE) for at, x0, x1 in texts},
        is_band=any(at < 0 for at, _, _ in texts),
    )


def labels(baseline: float, *columns: int) -> Level:
    return level(baseline, *((at, 100.0 * at + 40, 100.0 * at + 70) for at in columns))


BODY = (labels(100.0, 0, 1, 2, 3), labels(110.0, 0, 1, 2, 3))


def groups_of(*levels: Level, columns: int = 4) -> list[tuple[int, int, int, int]]:
    """Return the level, the columns and the level below of each label over several columns."""
    xs = XS[: columns + 1]
    found = with_group_labels(levels, BODY, Columns(xs, xs[:-1], xs[1:]))[1]
    return [(one.level, one.first, one.stop, one.below) for one in found]


@pytest.mark.parametrize(
    ("column", "x0", "x1", "below", "place"),
    [
        (0, 5.0, 195.0, (0, 1, 2), (0, 2)),
        (0, 5.0, 201.0, (0, 1, 2), (0, 2)),  # it ends where the third column begins
        (1, 105.0, 295.0, (0, 1, 2), (1, 3)),
        (1, 105.0, 201.1, (1, 2), (1, 3)),
        (1, 105.0, 201.0, (1,), None),  # it is over its own column
        (1, 105.0, 295.0, (1,), None),  # a single label is the second line of it
        (1, 105.0, 295.0, (0,), None),
        (-1, 5.0, 295.0, (0, 1), None),  # a heading over all columns
        (-1, 210.0, 305.0, (0, 1, 2, 3), (1, 4)),  # alone in its line, in the middle of three
    ],
)
def test_a_label_that_crosses_edges_is_over_all_columns_in_the_middle_of_which_it_is(
    column: int, x0: float, x1: float, below: tuple[int, ...], place: tuple[int, int] | None
) -> None:
    found = groups_of(level(10.0, (column, x0, x1)), labels(20.0, *below))
    assert found == ([] if place is None else [(0, *place, 1)])


@pytest.mark.parametrize(
    ("x0", "place"),
    [
        (195.0, (1, 3)),  # 205 is the middle of the second and the third column
        (175.0, None),  # too far from it
        (145.0, None),  # in the middle of its own column
        (140.0, None),  # begins with its own column
    ],
)
def test_a_short_label_between_two_columns_is_over_both(
    x0: float, place: tuple[int, int] | None
) -> None:
    found = groups_of(level(10.0, (int(x0 // 100), x0, x0 + 20)), labels(20.0, 0, 1, 2))
    assert found == ([] if place is None else [(0, *place, 1)])


def test_where_one_label_is_over_several_columns_the_others_are() -> None:
    """The second is also in the middle of a single column."""
    first, middle = (1, 95.0, 115.0), (2, 245.0, 265.0)
    below = labels(20.0, 0, 1, 2, 3)
    assert groups_of(level(10.0, middle), below) == []
    found = groups_of(level(10.0, (0, 95.0, 115.0), middle), below)
    assert (0, 0, 2, 1) in found
    assert len(found) == 1 or found[1][1:3] != (2, 3)
    assert first[1] == 95.0


def test_labels_of_columns_may_be_further_below_and_of_several_lines() -> None:
    found = groups_of(
        level(10.0, (1, 195.0, 215.0)),
        labels(20.0, 3),
        labels(30.0, 1, 3),
        labels(40.0, 0, 1, 2, 3),
    )
    assert found == [(0, 1, 3, 2)]


def test_two_levels_of_groups() -> None:
    found = groups_of(
        level(10.0, (-1, 210.0, 305.0)), level(20.0, (1, 195.0, 215.0)), labels(30.0, 0, 1, 2, 3)
    )
    assert sorted(found) == [(0, 1, 4, 1), (1, 1, 3, 2)]


def test_the_lines_of_one_label_are_one_group() -> None:
    over = (level(10.0, (1, 190.0, 220.0)), level(20.0, (1, 195.0, 215.0)))
    assert groups_of(*over, labels(30.0, 0, 1, 2)) == [(1, 1, 3, 2)]


def test_the_labels_below_groups_of_one_level_start_one_row() -> None:
    groups = [LabelGroup(0, 1, 3, 2), LabelGroup(0, 3, 5, 1), LabelGroup(2, 1, 3, 4)]
    assert starts_below_groups(groups, 5) == [
        RowStart(1, frozenset({0}), joined=((1, 3), (3, 5))),
        RowStart(4, frozenset({0, 3, 4}), joined=((1, 3),)),
    ]


@pytest.mark.parametrize(
    ("columns", "at_foot"),
    [
        (((1,), (1, 2), (0, 1, 2)), True),
        (((0, 1, 2), (1,)), False),
        (((0, 1, 2), (0, 1, 2)), False),
        ((), False),
    ],
)
def test_labels_of_a_header_end_side_by_side(
    columns: tuple[tuple[int, ...], ...], *, at_foot: bool
) -> None:
    levels = [labels(10.0 * at, *own) for at, own in enumerate(columns)]
    assert are_at_foot(levels) is at_foot


@pytest.mark.parametrize(
    ("upper", "below", "is_told"),
    [
        (level(10.0, (2, 240, 270)), (1, 2, 3), True),
        (level(10.0, (2, 220, 290)), (1, 2, 3), False),  # the next word has no room beside it
        (level(10.0, (1, 140, 170)), (0, 1, 2), False),  # the first column has the keys
        (level(10.0, (1, 160, 190)), (0, 1, 2), True),  # not aligned with the label below it
        (level(10.0, (1, 160, 190)), (0, 1), False),
        (level(10.0, (3, 340, 370)), (1, 2, 3), False),  # no column to the right
        (level(10.0, (2, 240, 270)), (2, 3), False),
        (level(10.0, (2, 240, 270), (3, 340, 370)), (1, 2, 3), False),
    ],
)
def test_a_label_over_the_middle_of_three_columns_may_be_that_of_all(
    upper: Level, below: tuple[int, ...], *, is_told: bool
) -> None:
    columns = Columns(XS, XS[:-1], XS[1:])
    (*_, found) = [None, *doubtful_labels([upper, labels(20.0, *below)], [], columns)]
    assert (found is not None) == is_told
    assert found is None or "may be over several columns" in found.because


def test_a_label_that_is_over_several_columns_for_certain_is_not_told() -> None:
    levels = [level(10.0, (2, 240, 270)), labels(15.0, 0), labels(20.0, 1, 2, 3)]
    columns = Columns(XS, XS[:-1], XS[1:])
    assert len(list(doubtful_labels(levels, [], columns))) == 1  # a key stands between
    assert not list(doubtful_labels(levels, [LabelGroup(0, 1, 4, 1)], columns))


def test_a_label_that_runs_into_the_next_one_is_over_its_own_column() -> None:
    """Both begin where their columns do: the first is wider than its column."""
    wide, beside = (1, 105.0, 214.0), (2, 205.0, 250.0)
    assert groups_of(level(10.0, wide, beside), labels(20.0, 0, 1, 2, 3)) == []
    assert groups_of(level(10.0, wide), labels(20.0, 0, 1, 2, 3)) == [(0, 1, 3, 1)]


@pytest.mark.parametrize("width", [45.0, 65.0, 120.0])
def test_labels_set_to_the_right_are_over_the_columns_from_the_label_before_on(
    width: float,
) -> None:
    """They end with their last columns, as the figures do; that they reach further left is told."""

    def right_set(baseline: float, *texts: tuple[int, float]) -> Level:
        return level(baseline, *((at, 100.0 * at + 70 - own, 100.0 * at + 70) for at, own in texts))

    xs = (0.0, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0)
    columns = Columns(xs, tuple(x + 40 for x in xs[:-1]), tuple(x + 70 for x in xs[:-1]))
    body = [right_set(100.0, *((at, 30.0) for at in range(6)))]
    header = [
        right_set(10.0, (3, 105.0), (5, width)),
        right_set(20.0, *((n, 25) for n in range(6))),
    ]
    levels, groups = with_group_labels(header, body, columns)
    assert sorted((one.first, one.stop) for one in groups) == [(1, 4), (4, 6)]
    told = [one.text.count("|") for one in doubtful_labels(levels, groups, columns)]
    assert told == ([3, 2] if width < 100 else [3])
