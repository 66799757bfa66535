"""Tables without lines go on over page ends, in the columns of their first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.alignment.aligned import Columns
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, PageCell, PageReading, PageTable, Rule, Rules
from extract.multipage.document_choice import choose_over_document
from extract.multipage.neighbour_columns import _is_as_wide, _is_between
from extract.multipage.right_ends import _widened
from extract.ruling.thresholds import RULING
from tests.extract.page_parts import make_cell, make_line, make_word


def page(number: int, right: float, starts: tuple[float, float] = (60.0, 200.0)) -> PageReading:
    xs = (*starts, right)
    cells = tuple(
        make_cell(row, column, (xs[column], 100.0 + 20 * row, xs[column + 1], 120.0 + 20 * row),
                  (make_line(f"{row}{column}", xs[column] + 2, 112.0 + 20 * row, glyphs=()),))
        for row in range(2)
        for column in range(2)
    )  # fmt: skip
    table = PageTable(number, xs, (100.0, 120.0, 140.0), cells)
    return PageReading(number, 595.0, 842.0, 0, (replace(table, is_booktabs=True),), (), ())


def edges(reading: PageReading) -> tuple[tuple[float, ...], set[tuple[float, float]]]:
    (table,) = reading.tables
    return table.xs, {(cell.bbox[0], cell.bbox[2]) for cell in table.cells}


def test_the_last_column_is_as_wide_on_each_page() -> None:
    found = choose_over_document([page(1, 400.0), page(2, 450.0), page(3, 420.0)])
    assert [edges(one) for one in found] == [
        ((60.0, 200.0, 450.0), {(60.0, 200.0), (200.0, 450.0)})
    ] * 3


def test_what_the_second_reader_says_of_a_narrower_cell_is_dropped() -> None:
    (table,) = page(1, 400.0).tables
    cells = tuple(replace(cell, readings_agree=True) for cell in table.cells)
    wider = _widened(replace(table, cells=cells), 450.0)
    assert {cell.readings_agree for cell in wider.table.cells} == {None}


@pytest.mark.parametrize("other", [page(3, 450.0), page(2, 450.0, (60.0, 240.0))])
def test_a_table_on_a_distant_page_or_with_other_columns_stays(other: PageReading) -> None:
    first, second = choose_over_document([page(1, 400.0), other])
    assert edges(first)[0][-1] == 400.0
    assert edges(second)[0][-1] == 450.0


@pytest.mark.parametrize(("moved", "is_widened"), [(0.0, True), (0.1, False)])
def test_columns_of_one_table_may_begin_a_little_apart(moved: float, *, is_widened: bool) -> None:
    start = 200.0 + 2 * ALIGNMENT.start_distance + moved
    first, _ = choose_over_document([page(1, 400.0), page(2, 450.0, (60.0, start))])
    assert (edges(first)[0][-1] == 450.0) == is_widened


@pytest.mark.parametrize(
    ("start", "stop", "is_as_wide"),
    [(10.0, 400.0, True), (2.0, 408.0, True), (1.9, 400.0, False), (10.0, 408.1, False)],
)
def test_a_rule_of_a_table_ends_near_its_sides(
    start: float, stop: float, *, is_as_wide: bool
) -> None:
    columns = Columns((10.0, 200.0, 400.0), (12.0, 202.0), (150.0, 390.0))
    assert RULING.max_end_difference == 4.0
    assert _is_as_wide(Rule(50.0, start, stop), columns) == is_as_wide


@pytest.mark.parametrize(
    ("x0", "x1", "is_between"),
    [(6.0, 90.0, True), (5.9, 90.0, False), (300.0, 404.0, True), (300.0, 404.1, False)],
)
def test_words_of_a_table_lie_between_its_sides(x0: float, x1: float, *, is_between: bool) -> None:
    size = 4.0 / ALIGNMENT.max_right_overrun
    word = make_word("word", x0, 50.0, x1=x1, size=size)
    assert _is_between(word, (10.0, 200.0, 400.0)) == is_between


LEFTS = (62.0, 202.0, 302.0)
EDGES = (60.0, 200.0, 300.0, 400.0)
FIRST, SECOND = "Hold a workshop", "Train the staff"


def texts_at(baseline: float, texts: Sequence[str], *, bold: bool = False) -> list[Line]:
    return [
        make_line(text, x0, baseline, bold=bold, glyphs=(round(baseline) * 10 + at,))
        for at, (x0, text) in enumerate(zip(LEFTS, texts, strict=True))
        if text
    ]


def table_of(
    number: int, top: float, rows: Sequence[Sequence[Line]], found_by: str = "headed"
) -> PageTable:
    ys = tuple(top + 20.0 * at for at in range(len(rows) + 1))
    cells: list[PageCell] = []
    for row, lines in enumerate(rows):
        for column, x0 in enumerate(LEFTS):
            box = (EDGES[column], ys[row], EDGES[column + 1], ys[row + 1])
            own = tuple(line for line in lines if line.x0 == x0)
            cells.append(make_cell(row, column, box, own))
    return PageTable(
        number, EDGES, ys, tuple(cells), is_ruled=False, is_booktabs=True, found_by=found_by
    )


def reading_of(number: int, table: PageTable, lines: Sequence[Line] = ()) -> PageReading:
    return PageReading(number, 595.0, 842.0, 0, (table,), lines, ())


@pytest.mark.parametrize(("bold", "count"), [(False, 1), (True, 2)])
def test_rows_of_short_texts_in_the_middle_of_a_page_begin_no_table(bold: bool, count: int) -> None:
    rows = [texts_at(112.0 + 20 * at, [f"{at + 1}. Area", FIRST, "AB"]) for at in range(3)]
    above = [*texts_at(52.0, ["", FIRST, "AB"]), *texts_at(62.0, ["", "this year", ""])]
    below = [
        texts_at(82.0, ["", SECOND, "CD"], bold=bold),
        texts_at(102.0, ["4. Area", FIRST, "AB"]),
        texts_at(122.0, ["", SECOND, "CD"]),
    ]
    pages = [
        reading_of(1, table_of(1, 100.0, rows)),
        reading_of(2, table_of(2, 70.0, below), above),
    ]
    _, second = choose_over_document(pages)
    assert len(second.tables) == count
    printed = [line.text for own in (above, *below) for line in own]
    read = [line.text for table in second.tables for cell in table.cells for line in cell.lines]
    assert sorted(read) == sorted(printed)
    assert not second.lines


def test_a_column_that_a_page_leaves_empty_is_known_from_the_page_before() -> None:
    rows = [texts_at(112.0 + 20 * at, [f"{at + 1}. Area", FIRST, "AB"]) for at in range(3)]
    rest = [texts_at(52.0 + 20 * at, ["", SECOND, "CD"]) for at in range(3)]
    last = [line for at in range(3) for line in texts_at(52.0 + 20 * at, ["4. Area", FIRST, "AB"])]
    pages = [
        reading_of(1, table_of(1, 100.0, rows)),
        reading_of(2, table_of(2, 40.0, rest)),
        PageReading(3, 595.0, 842.0, 0, (), last, ()),
    ]
    third = choose_over_document(pages)[-1]
    (table,) = third.tables
    assert table.xs == EDGES
    assert not third.lines


@pytest.mark.parametrize(
    ("left", "right", "columns"),
    [(60.0, 400.0, 3), (52.0, 408.0, 3), (51.5, 400.0, 2), (60.0, 408.5, 2)],
)
def test_a_table_of_fewer_columns_between_the_same_sides_is_read_again(
    left: float, right: float, columns: int
) -> None:
    rows = [texts_at(112.0 + 20 * at, [f"{at + 1}. Area", FIRST, "AB"]) for at in range(3)]
    again = [texts_at(82.0 + 20 * at, [f"{at + 4}. Area", FIRST, "AB"]) for at in range(3)]
    xs, ys = (left, 200.0, right), tuple(70.0 + 20 * at for at in range(4))
    cells = tuple(
        make_cell(
            row,
            column,
            (xs[column], ys[row], xs[column + 1], ys[row + 1]),
            tuple(line for line in own if (line.x0 < 200.0) == (column == 0)),
        )
        for row, own in enumerate(again)
        for column in range(2)
    )
    table = PageTable(2, xs, ys, cells, is_ruled=False, is_booktabs=True, found_by="booktabs")
    pages = [reading_of(1, table_of(1, 100.0, rows)), reading_of(2, table)]
    _, second = choose_over_document(pages)
    assert second.tables[0].column_count == columns
    texts = [line.text for cell in second.tables[0].cells for line in cell.lines]
    assert sorted(texts) == sorted(line.text for own in again for line in own)


@pytest.mark.parametrize(
    ("is_booktabs", "rights"), [(True, [450.0] * 3), (False, [400.0, 450.0, 400.0])]
)
def test_tables_whose_rows_white_space_parts_end_at_one_right_end(
    *, is_booktabs: bool, rights: list[float]
) -> None:
    pages = [page(1, 400.0), page(2, 450.0), page(3, 400.0)]
    pages = [
        replace(one, tables=(replace(one.tables[0], is_booktabs=is_booktabs),)) for one in pages
    ]
    found = choose_over_document(pages)
    assert [one.tables[0].xs[-1] for one in found] == rights
    texts = [[cell.text for cell in one.tables[0].cells] for one in (*pages, *found)]
    assert texts[:3] == texts[3:]


@pytest.mark.parametrize(
    ("distance", "heading", "is_top"),
    [(4.0, False, True), (8.0, False, True), (20.0, False, True), (20.0, True, False)],
)
def test_a_rule_right_above_the_last_lines_of_a_table_is_its_top(
    distance: float, *, heading: bool, is_top: bool
) -> None:
    rows = [texts_at(112.0 + 20 * at, [f"{at + 1}. Area", FIRST, "AB"]) for at in range(3)]
    last = [*texts_at(60.0, ["and the other", "staff", ""]), *texts_at(72.0, ["areas", "", ""])]
    wide = make_line("A heading " * 8, 62.0, 48.0, glyphs=(1,))
    top, bottom = 60.0 - distance, 90.0
    rules = (Rule(top, EDGES[0], EDGES[-1]), Rule(bottom, EDGES[0], EDGES[-1]))
    lines = [wide, *last] if heading else last
    drawn = Rules(rules, (), ())
    second = PageReading(2, 595.0, 842.0, 0, (), lines, (), rules=drawn, loose_rules=rules)
    (table,) = choose_over_document([reading_of(1, table_of(1, 100.0, rows)), second])[-1].tables
    assert (table.ys[0] == top, table.ys[-1]) == (is_top, bottom)
    assert all(one.name != "lines are drawn through its cells" for one in table.evidence)
    texts = [line.text for cell in table.cells for line in cell.lines]
    assert sorted(texts) == sorted(line.text for line in last)
