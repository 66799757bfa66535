"""How a table is broken over pages is measured on the cells that no page end touches."""

from __future__ import annotations

from extract.geometry.page_model import PageCell
from extract.stitching.page_ends.widow_control import PaginationStyle
from tests.extract.page_parts import make_cell, make_line


def cell(row: int, top: float, height: float, *, text: str = "text") -> PageCell:
    lines = (make_line(text, 2.0, top + 8.0, glyphs=()),) if text else ()
    return make_cell(row, 0, (0.0, top, 100.0, top + height), lines)


def test_the_lowest_row_is_one_with_text_that_no_page_end_cuts() -> None:
    page = [
        cell(0, 0.0, 11.0),  # a page end may have cut it
        cell(1, 11.0, 30.0),
        cell(2, 41.0, 9.0, text=""),
        cell(3, 50.0, 24.0),
        cell(4, 74.0, 12.0),  # the next page end may cut it
    ]
    assert PaginationStyle.of([(page, 5)]).row_height == 24.0
    assert PaginationStyle.of([(page[:1], 1)]).row_height is None
