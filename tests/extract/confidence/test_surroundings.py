"""What lies around a table, at the limits of what makes it a part of another one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.confidence.surroundings import (
    Surroundings,
    edges_of,
    has_text_beside,
    has_text_overleaf,
    texts_around,
    weigh_neighbours,
)
from extract.geometry.page_model import Line
from extract.stitching.header import Header
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line, make_word

HEIGHT, ROWS = 20.0, 3
XS = (0.0, 100.0, 200.0, 300.0)


def table(
    top: float = 0.0, page: int = 1, xs: Sequence[float] = XS, *, is_ruled: bool = False
) -> StitchedTable:
    """Make a table of three rows, with a text at the left of each cell."""
    found = StitchedTable(len(xs) - 1, None, is_ruled=is_ruled, pages=[page])
    for row in range(ROWS):
        found.rows.append(StitchedRow("row", [page]))
        y = top + HEIGHT * row
        for column, x0 in enumerate(xs[:-1]):
            box = (x0, y, xs[column + 1], y + HEIGHT)
            part = make_cell(row, column, box, (make_line("text", x0 + 5, y + 13),))
            found.cells.append(StitchedCell(column, column + 1, row, row + 1, [(page, part)]))
    return found


def likeness(
    upper: StitchedTable, lower: StitchedTable, texts: dict[int, list[Line]] | None = None
) -> float:
    """Return how likely the lower table is a part of the upper one; both tables tell it."""
    texts = texts or {}
    found = weigh_neighbours(lower, Surroundings(texts, before=upper))
    other = weigh_neighbours(upper, Surroundings(texts, after=lower))
    (own,), (same,) = found.values(), other.values()
    assert own == same
    return own


@pytest.mark.parametrize(
    ("lower", "weight"),
    [
        (table(100.0), 1.0),
        (table(page=2), 1.0),
        (table(page=3), 0.0),
        (table(page=0), 0.0),
        (table(100.0, is_ruled=True), 0.0),
    ],
)
def test_a_part_begins_below_the_other_or_on_the_next_page(
    lower: StitchedTable, weight: float
) -> None:
    assert likeness(table(), lower) == weight


def test_a_table_of_no_page_is_no_part() -> None:
    for without in (0, 1):
        pair = [table(), table(100.0)]
        pair[without].pages = []
        assert likeness(*pair) == 0.0


@pytest.mark.parametrize(
    ("xs", "weight"),
    [
        ((1.0, 101.0, 202.0, 300.0), pytest.approx(2 / 3)),
        ((0.0, 100.0, 250.0, 300.0), pytest.approx(2 / 3)),
        ((0.0, 50.0, 250.0, 300.0), 0.0),
        ((0.0, 300.0), 0.0),  # a single column shows nothing
        ((100.0, 200.0, 300.0), pytest.approx(2 / 3)),
        # Two of six edges are few, but all of those of the table above.
        ((0.0, 30.0, 60.0, 100.0, 130.0, 160.0, 200.0, 230.0, 300.0), 1.0),
        ((0.0, 30.0, 60.0, 110.0, 130.0, 160.0, 200.0, 230.0, 300.0), pytest.approx(2 / 3)),
        ((0.0, 30.0, 60.0, 110.0, 130.0, 160.0, 210.0, 230.0, 300.0), 0.0),
    ],
)
def test_the_columns_of_a_part_are_those_of_the_other(xs: Sequence[float], weight: float) -> None:
    assert likeness(table(), table(100.0, xs=xs)) == weight


def test_two_tables_of_two_columns_may_be_one() -> None:
    two = (0.0, 100.0, 200.0)
    assert likeness(table(xs=two), table(100.0, xs=two)) == 1.0


@pytest.mark.parametrize(
    ("page", "baseline", "is_between"),
    [
        (1, 66.0, True),  # right below the upper table, which ends at 60
        (1, 65.9, False),
        (1, 98.0, True),  # right above the lower one, which begins at 100
        (1, 98.1, False),
    ],
)
def test_a_caption_between_two_tables_of_a_page_parts_them(
    page: int, baseline: float, *, is_between: bool
) -> None:
    texts = {page: [make_line("Table 2", 5.0, baseline)]}
    assert (likeness(table(), table(100.0), texts) == 0.0) == is_between


@pytest.mark.parametrize(
    ("page", "baseline", "is_between"),
    [(1, 66.0, True), (1, 65.9, False), (2, 98.0, True), (2, 98.1, False), (2, 5.0, True)],
)
def test_a_caption_between_tables_of_two_pages_parts_them(
    page: int, baseline: float, *, is_between: bool
) -> None:
    texts = {page: [make_line("Table 2", 5.0, baseline)]}
    assert (likeness(table(), table(100.0, page=2), texts) == 0.0) == is_between


@pytest.mark.parametrize(
    ("text", "x0", "x1", "bold", "parts"),
    [
        ("a text", 5.0, 60.0, False, False),
        ("Heading", 5.0, 60.0, True, True),
        ("Label", 5.0, 105.0, True, True),  # it runs over an edge, as prose does
        ("some prose of a page", 5.0, 250.0, False, True),
    ],
)
def test_prose_and_headings_part_two_tables(
    text: str, x0: float, x1: float, bold: bool, parts: bool
) -> None:
    line = make_line(text, x0, 80.0, x1=x1, bold=bold)
    assert (likeness(table(), table(100.0), {1: [line]}) == 0.0) == parts


def wide_line(*lefts: float) -> Line:
    """Return a line of words, the first of which runs over two edges."""
    ends = (250.0, *(x0 + 20.0 for x0 in lefts[1:]))
    words = tuple(make_word("word", x0, 80.0, x1=x1) for x0, x1 in zip(lefts, ends, strict=True))
    return replace(make_line("words", lefts[0], 80.0, x1=max(ends)), words=words)


@pytest.mark.parametrize(
    ("lefts", "parts"),
    [
        ((5.0, 105.0, 205.0), False),  # words start where three texts of columns do
        ((6.5, 103.5, 206.5), False),
        ((6.6, 105.0, 205.0), True),
        ((5.0, 105.0), True),
    ],
)
def test_a_line_of_texts_that_touch_is_no_prose(lefts: Sequence[float], *, parts: bool) -> None:
    line = wide_line(*lefts)
    assert (likeness(table(), table(100.0), {1: [line]}) == 0.0) == parts


def test_the_labels_of_a_header_show_where_texts_start_on_its_page() -> None:
    labels = tuple(
        make_cell(0, at, (x0, 80.0, x0 + 100, 100.0), (make_line("label", x0 + 40, 93.0),))
        for at, x0 in enumerate(XS[:-1])
    )
    bare = table(100.0)
    for cell in bare.cells:
        page, part = cell.parts[0]
        cell.parts = [(page, replace(part, lines=()))]
    bare.header = Header(0, 1, labels)
    line = wide_line(40.0, 140.0, 240.0)
    assert likeness(table(), bare, {1: [line]}) == 1.0
    bare.header = None
    assert likeness(table(), bare, {1: [line]}) == 0.0


NEAR = 10.0


@pytest.mark.parametrize(
    ("baseline", "is_near"), [(-12.0, True), (-12.1, False), (76.0, True), (76.1, False)]
)
def test_texts_around_a_table_are_as_near_as_its_lines(baseline: float, *, is_near: bool) -> None:
    line = make_line("text", 5.0, baseline)
    assert texts_around(table(), {1: [line]}, NEAR) == {1: [line] * is_near}


@pytest.mark.parametrize(
    ("x1", "step", "baseline", "is_near"),
    [
        (250.0, 12.0, -3.0, False),  # the short last line of prose
        (60.0, 12.0, -3.0, True),
        (250.0, 16.0, -3.0, True),
        (250.0, 15.9, -3.0, False),
        (250.0, 12.0, 6.0, True),  # inside the table
    ],
)
def test_the_last_line_of_prose_above_a_table_is_none_of_its_texts(
    x1: float, step: float, baseline: float, *, is_near: bool
) -> None:
    prose = make_line("the words of a text", 5.0, baseline - step, x1=x1)
    line = make_line("that ends", 5.0, baseline)
    found = texts_around(table(), {1: [prose, line]}, NEAR)[1]
    assert (line in found) == is_near


@pytest.mark.parametrize(
    ("x0", "x1", "baseline", "is_beside"),
    [
        (105.0, 150.0, 76.0, True),
        (105.0, 150.0, 76.1, False),
        (105.0, 150.0, 28.0, True),
        (105.0, 150.0, 27.9, False),
        (98.5, 201.5, 66.0, True),
        (98.4, 201.5, 66.0, False),
        (98.5, 201.6, 66.0, False),
    ],
)
def test_a_text_beside_a_cell_is_in_its_width(
    x0: float, x1: float, baseline: float, *, is_beside: bool
) -> None:
    cell = table().cells[-2]  # from 40 to 60 down
    texts = {1: [make_line("text", x0, baseline, x1=x1)]}
    assert has_text_beside(cell, texts, NEAR) == is_beside


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({}, True),
        ({"x1": 202.0}, False),
        ({"bold": True}, False),
        ({"size": 8.3}, True),
        ({"size": 8.5}, False),
        ({"size": 7.5}, False),
    ],
)
def test_the_line_overleaf_looks_like_the_text_of_the_cell(
    more: dict[str, float], *, is_told: bool
) -> None:
    cell = table().cells[-2]
    first, others = make_line("text", 105.0, 50.0, **more), make_line("text", 5.0, 90.0)
    for step in (1, -1):
        lines = [others, first] if step > 0 else [make_line("text", 5.0, 20.0), first]
        texts = {1 + step: lines}
        assert has_text_overleaf(cell, texts, [100.0, 200.0], step) == is_told
        assert not has_text_overleaf(cell, {}, [100.0, 200.0], step)


def test_half_of_the_column_edges_are_enough() -> None:
    upper = (0.0, 100.0, 200.0, 300.0, 400.0)
    assert likeness(table(xs=upper), table(100.0, xs=(0.0, 100.0, 250.0, 350.0, 400.0))) == 0.5
    assert likeness(table(xs=upper), table(100.0, xs=(0.0, 150.0, 250.0, 350.0, 400.0))) == 0.0


def test_edges_lie_between_the_columns_of_a_page() -> None:
    assert edges_of(table(), 1) == [100.0, 200.0]
    assert edges_of(table(), 2) == []


@pytest.mark.parametrize(("size", "is_told"), [(21.0, True), (21.25, False), (19.0, True)])
def test_the_type_overleaf_may_differ_by_a_twentieth(size: float, *, is_told: bool) -> None:
    found = table()
    cell = found.cells[-1]
    line = make_line("text", 205.0, 53.0, size=20.0)
    cell.parts = [(1, replace(cell.parts[0][1], lines=(line,)))]
    overleaf = {2: [make_line("goes on", 205.0, 20.0, size=size)]}
    assert has_text_overleaf(cell, overleaf, edges_of(found, 1), 1) == is_told


@pytest.mark.parametrize(
    ("look", "is_near"),
    [({}, True), ({"bold": True}, False), ({"size": 6.4}, False), ({"size": 7.8}, True)],
)
def test_a_text_that_may_be_of_a_cell_is_set_as_cells_are(
    look: dict[str, float], *, is_near: bool
) -> None:
    own = table()
    line = replace(make_line("rest of it.", 105.0, HEIGHT * ROWS + 13), **look)
    assert texts_around(own, {1: [line]}, 20.0) == {1: [line] * is_near}


@pytest.mark.parametrize("prints_again", [False, True])
def test_a_text_above_the_header_is_of_no_cell(*, prints_again: bool) -> None:
    page = 2 if prints_again else 1
    own = table(100.0, page)
    own.pages = [1, page] if prints_again else [1]
    title = make_line("Summary", 5.0, 68.0)
    labels = tuple(
        make_cell(0, at, (x0, 80.0, x1, 100.0), (make_line("Label", x0 + 5, 93.0),))
        for at, (x0, x1) in enumerate(itertools.pairwise(XS))
    )
    assert texts_around(own, {page: [title]}, 40.0) == {page: [title]}
    if prints_again:
        own.header_prints.append((page, labels))
    else:
        own.header = Header(0, 1, labels)
    assert texts_around(own, {page: [title]}, 40.0) == {page: []}
