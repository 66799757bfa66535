"""Which pages continue a table without vertical lines, and which columns they show together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.alignment.alignment_profile import Layout
from extract.geometry.page_model import (
    Fill,
    PageCell,
    PageReading,
    PageTable,
    Rule,
    Rules,
    Word,
)
from extract.multipage.layouts import (
    AlignedPart,
    continues_run,
    learn_layout,
    rule_group_in,
    table_part_runs,
)
from extract.multipage.run_layouts import _Run
from extract.tables.choice import reason_against
from extract.tables.text_evidence import FEWER_COLUMNS, SHOWN_COLUMNS, SHOWN_ROWS
from tests.extract.page_parts import make_cell, make_line

SIZE = 10.0
NO_RULES = Rules((), (), (), (), ((), ()))
Text = tuple[str, float]
"""A word and its left edge."""


def rows_of(
    xs: tuple[float, ...], rows: list[list[Text]], size: float = SIZE
) -> tuple[PageCell, ...]:
    """Return the cells of rows 20 points high, with a line in each column that has words."""
    cells = []
    for row, texts in enumerate(rows):
        top = 20.0 * row
        for column, (left, right) in enumerate(pairwise(xs)):
            words: list[Word] = []
            for text, x0 in texts:
                if left <= x0 < right:
                    words += make_line(text, x0, top + 14, size=size).words
            lines = ()
            if words:
                text = " ".join(word.text for word in words)
                x1 = words[-1].x1
                lines = (
                    make_line(text, words[0].x0, top + 14, x1=x1, size=size, words=tuple(words)),
                )
            cells.append(make_cell(row, column, (left, top, right, top + 20), lines))
    return tuple(cells)


def part(
    page: int,
    rows: list[list[Text]],
    xs: tuple[float, ...] = (0.0, 100.0, 200.0),
    *,
    size: float = SIZE,
    rules: Rules | None = NO_RULES,
    is_ruled: bool = False,
    is_booktabs: bool = False,
) -> PageReading:
    ys = tuple(20.0 * at for at in range(len(rows) + 1))
    cells = rows_of(xs, rows, size)
    table = PageTable(page, xs, ys, cells, is_ruled=is_ruled, is_booktabs=is_booktabs)
    return PageReading(page, 300, 400, 0, (table,), (), (), rules=rules)


def aligned(reading: PageReading) -> AlignedPart:
    return AlignedPart(reading, reading.tables[0], reading.rules or NO_RULES)


ROWS: list[list[Text]] = [[(f"key{at}", 5.0), (f"text{at}", 105.0)] for at in range(4)]
OTHERS: list[list[Text]] = [[(f"Key{at}", 5.0), (f"Text{at}", 105.0)] for at in range(4)]


def runs(*readings: PageReading) -> list[list[int]]:
    return [[one.reading.page for one in run] for run in table_part_runs(readings)]


def test_a_table_goes_on_on_the_next_page_or_the_one_after_it() -> None:
    assert runs(part(1, ROWS), part(2, OTHERS), part(4, ROWS)) == [[1, 2, 4]]
    assert runs(part(1, ROWS), part(4, OTHERS)) == [[1], [4]]
    # Ruled tables, and pages whose lines are unknown, have no aligned parts.
    assert runs(part(1, ROWS, is_ruled=True), part(2, ROWS, is_booktabs=True)) == []
    assert runs(part(1, ROWS, rules=None), part(2, [[], []])) == []


def moved(by: float, count: int, rows: list[list[Text]] = ROWS) -> list[list[Text]]:
    """Return the rows with the first ones moved to the right."""
    return [
        [(text, x0 + (by if at < count else 0.0)) for text, x0 in row]
        for at, row in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "size", "goes_on"),
    [
        (ROWS, SIZE, True),
        (ROWS, 10.5, True),
        (ROWS, 10.6, False),
        (moved(1.5, 4), SIZE, True),
        (moved(2.0, 4), SIZE, False),
        (moved(30.0, 4), SIZE, False),
    ],
)
def test_a_part_goes_on_if_its_lines_begin_where_those_before_do(
    rows: list[list[Text]], size: float, *, goes_on: bool
) -> None:
    run = [aligned(part(1, ROWS))]
    assert continues_run(run, aligned(part(2, rows, size=size))) == goes_on


def test_three_of_five_lines_begin_where_lines_of_the_table_do() -> None:
    """And none of the table's lines begins where those of the part do."""
    table = [[(f"key{at}", 5.0)] for at in range(5)]
    for count, goes_on in ((2, True), (3, False)):
        other = [[(f"key{at}", 5.0 + 20 * at if at >= 5 - count else 5.0)] for at in range(5)]
        # The starts that most lines have must not be those of the table.
        far = [[(f"word{at}", 60.0)] for at in range(95)]
        run = [aligned(part(1, [*table, *far]))]
        assert continues_run(run, aligned(part(2, other))) == goes_on


