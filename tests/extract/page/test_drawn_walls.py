"""The lines of a page decide where the second reader joins or splits cells."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Fill, PageCell, PageTable, Rule, Rules
from extract.page import agreement
from extract.page.agreement import DrawnCells, SecondCell
from extract.page.ledger import letters
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
        ((Rule(FLOOR, 0.0, WALL),), "two\none", False),  # as does their order
    ],
)
def test_a_line_between_two_cells_proves_both(
    line: tuple[Rule, ...], text: str, *, expected: bool
) -> None:
    table = table_of(UPPER, LOWER)
    for cell in table.cells:
        drawn = DrawnCells(table, [SecondCell(LEFT, text)], rules(line))
        assert drawn.prove(cell, LEFT) == expected


def test_a_cell_that_is_none_of_those_joined_is_not_proven() -> None:
    beside = make_cell(0, 1, (WALL, 0.0, 2 * WALL, FLOOR))
    table = table_of(UPPER, LOWER, beside)
    line = rules((Rule(FLOOR, 0.0, WALL),))
    assert not DrawnCells(table, [SecondCell(LEFT, "one\ntwo")], line).prove(beside, LEFT)


def band(gap: float = 3.0, *, bottom: float = FLOOR) -> PageCell:
    """A cell of one line, two words of which stand beside the wall."""
    words = (make_word("Other", 60.0, 12.0, x1=WALL - 1), make_word("data", WALL - 1 + gap, 12.0))
    line = make_line("Other data", 60.0, 12.0, words=words)
    return make_cell(0, 0, (0.0, 0.0, 2 * WALL, bottom), (line,))


def is_one(cell: PageCell, drawn: Rules, *texts: str, bottom: float = FLOOR) -> bool:
    halves = [(0.0, 0.0, WALL, bottom), (WALL, 0.0, 2 * WALL, bottom)]
    cells = [SecondCell(box, text) for box, text in zip(halves, texts, strict=True)]
    return DrawnCells(table_of(cell), cells, drawn).prove(cell, halves[0])


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


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Other\nto", "data\ncount"), True),  # line by line
        (("Other data", "to count"), True),
        (("count\nOther", "data\nto"), False),
    ],
)
def test_texts_of_the_parts_are_compared_in_order(
    texts: tuple[str, str], *, expected: bool
) -> None:
    line = make_line("to count", 60.0, 24.0, x1=140.0)
    cell = make_cell(0, 0, (0.0, 0.0, 2 * WALL, 30.0), (*band().lines, line))
    assert is_one(cell, NO_LINES, *texts, bottom=30.0) == expected


@pytest.mark.parametrize(("end", "expected"), [(210.0, True), (190.0, False)])
def test_a_text_runs_over_each_wall_or_proves_none(end: float, *, expected: bool) -> None:
    boxes = [(left, 0.0, left + WALL, FLOOR) for left in (0.0, WALL, 2 * WALL)]
    parts = [SecondCell(box, text) for box, text in zip(boxes, ("ab", "cd", "ef"), strict=True)]
    words = (make_word("abc", 60.0, 12.0, x1=140.0), make_word("d", 150.0, 12.0, x1=end))
    line = make_line("abcd", 60.0, 12.0, words=words)
    far = make_line("ef", 220.0, 12.0, x1=240.0)
    cell = make_cell(0, 0, (0.0, 0.0, 3 * WALL, FLOOR), (line, far))
    assert DrawnCells(table_of(cell), parts, NO_LINES).prove(cell, boxes[0]) == expected


def test_a_box_that_joins_many_cells_is_compared_with_them_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = 200
    floors = [FLOOR * at for at in range(count + 1)]
    cells = [
        make_cell(
            at,
            0,
            (0.0, floors[at], WALL, floors[at + 1]),
            (make_line("one", 5.0, floors[at] + 12),),
        )
        for at in range(count)
    ]
    whole = (0.0, 0.0, WALL, floors[-1])
    folded: list[str] = []
    monkeypatch.setattr(agreement, "letters", lambda text: folded.append(text) or letters(text))
    lines = rules(tuple(Rule(at, 0.0, WALL) for at in floors))
    drawn = DrawnCells(table_of(*cells), [SecondCell(whole, "one" * count)], lines)
    assert all(drawn.prove(cell, whole) for cell in cells)
    assert len(folded) < 10
