"""Which tables of one page or of two go on with each other, at the limits of what shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable
from extract.stitching.table_runs import (
    TableRun,
    drop_unused_columns,
    have_same_columns,
    is_band,
    table_runs_of,
)
from tests.extract.page_parts import make_cell, make_line, make_word

XS = (0.0, 100.0, 200.0)
SIZE = 10.0


def text(said: str, x0: float, baseline: float, **more: Any) -> Line:
    return make_line(said, x0, baseline, **{"size": SIZE, **more})


def table(
    page: int = 1,
    xs: tuple[float, ...] = XS,
    top: float = 100.0,
    rows: int = 2,
    labels: str = "",
    **more: Any,
) -> PageTable:
    """Return a table of rows 20 points high; the texts of its first row begin with the labels."""
    ys = tuple(top + 20.0 * row for row in range(rows + 1))
    cells = []
    for row in range(rows):
        for column in range(len(xs) - 1):
            is_label = bool(labels) and not row
            said = f"{labels}{column}" if is_label else f"{page} {row} {top:.0f}"
            box = (xs[column], ys[row], xs[column + 1], ys[row + 1])
            cells.append(make_cell(row, column, box, (text(said, box[0] + 3, box[1] + 13),)))
    return PageTable(page, xs, ys, tuple(cells), **more)


def reading(page: int, *tables: PageTable, width: float = 300.0) -> PageReading:
    return PageReading(page, width, 400.0, 0, tables, (), ())


def runs(*readings: PageReading, below: tuple[Line, ...] = (), **more: Any) -> list[TableRun]:
    """Return the runs of tables; the lines stand outside of those of the first page."""
    outside = [below, *([()] * (len(readings) - 1))]
    return table_runs_of(readings, outside, **more)


def count(*readings: PageReading, **more: Any) -> int:
    return len(runs(*readings, **more))


@pytest.mark.parametrize(
    ("xs", "is_one"),
    [
        ((0.0, 104.0, 200.0), True),
        ((0.0, 104.5, 200.0), False),
        ((0.0, 110.0, 220.0), True),  # a tenth wider
        ((0.0, 111.5, 223.0), False),
        ((50.0, 150.0, 250.0), True),  # in another place of the page
        ((100.0, 200.0, 300.0), True),
        ((101.0, 201.0, 301.0), False),  # beside the first one: less than half is shared
        ((0.0, 50.0, 100.0, 200.0), True),  # merged cells hide a column of the first
        ((0.0, 50.0, 120.0, 200.0), False),
        ((0.0, 200.0), False),
    ],
)
def test_tables_of_two_pages_have_the_same_columns(xs: tuple[float, ...], *, is_one: bool) -> None:
    found = runs(reading(1, table()), reading(2, table(2, xs)))
    assert (len(found) == 1) == is_one
    if is_one:
        assert found[0].column_count == max(len(xs), len(XS)) - 1


def test_a_single_row_may_be_one_merged_cell() -> None:
    assert count(reading(1, table()), reading(2, table(2, (0.0, 200.0), rows=1))) == 1


def test_pages_of_another_width_have_as_many_columns() -> None:
    wide = (0.0, 150.0, 300.0)
    assert count(reading(1, table()), reading(2, table(2, wide), width=450.0)) == 1
    assert count(reading(1, table()), reading(2, table(2, wide))) == 2
    # With the same labels, the widths of the columns may be any.
    odd = (0.0, 250.0, 300.0)
    first = reading(1, table(labels="Label"))
    assert count(first, reading(2, table(2, odd, labels="Label"), width=450.0)) == 1
    assert count(first, reading(2, table(2, odd, labels="Other"), width=450.0)) == 2
    assert count(first, reading(2, table(2, odd, labels="Label"))) == 2


def test_a_page_with_text_between_parts_two_tables() -> None:
    assert count(reading(1, table()), reading(2, table(2))) == 1
    assert count(reading(1, table()), reading(3, table(3))) == 2
    pages = [reading(1, table()), reading(2), reading(3, table(3))]
    assert len(table_runs_of(pages, [(), (text("An annex", 50.0, 60.0),), ()])) == 2
    assert len(table_runs_of(pages, [(), (), ()])) == 1  # a blank page, which is told


def test_a_caption_parts_two_tables() -> None:
    assert count(reading(1, table()), reading(2, table(2)), captioned={(1, 0)}) == 2
    assert count(reading(1, table()), reading(2, table(2)), captioned={(0, 0)}) == 1


def prose(number: int, **more: Any) -> tuple[Line, ...]:
    """Return lines below a table that ends at 140, each over the edge of its columns."""
    words = "Prose that runs over both columns"
    own = {"x1": 150.0, "top": 145.0, **more}
    word = make_word(words, 0.0, 155.0, x1=own["x1"], size=own.get("size", SIZE))
    return tuple(text(words, 0.0, 155.0 + 12 * at, words=(word,), **own) for at in range(number))


@pytest.mark.parametrize(
    ("lines", "is_ended"),
    [
        (prose(2), True),
        (prose(1), False),
        (prose(2, x1=140.0), False),  # as wide as a note
        (prose(2, x1=140.5), True),
        (prose(2, size=9.5), True),
        (prose(2, size=9.4), False),  # notes are set smaller
        (prose(2, top=139.0), True),
        (prose(2, top=138.9), False),  # it stands beside the table
    ],
)
def test_a_table_with_the_same_labels_after_prose_is_another_one(
    lines: tuple[Line, ...], *, is_ended: bool
) -> None:
    pages = reading(1, table(labels="Label")), reading(2, table(2, labels="Label"))
    assert count(*pages, below=lines) == 1 + is_ended
    # Without its labels, it goes on.
    assert count(pages[0], reading(2, table(2)), below=lines) == 1


@pytest.mark.parametrize(
    ("rows", "lines", "tables"),
    [
        (1, prose(2), 2),
        (1, prose(2, size=7.0), 2),  # a title is set larger than prose
        (1, prose(1), 1),
        (1, (), 1),  # it is the title of the table
        (2, prose(2), 2),  # a table of one column never has the columns of the next one
    ],
)
def test_a_boxed_title_above_prose_is_no_part_of_the_table_of_the_next_page(
    rows: int, lines: tuple[Line, ...], tables: int
) -> None:
    title = table(xs=(0.0, 200.0), rows=rows)
    assert count(reading(1, title), reading(2, table(2)), below=lines) == tables


def test_labels_are_more_than_one_and_all_of_them_are_printed() -> None:
    pages = (
        reading(1, table(xs=(0.0, 200.0), labels="L")),
        reading(2, table(2, xs=(0.0, 200.0), labels="L")),
    )
    assert count(*pages, below=prose(2)) == 1  # one label shows nothing
    first = table(labels="Label")
    empty = tuple(replace(one, lines=()) if one.column else one for one in first.cells)
    bare = replace(first, cells=empty)
    assert count(reading(1, bare), reading(2, replace(bare, page=2)), below=prose(2)) == 1


def test_two_tables_of_one_page_are_one_if_something_shows_it() -> None:
    upper = table(is_ruled=False)
    assert count(reading(1, upper, table(top=141.0, is_ruled=False))) == 1
    assert count(reading(1, upper, table(top=141.5, is_ruled=False))) == 2
    assert count(reading(1, upper, table(top=141.0))) == 2
    far = table(top=200.0)
    assert count(reading(1, table(), far)) == 2
    assert count(reading(1, table(), far), headed={(0, 1)}) == 1
    assert count(reading(1, table(labels="L"), table(top=200.0, labels="L"))) == 1


def heading(words: str, page: int = 1, top: float = 100.0) -> PageTable:
    """Return a table whose first row is a heading over all columns."""
    own = table(page, top=top)
    first = make_cell(0, 0, (0.0, top, 200.0, top + 20), (text(words, 3.0, top + 13),))
    cells = (replace(first, column_stop=2), *(one for one in own.cells if one.row))
    return replace(own, cells=cells)


def test_a_heading_that_tables_of_a_page_repeat_begins_a_form() -> None:
    two = reading(1, heading("Form"), heading("Form", top=200.0))
    assert count(two, reading(2, heading("Form", 2))) == 3
    assert count(reading(1, heading("Form")), reading(2, heading("Form", 2))) == 1
    assert count(two, reading(2, heading("Other", 2))) == 2


def test_a_part_reaches_down_to_what_is_below_it() -> None:
    (run,) = runs(reading(1, table()), below=(text("Note", 0.0, 210.0, top=200.0, bottom=212.0),))
    assert run.floors == (200.0,)
    (run,) = runs(reading(1, table()))
    assert run.floors == (300.0,)  # three quarters of the page
    # A table that touches it leaves no room.
    found = runs(reading(1, table(), table(xs=(0.0, 60.0, 90.0), top=140.0)))
    assert found[0].floors == (140.0,)
    (first, _) = runs(reading(1, table(), table(top=240.0)))
    assert first.floors == (240.0,)
    # Another page prints further down.
    found = runs(reading(1, table()), reading(2, table(2, (0.0, 60.0, 90.0), top=330.0)))
    assert found[0].floors == (370.0,)


def test_the_same_columns_are_at_the_same_places() -> None:
    assert have_same_columns(XS, (4.0, 100.0, 200.0))
    assert not have_same_columns(XS, (4.5, 100.0, 200.0))
    assert not have_same_columns(XS, (0.0, 100.0))


def test_column_lines_that_no_cell_uses_are_dropped() -> None:
    own = table(xs=(0.0, 60.0, 100.0, 200.0))
    cells = [one for one in own.cells if one.column != 1]
    wide = tuple(replace(one, column_stop=2) if one.column == 0 else one for one in cells)
    found = drop_unused_columns(TableRun(own.xs, (replace(own, cells=wide),)))
    assert found.xs == XS
    assert {(one.column, one.column_stop) for one in found.parts[0].cells} == {(0, 1), (1, 2)}
    run = TableRun(own.xs, (own,))
    assert drop_unused_columns(run) is run


def test_a_band_is_one_row_over_all_columns() -> None:
    band = replace(make_cell(0, 0, (0, 0, 200, 20), (text("Heading", 0.0, 10.0),)), column_stop=2)
    others: list[tuple[PageCell, int]] = [
        (band, 3), (replace(band, column=1), 2), (replace(band, row_stop=2), 2),
        (replace(band, lines=()), 2), (replace(band, column_stop=1), 1),
    ]  # fmt: skip
    assert is_band(band, 2)
    assert not any(is_band(*one) for one in others)