def layout(*readings: PageReading) -> Layout | None:
    return learn_layout([aligned(one) for one in readings])


def test_all_pages_show_the_columns() -> None:
    found = layout(part(1, ROWS), part(2, OTHERS))
    assert found is not None
    assert (found.left, found.right, found.edges.inner) == (0.0, 200.0, (100.0,))
    assert found.edges.starts == ((5.0,), (105.0,))
    assert found.profile.starts == ((5.0,), (105.0,))


def test_a_page_on_which_a_column_is_empty_shows_fewer_columns() -> None:
    one = [[(f"more{at}", 105.0)] for at in range(3)]
    found = layout(part(1, ROWS), part(2, one, (0.0, 200.0)))
    assert found is not None
    assert found.edges.inner == (100.0,)


def test_an_edge_that_one_page_shows_is_denied_by_the_texts_of_others() -> None:
    wide: list[list[Text]] = [[*row, (f"half{at}", 160.0)] for at, row in enumerate(OTHERS)]
    pages = part(1, ROWS), part(2, wide, (0.0, 100.0, 155.0, 200.0))
    found = layout(*pages)
    assert found is not None
    assert found.edges.inner == (100.0,)
    # On the first page, the first row is the header, which names the column.
    found = layout(part(1, wide, (0.0, 100.0, 155.0, 200.0)), part(2, ROWS))
    assert found is not None
    assert found.edges.inner == (100.0, 155.0)
    # Two pages are right.
    third = part(3, [[*row, ("x", 160.0)] for row in ROWS], (0.0, 100.0, 155.0, 200.0))
    found = layout(*pages, third)
    assert found is not None
    assert found.edges.inner == (100.0, 155.0)


@pytest.mark.parametrize(("space", "shows_column"), [(3.0, False), (7.0, True)])
def test_a_word_after_a_common_space_begins_no_column(space: float, *, shows_column: bool) -> None:
    """In "June 2024" and "July 2025", the second words begin at one x position."""
    months = ("June", "July", "Sept", "Nov.")
    pages = [
        part(page, [[(text, 5.0), (str(2020 + at), 21.0 + space), (f"word{at}{page}", 105.0)]
                    for at, text in enumerate(months)],
             (0.0, 20.0 + space, 100.0, 200.0))
        for page in (1, 2)
    ]  # fmt: skip
    found = layout(*pages)
    assert found is not None
    assert (len(found.edges.inner) == 2) == shows_column
    assert 100.0 in found.edges.inner


