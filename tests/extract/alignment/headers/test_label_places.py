"""How far a label may be from columns to be over them: a near miss on each side."""

from __future__ import annotations

import pytest

from extract.alignment.aligned import Columns
from extract.alignment.headers.label_groups import (
    LabelGroup,
    are_at_foot,
    doubtful_labels,
    with_group_labels,
)
from extract.alignment.headers.thresholds import HEADERS
from extract.alignment.levels import Level
from tests.extract.page_parts import make_line

SIZE = 10.0
Text = tuple[int, float, float]
"""Its column, and its left and right end."""


def level(baseline: float, *texts: Text) -> Level:
    return Level(
        baseline,
        {at: make_line("Label", x0, baseline, x1=x1, size=SIZE) for at, x0, x1 in texts},
    )


def texts(*columns: int) -> tuple[Text, ...]:
    return tuple((at, 100.0 * at + 40, 100.0 * at + 70) for at in columns)


def columns_of(number: int) -> Columns:
    xs = tuple(100.0 * at for at in range(number + 1))
    return Columns(xs, xs[:-1], xs[1:])


def places(
    upper: tuple[Text, ...], *below: int, body: tuple[Text, ...] = texts(0, 1, 2, 3)
) -> list[tuple[int, int]]:
    """Return the columns of each label that is over several, with labels below it."""
    header = [level(10.0, *upper), level(20.0, *(one for one in body if one[0] in below))]
    found = with_group_labels(header, [level(100.0, *body)], columns_of(len(body)))[1]
    return [(one.first, one.stop) for one in found]


@pytest.mark.parametrize(
    ("upper", "below", "place"),
    [
        # 105 is the middle of the texts of the first two columns.
        ((0, 75.0, 95.0), (0, 1), (0, 2)),
        ((0, 74.9, 94.9), (0, 1), None),
        # A label that begins a point left of an edge begins there.
        ((2, 199.0, 301.1), (2, 3), (2, 4)),
        ((2, 198.9, 301.1), (2, 3), None),
        # One that begins right of the edge is not above the keys.
        ((1, 100.0, 110.0), (0, 1), (0, 2)),
        ((1, 100.1, 110.0), (0, 1), None),
        # One that begins behind the keys may be above the columns of figures.
        ((0, 70.0, 295.0), (1, 2), None),
        ((0, 70.1, 295.0), (1, 2), (1, 3)),
        ((0, 5.0, 395.0), (1, 2, 3), None),
    ],
)
def test_a_label_is_over_the_columns_above_which_it_begins(
    upper: Text, below: tuple[int, ...], place: tuple[int, int] | None
) -> None:
    assert places((upper,), *below) == ([] if place is None else [place])


@pytest.mark.parametrize(
    ("upper", "is_own"),
    [
        ((1, 166.0, 200.0), True),
        ((1, 166.1, 200.0), False),
        ((1, 168.0, 176.0), True),
        ((1, 168.0, 176.1), False),
        ((1, 150.0, 192.0), True),
        ((1, 150.0, 192.4), False),
    ],
    ids=["left", "right of it", "right", "beyond it", "middle", "beside it"],
)
def test_a_label_set_at_a_side_or_the_middle_of_its_column_is_its_own(
    upper: Text, *, is_own: bool
) -> None:
    """The texts of its column are from 160 to 170, 190 is the middle of it and the next one."""
    body = ((0, 40.0, 70.0), (1, 160.0, 170.0), (2, 210.0, 220.0))
    assert places((upper,), 0, 1, 2, body=body) == ([] if is_own else [(1, 3)])


@pytest.mark.parametrize(
    ("right", "place"),
    [
        (470.0, (1, 5)),  # the same middle
        (482.0, (1, 5)),  # its middle is less than a letter off
        (482.2, (2, 4)),
    ],
)
def test_of_columns_with_one_middle_a_label_is_over_all(
    right: float, place: tuple[int, int]
) -> None:
    body = (*texts(0, 1, 2, 3), (4, 440.0, right))
    assert places(((2, 295.0, 315.0),), 0, 1, 2, 3, 4, body=body) == [place]


def test_a_label_is_not_over_the_column_of_the_label_beside_it() -> None:
    beside, upper = (0, 75.0, 90.0), (1, 100.0, 110.0)
    assert places((upper,), 0, 1) == [(0, 2)]
    assert places((beside, upper), 0, 1) == []


