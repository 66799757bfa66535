"""Row starts that the order of drawing shows, and the heights of their edges."""

from __future__ import annotations

from extract.alignment.levels import Level, are_drawn_by_cell, edge_above, group_into_levels
from extract.alignment.rows.row_segmentation import RowStart, segment_rows
from extract.geometry.page_model import Line
from tests.extract.page_parts import make_line

PITCH = 10.0
RIGHTS = (95.0, 195.0)
Cell = tuple[int, float, list[str]]
"""The column, the first baseline and the lines of a cell."""


def drawn(*cells: Cell) -> list[Level]:
    """Draw cells one after the other."""
    columns: list[list[Line]] = [[] for _ in RIGHTS]
    index = 0
    for column, top, texts in cells:
        for at, text in enumerate(texts):
            glyphs = tuple(range(index, index + len(text)))
            index += len(text) + 1
            x0 = 5.0 + 100 * column
            columns[column].append(make_line(text, x0, top + PITCH * at, glyphs=glyphs))
        index += 1
    return group_into_levels(columns)


def rows(levels: list[Level]) -> list[RowStart]:
    found = segment_rows(levels, RIGHTS, PITCH, by_gaps=False, by_cell=True)
    return [one for one in found if one.is_accepted]


def test_one_cell_of_two_lines_shows_that_cells_are_drawn_as_wholes() -> None:
    by_cell = drawn((0, 10, ["first line of", "a cell"]), (1, 10, ["its neighbour"]))
    by_line = drawn(
        (0, 10, ["first line"]), (1, 10, ["beside"]), (0, 20, ["second"]), (1, 20, ["beside it"])
    )
    assert are_drawn_by_cell([by_cell])
    assert not are_drawn_by_cell([by_line])


def test_rows_without_white_space_between_them_start_where_texts_are_drawn_apart() -> None:
    held = drawn(
        (0, 10, ["One goes on", "here below"]),
        (1, 10, ["Beside it"]),
        (0, 30, ["Two goes on", "here below"]),
        (1, 30, ["Beside it"]),
    )
    assert [one.level for one in rows(held)] == [2]
    assert not rows(held)[0].continued


def test_a_row_may_start_right_after_the_last_text_of_the_row_above() -> None:
    # Only the first column of the row above goes on after a page end.
    held = drawn(
        (0, 10, ["goes on from", "the page before."]),
        (0, 28, ["Next row in", "two lines"]),
        (1, 28, ["Beside it", "as well"]),
    )
    (start,) = rows(held)
    assert (start.level, start.continued) == (2, frozenset())


def test_a_row_edge_lies_between_the_texts_of_the_columns_that_start_there() -> None:
    levels = group_into_levels(
        [
            [make_line("goes on", 5.0, y) for y in (10.0, 20.0, 30.0)],
            [make_line("ends", 105.0, 10.0), make_line("starts", 105.0, 32.0)],
        ]
    )
    assert 12.0 < edge_above(levels, 3, continued={0}) < 32.0 - 6.0
