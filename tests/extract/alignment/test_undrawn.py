"""Column edges that only text shows inside a drawn grid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.alignment.undrawn import with_undrawn_edges
from extract.geometry.page_model import Rule, Rules, Word
from extract.ruling.frames import Lattice, ruled_lattices

SIZE, WIDTH = 8.0, 4.0


def grid() -> Lattice:
    """A grid of four columns whose second row has no walls."""
    xs = [0.0, 100.0, 200.0, 300.0, 400.0]
    across = [Rule(at, 0.0, 400.0) for at in (0.0, 20.0, 40.0, 60.0)]
    down = [Rule(x, top, top + 20.0) for x in xs[1:-1] for top in (0.0, 40.0)]
    down += [Rule(x, 0.0, 60.0) for x in (xs[0], xs[-1])]
    (lattice,), _ = ruled_lattices(Rules(tuple(across), tuple(down), (), (), ((), ())))
    return lattice


def word(x0: float, row: int, text: str) -> Word:
    top = 20.0 * row + 6
    return Word(
        text=text,
        x0=x0,
        top=top,
        x1=x0 + WIDTH * len(text),
        bottom=top + SIZE,
        baseline=top + 0.8 * SIZE,
        size=SIZE,
        bold=False,
        italic=False,
        color=(0.0,),
        glyphs=(),
    )


@pytest.mark.parametrize(("gap", "is_parted"), [(0.6, False), (1.25, False), (1.26, True)])
def test_two_spaces_in_a_heading_are_no_column_edge(gap: float, is_parted: bool) -> None:
    """The white space lies at the edge of a column, as it may by chance."""
    labels = [word(1.0 + 100 * column, row, "text") for row in (0, 2) for column in range(4)]
    heading = [word(1.0, 1, "2.Countries"), word(101.0, 1, "abroad")]
    heading[0] = replace(heading[0], x1=101.0 - gap * SIZE)
    completed = with_undrawn_edges(grid(), [*labels, *heading])
    assert (completed is not None) == is_parted


@pytest.mark.parametrize(("keys", "is_parted"), [("items", True), ("sign", False)])
def test_a_list_of_texts_and_figures_in_one_cell_has_two_columns(
    keys: str, is_parted: bool
) -> None:
    """A sign before each amount is no column."""
    xs, ys = (0.0, 100.0, 200.0), (0.0, 20.0, 300.0)
    rules = Rules(
        tuple(Rule(y, 0.0, 200.0) for y in ys), tuple(Rule(x, 0.0, 300.0) for x in xs), (), (),
        ((), ()),
    )  # fmt: skip
    (lattice,), _ = ruled_lattices(rules)
    words = [word(x + 1, 0, text) for x in xs[:2] for text in ("Age",)]
    for number in range(12):
        for x in xs[:2]:
            texts = f"{number}years" if keys == "items" else "$", f"{1520 + number}"
            words += [
                replace(word(x + at, 0, text), top=22.0 + 20 * number, bottom=30.0 + 20 * number,
                        baseline=28.4 + 20 * number)
                for at, text in zip((1.0, 70.0), texts, strict=True)
            ]  # fmt: skip
    completed = with_undrawn_edges(lattice, words)
    assert (completed is not None and len(completed.xs) == 5) == is_parted


def keyed_grid(rows: int) -> Lattice:
    """A grid with a wall between its second and its third column only."""
    across = [Rule(20.0 * row, 0.0, 400.0) for row in range(rows + 1)]
    down = [Rule(200.0, 0.0, 20.0 * rows)]
    (lattice,), _ = ruled_lattices(Rules(tuple(across), tuple(down), (), (), ((), ())))
    return lattice


@pytest.mark.parametrize(
    ("rows", "lacking", "is_parted"),
    [
        (6, (), True),
        (3, (), True),
        (2, (), False),
        (6, (0,), False),
        (6, (1,), True),
        (6, (1, 3), False),
    ],
)
def test_white_space_in_each_row_parts_a_column_of_keys(
    rows: int, lacking: tuple[int, ...], is_parted: bool
) -> None:
    """The row of labels must show it; one other row may go on from another page."""
    words = [word(40.0, row, "text") for row in range(rows)]
    words += [word(60.0, row, "more") for row in range(rows)]
    words += [word(210.0, row, "other text") for row in range(rows)]
    words += [word(4.0, row, str(row)) for row in range(rows) if row not in lacking]
    completed = with_undrawn_edges(keyed_grid(rows), words)
    assert (completed is not None) == is_parted
