"""Boxes over the lines of a page, such as stamps, are no cells; all other boxes may be."""

from __future__ import annotations

import pytest

from extract.geometry.laid_over import boxes_laid_over
from extract.reading import Bbox

GRID = [(x, y, x + 100.0, y + 40.0) for x in (50.0, 150.0, 250.0) for y in (100.0, 140.0, 180.0)]
"""Nine cells that are boxes of their own."""
RULES = [(x, 100.0, x, 220.0) for x in (50.0, 150.0, 250.0, 350.0)] + [
    (50.0, y, 350.0, y) for y in (100.0, 140.0, 180.0, 220.0)
]
"""The same cells, drawn as lines."""


def is_laid_over(box: Bbox, boxes: list[Bbox], lines: list[Bbox]) -> bool:
    found = boxes_laid_over(dict(enumerate([box, *boxes])), range(len(boxes) + 1), lines)
    assert found <= {0}
    return found == {0}


@pytest.mark.parametrize(("boxes", "lines"), [(GRID, []), ([], RULES)], ids=["boxes", "lines"])
@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((120.0, 120.0, 200.0, 170.0), True),
        ((170.0, 120.0, 230.0, 170.0), True),
        ((300.0, 190.0, 400.0, 250.0), True),
        ((170.0, 110.0, 230.0, 130.0), False),
        ((20.0, 80.0, 380.0, 240.0), False),
        ((50.0, 100.0, 350.0, 220.0), False),
        ((150.0, 120.0, 250.0, 170.0), False),
        ((400.0, 120.0, 450.0, 170.0), False),
        ((120.0, 139.0, 200.0, 141.0), False),
    ],
    ids=[
        "over a corner",
        "over a line",
        "over the edge",
        "in a cell",
        "around all",
        "the frame",
        "side on a wall",
        "beside",
        "a thin one",
    ],
)
def test_lines_pass_through_the_sides_of_a_box_that_lies_over_them(
    box: Bbox, expected: bool, boxes: list[Bbox], lines: list[Bbox]
) -> None:
    assert is_laid_over(box, boxes, lines) is expected


@pytest.mark.parametrize(("overshoot", "expected"), [(0.0, False), (8.0, False), (10.0, True)])
def test_walls_of_a_frame_may_be_drawn_too_long(overshoot: float, expected: bool) -> None:
    walls = [(x, 100.0 - overshoot, x, 220.0 + overshoot) for x in (150.0, 250.0)]
    assert is_laid_over((50.0, 100.0, 350.0, 220.0), [], walls) is expected


def test_a_wall_that_ends_at_a_side_makes_a_box_a_cell() -> None:
    through, ending = (200.0, 50.0, 200.0, 300.0), (150.0, 150.0, 250.0, 150.0)
    box = (150.0, 100.0, 300.0, 200.0)
    assert is_laid_over(box, [], [through])
    assert not is_laid_over(box, [], [through, ending])
    assert is_laid_over(box, [], [through, (160.0, 150.0, 250.0, 150.0)])


def test_boxes_without_an_outline_are_not_asked_for() -> None:
    box = (120.0, 120.0, 200.0, 170.0)
    assert boxes_laid_over({0: box}, [], RULES) == set()
