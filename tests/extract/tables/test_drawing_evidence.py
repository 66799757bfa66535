"""What a page draws in and around a candidate shows about it."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import PageTable, Rule, Rules
from extract.model import Bbox
from extract.tables.drawing_evidence import weigh_drawing
from tests.extract.page_parts import make_cell

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
    return {one.name: one.weight for one in weigh_drawing(TABLE, rules, 8)}


def test_drawn_walls_speak_for_a_table() -> None:
    assert weights() == {"its walls are drawn": 2.5}
    rules = Rules(ACROSS, (DOWN[0], DOWN[2]), ())
    found = {one.name: one.weight for one in weigh_drawing(TABLE, rules, 8)}
    # Of 16 sides, the two walls in the middle are four.
    assert found["its walls are drawn"] == 1.88
    assert found["walls between cells that nothing draws"] == -0.6
    # The outline of a table may be open.
    rules = Rules(ACROSS[1:2], DOWN[1:2], ())
    names = {one.name for one in weigh_drawing(TABLE, rules, 8)}
    assert "walls between cells that nothing draws" not in names


@pytest.mark.parametrize(
    ("rule", "is_through"),
    [
        (Rule(20.0, 0.0, 100.0), True),
        (Rule(20.0, 0.0, 90.0), True),
        (Rule(20.0, 0.0, 89.0), False),
        (Rule(1.0, 0.0, 100.0), False),
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
