"""Columns of a page's text, read as a table, go on in the next column or below the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import DoubtfulStart, PageTable, Rule, Rules, Word
from extract.tables.candidate_text import text_of
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.drawing_evidence import GO_ON, weigh_drawing, weigh_page_columns
from extract.tables.grid import weigh, weigh_part
from tests.extract.page_parts import make_cell, make_word

PITCH, WIDTH = 10.0, 200.0
FIRST = (
    "The board meets in the",
    "spring of each year and",
    "hears what all of the",
    "members say about its",
)
SECOND = (
    "plans for the years and",
    "writes them down so that",
    "each of them can see",
    "what was said of it",
)


def prose(lines: tuple[str, ...], column: int, first_glyph: int, *, gap: int = 9) -> list[Word]:
    """Set lines of words; each line is drawn after the one before it, and `gap` glyphs apart."""
    words = []
    for at, line in enumerate(lines):
        x = WIDTH * column + 5
        for text in line.split():
            glyphs = tuple(range(first_glyph, first_glyph + len(text)))
            words.append(make_word(text, x, 20 + PITCH * at, glyphs=glyphs))
            x, first_glyph = x + 4.0 * len(text) + 3, first_glyph + len(text) + 1
        first_glyph += gap
    return words


def table_of(rows: int = 1, columns: int = 2, height: float = 60.0) -> PageTable:
    xs = tuple(WIDTH * at for at in range(columns + 1))
    ys = tuple(height * at for at in range(rows + 1))
    cells = tuple(
        make_cell(row, column, (xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(rows)
        for column in range(columns)
    )
    return PageTable(1, xs, ys, cells)


def weight(words: list[Word], table: PageTable, *down: Rule) -> float:
    found = weigh_page_columns(text_of(table, words), Rules((), down, ()), words)
    return sum(one.weight for one in found)


@pytest.mark.parametrize(
    ("first", "second", "down", "expected"),
    [
        (FIRST, SECOND, (), -3.5),
        (FIRST, ("Plans for the years and", *SECOND[1:]), (), 0.0),  # it begins anew
        ((*FIRST[:3], "members say about it."), SECOND, (), 0.0),  # it is closed
        (FIRST[1:], SECOND, (), 0.0),  # too short for prose
        (FIRST, SECOND[:3], (), 0.0),
        (("The board meets", "each spring", "and hears", "the members"), SECOND, (), 0.0),
        (FIRST, SECOND, (Rule(WIDTH, 0.0, 60.0),), 0.0),  # a line parts them
        (FIRST, SECOND, (Rule(WIDTH + 30, 0.0, 60.0),), -3.5),
    ],
)
def test_prose_goes_on_at_the_head_of_the_next_column(
    first: tuple[str, ...], second: tuple[str, ...], down: tuple[Rule, ...], expected: float
) -> None:
    words = [*prose(first, 0, 0), *prose(second, 1, 5000)]
    assert weight(words, table_of(), *down) == expected


def test_columns_drawn_one_after_the_other_tell_twice() -> None:
    first = prose(FIRST, 0, 0)
    second = prose(SECOND, 1, first[-1].glyphs[-1] + 2)
    assert weight([*first, *second], table_of()) == -7.0


@pytest.mark.parametrize(("columns", "expected"), [(4, -3.5), (5, 0.0)])
def test_few_cells_that_begin_within_a_sentence_are_of_a_row_that_goes_on(
    columns: int, expected: float
) -> None:
    words = [*prose(FIRST, 0, 0), *prose(SECOND, 1, 5000)]
    words += [make_word("Text", WIDTH * at + 5, 20.0) for at in range(2, columns)]
    assert weight(words, table_of(columns=columns)) == expected


@pytest.mark.parametrize(
    ("text", "x0", "baseline", "expected"),
    [
        ("plans", 5.0, 60.0, -3.5),
        ("plans", 5.0, 60.8, -3.5),
        ("plans", 5.0, 61.0, 0.0),
        ("plans", 5.0, 59.0, 0.0),
        ("Plans", 5.0, 60.0, 0.0),
        ("plans", 0.0, 60.0, -3.5),
        ("plans", -1.0, 60.0, 0.0),
        ("plans", WIDTH, 60.0, 0.0),
    ],
)
def test_the_edge_of_a_table_cuts_prose_whose_next_line_is_below(
    text: str, x0: float, baseline: float, expected: float
) -> None:
    lower = ("the board meets in the", *FIRST[1:])
    words = [*prose(lower, 0, 0), make_word(text, x0, baseline)]
    words.append(make_word("Agency", WIDTH + 5, 20.0))
    assert weight(words, table_of(height=55.0)) == expected


CLEAR = "each row has texts on both sides of an undrawn edge"


@pytest.mark.parametrize(
    ("rows", "missing", "drawn", "is_clear"),
    [
        (3, 0, (1,), True),
        (2, 0, (1,), False),  # too few rows
        (3, 1, (1,), True),
        (3, 2, (1,), False),
        (3, 0, (), False),  # no edge is drawn at all
        (3, 0, (1, 2), False),
    ],
)
def test_an_edge_that_no_row_draws_may_have_texts_on_both_sides(
    rows: int, missing: int, drawn: tuple[int, ...], *, is_clear: bool
) -> None:
    table = table_of(rows, 3)
    words = [
        make_word("Text", WIDTH * column + 5, 60.0 * row + 20)
        for row in range(rows)
        for column in range(3)
        if column < 2 or row >= missing
    ]
    down = [Rule(x, 0.0, 60.0 * rows) for x in (0.0, 3 * WIDTH, *(WIDTH * at for at in drawn))]
    across = [Rule(y, 0.0, 3 * WIDTH) for y in table.ys]
    found = weigh_drawing(table, Rules(tuple(across), tuple(down), ()), words)
    assert (CLEAR in {one.name for one in found}) == is_clear


def test_an_edge_drawn_in_one_row_is_drawn() -> None:
    table = table_of(3, 3)
    words = [make_word("Text", x + 5, y + 20) for y in table.ys[:-1] for x in table.xs[:-1]]
    down = [Rule(x, 0.0, 180.0) for x in (0.0, WIDTH, 3 * WIDTH)]
    across = tuple(Rule(y, 0.0, 3 * WIDTH) for y in table.ys)
    rules = Rules(across, (*down, Rule(2 * WIDTH, 0.0, 60.0)), ())
    assert CLEAR not in {one.name for one in weigh_drawing(table, rules, words)}


@pytest.mark.parametrize(
    ("is_booktabs", "doubts", "across", "expected"),
    [(True, 0, 0, 0.6), (True, 1, 0, 0.3), (True, 0, 1, 0.3), (False, 0, 0, 0.0)],
)
def test_rows_that_nothing_draws_are_shown_by_their_texts(
    *, is_booktabs: bool, doubts: int, across: int, expected: float
) -> None:
    table = replace(
        table_of(3, 2),
        is_booktabs=is_booktabs,
        doubts=(DoubtfulStart(60.0, "Text", "it may not", True),) * doubts,
    )
    rules = Rules(tuple(Rule(60.0 * at, 0.0, 2 * WIDTH) for at in range(1, across + 1)), (), ())
    found = {one.name: one.weight for one in weigh_drawing(table, rules, [])}
    share = found.get("its walls are drawn", 0.0) / 2.5
    weight = found.get("texts start side by side in undrawn rows", 0.0)
    assert weight == pytest.approx(expected * (1 - share), abs=0.02)


@pytest.mark.parametrize(("more", "expected"), [(1.0, -3.5), (1.25, 0.0)])
def test_the_next_line_of_prose_stands_at_its_pitch(more: float, expected: float) -> None:
    """Type of 10 points: it may differ by a tenth."""
    below = make_word("and", 5.0, 20 + 4 * PITCH + more, size=10.0, glyphs=(9000,))
    words = [*prose(("and hears what all say", *FIRST[1:]), 0, 0), below]
    table = table_of(height=56.0)
    assert (
        sum(
            one.weight
            for one in weigh_page_columns(text_of(table, words), Rules((), (), ()), words)
        )
        == expected
    )


def test_texts_that_go_on_are_no_reason_against_a_part_of_a_table_that_other_pages_show() -> None:
    """A row that the page end cuts begins amid a sentence in each column."""
    words = [*prose(FIRST, 0, 0), *prose(SECOND, 1, 5000)]
    table = table_of()
    drawing = PageDrawing(1, Rules((), (), ()), words)
    candidate = TableCandidate(table, table.bbox)
    assert GO_ON in {one.name for one in weigh(candidate, drawing).evidence}
    assert GO_ON not in {one.name for one in weigh_part(candidate, drawing).evidence}
