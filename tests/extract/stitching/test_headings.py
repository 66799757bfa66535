"""A heading between two tables with the same columns is a row of one table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable
from extract.stitching.headings import Headings, Place, with_headings
from tests.extract.page_parts import make_line

XS = (50.0, 150.0, 250.0)
ROWS = (("Hold a seminar", "Ministry"), ("Print a guide", "Council"))
OTHERS = (("Train teachers", "Ministry"), ("Ask parents", "Council"))


def table(rows: tuple[tuple[str, ...], ...], top: float, page: int = 1, **more: Any) -> PageTable:
    """A table of rows of 20 points, in letters of 8 points."""
    xs = more.pop("xs", XS)
    size, is_bold = more.pop("size", 8.0), more.pop("bold", False)
    ys = tuple(top + 20 * row for row in range(len(rows) + 1))
    cells = tuple(
        PageCell(
            row, row + 1, at, at + 1, (xs[at], ys[row], xs[at + 1], ys[row + 1]),
            (make_line(text, xs[at] + 3, ys[row] + 12, size=size, bold=is_bold),) if text else (),
        )
        for row, texts in enumerate(rows)
        for at, text in enumerate(texts)
    )  # fmt: skip
    return PageTable(page, xs, ys, cells, **more)


def heading(text: str, baseline: float, **more: Any) -> Line:
    return make_line(text, more.pop("x0", 52.0), baseline, **{"bold": True, **more})


def joined(pages: dict[int, tuple[list[PageTable], list[Line]]]) -> Headings:
    readings = [
        PageReading(page, 300, 400, 0, tuple(tables), tuple(lines), ())
        for page, (tables, lines) in pages.items()
    ]
    return with_headings(readings, [tuple(lines) for _, lines in pages.values()])


def one_page(*lines: Line, below: PageTable | None = None, above: PageTable | None = None) -> Any:
    tables = [above or table(ROWS, 100), below or table(OTHERS, 200)]
    return joined({1: (tables, list(lines))})


def texts_of(found: Headings, page: int = 0) -> list[list[str]]:
    return [[cell.text for cell in one.cells] for one in found.readings[page].tables]


def test_a_bold_line_between_two_tables_is_a_row_of_the_second() -> None:
    found = one_page(heading("Part two", 190))
    assert found.headed == {Place(0, 1)}
    first, second = found.readings[0].tables
    assert (first.row_count, second.row_count) == (2, 3)
    band, *cells = second.cells
    assert (band.text, band.column_stop, band.bbox) == ("Part two", 2, (50.0, 184.0, 250.0, 200.0))
    assert [cell.row for cell in cells] == [1, 1, 2, 2]
    assert list(found.outside[0]) == []
    assert list(found.readings[0].lines) == []


def test_the_line_above_the_first_table_is_its_heading_in_the_same_style() -> None:
    found = one_page(heading("Part one", 90), heading("Part two", 190))
    assert [texts[0] for texts in texts_of(found)] == ["Part one", "Part two"]
    other_style = one_page(heading("Part one", 90, size=12.0), heading("Part two", 190))
    assert [texts[0] for texts in texts_of(other_style)] == ["Hold a seminar", "Part two"]
    assert [line.text for line in other_style.outside[0]] == ["Part one"]
    too_far = one_page(heading("Part one", 20), heading("Part two", 190))
    assert [texts[0] for texts in texts_of(too_far)] == ["Hold a seminar", "Part two"]


def test_a_third_part_takes_nothing_from_above_the_second() -> None:
    tables = [table(ROWS, 100), table(OTHERS, 200), table((("Ask pupils", "Board"),), 300)]
    found = joined({1: (tables, [heading("Part two", 190), heading("Part three", 290)])})
    assert found.headed == {Place(0, 1), Place(0, 2)}
    assert [texts[0] for texts in texts_of(found)] == ["Hold a seminar", "Part two", "Part three"]


@pytest.mark.parametrize(
    "line",
    [
        heading("Part two", 190, bold=False),
        heading("Part two", 160),  # far above the table
        heading("Part two", 190, x0=20.0),
        heading("Part two", 190, x0=240.0),
    ],
    ids=["plain", "far", "left of it", "right of it"],
)
def test_a_line_that_is_not_set_as_a_heading_stays_outside(line: Line) -> None:
    found = one_page(line)
    assert not found.headed
    assert [one.text for one in found.outside[0]] == ["Part two"]


def test_larger_type_is_a_heading_too() -> None:
    assert one_page(heading("Part two", 190, bold=False, size=12.0)).headed
    # Where all is bold, bold type tells nothing.
    bold = table(OTHERS, 200, bold=True)
    assert not one_page(heading("Part two", 190), below=bold).headed


def test_tables_that_name_the_same_keys_are_forms() -> None:
    again = table((("Hold a seminar", "Board"), ("Print a guide", "Board")), 200)
    assert not one_page(heading("Part two", 190), below=again).headed
    half = table((("Hold a seminar", "Board"), ("Ask parents", "Board")), 200)
    assert not one_page(heading("Part two", 190), below=half).headed


def test_a_table_with_other_columns_has_no_heading_of_this_one() -> None:
    other = table(OTHERS, 200, xs=(50.0, 110.0, 250.0))
    assert not one_page(heading("Part two", 190), below=other).headed


def test_a_caption_parts_two_tables_unless_it_says_that_one_goes_on() -> None:
    found = one_page(heading("Table 2. Goals", 190))
    assert (found.captioned, found.headed) == ({Place(0, 1)}, set())
    assert [line.text for line in found.outside[0]] == ["Table 2. Goals"]
    assert one_page(heading("Table 2 (continued)", 190)).captioned == set()


def test_a_heading_at_the_top_of_the_next_page_is_a_row_there() -> None:
    lines = [heading("Part two", 90)]
    pages = {1: ([table(ROWS, 100)], []), 2: ([table(OTHERS, 100, page=2)], lines)}
    found = joined(pages)
    assert found.headed == {Place(1, 0)}
    assert texts_of(found, 1)[0][0] == "Part two"
    # Not with a text between them, nor over a page without a table.
    text = [heading("A text", 300, bold=False)]
    assert not joined({1: (pages[1][0], text), 2: pages[2]}).headed
    assert not joined({1: pages[1], 3: pages[2]}).headed


def test_a_ruled_row_of_labels_is_the_header_of_rows_without_rules() -> None:
    label = table((("Activity", "Lead"),), 100)
    rows = table(OTHERS, 122, is_ruled=False, xs=(50.0, 150.0, 230.0))
    found = joined({1: ([label, rows], [])})
    assert found.headed == {Place(0, 1)}
    assert found.readings[0].tables[1].xs == XS


@pytest.mark.parametrize(
    ("label", "rows"),
    [
        (table((("Activity", "Lead"),), 100), table(OTHERS, 122)),
        (table((("Activity", "Lead"),), 100, is_ruled=False), table(OTHERS, 122, is_ruled=False)),
        (table(ROWS, 100), table(OTHERS, 142, is_ruled=False)),
        (table((("Activity", ""),), 100), table(OTHERS, 122, is_ruled=False)),
        (table((("Activity", "Lead"),), 100), table(OTHERS, 200, is_ruled=False)),
        (
            table((("Activity", "Lead"),), 100),
            table(OTHERS, 122, is_ruled=False, xs=(50.0, 190.0, 250.0)),
        ),
        (
            table((("Activity", "Lead"),), 100),
            table(OTHERS, 122, is_ruled=False, xs=(50.0, 150.0, 290.0)),
        ),
        (
            table((("Activity",),), 100, xs=(50.0, 250.0)),
            table((("Train teachers",),), 122, is_ruled=False, xs=(50.0, 250.0)),
        ),
    ],
    ids=["ruled rows", "no rules", "two rows", "an empty label", "far below", "other columns",
         "wider rows", "one column"],
)  # fmt: skip
def test_other_tables_are_no_header(label: PageTable, rows: PageTable) -> None:
    assert not joined({1: ([label, rows], [])}).headed


def with_bold_row(made: PageTable, *rows: int) -> PageTable:
    cells = tuple(
        replace(cell, lines=tuple(replace(line, bold=True) for line in cell.lines))
        if cell.row in rows
        else cell
        for cell in made.cells
    )
    return replace(made, cells=cells)


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        (heading("Part two", 200), True),
        (heading("Part two", 201), False),
        (heading("Part two", 180), True),
        (heading("Part two", 179), False),
        (heading("Part two", 190, x0=42.0), True),
        (heading("Part two", 190, x0=41.0), False),
        (heading("Part two", 190, x0=218.0), True),
        (heading("Part two", 190, x0=219.0), False),
        (heading("Part two", 190, bold=False, size=8.9), True),
        (heading("Part two", 190, bold=False, size=8.8), False),
    ],
    ids=["on the rule", "below it", "two sizes and a half above", "farther", "a size left of it",
         "farther left", "up to the right edge", "over it", "larger by more than a tenth",
         "larger by a tenth"],
)  # fmt: skip
def test_a_heading_stands_close_to_its_table_and_is_set_apart(line: Line, is_heading: bool) -> None:
    assert (one_page(line).headed == {Place(0, 1)}) is is_heading


def test_a_heading_has_two_lines_at_most() -> None:
    lines = [heading("Part three", 176), heading("which goes on", 186), heading("here", 196)]
    found = one_page(*lines[1:])
    assert texts_of(found)[1][0] == "which goes on here"
    assert not one_page(*lines).headed


def test_bold_type_sets_a_heading_apart_unless_half_of_the_table_has_it() -> None:
    rows = (*OTHERS, ("Write a book", "Board"))
    below = table(rows, 200)
    assert one_page(heading("Part two", 190), below=with_bold_row(below, 1)).headed
    half = with_bold_row(table(OTHERS, 200), 1)
    assert not one_page(heading("Part two", 190), below=half).headed


def test_a_table_without_text_has_no_heading() -> None:
    assert not one_page(heading("Part two", 190), below=table((("", ""),), 200)).headed


@pytest.mark.parametrize("labelled", ["above", "below"])
def test_a_table_with_labels_of_its_own_is_no_part_of_another(labelled: str) -> None:
    tops = {"above": 100, "below": 200}
    own = with_bold_row(table((("Activity", "Lead"), *OTHERS), tops[labelled]), 0)
    if labelled == "below":
        assert not one_page(heading("Part two", 190), below=own).headed
    else:
        assert not one_page(heading("Part two", 190), above=own).headed


@pytest.mark.parametrize(
    ("row", "stop", "is_one"),
    [(0, 2, False), (0, 3, True), (1, 2, True)],
    ids=["a group of labels", "a heading", "a merged cell below"],
)
def test_a_first_row_with_a_group_of_columns_is_labels(row: int, stop: int, is_one: bool) -> None:
    xs = (50.0, 110.0, 180.0, 250.0)
    rows = (("Hold", "Ask", "Print"), ("Find", "Write", "Send"))
    above = table(rows, 100, xs=xs)
    below = table((("Train", "Teach", "Tell"), ("Visit", "Call", "Meet")), 200, xs=xs)
    cells = tuple(
        replace(cell, column_stop=stop) if (cell.row, cell.column) == (row, 0) else cell
        for cell in below.cells
        if cell.row != row or cell.column == 0 or cell.column >= stop
    )
    found = one_page(heading("Part two", 190), above=above, below=replace(below, cells=cells))
    assert bool(found.headed) is is_one


def test_a_line_on_the_last_rule_of_a_table_is_no_heading_of_the_next() -> None:
    below = table(OTHERS, 150)
    assert one_page(heading("Part two", 141), below=below).headed
    assert not one_page(heading("Part two", 140), below=below).headed
    next_page = ([table(OTHERS, 100, page=2)], [heading("Part two", 90)])
    for baseline, is_headed in ((140, True), (141, False)):
        first = ([table(ROWS, 100)], [heading("A text", baseline, bold=False)])
        assert bool(joined({1: first, 2: next_page}).headed) is is_headed


def test_a_heading_above_two_tables_that_touch_is_that_of_the_first() -> None:
    found = one_page(heading("Part one", 90), below=table(OTHERS, 140))
    assert not found.headed
    assert [line.text for line in found.outside[0]] == ["Part one"]


@pytest.mark.parametrize(
    ("top", "xs", "is_header"),
    [
        (120, XS, True),
        (140, XS, True),
        (141, XS, False),
        (122, (50.0, 154.0, 250.0), True),
        (122, (50.0, 155.0, 250.0), False),
        (122, (50.0, 150.0, 254.0), True),
        (122, (50.0, 150.0, 255.0), False),
    ],
    ids=["touches", "two sizes and a half below", "farther", "moved by 2 %", "moved by more",
         "wider by 2 %", "wider by more"],
)  # fmt: skip
def test_a_ruled_row_is_the_header_of_rows_close_below_in_its_columns(
    top: float, xs: tuple[float, ...], is_header: bool
) -> None:
    label = table((("Activity", "Lead"),), 100)
    rows = table(OTHERS, top, is_ruled=False, xs=xs)
    assert bool(joined({1: ([label, rows], [])}).headed) is is_header


@pytest.mark.parametrize(
    ("labels", "shade", "is_one"),
    [
        (("Activity", "Body"), (0.7,), True),
        (("Activity", "Place"), (0.7,), False),
        (("Activity", "Body"), None, False),
    ],
    ids=["the same labels", "other labels", "no shade"],
)
def test_a_heading_above_the_same_shaded_labels_is_a_row_of_one_table(
    labels: tuple[str, str], shade: tuple[float, ...] | None, *, is_one: bool
) -> None:
    def shaded(first: tuple[str, ...], top: float) -> PageTable:
        one = table((first, *ROWS), top, is_ruled=False)
        cells = (replace(cell, fill=shade) if cell.row == 0 else cell for cell in one.cells)
        return replace(one, cells=tuple(cells))

    above, below = shaded(("Activity", "Body"), 100), shaded(labels, 200)
    found = one_page(heading("Justice", 190, size=12.0), above=above, below=below)
    assert found.headed == ({Place(0, 1)} if is_one else set())
    assert ("Justice" in texts_of(found)[1]) == is_one
    assert [line.text for line in found.outside[0]] == ([] if is_one else ["Justice"])
