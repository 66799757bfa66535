"""What a page draws in and around a candidate shows about it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.geometry.page_model import Fill, PageTable, Rule, Rules, Word
from extract.model import Bbox
from extract.tables.drawing_evidence import weigh_drawing
from tests.extract.page_parts import make_cell, make_word

WORDS = tuple(
    make_word(f"Word{at}", 10.0 + 40 * (at % 4), 50.0 + 40 * (at // 4)) for at in range(8)
)
XS = YS = (0.0, 100.0, 200.0)
ACROSS = tuple(Rule(y, 0.0, 200.0) for y in YS)
DOWN = tuple(Rule(x, 0.0, 200.0) for x in XS)
TABLE = PageTable(
    1,
    XS,
    YS,
    tuple(
        make_cell(row, column, (XS[column], YS[row], XS[column + 1], YS[row + 1]))
        for row in range(2)
        for column in range(2)
    ),
)


def weights(
    *, across: tuple[Rule, ...] = (), down: tuple[Rule, ...] = (), curves: tuple[Bbox, ...] = ()
) -> dict[str, float]:
    """Weigh a table of two rows and two columns, whose walls are drawn, with more lines."""
    rules = Rules((*ACROSS, *across), (*DOWN, *down), (), curves=curves)
    return {one.name: one.weight for one in weigh_drawing(TABLE, rules, WORDS)}


def test_drawn_walls_speak_for_a_table() -> None:
    assert weights() == {"its walls are drawn": 2.5}
    rules = Rules(ACROSS, (DOWN[0], DOWN[2]), ())
    found = {one.name: one.weight for one in weigh_drawing(TABLE, rules, WORDS)}
    # Of 16 sides, the two walls in the middle are four.
    assert found["its walls are drawn"] == 1.88
    assert found["walls between cells that nothing draws"] == -0.6
    # The outline of a table may be open.
    rules = Rules(ACROSS[1:2], DOWN[1:2], ())
    names = {one.name for one in weigh_drawing(TABLE, rules, WORDS)}
    assert "walls between cells that nothing draws" not in names


@pytest.mark.parametrize(
    ("rule", "is_through"),
    [
        (Rule(20.0, 0.0, 100.0), True),
        (Rule(20.0, 0.0, 90.0), True),
        (Rule(20.0, 0.0, 89.0), False),
        (Rule(1.0, 0.0, 100.0), False),
        (Rule(3.0, 0.0, 100.0), False),
        (Rule(3.25, 0.0, 100.0), True),
        (Rule(196.75, 0.0, 100.0), True),
        (Rule(197.0, 0.0, 100.0), False),
        (Rule(103.25, 0.0, 100.0), True),
        (Rule(20.0, 110.0, 190.0), False),
        (Rule(-20.0, 0.0, 100.0), False),
        (Rule(100.0, 0.0, 100.0), False),
    ],
)
def test_a_line_through_a_cell_is_a_wall_that_the_table_lacks(
    rule: Rule, *, is_through: bool
) -> None:
    for found in (weights(across=(rule,)), weights(down=(rule,))):
        assert any("through" in name for name in found) is is_through


@pytest.mark.parametrize(
    ("curve", "counts"),
    [
        ((20.0, 10.0, 60.0, 30.0), True),
        ((0.0, 10.0, 100.0, 30.0), False),  # from edge to edge
        ((20.0, 0.0, 60.0, 100.0), False),
        ((0.0, 10.0, 60.0, 30.0), True),
        ((20.0, 10.0, 60.0, 40.0), True),
        ((-10.0, -10.0, 210.0, 210.0), False),  # around it
        ((300.0, 10.0, 360.0, 30.0), False),  # beside it
    ],
)
def test_curves_inside_are_of_a_chart(curve: Bbox, *, counts: bool) -> None:
    assert any("curves" in name for name in weights(curves=(curve,))) is counts


def names_with_fills(*boxes: Bbox, words: Sequence[Word] = ()) -> set[str]:
    rules = Rules(ACROSS, DOWN, tuple(Fill(box, (0.5,)) for box in boxes))
    return {one.name for one in weigh_drawing(TABLE, rules, words)}


def test_bars_of_a_chart_may_touch_but_fills_behind_lines_of_text_do() -> None:
    bars = [(10.0 * at, 190.0 - 13 * at, 9.8 + 10 * at, 200.0) for at in (1, 2, 3, 6, 7, 8)]
    assert "bars of a chart" in names_with_fills(*bars)
    lines = [(0.0, 20.0 + 12 * at, 90.0 - 11 * at, 32.0 + 12 * at) for at in range(5)]
    texts = [make_word("Text", 4.0, 29.0 + 12 * at) for at in range(5)]
    assert "bars of a chart" not in names_with_fills(*lines, words=texts)


@pytest.mark.parametrize(
    ("box", "runs_on"),
    [
        ((100.0, 0.0, 200.0, 500.0), True),  # the text box of a column of the page
        ((100.0, -300.0, 200.0, 200.0), True),
        ((-10.0, -10.0, 210.0, 500.0), False),  # the ground of table and page
        ((100.0, 0.0, 200.0, 260.0), False),  # a cell that is cut
        ((195.0, 0.0, 260.0, 500.0), False),  # a strip at the edge
        ((100.0, 0.0, 200.0, 100.0), False),
    ],
)
def test_shades_that_run_on_beyond_are_of_the_layout(box: Bbox, *, runs_on: bool) -> None:
    assert ("shades run on beyond its edges" in names_with_fills(box)) is runs_on


@pytest.mark.parametrize(
    ("width", "texts", "are_bars"),
    [
        (9.0, 4, False),  # a gap of one point
        (8.75, 4, True),
        (9.0, 1, True),
        (9.0, 2, False),
    ],
)
def test_bars_are_apart_or_few_of_them_hold_text(
    width: float, texts: int, *, are_bars: bool
) -> None:
    bars = [(10.0 * at, 190.0 - 20 * at, 10.0 * at + width, 200.0) for at in (1, 2, 3, 4)]
    words = [make_word("a", box[0] + 1, 196.0) for box in bars[:texts]]
    assert ("bars of a chart" in names_with_fills(*bars, words=words)) == are_bars


@pytest.mark.parametrize(("count", "are_bars"), [(3, True), (2, False)])
def test_bars_have_three_heights(count: int, *, are_bars: bool) -> None:
    heights = [40.0 + 15 * (at % count) for at in range(4)]
    bars = [(20.0 * at, 200 - height, 20.0 * at + 10, 200.0) for at, height in enumerate(heights)]
    assert ("bars of a chart" in names_with_fills(*bars)) == are_bars


def test_fills_behind_cells_are_no_bars() -> None:
    """They end where other cells do."""
    cells = [(0.0, 100.0, 100.0, 200.0), (100.0, 0.0, 200.0, 200.0), (0.0, 0.0, 100.0, 100.0)]
    assert "bars of a chart" not in names_with_fills(*cells)


@pytest.mark.parametrize(
    ("box", "runs_on"),
    [
        ((100.0, 0.0, 200.0, 400.0), False),
        ((100.0, 0.0, 200.0, 400.25), True),
        ((100.0, -200.0, 200.0, 200.0), False),
        ((100.0, -200.25, 200.0, 200.0), True),
        ((180.0, 0.0, 300.0, 500.0), False),  # behind a tenth of the table
        ((179.0, 0.0, 300.0, 500.0), True),
    ],
)
def test_a_shade_runs_on_by_more_than_the_height_of_the_table(box: Bbox, *, runs_on: bool) -> None:
    assert ("shades run on beyond its edges" in names_with_fills(box)) is runs_on


def test_two_lines_close_to_each_other_run_through_a_cell_once() -> None:
    name = "lines are drawn through its cells"
    for distance, weight in ((6.0, -0.8), (6.25, -1.6)):
        rules = (Rule(20.0, 0.0, 100.0), Rule(20.0 + distance, 0.0, 100.0))
        assert weights(across=rules)[name] == weights(down=rules)[name] == weight
