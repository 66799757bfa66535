"""Keys of groups of rows: a text alone in the first column, between rows of figures."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.alignment.levels import Level, group_into_levels, is_lone_key
from extract.alignment.rows.row_segmentation import RowStart, has_gaps, segment_rows
from extract.geometry.page_model import Line
from tests.extract.page_parts import make_line

PITCH = 10.0
WIDTH = 4.0
"""Of a letter."""
RIGHTS = (85.0, 130.0, 190.0)


def line(text: str, x0: float, baseline: float, *, bold: bool = False) -> Line:
    found = make_line(
        text, x0, baseline, bold=bold, first_width=WIDTH * len(text.split(maxsplit=1)[0])
    )
    assert found.x1 > x0
    return found


def levels(*rows: tuple[str, ...], indent: int = 0, bold: bool = False) -> list[Level]:
    """Return rows of one line each, at the line pitch: a key, or a key and two figures."""
    columns: list[list[Line]] = [[], [], []]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x0 = (5.0 + (indent if len(row) > 1 else 0), 110.0, 170.0)[column]
            columns[column].append(line(text, x0, 10 + PITCH * number, bold=bold))
    return group_into_levels(columns)


def found(held: Sequence[Level], *, by_gaps: bool = False) -> list[RowStart]:
    return [one for one in segment_rows(held, RIGHTS, PITCH, by_gaps=by_gaps) if one.is_accepted]


ROWS = (("Ohio", "17", "4.1"), ("Utah", "23", "9.8"), ("Iowa", "8", "2.2"), ("Maine", "5", "0.9"))


@pytest.mark.parametrize("key", ["Women", "WOMEN", "Men and boys"])
@pytest.mark.parametrize("bold", [False, True])
def test_a_key_below_one_with_room_left_is_a_row(key: str, *, bold: bool) -> None:
    held = levels(*ROWS[:2], (key,), *ROWS[2:], bold=bold)
    assert is_lone_key(held, 2)
    assert {one.level: one.continued for one in found(held)} == {
        at: frozenset() for at in (1, 2, 3, 4)
    }
    assert all(not one.doubt for one in found(held))


@pytest.mark.parametrize(
    ("above", "rest"),
    [("Places of worship, sports,", "Schools"), ("Ohio", "and the south"), ("Sports and", "play")],
)
def test_a_key_that_goes_on_is_no_row(above: str, rest: str) -> None:
    held = levels((above, "17", "4.1"), (rest,), *ROWS[1:])
    assert [one.level for one in found(held)] == [2, 3, 4]


def test_a_key_from_which_dots_lead_has_ended() -> None:
    held = levels(("Ohio ..............", "17", "4.1"), ("Women",), *ROWS[1:])
    assert [one.level for one in found(held)] == [1, 2, 3, 4]


def test_a_key_left_of_the_one_above_has_ended() -> None:
    held = levels(("Places of work or", "17", "4.1"), ("Women",), *ROWS[1:], indent=8)
    assert [one.level for one in found(held)] == [1, 2, 3, 4]


def test_a_key_without_room_above_is_like_others_and_in_doubt() -> None:
    long = ("Places of work or school", "17", "4.1")
    held = levels(ROWS[0], ("Men",), long, ("Women",), *ROWS[1:])
    starts = found(held)
    assert [one.level for one in starts] == [1, 2, 3, 4, 5, 6]
    assert [one.level for one in starts if one.doubt] == [3]


def test_keys_that_wrap_elsewhere_show_no_groups() -> None:
    long = ("Places of work or school", "17", "4.1")
    held = levels(("Sports", "2", "2.2"), ("and play",), long, ("Women",), *ROWS)
    assert [one.level for one in found(held)] == [2, 4, 5, 6, 7]


def test_the_space_around_keys_of_groups_does_not_part_all_rows() -> None:
    held = levels(*ROWS, ("Women",), *ROWS, ("Men",), *ROWS)
    shifted = [
        Level(
            level.baseline + shift,
            {
                column: line(own.text, own.x0, own.baseline + shift)
                for column, own in level.lines.items()
            },
        )
        for level, shift in zip(held, [0.0] * 4 + [3.0] * 5 + [6.0] * 5, strict=True)
    ]
    assert not has_gaps([shifted], RIGHTS, PITCH)


@pytest.mark.parametrize("sign", ["n.a.", "(D)", "..", ":", "kept secret"])
def test_what_stands_below_a_figure_in_a_row_of_figures_is_of_that_row(sign: str) -> None:
    held = levels(*ROWS[:2], ("Texas", "12", sign), *ROWS[2:])
    assert {one.level: one.continued for one in found(held)} == {
        at: frozenset() for at in (1, 2, 3, 4)
    }


def starts_at_narrow_keys(*rows: tuple[str, ...]) -> dict[int, str]:
    """Return the doubts of the row starts, of keys without room for more."""
    held = levels(*rows)
    rights = (max(one.lines[0].x1 for one in held), *RIGHTS[1:])
    starts = segment_rows(held, rights, PITCH, by_gaps=False)
    return {one.level: one.doubt for one in starts if one.is_accepted}


def test_short_keys_have_ended_which_is_in_doubt() -> None:
    """They fill less than half of the room left of the figures."""
    rows = (("Ohioan", "17", "4.1"), ("Men",), ("Utahan", "23", "9.8"), ("Maines", "8", "2.2"))
    found = starts_at_narrow_keys(*rows)
    assert {at: bool(doubt) for at, doubt in found.items()} == {1: True, 2: False, 3: False}


@pytest.mark.parametrize("above", ["City of", "Law and", "Off the", "Bank für"])
def test_a_short_key_that_ends_with_a_short_word_goes_on(above: str) -> None:
    rows = ((above, "17", "4.1"), ("Health",), ("Utah", "23", "9.8"), ("Maine", "8", "2.2"))
    assert list(starts_at_narrow_keys(*rows)) == [2, 3]
    held = levels(*rows)
    assert [one.level for one in found(held)] == [2, 3]  # though it leaves room for more
