"""Rows that a candidate's cells hide, lists of contents, and readings that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable, Rule, Rules
from extract.model import Bbox, Evidence
from extract.tables.candidate_text import text_of
from extract.tables.candidates import TableCandidate
from extract.tables.choice import choose
from extract.tables.drawing_evidence import weigh_drawing
from extract.tables.grid import _likely_grids, _with_boxes_apart, chosen_table
from extract.tables.text_evidence import weigh_texts
from extract.tables.thresholds import WEIGHING
from tests.extract.page_parts import make_cell, make_word
from tests.extract.tables.test_text_evidence import HEIGHT, WIDTH, table_of, weights, word

MERGED = "a merged cell holds an entry for each row"
GAPS = "white space runs through cells"
CONTENTS = "page numbers of a list of contents"


@pytest.mark.parametrize(
    ("rows", "lines", "expected"),
    [
        (3, (0, 1, 2), -2.1),
        (2, (0, 1, 2), 0.0),  # more lines than rows
        (3, (0, 1, 1), 0.0),  # two lines in one row
        (1, (0, 0, 0), 0.0),
    ],
)
def test_a_merged_cell_holds_no_more_entries_than_it_has_rows(
    rows: int, lines: Sequence[int], expected: float
) -> None:
    right = [
        make_cell(row, 1, (WIDTH, HEIGHT * row, 2 * WIDTH, HEIGHT * (row + 1))) for row in range(3)
    ]
    left = make_cell(0, 0, (0.0, 0.0, WIDTH, HEIGHT * rows), row_stop=rows)
    table = PageTable(1, (0.0, WIDTH, 2 * WIDTH), (0.0, 40.0, 80.0, 120.0), (left, *right))
    below: dict[int, int] = {}
    words = []
    for row in lines:
        at = below[row] = below.get(row, -1) + 1
        words.append(make_word("Wells", 5.0, HEIGHT * row + 10 + 10 * at))
    inside = [one for one in words if one.baseline < HEIGHT * rows]
    assert weights(text_of(table, inside)).get(MERGED, 0.0) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((0, 10, 25), (0, 10, 25), -0.5),
        ((0, 10, 23), (0, 10, 23), 0.0),  # 1.35 times the pitch are 13.5 points
        ((0, 20, 47), (0, 20, 47), 0.0),
        ((0, 20, 48), (0, 20, 48), -0.5),
        ((0, 10, 25), (0, 10), 0.0),  # only one text goes on below it
        ((0, 10, 25), (), 0.0),
        ((0, 10, 25), (0,), 0.0),
        ((0, 10, 25, 40), (0, 10, 25, 40), -1.0),
    ],
)
def test_white_space_through_all_cells_of_a_row_may_part_two(
    first: Sequence[int], second: Sequence[int], expected: float
) -> None:
    words = [
        make_word("Wells", WIDTH * column + 5, 10.0 + step)
        for column, steps in enumerate((first, second))
        for step in steps
    ]
    table = PageTable(
        1,
        (0.0, WIDTH, 2 * WIDTH),
        (0.0, 80.0),
        tuple(make_cell(0, at, (WIDTH * at, 0.0, WIDTH * (at + 1), 80.0)) for at in (0, 1)),
    )
    assert weights(text_of(table, words)).get(GAPS, 0.0) == expected


@pytest.mark.parametrize(
    ("pages", "others", "is_list"),
    [
        (("1", "3", "3", "7", "9"), "Heading", True),
        (("1", "3", "3", "7"), "Heading", False),  # in order by chance
        (("1", "3", "2", "7", "9"), "Heading", False),
        (("1", "3", "x", "7", "9"), "Heading", False),
        (("1", "3", "3", "7", "1500"), "Heading", True),
        (("1", "3", "3", "7", "2019"), "Heading", False),  # years
        (("1", "3", "3", "7", "9"), "12", False),
    ],
)
def test_numbers_that_do_not_fall_beside_headings_are_of_pages(
    pages: Sequence[str], others: str, *, is_list: bool
) -> None:
    for columns in (2, 3):
        table = table_of([columns] * len(pages), columns)
        words = [word(page, columns - 1, row) for row, page in enumerate(pages)]
        words += [word(others, columns - 2, row) for row in range(len(pages))]
        # Numbers of the headings themselves may stand in a column before them.
        words += [word(f"{row}", 0, row) for row in range(len(pages)) if columns > 2]
        found = weights(text_of(table, words))
        assert found.get(CONTENTS, 0.0) == (WEIGHING.contents if is_list else 0.0)


@pytest.mark.parametrize(("headings", "is_list"), [(10, False), (11, True)])
def test_hardly_any_heading_of_a_list_of_contents_is_a_number(
    headings: int, *, is_list: bool
) -> None:
    table = table_of([2] * headings, 2)
    words = [word(f"{row}", 1, row) for row in range(headings)]
    words += [word("12" if row == 3 else "Heading", 0, row) for row in range(headings)]
    assert (CONTENTS in weights(text_of(table, words))) == is_list


@pytest.mark.parametrize(
    ("below", "is_row"),
    [
        ((), True),
        (((5.0, 10.0), (105.0, 10.0)), False),  # a header, and a row of texts below it
        (((5.0, 10.0), (30.0, 10.0)), True),  # both in one column
        (((5.0, 10.0), (105.0, 14.0)), True),  # on two lines
        (((5.0, 24.0), (105.0, 24.0)), False),
        (((5.0, 25.0), (105.0, 25.0)), True),  # too far below
        (((5.0, 0.0), (105.0, 0.0)), True),
        (((80.0, 10.0), (105.0, 10.0)), False),
        (((81.0, 10.0), (105.0, 10.0)), True),  # a line of prose
        (((80.0, 10.0), (105.0, 10.0), (126.0, 10.0)), False),
        (((-30.0, 10.0), (105.0, 10.0)), True),
        (((5.0, 10.0), (200.0, 10.0)), False),
        (((5.0, 10.0), (200.5, 10.0)), True),
        (((0.0, 10.0), (105.0, 10.0)), False),
        (((-0.5, 10.0), (105.0, 10.0)), True),
    ],
)
def test_labels_in_boxes_are_a_header_if_texts_stand_below_them(
    below: Sequence[tuple[float, float]], *, is_row: bool
) -> None:
    table = table_of([2], 2)
    own = [word("Wells", 0, 0), word("Roads", 1, 0)]
    under = [make_word("Rice", x0, HEIGHT + y) for x0, y in below]
    name = "all of its text is in one row"
    found = {one.name for one in weigh_texts(text_of(table, own), [*own, *under])}
    assert (name in found) == is_row


@pytest.mark.parametrize(
    ("rows", "columns", "is_short"), [(2, 1, True), (3, 1, False), (2, 2, False)]
)
def test_a_column_of_two_texts_is_a_box(rows: int, columns: int, *, is_short: bool) -> None:
    words = [word("Wells", 0, row) for row in range(rows)]
    found = weights(text_of(table_of([columns] * rows, columns), words))
    assert ("it has one column and one or two rows" in found) == is_short


@pytest.mark.parametrize(("columns", "edges", "lone"), [(3, 1, True), (3, 2, False), (2, 1, False)])
def test_an_edge_of_a_single_column_is_no_row(columns: int, edges: int, *, lone: bool) -> None:
    cells = [
        make_cell(
            0, at, (WIDTH * at, 0.0, WIDTH * (at + 1), HEIGHT), row_stop=1 if at < edges else 2
        )
        for at in range(columns)
    ]
    cells += [
        make_cell(1, at, (WIDTH * at, HEIGHT, WIDTH * (at + 1), 2 * HEIGHT)) for at in range(edges)
    ]
    xs = tuple(WIDTH * at for at in range(columns + 1))
    table = PageTable(1, xs, (0.0, HEIGHT, 2 * HEIGHT), tuple(cells))
    found = weights(text_of(table, [word("Wells", 0, 0)]))
    assert ("row edges of a single column" in found) == lone


def test_a_line_across_a_table_of_one_column_runs_through_its_cells() -> None:
    cells = tuple(make_cell(row, 0, (0.0, 40.0 * row, 100.0, 40.0 * row + 40)) for row in range(2))
    for turned in (False, True):
        edges, single = (0.0, 40.0, 80.0), (0.0, 100.0)
        own = cells
        if turned:
            own = tuple(
                make_cell(0, cell.row, (cell.bbox[1], 0.0, cell.bbox[3], 100.0)) for cell in cells
            )
        xs, ys = (edges, single) if turned else (single, edges)
        inner, sides = Rule(20.0, 0.0, 100.0), [Rule(at, 0.0, 80.0) for at in single]
        drawn = tuple(Rule(at, 0.0, 100.0) for at in edges)
        rules = Rules((*drawn, inner), tuple(sides), ())
        if turned:
            rules = Rules(rules.vertical, rules.horizontal, ())
        found = {one.name for one in weigh_drawing(PageTable(1, xs, ys, own), rules, [])}
        assert "lines are drawn through its cells" in found


BOX = (0.0, 0.0, 100.0, 100.0)


def candidate(
    rows: int, odds: float, *reading: str, box: Bbox = BOX, boxed: bool = False,
    columns: int = 2, name: str = "",
) -> TableCandidate:  # fmt: skip
    x0, top, x1, bottom = box
    xs = tuple(x0 + (x1 - x0) * at / columns for at in range(columns + 1))
    ys = tuple(top + (bottom - top) * at / rows for at in range(rows + 1))
    cells = tuple(
        PageCell(row, row + 1, at, at + 1, (xs[at], ys[row], xs[at + 1], ys[row + 1]),
                 is_boxed=boxed)
        for row in range(rows) for at in range(columns)
    )  # fmt: skip
    table = PageTable(1, xs, ys, cells, found_by=name)
    reasons = (Evidence(name="a reason", weight=odds),)
    return TableCandidate(table, table.bbox, reasons, 10, reading)


@pytest.mark.parametrize(
    ("reading", "margin"),
    [
        (("a", "b"), 5.0),  # nothing that is published differs
        (("a", "c"), 1.0),
        (("a",), 1.0),
        (("a", "b", "b"), 1.0),
    ],
)
def test_another_grid_with_the_same_texts_is_no_other_reading(
    reading: Sequence[str], margin: float
) -> None:
    one, other = candidate(2, 5.0, "a", "b"), candidate(3, 4.0, *reading)
    (choice,) = choose([one, other])
    assert choice.chosen is one
    assert choice.margin == margin
    assert choice.runner_up == (other if margin == 1.0 else None)


@pytest.mark.parametrize(
    ("texts", "same"), [(("a", "b"), True), (("heading", "b"), True), (("a", "c"), False)]
)
def test_two_tables_below_their_headings_say_the_same_as_one(
    texts: Sequence[str], *, same: bool
) -> None:
    whole = candidate(4, 5.0, "heading", "a", "b")
    heading = replace(whole.table.cells[0], column_stop=2)
    table = replace(whole.table, cells=(heading, *whole.table.cells[1:]))
    halves = [
        candidate(1, 4.0, texts[at], box=(0.0, 50.0 * at, 100.0, 50.0 * at + 50)) for at in (0, 1)
    ]
    whole = replace(whole, table=table, explained=20)
    (choice,) = choose([whole, *halves])
    assert choice.chosen is whole
    assert (choice.runner_up is None) == same


def test_what_weighs_nothing_is_no_table() -> None:
    assert choose([candidate(2, 0.0, "a")]) == []
    assert choose([replace(candidate(2, 5.0, "a"), explained=0)]) == []


@pytest.mark.parametrize(
    ("rows", "boxed_odds", "box", "is_against"),
    [
        (3, 5.0, BOX, True),
        (3, 0.0, BOX, False),
        (4, 5.0, BOX, True),  # a quarter of the cells differ
        (2, 5.0, BOX, False),
        (3, 5.0, (0.0, 0.0, 100.0, 90.0), True),
        (3, 5.0, (0.0, 0.0, 100.0, 89.0), False),
    ],
)
def test_a_grid_of_boxes_apart_excludes_others_of_its_cells(
    rows: int, boxed_odds: float, box: Bbox, *, is_against: bool
) -> None:
    boxed = candidate(3, boxed_odds, "a", boxed=True)
    first, second = _with_boxes_apart([boxed, candidate(rows, 5.0, "a", box=box)])
    assert first is boxed
    assert ("its cells are boxes apart" in [one.name for one in second.evidence]) == is_against


@pytest.mark.parametrize(
    ("rows", "columns", "odds", "likely"),
    [(2, 2, 1.0, True), (1, 2, 1.0, False), (2, 1, 1.0, False), (2, 2, 0.0, False)],
)
def test_grids_of_several_rows_and_columns_may_lie_in_cells(
    rows: int, columns: int, odds: float, *, likely: bool
) -> None:
    found = list(_likely_grids([candidate(rows, odds, "a", columns=columns)]))
    assert len(found) == likely


@pytest.mark.parametrize(("odds", "is_told"), [(4.1, True), (4.0, False)])
def test_a_reading_is_told_where_it_is_close(odds: float, *, is_told: bool) -> None:
    (choice,) = choose([candidate(2, 5.0, "a"), candidate(3, odds, "b", name="other")])
    table = chosen_table(choice, [])
    assert (table.other is not None) == is_told
    assert table.margin == choice.margin
