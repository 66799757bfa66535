"""Lines side by side are levels; the steps between them show the line pitch."""

from __future__ import annotations

import pytest

from extract.alignment.levels import (
    Level,
    are_drawn_by_cell,
    edge_above,
    fills_all_columns,
    group_into_levels,
    is_crossed,
    is_group_heading,
    is_label_level,
    keys_are_merged,
    last_drawn_right,
    line_pitch_of,
    without_keys,
)
from extract.geometry.page_model import Line
from tests.extract.page_parts import make_line


def line(baseline: float, text: str = "text", **more: object) -> Line:
    return make_line(text, 5.0, baseline, **{"size": 10.0, **more})


def baselines(columns: list[list[Line]], bands: tuple[Line, ...] = ()) -> list[list[int]]:
    """Return the columns of each level."""
    return [sorted(level.lines) for level in group_into_levels(columns, bands)]


def test_lines_on_one_baseline_are_one_level() -> None:
    assert baselines([[line(20)], [line(22)]]) == [[0, 1]]
    assert baselines([[line(20)], [line(22.5)]]) == [[0], [1]]
    # Two lines of one column are two levels, however close.
    assert baselines([[line(20), line(21)]]) == [[0], [0]]
    # The first column may be a little lower.
    assert baselines([[line(21)], [line(20)]]) == [[0, 1]]


def test_a_line_over_several_columns_is_a_level_of_its_own() -> None:
    levels = group_into_levels([[line(20)], [line(21)]], [line(20.5)])
    assert [(sorted(level.lines), level.is_band) for level in levels] == [
        ([0], False),
        ([-1], True),
        ([1], False),
    ]


def group(*keys: float, rows: tuple[float, ...] = (20.0, 32.0, 44.0, 56.0)) -> list[Level]:
    """Return the levels of a group of rows, and of its key."""
    return group_into_levels([[line(y, "key") for y in keys], [line(y) for y in rows]])


@pytest.mark.parametrize(
    ("keys", "are_merged"),
    [
        ([(38.0,), (38.0,)], True),
        ([(32.0,), (44.0,)], True),  # a line of the middle
        ([(32.0, 44.0), (38.0,)], True),
        ([(20.0,), (20.0,)], False),  # on the first line
        ([(38.0,), (20.0,)], False),
        ([(38.0,), ()], False),
        ([(26.0, 50.0), (38.0,)], False),  # two keys
        ([(38.0,)], False),  # one group shows no habit
        ([(31.9,), (38.0,)], False),
    ],
)
def test_a_key_in_the_middle_of_each_group_is_merged(
    keys: list[tuple[float, ...]], *, are_merged: bool
) -> None:
    assert keys_are_merged([group(*own) for own in keys], 12.0) == are_merged


def test_groups_of_one_row_show_no_merged_keys() -> None:
    single = group(20.0, rows=(20.0,))
    assert not keys_are_merged([single, single, group(38.0)], 12.0)
    assert keys_are_merged([single, group(38.0), group(38.0)], 12.0)
    heading = group_into_levels([[]], [line(8.0)])
    assert not keys_are_merged([[*heading, *group(38.0)], group(38.0)], 12.0)


def test_levels_without_keys_begin_at_their_own_lines() -> None:
    levels = group_into_levels([[line(20.0), line(38.0)], [line(21.0), line(32.0)]])
    assert [(one.baseline, sorted(one.lines)) for one in without_keys(levels)] == [
        (21.0, [1]),
        (32.0, [1]),
    ]


@pytest.mark.parametrize(
    ("steps", "pitch"),
    [
        ((12, 12, 11), 12.0),
        ((12, 11), 11.0),  # the smaller one of two
        ((17, 17), 17.0),
        ((8, 8), 12.5),  # too close for two lines of one text
        ((8.1, 8.1), 8.1),
        ((17.5, 17.5), 12.5),  # too wide for one text
        ((), 12.5),
    ],
)
def test_the_line_pitch_is_the_most_frequent_step(steps: tuple[float, ...], pitch: float) -> None:
    at = [20 + sum(steps[:n]) for n in range(len(steps) + 1)]
    assert line_pitch_of(group_into_levels([[line(y) for y in at]])) == pitch


def test_steps_between_figures_count_where_nothing_else_shows_the_pitch() -> None:
    figures = [line(20, "12"), line(35, "13"), line(50, "14")]
    assert line_pitch_of(group_into_levels([figures])) == 15.0
    beside = [line(20), line(32)]
    assert line_pitch_of(group_into_levels([figures, beside])) == 12.0
    # A figure below its label starts no row.
    labelled = [line(20), line(32, "12")]
    assert line_pitch_of(group_into_levels([labelled, [line(20), line(36)]])) == 12.0


