"""What the texts in a grid show about its edge, its parts and its labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.geometry.page_model import Rule, Rules, Word
from extract.ruling.frames import Lattice
from extract.tables.candidate_text import lines_in, text_of, words_inside
from extract.tables.candidates import PageDrawing
from extract.tables.cells import table_from_lattice
from extract.tables.refinements import (
    parts_between_captions,
    phrases_of,
    refined,
    start_of_labels,
)
from tests.extract.page_parts import make_word

WIDTH, HEIGHT = 100.0, 20.0
PLAIN = ("Wells", "Roads")


def grid(rows: Sequence[Sequence[str]]) -> tuple[Lattice, list[Word]]:
    """Draw rows of two cells each, or of one cell over both columns; (0, 0) is the corner."""
    ys = tuple(HEIGHT * row for row in range(len(rows) + 1))
    xs = (0.0, WIDTH, 2 * WIDTH)
    sides = [Rule(x, 0.0, ys[-1]) for x in (xs[0], xs[-1])]
    inner = [Rule(WIDTH, ys[at], ys[at + 1]) for at, row in enumerate(rows) if len(row) > 1]
    words = [
        make_word(text, 5 + WIDTH * column, ys[at] + 12)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]
    across = tuple(Rule(y, 0.0, 2 * WIDTH) for y in ys)
    return Lattice(xs, ys, across, (*sides, *inner)), words


def drawing(lattice: Lattice, words: Sequence[Word]) -> PageDrawing:
    return PageDrawing(1, Rules(lattice.horizontal, lattice.vertical, ()), words)


def parts(*rows: Sequence[str]) -> list[tuple[float, float]]:
    lattice, words = grid(rows)
    text = text_of(table_from_lattice(1, lattice, ()), words)
    return [(part.ys[0], part.ys[-1]) for part in parts_between_captions(lattice, text)]


def test_a_caption_inside_a_grid_parts_two_tables() -> None:
    assert parts(PLAIN, PLAIN, ["Table 2. Roads"], PLAIN, PLAIN) == [(0, 40), (60, 100)]
    assert parts(PLAIN, ["Table 2"], ["Table 3"], PLAIN) == [(0, 20), (60, 80)]


@pytest.mark.parametrize(
    "row", [["Prevention"], ["Table 2", "Roads"], ["", "Table 2"], ["", ""], ["", "Roads"]]
)
def test_other_rows_part_nothing(row: list[str]) -> None:
    assert parts(PLAIN, PLAIN, row, PLAIN) == []


def test_a_caption_at_the_edge_is_not_inside() -> None:
    assert parts(["Table 2"], PLAIN, PLAIN) == []
    assert parts(PLAIN, PLAIN, ["Table 2"]) == []


def trimmed(*rows: Sequence[str]) -> list[tuple[float, float]]:
    """Return the top and the bottom of the grid without the rows at its edge that are no rows."""
    lattice, words = grid(rows)
    found = refined(lattice, drawing(lattice, words))
    return [(g.lattice.ys[0], g.lattice.ys[-1]) for g in found if g.steps == ("trimmed",)]


def test_captions_notes_and_space_at_the_edge_are_left_out() -> None:
    assert trimmed(["Table 1"], PLAIN, PLAIN) == [(20, 60)]
    assert trimmed([""], ["Table 1"], PLAIN, PLAIN, ["Source: Board"], [""]) == [(40, 80)]
    assert trimmed(PLAIN, PLAIN) == []
    # A row is left of a grid that holds no entries at all.
    assert trimmed(["Table 1"], [""]) == [(20, 40)]
    assert trimmed(["Source: Board"], ["Source: Ministry"]) == [(0, 20)]
    # A heading over all columns and a row with an empty cell belong to the table.
    assert trimmed(["Prevention"], PLAIN, ["", "Roads"]) == []
    assert trimmed(["Source: Board"], PLAIN, ["Table 1"]) == []


def labels(*places: tuple[str, float, float], rows: int = 3) -> float | None:
    lattice, words = grid([PLAIN] * rows)
    beside = [make_word(text, x0, baseline) for text, x0, baseline in places]
    table = table_from_lattice(1, lattice, ())
    return start_of_labels(table, drawing(lattice, [*words, *beside]))


NORTH, SOUTH, WEST = ("North", -40.0, 12.0), ("South", -38.0, 32.0), ("West", -35.0, 52.0)


def test_labels_beside_each_row_are_a_column() -> None:
    assert labels(NORTH, SOUTH, WEST) == -42.0
    # The first row may be a header without a label.
    assert labels(SOUTH, WEST) == -40.0


def test_texts_that_stand_otherwise_are_no_labels() -> None:
    assert labels(NORTH, SOUTH) is None
    assert labels(NORTH, WEST) is None
    assert labels(NORTH, SOUTH, rows=2) is None
    assert labels(NORTH, SOUTH, ("a", -90.0, 52.0), ("note", -30.0, 52.0)) is None
    far = [(text, x0 - 80, baseline) for text, x0, baseline in (NORTH, SOUTH, WEST)]
    assert labels(*far) is None


def test_words_that_stand_close_are_one_phrase() -> None:
    """Type of 8 points: a gap of 6.4 points is still a space."""
    words = [make_word(text, x0, 12.0) for text, x0 in (("aa", 0.0), ("bb", 14.0), ("cc", 29.0))]
    assert phrases_of(words) == [(0.0, 22.0), (29.0, 37.0)]


def test_words_lie_in_the_cell_in_which_they_begin() -> None:
    lattice, _ = grid([PLAIN, PLAIN])
    table = table_from_lattice(1, lattice, ())

    def cells(x0: float, baseline: float = 12.0) -> list[tuple[int, int]]:
        found = text_of(table, [make_word("Wells", x0, baseline)])
        assert found.words == len(found.with_text)
        return [(one.cell.row, one.cell.column) for one in found.with_text]

    assert cells(5.0) == [(0, 0)]
    assert cells(98.0) == [(0, 0)]
    assert cells(99.5) == [(0, 1)]
    assert cells(5.0, 32.0) == [(1, 0)]
    assert cells(-2.0) == [(0, 0)]
    assert cells(-2.5) == []
    assert cells(200.0) == [(0, 1)]
    assert cells(200.5) == []
    assert cells(5.0, 60.0) == []
    # A point above the table, and one below it.
    assert cells(5.0, 1.4) == [(0, 0)]
    assert cells(5.0, 1.25) == []
    assert cells(5.0, 43.4) == [(1, 0)]
    assert cells(5.0, 43.5) == []


def test_lines_of_a_cell_are_told_by_their_baselines() -> None:
    words = [make_word(text, x0, y) for text, x0, y in (("b", 9, 12.4), ("a", 0, 12), ("c", 0, 15))]
    assert [[word.text for word in line] for line in lines_in(words)] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(("step", "lines"), [(3.0, 1), (3.25, 2)])
def test_baselines_close_to_each_other_are_one_line(step: float, lines: int) -> None:
    """Type of 10 points."""
    words = [make_word("a", 0, 12, size=10.0), make_word("b", 9, 12 + step, size=10.0)]
    assert len(lines_in(words)) == lines


def test_words_inside_a_box_begin_in_it() -> None:
    box = (0.0, 0.0, 100.0, 20.0)
    inside = [x0 for x0 in (-2.0, -1.0, 99.0, 100.0) if words_inside(box, [make_word("a", x0, 12)])]
    assert inside == [-1.0, 99.0]
    heights = [y for y in (1.25, 1.4, 23.4, 23.5) if words_inside(box, [make_word("a", 5, y)])]
    assert heights == [1.4, 23.4]
