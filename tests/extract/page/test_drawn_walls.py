"""The lines of a page decide where the second reader joins or splits cells."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Fill, PageCell, PageTable, Rule, Rules
from extract.page.agreement import SecondCell, is_drawn_so
from extract.reading import Bbox
from tests.extract.page_parts import make_cell, make_line, make_word

WALL, FLOOR = 100.0, 20.0
LEFT: Bbox = (0.0, 0.0, WALL, 2 * FLOOR)
WHOLE: Bbox = (0.0, 0.0, 2 * WALL, FLOOR)


def rules(across: tuple[Rule, ...] = (), down: tuple[Rule, ...] = (), *fills: Fill) -> Rules:
    return Rules(across, down, fills, pieces=(across, down))


def table_of(*cells: PageCell) -> PageTable:
    return PageTable(1, (0.0, WALL, 2 * WALL), (0.0, FLOOR, 2 * FLOOR), cells)


UPPER = make_cell(0, 0, (0.0, 0.0, WALL, FLOOR), (make_line("one", 5.0, 12.0),))
LOWER = make_cell(1, 0, (0.0, FLOOR, WALL, 2 * FLOOR), (make_line("two", 5.0, 32.0),))


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ((Rule(FLOOR, 0.0, WALL),), "one\ntwo", True),
        ((Rule(FLOOR + 3.0, 0.0, WALL),), "one\ntwo", True),
        ((Rule(FLOOR + 3.5, 0.0, WALL),), "one\ntwo", False),
        ((Rule(FLOOR, 0.0, 90.0),), "one\ntwo", True),
        ((Rule(FLOOR, 0.0, 89.0),), "one\ntwo", False),
        ((Rule(FLOOR, 0.0, 60.0), Rule(FLOOR, 40.0, 70.0)), "one\ntwo", False),
        ((Rule(FLOOR, 0.0, 60.0), Rule(FLOOR, 60.0, 95.0)), "one\ntwo", True),
        ((), "one\ntwo", False),
        ((Rule(FLOOR, 0.0, WALL),), "one\ntoo", False),  # the letters differ as well
    ],
)
def test_a_line_between_two_cells_proves_both(
    line: tuple[Rule, ...], text: str, *, expected: bool
) -> None:
    table = table_of(UPPER, LOWER)
    for cell in table.cells:
        assert is_drawn_so(cell, table, [SecondCell(LEFT, text)], LEFT, rules(line)) == expected


def test_a_cell_that_is_none_of_those_joined_is_not_proven() -> None:
    beside = make_cell(0, 1, (WALL, 0.0, 2 * WALL, FLOOR))
    table = table_of(UPPER, LOWER, beside)
    line = rules((Rule(FLOOR, 0.0, WALL),))
    assert not is_drawn_so(beside, table, [SecondCell(LEFT, "one\ntwo")], LEFT, line)


def band(gap: float = 3.0, *, bottom: float = FLOOR) -> PageCell:
    """A cell of one line, two words of which stand beside the wall."""
    words = (make_word("Other", 60.0, 12.0, x1=WALL - 1), make_word("data", WALL - 1 + gap, 12.0))
    line = make_line("Other data", 60.0, 12.0, words=words)
    return make_cell(0, 0, (0.0, 0.0, 2 * WALL, bottom), (line,))


def is_one(cell: PageCell, drawn: Rules, *texts: str, bottom: float = FLOOR) -> bool:
    halves = [(0.0, 0.0, WALL, bottom), (WALL, 0.0, 2 * WALL, bottom)]
    cells = [SecondCell(box, text) for box, text in zip(halves, texts, strict=True)]
    return is_drawn_so(cell, table_of(cell), cells, halves[0], drawn)


NO_LINES = rules()
ABOVE = rules((), (Rule(WALL, -50.0, 2.0), Rule(WALL, FLOOR - 2.0, 90.0)))


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (NO_LINES, True),
        (ABOVE, True),  # the walls of the rows around it end at its edges
        (rules((), (Rule(WALL, 0.0, FLOOR),)), False),
        (rules((), (Rule(WALL + 3.0, 8.0, 10.0),)), False),
        (rules((), (Rule(WALL + 3.5, 8.0, 10.0),)), True),
        (rules((), (), Fill((WALL, 0.0, 2 * WALL, FLOOR), (0.5,))), False),
    ],
)
def test_a_text_over_a_wall_that_is_not_drawn_is_one_cell(drawn: Rules, *, expected: bool) -> None:
    assert is_one(band(), drawn, "Other", "data") == expected


def test_texts_with_the_padding_of_two_cells_between_them_prove_nothing() -> None:
    size = band().lines[0].size
    assert is_one(band(0.6 * size), NO_LINES, "Other", "data")
    assert not is_one(band(0.6 * size + 0.5), NO_LINES, "Other", "data")
    over = make_cell(0, 0, WHOLE, (make_line("Otherdata", 60.0, 12.0, x1=140.0),))
    assert is_one(over, NO_LINES, "Other", "data")


def test_other_letters_and_low_or_uneven_cells_prove_nothing() -> None:
    assert not is_one(band(), NO_LINES, "Other", "date")
    assert not is_one(band(bottom=6.0), NO_LINES, "Other", "data", bottom=6.0)
    assert not is_one(band(), NO_LINES, "Other", "data", bottom=FLOOR - 3.5)