@pytest.mark.parametrize(("right", "place"), [(170.0, [(0, 2)]), (250.0, [(0, 2)]), (195.0, [])])
def test_texts_that_overflow_do_not_widen_their_column(
    right: float, place: list[tuple[int, int]]
) -> None:
    """Wider texts that keep to it do: the label is further from the middle of both columns."""
    body = [level(100.0, *texts(0, 1)), level(110.0, (1, 140.0, right))]
    header = [level(10.0, (0, 75.0, 95.0)), level(20.0, *texts(0, 1))]
    groups = with_group_labels(header, body, columns_of(3))[1]
    assert [(one.first, one.stop) for one in groups] == place


def test_labels_of_columns_count_as_their_texts() -> None:
    """The label over both is in the middle of the labels below it, not of the texts."""
    header = [level(10.0, (1, 174.0, 194.0)), level(20.0, (1, 101.0, 170.0), (2, 240.0, 270.0))]
    body = [level(100.0, *texts(0, 1, 2))]
    groups = with_group_labels(header, body, columns_of(3))[1]
    assert [(one.first, one.stop) for one in groups] == [(1, 3)]
    plain = [header[0], level(20.0, *texts(1, 2))]
    assert not with_group_labels(plain, body, columns_of(3))[1]


def right_set(baseline: float, *widths: tuple[int, float]) -> Level:
    return level(baseline, *((at, 100.0 * at + 70 - w, 100.0 * at + 70) for at, w in widths))


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ((), [(1, 4)]),
        (((4, 25.0),), [(1, 4)]),  # over its own column
        (((0, 25.0),), [(2, 4)]),  # the keys have one: labels are not set as figures are
    ],
)
def test_labels_set_to_the_right_begin_behind_the_label_before(
    beside: tuple[tuple[int, float], ...], expected: list[tuple[int, int]]
) -> None:
    header = [
        right_set(10.0, (3, 105.0), *beside),
        right_set(20.0, *((at, 25.0) for at in range(6))),
    ]
    body = [right_set(100.0, *((at, 30.0) for at in range(6)))]
    groups = with_group_labels(header, body, columns_of(6))[1]
    assert [(one.first, one.stop) for one in groups] == expected


@pytest.mark.parametrize(
    ("x0", "x1", "is_told"),
    [
        (170.5, 270.0, True),
        (170.0, 270.0, False),  # it begins where the texts of its first column end
        (180.0, 270.5, True),
        (180.0, 270.6, False),  # it does not end where those of its last column do
        (180.0, 269.5, True),
        (180.0, 269.4, False),
    ],
)
def test_a_label_set_to_the_right_may_be_over_more_columns(
    x0: float, x1: float, *, is_told: bool
) -> None:
    columns = Columns((0.0, 100.0, 200.0, 300.0), (40.0, 140.0, 240.0), (70.0, 170.0, 270.0))
    levels = [level(10.0, (1, x0, x1)), level(20.0, *texts(0, 1, 2))]
    assert bool(list(doubtful_labels(levels, [LabelGroup(0, 1, 3, 1)], columns))) is is_told


@pytest.mark.parametrize(
    ("upper", "lower", "is_told"),
    [
        ((1, 141.5, 196.0), texts(0, 1, 2), False),
        ((1, 141.6, 196.0), texts(0, 1, 2), True),  # not aligned with the label below it
        ((1, 105.0, 168.5), texts(0, 1, 2), False),
        ((1, 105.0, 168.4), texts(0, 1, 2), True),
        # The next word, 30 points wide, and a space of 2.5 have room beside 67.5 of 100 points.
        ((2, 210.0, 277.5), ((1, 140.0, 170.0), (2, 210.0, 240.0), (3, 340.0, 370.0)), True),
        ((2, 210.0, 277.6), ((1, 140.0, 170.0), (2, 210.0, 240.0), (3, 340.0, 370.0)), False),
    ],
)
def test_a_label_that_may_be_the_first_line_of_the_one_below_it_is_not_told(
    upper: Text, lower: tuple[Text, ...], *, is_told: bool
) -> None:
    levels = [level(10.0, upper), level(20.0, *lower)]
    assert bool(list(doubtful_labels(levels, [], columns_of(4)))) is is_told


@pytest.mark.parametrize(
    ("columns", "at_foot"),
    [
        (((1,), (0, 1), (0, 1)), True),
        (((1,), (0, 2), (0, 1)), False),
        (((0,), *[(0, 1)] * (HEADERS.max_group_lines - 1)), True),
        (((0,), *[(0, 1)] * HEADERS.max_group_lines), False),
    ],
    ids=["alike above the last", "another above it", "most lines", "too many lines"],
)
def test_labels_end_side_by_side_in_a_header_of_few_lines(
    columns: tuple[tuple[int, ...], ...], *, at_foot: bool
) -> None:
    assert (
        are_at_foot([level(10.0 * at, *texts(*own)) for at, own in enumerate(columns)]) is at_foot
    )