@pytest.mark.parametrize(
    ("start", "stop", "inner", "is_of_table"),
    [
        (0.0, 200.0, (), True),
        (-4.0, 204.0, (), True),
        (-4.1, 200.0, (), False),
        (0.0, 204.1, (), False),
        (100.0, 160.0, (), True),
        (100.0, 159.0, (), False),
        (100.0, 140.0, (104.0, 144.0), True),  # from edge to edge
        (100.0, 140.0, (104.1, 144.0), False),
        (100.0, 140.0, (104.0, 144.1), False),
    ],
)
def test_rules_in_the_width_of_a_table_are_its_own(
    start: float, stop: float, inner: tuple[float, ...], *, is_of_table: bool
) -> None:
    rule = Rule(50.0, start, stop)
    rules = Rules((rule,), (), (), (), ((rule,), ()))
    group = rule_group_in(rules, 0.0, 200.0, inner)
    assert group.lines == [rule] * is_of_table


@pytest.mark.parametrize(
    ("left", "right", "is_of_table"),
    [(-4.0, 204.0, True), (-4.1, 100.0, False), (0.0, 204.1, False)],
)
def test_fills_in_the_width_of_a_table_are_its_own(
    left: float, right: float, *, is_of_table: bool
) -> None:
    fill = Fill((left, 10.0, right, 30.0), (0.8,))
    group = rule_group_in(Rules((), (), (fill,), (), ((), ())), 0.0, 200.0)
    assert group.fills == [fill] * is_of_table


def test_the_lines_and_fills_of_a_ruled_table_are_not_those_of_another_one() -> None:
    across = tuple(Rule(y, 0.0, 150.0) for y in (100.0, 120.0, 140.0))
    down = tuple(Rule(x, 100.0, 140.0) for x in (0.0, 75.0, 150.0))
    inside, below = (Fill((0.0, y, 150.0, y + 20.0), (0.8,)) for y in (100.0, 160.0))
    rules = Rules(across, down, (inside, below), (), (across, down))
    group = rule_group_in(rules, 0.0, 200.0)
    assert (group.lines, group.fills) == ([], [below])
    # A frame without inner walls may be drawn around such a table.
    frame = (down[0], down[2])
    group = rule_group_in(Rules(across, frame, (inside,), (), (across, frame)), 0.0, 200.0)
    assert [rule.at for rule in group.lines] == [100.0, 120.0, 140.0]
    assert group.fills == [inside]


@pytest.mark.parametrize("page_edges", [(310.0, 310.0, 310.0), (340.0, 330.0, 310.0)])
def test_numbers_with_a_common_right_end_are_one_column(page_edges: tuple[float, ...]) -> None:
    """Each page has the edge before the numbers where its own widest one begins."""
    rows = [[[("Measure" * (page % 3 + at), 5.0), (value, 350.0 - 4 * len(value))]
             for at, value in enumerate(("7" * page * 3, "8" * (page * 3 - 2)), start=1)]
            for page in (1, 2, 3)]  # fmt: skip
    pages = [
        part(page, own, (0.0, edge, 400.0))
        for page, own, edge in zip((1, 2, 3), rows, page_edges, strict=True)
    ]
    found = layout(*pages)
    assert found is not None
    (edge,) = found.edges.inner
    assert 5.0 + 28 * 4 <= edge <= 350.0 - 4 * 9


@pytest.mark.parametrize(
    ("columns", "is_told"),
    [((2, 2, 2), False), ((3, 2, 2), False), ((3, 3, 2), True), ((3, 3, 3), True), ((3,), False)],
)
def test_columns_that_several_pages_show_speak_against_a_layout_without_them(
    columns: tuple[int, ...], *, is_told: bool
) -> None:
    edges = {2: (0.0, 100.0, 200.0), 3: (0.0, 100.0, 150.0, 200.0)}
    parts = [aligned(part(at, ROWS, edges[count])) for at, count in enumerate(columns, start=1)]
    evidence = _Run(parts)._evidence_on(part(1, ROWS).tables[0])
    assert evidence[:2] == (SHOWN_COLUMNS, SHOWN_ROWS)
    assert (FEWER_COLUMNS in evidence) == is_told
    against = reason_against(evidence, None)
    assert against == (FEWER_COLUMNS if is_told else None)
