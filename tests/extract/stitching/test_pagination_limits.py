"""How pages break a table, at the limits of what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from extract.geometry.page_model import PageCell
from extract.ruling.thresholds import RULING
from extract.stitching.page_ends.widow_control import PaginationStyle, widow_controlled_columns
from tests.extract.page_parts import make_cell, make_line

Page = tuple[Sequence[PageCell], int]


def cell(
    row: int = 0,
    column: int = 0,
    *,
    row_stop: int | None = None,
    top: float = 0.0,
    above: float = 4.0,
    below: float = 4.0,
    text: str = "and so on",
    lines: int = 1,
) -> PageCell:
    """A cell with white space above and below its lines, which are 10 points high."""
    made = tuple(
        make_line(text, 2.0, first + 8.0, top=first, bottom=first + 10.0, glyphs=(), words=())
        for first in (top + above + 10.0 * line for line in range(lines))
    )
    box = (0.0, top, 100.0, top + above + 10.0 * lines + below)
    return make_cell(row, column, box, made, row_stop=row_stop)


def low_and_high(low: int, high: int, *, above: float = 30.0) -> Page:
    """Cells with room for more lines: texts stand low in some and high in the others."""
    cells = [cell(n, above=above, below=40.0 - above) for n in range(low)]
    return [*cells, *(cell(n, above=2.0, below=38.0) for n in range(high))], 9


@pytest.mark.parametrize(
    ("low", "high", "is_low"),
    [(4, 0, True), (3, 0, False), (3, 2, True), (3, 3, False), (2, 3, False)],
)
def test_texts_stand_low_if_they_do_in_most_of_four_cells_or_more(
    low: int, high: int, is_low: bool
) -> None:
    assert PaginationStyle.of([low_and_high(low, high)]).is_low is is_low


@pytest.mark.parametrize(
    ("above", "below", "is_low"),
    [(20.0, 40.0, False), (21.0, 39.0, True), (20.0, 4.0, False), (20.0, 5.0, True)],
    ids=["third above", "more above", "room of three sizes", "more room"],
)
def test_a_text_stands_low_below_more_than_a_third_of_much_room(
    above: float, below: float, is_low: bool
) -> None:
    """The type size is 8 points: more than 24 are much room."""
    page = [cell(row, above=above, below=below) for row in range(4)]
    assert PaginationStyle.of([(page, 9)]).is_low is is_low


def with_tops(*tops: float, inner: int = 4, padding: float = 4.0) -> list[Page]:
    """A page with cells below its first row, and pages that start with so much white space."""
    own = [cell(row, above=padding, below=0.0) for row in range(1, inner + 1)]
    return [(own, inner + 2), *(([cell(0, above=top, below=0.0)], 2) for top in tops)]


@pytest.mark.parametrize(
    ("tops", "inner", "padding"),
    [
        ((0.0,) * 4 + (4.0,), 4, 4.0),
        ((0.0,) * 4 + (4.0,), 3, None),
        ((0.0,) * 3 + (4.0,), 4, None),
        ((0.0,) * 4, 4, None),
        ((1.5,) * 4 + (4.0,), 4, None),
        ((1.4,) * 4 + (4.0,), 4, 4.0),
    ],
    ids=["measured", "few cells", "few tops", "all tops", "2.5 points less", "less than that"],
)
def test_page_ends_cut_white_space_off_if_enough_tops_lack_it(
    tops: tuple[float, ...], inner: int, padding: float | None
) -> None:
    assert PaginationStyle.of(with_tops(*tops, inner=inner)).padding == padding


@pytest.mark.parametrize(("above", "is_cut"), [(2.74, True), (2.75, False)])
def test_a_cell_is_cut_if_it_lacks_more_than_half_of_what_shows(above: float, is_cut: bool) -> None:
    style = PaginationStyle(100.0, is_low=False, padding=4.0)
    assert style.is_cut(cell(above=above)) is is_cut


def broken(
    *, times: int, foot: int = 3, text: str = "and so on", reaches: bool = False
) -> list[Page]:
    """Pages whose last text goes on at the top of the next page with as many lines."""
    stop = 3 if reaches else 1
    top = cell(0, row_stop=stop, lines=foot, text=text)
    inner = [] if reaches else [cell(1), cell(2, lines=foot)]
    first = ([cell(0), cell(1), cell(2, lines=foot)], 3)
    return [first, *[([top, *inner], 3)] * times]


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        (broken(times=2), 3),  # four cells: two at the foot, two at the top
        (broken(times=1), 2),
        (broken(times=2, text="And so on"), 2),
        (broken(times=2)[1:], 2),
    ],
    ids=["four cells", "two cells", "new texts", "one page end"],
)
def test_lines_are_kept_together_as_four_continued_texts_show(pages: list[Page], kept: int) -> None:
    assert PaginationStyle.of(pages).kept_lines == kept


def test_a_text_over_a_whole_page_shows_no_lines_kept_at_its_top() -> None:
    short = ([cell(0, row_stop=3, lines=3)], 3)
    foot = ([cell(0, text="New"), cell(1, lines=4), cell(2, lines=4)], 3)
    # Of a page that one text fills, only texts at the foot of pages before it count.
    assert PaginationStyle.of([foot, short] * 4).kept_lines == 4
    assert PaginationStyle.of([foot, short] * 3).kept_lines == 2


@pytest.mark.parametrize(
    "following",
    [[cell(0, 1, lines=3)], [cell(0, text="New"), cell(1, lines=3)]],
    ids=["in another column", "below the top"],
)
def test_other_texts_of_the_next_page_show_no_lines_kept(following: list[PageCell]) -> None:
    pages = [([cell(0), cell(1, lines=3)], 2), (following, 3)] * 6
    assert PaginationStyle.of(pages).kept_lines == 2


def test_a_text_that_ends_inside_a_page_is_not_the_one_that_goes_on() -> None:
    # The last cell of the page is empty: the text above it ends there.
    ended = [cell(1, lines=3), cell(2, lines=0)]
    pages = [([cell(0), *ended], 3), ([cell(0, lines=3), cell(1)], 2)] * 6
    assert PaginationStyle.of(pages).kept_lines == 2


STYLE = PaginationStyle(100.0, is_low=False)
LINES = 4
"""A text of four lines: two of them, 20 points high, are kept together."""


def moved(
    beside: Mapping[int, PageCell],
    *,
    top: float = 80.0,
    tops: Mapping[int, PageCell] | None = None,
    style: PaginationStyle = STYLE,
) -> frozenset[int]:
    """Return whether the text of column 1 had no room in its cell, which is empty above."""
    last = {1: cell(0, 1, top=top, lines=0), **beside}
    found = {1: cell(0, 1, lines=LINES)} if tops is None else tops
    return widow_controlled_columns(last, found, [1], style)


@pytest.mark.parametrize(("top", "is_moved"), [(80.1, True), (80.0, False), (72.0, False)])
def test_a_text_is_moved_where_its_lines_have_less_room_than_they_need(
    top: float, is_moved: bool
) -> None:
    """Two lines need 20 points, and no white space: the cell beside has none."""
    beside = {0: cell(0, 0, top=top, above=0.0)}
    assert moved(beside, top=top) == (frozenset({1}) if is_moved else frozenset())


def test_white_space_above_and_below_needs_room_too() -> None:
    assert moved({0: cell(0, 0, top=73.0, above=4.0)}, top=73.0) == {1}  # 27 of 28 points
    assert not moved({0: cell(0, 0, top=72.0, above=4.0)}, top=72.0)


@pytest.mark.parametrize(
    ("lines", "shift", "is_moved"),
    [
        (1, 0.0, True),
        (2, 0.0, False),
        (2, RULING.snap_distance, False),
        (2, RULING.snap_distance + 1, True),
    ],
    ids=["fewer lines", "as many lines", "as high", "of another row"],
)
def test_a_text_beside_it_with_as_many_lines_shows_that_there_was_room(
    lines: int, shift: float, is_moved: bool
) -> None:
    beside = {0: cell(0, 0, top=90.0 - shift, lines=lines)}
    assert moved(beside, top=90.0) == (frozenset({1}) if is_moved else frozenset())


def test_a_text_beside_it_that_goes_on_shows_no_room() -> None:
    beside = {0: cell(0, 0, top=90.0, lines=2)}
    own = cell(0, 1, lines=LINES)
    assert moved(beside, top=90.0, tops={0: cell(0, 0), 1: own}) == {1}
    assert not moved(beside, top=90.0, tops={0: cell(0, 0, lines=0), 1: own})


@pytest.mark.parametrize("is_low", [True, False])
def test_a_column_that_the_next_page_lacks_is_not_moved(is_low: bool) -> None:
    style = PaginationStyle(100.0, is_low=is_low)
    for tops in ({}, {1: cell(0, 1, lines=0)}):
        assert not moved({0: cell(0, 0, top=90.0)}, top=90.0, tops=tops, style=style)