def test_labels_are_bold_and_side_by_side() -> None:
    bold, plain = line(20, bold=True), line(20)
    answers = [
        is_label_level(group_into_levels(columns)[0])
        for columns in ([[bold], [bold]], [[bold], [plain]], [[bold]], [[plain], [plain]])
    ]
    assert answers == [True, False, False, False]


def test_an_edge_lies_between_the_texts_that_it_parts() -> None:
    """The text of column 0 ends at 30, that of column 1 goes on; the next row begins at 52."""
    levels = group_into_levels([[line(20), line(30), line(52)], [line(20), line(40), line(52)]])
    middle = edge_above(levels, 3)
    assert 42 < middle < 46
    # The line at 40 belongs to a cell that goes on.
    assert edge_above(levels, 3, continued=[1]) == middle - 5
    # Where all cells go on, the last line counts.
    assert edge_above(levels, 3, continued=[0, 1]) == middle


def drawn(*glyphs: tuple[int, int]) -> list[list[Line]]:
    """Return two columns of lines with the indices of their glyphs."""
    return [
        [line(20.0 + 12 * row, glyphs=(pair[column],)) for row, pair in enumerate(glyphs)]
        for column in range(2)
    ]


def test_a_file_that_goes_down_a_cell_draws_it_as_a_whole() -> None:
    assert are_drawn_by_cell([group_into_levels(drawn((1, 9), (2, 10)))])
    assert not are_drawn_by_cell([group_into_levels(drawn((1, 20), (40, 60)))])
    # The last column shows nothing: after it comes the next row.
    assert not are_drawn_by_cell([group_into_levels(drawn((1, 20), (40, 21)))])


def test_texts_further_right_are_drawn_before_or_after() -> None:
    found = last_drawn_right(group_into_levels(drawn((1, 9), (5, 7), (20, 30))))
    assert found == [{0: -1, 1: -1}, {0: 9, 1: -1}, {0: 9, 1: -1}]


def is_heading(
    *, above: bool | None = False, bold: bool = True, own: int = 0, below: str = "kt"
) -> bool:
    """Return whether a level is a heading.

    Args:
        above: whether the key above it is bold; None: there is none.
        bold: whether its text is bold.
        own: the column of its text.
        below: "k", "K" for a key, a bold key below it, "t" for a text beside it.
    """
    columns: list[list[Line]] = [[], []]
    columns[own].append(line(32, bold=bold))
    if below.casefold().startswith("k"):
        columns[0].append(line(44, bold="K" in below))
    if "t" in below:
        columns[1].append(line(44))
    over = None if above is None else line(20, bold=above)
    return is_group_heading(group_into_levels(columns), 0, over)


def test_a_bold_key_alone_between_rows_heads_a_group() -> None:
    assert is_heading()
    for other in (
        is_heading(above=None),
        is_heading(above=True),
        is_heading(bold=False),
        is_heading(own=1),
        is_heading(below="k"),
        is_heading(below="t"),
        is_heading(below="Kt"),
        is_heading(below=""),
    ):
        assert not other


def filled(*rows: tuple[str, ...]) -> list[list[Line]]:
    """Return the columns of rows of texts."""
    return [
        [line(20.0 + 12 * at, text) for at, text in enumerate(column) if text]
        for column in zip(*rows, strict=True)
    ]


def test_rows_of_one_line_fill_all_columns() -> None:
    rows = [("Rice", "fair", "Good"), ("Maize", "Fair", "Good"), ("Beans", "12", "Good")]
    assert fills_all_columns(group_into_levels(filled(*rows)), 3)
    assert fills_all_columns(group_into_levels(filled(*rows), [line(5)]), 3)
    for others in (
        rows[:2],
        [*rows[:2], ("Beans", "", "Good")],
        [*rows[:2], ("Beans", "or peas", "Good")],
    ):
        assert not fills_all_columns(group_into_levels(filled(*others)), 3)
    two = [row[:2] for row in rows]
    assert not fills_all_columns(group_into_levels(filled(*two)), 2)


@pytest.mark.parametrize(
    ("text", "beside", "crossed"),
    [
        ("responsable", True, False),
        ("responsable", False, True),
        ("body in charge", True, True),
    ],
)
def test_a_word_longer_than_its_column_joins_no_columns_that_have_texts(
    text: str, *, beside: bool, crossed: bool
) -> None:
    above = {0: line(20.0, "Body"), 1: line(20.0, "Year")} if beside else {0: line(20.0, "Body")}
    levels = [Level(20.0, above), Level(30.0, {0: line(30.0, text, x1=60.0)})]
    assert is_crossed(50.0, 1, levels) is crossed
