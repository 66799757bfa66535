"""Parts of a wide sheet on several pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document.doubts import doubts_on_pages
from extract.geometry.page_model import PageReading, PageTable
from extract.multipage.wide_sheets import parts_of_sheets
from tests.extract.page_parts import make_cell, make_line

YS = (70.0, 85.0, 112.0, 127.0, 142.0, 169.0)


def reading(
    page: int, labels: tuple[str, ...], ys: tuple[float, ...] = YS, lines: int = 0
) -> PageReading:
    width = 600.0 / len(labels)
    cells = tuple(
        make_cell(0, at, (at * width, ys[0], at * width + width, ys[1]), (make_line(text, 1, 80),))
        for at, text in enumerate(labels)
    )
    xs = tuple(at * width for at in range(len(labels) + 1))
    outside = tuple(make_line("prose", 10.0, 300.0 + 20 * at) for at in range(lines))
    return PageReading(page, 800.0, 600.0, 0, (PageTable(page, xs, ys, cells),), outside, ())


LEFT = reading(1, ("No.", "Activity", "Output"))


def test_parts_of_a_wide_sheet_name_each_other() -> None:
    right = reading(2, ("Lead", "Timeline", "Budget", "Indicator"))
    told = [one for one in doubts_on_pages([LEFT, right]) if one.kind == "table-grid"]
    assert [(one.page, f"page {3 - one.page}" in one.taken) for one in told] == [
        (1, True),
        (2, True),
    ]


@pytest.mark.parametrize(
    "other",
    [
        reading(2, ("No.", "Activity", "Output")),
        reading(2, ("No.", "Lead", "Timeline", "Budget")),
        reading(2, ("Lead", "Timeline"), (70.0, 85.0, 100.0, 127.0, 142.0, 169.0)),
        reading(2, ("Lead", "Timeline"), lines=8),
    ],
    ids=["same columns", "same label", "other rows", "prose"],
)
def test_other_tables_are_no_parts_of_a_sheet(other: PageReading) -> None:
    assert list(parts_of_sheets([LEFT, other])) == []


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        (LEFT, reading(2, ("Lead", "Timeline"), lines=3), 2),
        (LEFT, reading(2, ("Lead", "Timeline"), lines=4), 0),
        (LEFT, reading(2, ("Lead", "Timeline"), (70.0, 86.0, *YS[2:])), 2),
        (LEFT, reading(2, ("Lead", "Timeline"), (70.0, 86.25, *YS[2:])), 0),
        (reading(1, ("No.", "Area"), YS[:5]), reading(2, ("Lead", "When", "How"), YS[:5]), 0),
        (LEFT, reading(1, ("Lead", "Timeline")), 0),  # on one page
    ],
)
def test_parts_of_a_sheet_have_five_rows_at_the_same_heights(
    first: PageReading, second: PageReading, parts: int
) -> None:
    assert len(list(parts_of_sheets([first, second]))) == parts


def test_a_page_with_two_tables_is_no_part_of_a_sheet() -> None:
    right = reading(2, ("Lead", "Timeline"))
    both = replace(right, tables=(*right.tables, *right.tables))
    assert list(parts_of_sheets([LEFT, both])) == []
