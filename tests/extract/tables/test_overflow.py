"""Lines printed outside of their cell's rules belong to the cell that they continue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable, Word
from extract.tables.cell_assignment import assign_lines_to_cells
from tests.extract.page_parts import make_word


def word(text: str, x0: float, baseline: float, size: float = 8.0, glyph: int = 0) -> Word:
    return make_word(text, x0, baseline, size=size, glyphs=(glyph,))  # fmt: skip


def table(*, left_closed: bool = False) -> PageTable:
    """Make two columns and two rows; the bottom at 60 is open below the left cell."""
    cells = (
        PageCell(0, 1, 0, 1, (0, 0, 100, 30)),
        PageCell(0, 1, 1, 2, (100, 0, 200, 30)),
        PageCell(1, 2, 0, 1, (0, 30, 100, 60), closed_bottom=left_closed),
        PageCell(1, 2, 1, 2, (100, 30, 200, 60)),
    )
    return PageTable(1, (0, 100, 200), (0, 30, 60), cells)


INSIDE = [word("one", 4, 40, glyph=1), word("two", 4, 49, glyph=2), word("side", 104, 40, glyph=3)]


def read(*more: Word, left_closed: bool = False) -> tuple[list[str], list[str]]:
    filled, free = assign_lines_to_cells([table(left_closed=left_closed)], [*INSIDE, *more])
    return [cell.text for cell in filled[0].cells], [one.text for one in free]


def test_lines_below_an_open_bottom_continue_the_cell_above() -> None:
    texts, free = read(word("three", 4, 58.5, glyph=4), word("four", 4, 67.5, glyph=5))
    assert texts == ["", "", "one two three four", "side"]
    assert free == []


def test_the_cell_s_box_extends_to_its_last_line() -> None:
    filled, _ = assign_lines_to_cells(
        [table()], [*INSIDE, word("three", 4, 58, glyph=4), word("four", 4, 67, glyph=5)]
    )
    assert filled[0].cells[2].bbox == (0, 30, 100, 69)


def test_lines_below_a_closed_cell_do_not_continue_it() -> None:
    more = word("three", 4, 58, glyph=4), word("four", 4, 67, glyph=5)
    assert read(*more, left_closed=True)[1] == ["four"]


def test_text_that_is_apart_or_smaller_or_crosses_columns_is_not_overflow() -> None:
    third = word("three", 4, 58, glyph=4)
    assert read(third, word("17", 4, 85, glyph=5))[1] == ["17"]
    assert read(third, word("note", 4, 67, size=6, glyph=5))[1] == ["note"]
    assert read(third, word("a footnote over both columns", 4, 67, glyph=5))[1] != []
    assert read(third, word("right", 104, 67, glyph=5))[1] == ["right"]


def test_texts_of_two_cells_side_by_side_do_not_cross_the_edge_between_them() -> None:
    third = word("three", 4, 58, glyph=4)
    texts, free = read(third, word("four", 4, 67, glyph=5), word("right", 104, 67, glyph=6))
    assert (texts[2], free) == ("one two three four", ["right"])
    # A space apart they are one line over both columns.
    texts, free = read(third, word("words", 78, 67, glyph=5), word("on", 101.5, 67, glyph=6))
    assert (texts[2], free) == ("one two three", ["words", "on"])


def test_a_cut_line_continues_no_cell_of_other_columns() -> None:
    whole = table()
    wide = replace(whole.cells[0], column_stop=2, bbox=(0, 0, 200, 30))
    merged = replace(whole, cells=(wide, *whole.cells[2:]))
    words = [word("up", 4, 16, glyph=4), word("on", 4, 25, glyph=5), word("cut", 4, 33.5, glyph=6)]
    (filled,), _ = assign_lines_to_cells([merged], [*INSIDE, *words])
    assert [cell.text for cell in filled.cells] == ["up on", "cut one two", "side"]


def test_a_line_cut_by_a_rule_continues_the_cell_above() -> None:
    above = [word("up", 4, 16, glyph=4), word("on", 4, 25, glyph=5)]
    cut = word("cut", 4, 33.5, glyph=6)
    texts, _ = read(*above, cut)
    assert texts == ["up on cut", "", "one two", "side"]


def test_a_cut_line_that_continues_nothing_stays_in_its_cell() -> None:
    texts, _ = read(word("up", 4, 10, glyph=4), word("cut", 4, 33.5, glyph=6))
    assert texts[:3] == ["up", "", "cut one two"]


def test_a_row_that_the_end_of_a_shade_makes_of_a_last_line_is_none() -> None:
    words = [
        word("one", 4, 20, glyph=1),
        word("two", 4, 29.5, glyph=2),
        word("b", 104, 20, glyph=3),
    ]
    words.append(word("three", 4, 38.5, glyph=4))
    lined = replace(table(), cells=tuple(replace(one, closed_bottom=True) for one in table().cells))
    shaded = replace(lined, ys=(0, 36, 60), is_ruled=False)
    cells = [
        replace(one, bbox=(one.bbox[0], 36.0 * one.row, one.bbox[2], 36.0 + 24 * one.row))
        for one in shaded.cells
    ]
    (read,), _ = assign_lines_to_cells([replace(shaded, cells=tuple(cells))], words)
    assert [cell.text for cell in read.cells] == ["one two three", "b"]
    assert (read.ys, read.cells[0].bbox) == ((0, 60), (0, 0, 100, 60))


@pytest.mark.parametrize(
    ("x0", "is_free"), [(200.0, False), (200.25, True), (-4.0, False), (-4.25, True)]
)
def test_a_word_begins_or_ends_within_a_point_of_the_table(x0: float, *, is_free: bool) -> None:
    assert read(word("a", x0, 49, glyph=4))[1] == ["a"] * is_free


@pytest.mark.parametrize(
    ("texts", "numbers", "read_as"),
    [
        (("שלום", "עולם", "שנה"), "2025–2019", "2019–2025"),
        (("שלום", "עולם", "שנה"), "2019–2025", "2019–2025"),
        (("שלום", "עולם", "Year"), "2025–2019", "2019–2025"),
        (("שלום", "Area", "Year"), "2025–2019", "2025–2019"),  # most texts run from the left
        (("שלום", "Area", "12"), "2025–2019", "2025–2019"),  # half of them do
        (("Plan", "Area", "Year"), "2025–2019", "2025–2019"),
        (("שלום", "עולם", "שנה"), "B2025–2019", "B2025–2019"),
    ],
)
def test_numbers_are_turned_in_a_table_that_runs_from_right_to_left(
    texts: tuple[str, ...], numbers: str, read_as: str
) -> None:
    words = [
        word(text, x0, y, glyph=at)
        for at, (text, x0, y) in enumerate(
            zip((*texts, numbers), (4, 104, 4, 104), (10, 10, 40, 40), strict=True)
        )
    ]
    (filled,), _ = assign_lines_to_cells([table()], words)
    (line,) = filled.cells[3].lines
    assert line.text == read_as
    assert line.raw == (numbers if read_as != numbers else "")


def overflowing(
    first: float, last: float, next_line: float, *texts: tuple[str, float, float], size: float = 10
) -> str:
    """Return the text of an open cell, 60 points high, with two lines of 10 points and a next one.

    Args:
        first: baseline of its first line.
        last: baseline of its last line.
        next_line: baseline of the line below the table.
        texts: the words of that line, with their left and right ends.
        size: their type size.
    """
    words = [word("one", 4, first, 10.0, 1), word("two", 4, last, 10.0, 2)]
    words += [
        make_word(text, x0, next_line, x1=x1, size=size, glyphs=(3 + at,))
        for at, (text, x0, x1) in enumerate(texts or [("on", 4.0, 16.0)])
    ]
    cells = (
        PageCell(0, 1, 0, 1, (0, 0, 100, 60), closed_bottom=False),
        PageCell(0, 1, 1, 2, (100, 0, 200, 60)),
    )
    (filled,), _ = assign_lines_to_cells([PageTable(1, (0, 100, 200), (0, 60), cells)], words)
    return filled.cells[0].text


@pytest.mark.parametrize(
    ("first", "last", "next_line", "size", "goes_on"),
    [
        # A pitch of 10 points: the next line is less than 12 away.
        (44.0, 54.0, 66.0, 10.0, True),
        (44.0, 54.0, 66.25, 10.0, False),
        # A pitch of 20 points: it is farther than 10 away.
        (34.0, 54.0, 64.0, 10.0, False),
        (34.0, 54.0, 64.25, 10.0, True),
        (44.0, 54.0, 64.0, 10.5, True),
        (44.0, 54.0, 64.0, 10.75, False),
        (44.0, 54.0, 64.0, 9.5, True),
        (44.0, 54.0, 64.0, 9.25, False),
        # Lines three sizes apart, or closer than 8 points, show no pitch: 13 points are usual.
        (24.0, 54.0, 67.0, 10.0, True),
        (24.5, 54.0, 67.0, 10.0, False),
        (46.0, 54.0, 69.0, 10.0, True),
        (45.5, 54.0, 69.0, 10.0, False),
    ],
)
def test_a_line_goes_on_at_the_pitch_and_in_the_size_of_its_cell(
    first: float, last: float, next_line: float, size: float, *, goes_on: bool
) -> None:
    text = overflowing(first, last, next_line, size=size)
    assert text == ("one two on" if goes_on else "one two")


@pytest.mark.parametrize(
    ("texts", "goes_on"),
    [
        ([("on", -2.0, 20.0)], True),
        ([("on", -2.25, 20.0)], False),
        ([("on", 4.0, 102.0)], True),
        ([("on", 4.0, 102.25)], False),
        # Beside a text of the next column: half a size is a space.
        ([("on", 4.0, 98.0), ("and", 103.0, 120.0)], True),
        ([("on", 4.0, 98.0), ("and", 102.75, 120.0)], False),
        ([("on", 4.0, 98.0), ("and", 100.0, 120.0)], True),
        ([("on", 4.0, 100.0), ("and", 102.0, 120.0)], True),
    ],
)
def test_a_line_that_goes_on_keeps_to_the_sides_of_its_cell(
    texts: list[tuple[str, float, float]], *, goes_on: bool
) -> None:
    text = overflowing(44.0, 54.0, 64.0, *texts)
    assert text.startswith("one two on") == goes_on


@pytest.mark.parametrize(("baseline", "is_cut"), [(35.25, True), (35.5, False)])
def test_a_rule_cuts_a_line_below_the_top_of_its_capitals(baseline: float, *, is_cut: bool) -> None:
    words = [word(text, 4, y, 10.0, at) for at, (text, y) in enumerate(
        [("up", 15.5), ("on", 25.5), ("cut", baseline), ("low", 46.0)])]  # fmt: skip
    (filled,), _ = assign_lines_to_cells([table()], words)
    assert [filled.cells[at].text for at in (0, 2)] == (
        ["up on cut", "low"] if is_cut else ["up on", "cut low"]
    )


def test_a_word_whose_middle_is_at_an_edge_is_of_the_row_below() -> None:
    """The middle of small letters of 10 points is 3 points above their baseline."""
    for baseline, expected in ((33.0, ["", "", "a", ""]), (32.75, ["a", "", "", ""])):
        (filled,), _ = assign_lines_to_cells([table()], [word("a", 4, baseline, 10.0, 1)])
        assert [cell.text for cell in filled.cells] == expected


def test_an_empty_last_row_of_a_shade_stays() -> None:
    lined = replace(table(), cells=tuple(replace(one, closed_bottom=True) for one in table().cells))
    words = [word("one", 4, 10, glyph=1), word("b", 104, 10, glyph=2)]
    (read,), _ = assign_lines_to_cells([replace(lined, is_ruled=False)], words)
    assert (read.ys, len(read.cells)) == ((0, 30, 60), 4)
