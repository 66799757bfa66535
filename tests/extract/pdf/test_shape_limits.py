"""Shapes whose sides, gaps and colours are just at the limit of what makes them lines or shades."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from extract.geometry.page_model import Fill, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.model import Bbox
from extract.pdf.backgrounds import Sheet, uncovered
from extract.pdf.rules import check_boxes, rules_of


def shape(kind: str, box: Bbox, **more: Any) -> dict[str, Any]:
    x0, top, x1, bottom = box
    sides = {"x0": x0, "top": top, "x1": x1, "bottom": bottom}
    own = {"object_type": kind, "width": x1 - x0, "height": bottom - top, "stroke": False,
           "fill": False, "stroking_color": (0.0,), "non_stroking_color": (0.0,)}  # fmt: skip
    return {**own, **sides, **more}


def line(*box: float, **more: Any) -> dict[str, Any]:
    x0, top, x1, bottom = box
    return shape("line", (x0, top, x1, bottom), stroke=True, **more)


def rect(*box: float, **more: Any) -> dict[str, Any]:
    x0, top, x1, bottom = box
    return shape("rect", (x0, top, x1, bottom), **more)


GREY, WHITE = (0.5,), (1.0,)


def page(*shapes: dict[str, Any], chars: tuple[dict[str, float], ...] = ()) -> Any:
    """Make a page of 400 by 300 points; images are shapes of that type."""
    kinds = {
        kind: [one for one in shapes if one["object_type"] == kind]
        for kind in ("line", "rect", "curve", "image")
    }
    return SimpleNamespace(
        lines=kinds["line"], rects=kinds["rect"], curves=kinds["curve"], images=kinds["image"],
        bbox=(0.0, 0.0, 400.0, 300.0), chars=list(chars),
    )  # fmt: skip


def drawn(*shapes: dict[str, Any], chars: tuple[dict[str, float], ...] = ()) -> Rules:
    return rules_of(page(*shapes, chars=chars), PageTransform(0, 400.0, 300.0))


def counts(*shapes: dict[str, Any]) -> tuple[int, int, int, int]:
    """Count the lines across and down, the shades and the curves."""
    found = drawn(*shapes)
    return len(found.horizontal), len(found.vertical), len(found.fills), len(found.curves)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (rect(50, 100, 150, 103, fill=True), (1, 0, 0, 0)),
        (rect(50, 100, 150, 103.25, fill=True), (0, 0, 1, 0)),
        (rect(50, 100, 53, 200, fill=True), (0, 1, 0, 0)),
        (rect(50, 100, 53.25, 200, fill=True), (0, 0, 1, 0)),
        (rect(50, 100, 53, 103, fill=True), (0, 0, 0, 0)),  # a dot
        (rect(50, 100, 53.25, 103, fill=True), (1, 0, 0, 0)),
        (line(50, 100, 150, 103), (1, 0, 0, 0)),
        (line(50, 100, 150, 103.25), (0, 0, 0, 1)),
        (line(50, 100, 53, 200), (0, 1, 0, 0)),
        (line(50, 100, 53.25, 200), (0, 0, 0, 1)),
        (rect(50, 100, 150, 150, fill=True, non_stroking_color=(0.995,)), (0, 0, 0, 0)),
        (rect(50, 100, 150, 150, fill=True, non_stroking_color=(0.994,)), (0, 0, 1, 0)),
        (rect(50, 100, 150, 150, stroke=True), (2, 2, 0, 0)),
        (rect(50, 100, 150, 150, stroke=True, stroking_color=WHITE), (0, 0, 0, 0)),
        (rect(50, 100, 150, 150, stroke=True, fill=True), (2, 2, 1, 0)),
        (rect(50, 100, 150, 102, fill=True, non_stroking_color=WHITE), (0, 0, 0, 0)),
        (rect(50, 100, 52, 200, fill=True, non_stroking_color=WHITE), (0, 0, 0, 0)),
        (rect(50, 100, 150, 102, fill=True, stroke=True, non_stroking_color=WHITE), (1, 0, 0, 0)),
        (rect(50, 100, 52, 200, fill=True, stroke=True, non_stroking_color=WHITE), (0, 1, 0, 0)),
    ],
)
def test_a_shape_is_a_line_up_to_three_points(
    one: dict[str, Any], expected: tuple[int, int, int, int]
) -> None:
    assert counts(one) == expected


@pytest.mark.parametrize(
    ("top", "is_seen"), [(99.0, True), (98.75, False), (151.0, True), (151.25, False)]
)
def test_a_white_line_is_seen_within_a_point_of_a_shade(top: float, *, is_seen: bool) -> None:
    shade = rect(50, 100, 150, 150, fill=True, non_stroking_color=GREY)
    white = line(60, top, 140, top, stroking_color=WHITE)
    assert counts(shade, white)[0] == is_seen


@pytest.mark.parametrize(
    ("square", "is_box"),
    [
        (rect(50, 100, 66, 116, stroke=True), True),
        (rect(50, 100, 66.25, 116, stroke=True), False),
        (rect(50, 100, 63, 110, stroke=True), True),
        (rect(50, 100, 63.25, 110, stroke=True), False),
        (rect(50, 100, 53, 103, stroke=True), False),
        (rect(50, 100, 53.25, 103.25, stroke=True), True),
        (rect(50, 100, 60, 110), False),
    ],
)
def test_a_box_to_tick_is_a_small_outlined_square(square: dict[str, Any], *, is_box: bool) -> None:
    assert check_boxes(page(square)) == ({id(square)} if is_box else set())


@pytest.mark.parametrize(
    ("other", "stands_alone"),
    [
        (rect(61, 100, 90, 110, stroke=True), False),
        (rect(61.25, 100, 90, 110, stroke=True), True),
        (rect(48, 98, 62, 112, stroke=True), True),  # a frame around it
        (rect(49.25, 99.25, 60.75, 110.75, stroke=True), True),  # drawn twice
        (rect(52, 102, 58, 108, stroke=True), True),  # its mark
    ],
)
def test_a_box_to_tick_touches_nothing_beside_it(
    other: dict[str, Any], *, stands_alone: bool
) -> None:
    square = rect(50, 100, 60, 110, stroke=True)
    assert (id(square) in check_boxes(page(square, other))) == stands_alone


def test_other_shapes_are_read_beside_a_box_to_tick() -> None:
    square = rect(50, 100, 60, 110, stroke=True)
    assert counts(square) == (0, 0, 0, 0)
    assert counts(square, line(100, 200, 300, 200)) == (1, 0, 0, 0)


def test_lines_outside_of_the_page_are_left_out_unless_text_is_there() -> None:
    for at, count in ((0.0, 1), (-0.25, 0), (300.0, 1), (300.25, 0)):
        assert counts(line(50, at, 150, at))[0] == count
    for at, count in ((0.0, 1), (-0.25, 0), (400.0, 1), (400.25, 0)):
        assert counts(line(at, 50, at, 150))[1] == count
    assert counts(line(-50, 100, 0, 100)) == (0, 0, 0, 0)
    assert counts(line(400, 100, 450, 100)) == (0, 0, 0, 0)
    char = {"x0": -20.0, "top": -10.0, "x1": 410.0, "bottom": 320.0}
    found = drawn(line(-50, 310, 500, 310), line(-10, -50, -10, 400), chars=(char,))
    assert found.horizontal == (Rule(310.0, -20.0, 410.0),)
    assert found.vertical == (Rule(-10.0, -10.0, 320.0),)


@pytest.mark.parametrize(
    ("inset", "color", "is_border"),
    [(3.0, (0.5,), True), (3.25, (0.5,), False), (0.0, (0.5,), False), (2.0, (0.25,), False)],
)
def test_two_shades_of_one_colour_close_to_each_other_are_a_border(
    inset: float, color: tuple[float, ...], *, is_border: bool
) -> None:
    outer = rect(50, 100, 150, 200, fill=True, non_stroking_color=(0.5,))
    inner = rect(50 + inset, 100 + inset, 150 - inset, 200 - inset, fill=True,
                 non_stroking_color=color)  # fmt: skip
    assert counts(outer, inner)[:2] == ((2, 2) if is_border else (0, 0))


@pytest.mark.parametrize(("bend", "is_line"), [(10.0, True), (10.25, False)])
def test_a_curve_that_bends_little_is_a_line(bend: float, *, is_line: bool) -> None:
    """A tenth of its length, on either side of the line between its ends."""
    for y in (100.0 - bend, 100.0 + bend):
        path = [("m", (50.0, 100.0)), ("c", (80.0, y), (120.0, 100.0), (150.0, 100.0))]
        curve = shape("curve", (50.0, 100.0, 150.0, 100.0), stroke=True, path=path)
        assert counts(curve) == ((1, 0, 0, 0) if is_line else (0, 0, 0, 1))
    for x, is_in in ((40.0, True), (39.75, False), (160.0, True), (160.25, False)):
        path = [("m", (50.0, 100.0)), ("c", (x, 100.0), (120.0, 100.0), (150.0, 100.0))]
        curve = shape("curve", (50.0, 100.0, 150.0, 100.0), stroke=True, path=path)
        assert counts(curve)[0] == is_in


@pytest.mark.parametrize(("corner", "is_box"), [(21.0, True), (21.25, False)])
def test_the_outline_of_a_box_encloses_most_of_it(corner: float, *, is_box: bool) -> None:
    """79 % of it, less two corners of a square of 100 points."""
    points = [(0, 0), (100 - 2 * corner, 0), (100, 100), (0, 100)]
    points = [(x + 50.0, y + 100.0) for x, y in points]
    curve = shape("curve", (50.0, 100.0, 150.0, 200.0), fill=True, pts=points)
    assert counts(curve) == ((0, 0, 1, 0) if is_box else (0, 0, 0, 1))


def grounds(*cells: Bbox, color: tuple[float, ...] | None = None) -> tuple[int, int]:
    """Count the shades and the lines across that are left of a ground of 100 by 100 points."""
    ground = Fill((0.0, 0.0, 100.0, 100.0), (0.5,))
    across: list[Rule] = []
    if color is None:
        kept = uncovered([ground], [Sheet(cell, 1) for cell in cells], across, [])
    else:
        kept = uncovered([ground, *(Fill(cell, color) for cell in cells)], [], across, [])
    return len(kept), len(across)


QUARTERS = [(x, y, x + 50.0, y + 50.0) for x in (0.0, 50.0) for y in (0.0, 50.0)]
HALF = [(50.0 * at, 0.0, 50.0 * at + 50, 37.5) for at in (0, 1)]
LOWER = [(50.0 * at, 50.0, 50.0 * at + 50, 87.5) for at in (0, 1)]


def test_cells_that_cover_most_of_a_shade_are_drawn_by_it() -> None:
    assert grounds(*QUARTERS) == (0, 8)
    assert grounds(*QUARTERS[:3]) == (1, 0)  # three cells are no grid
    assert grounds(*HALF, *LOWER) == (0, 8)  # three quarters of it
    assert grounds(*HALF, LOWER[0], (50.0, 50.0, 100.0, 87.0)) == (1, 0)
    # Cells of its own colour leave no more than the lines between them.
    assert grounds(*QUARTERS, color=(0.25,)) == (4, 8)
    assert grounds(*HALF, *LOWER, color=(0.25,)) == (4, 8)
    assert grounds(*HALF, *LOWER, color=(0.5,)) == (5, 0)
    assert grounds(*QUARTERS, color=(0.5,)) == (4, 8)


def test_cells_on_a_shade_do_not_cover_each_other() -> None:
    assert grounds(*QUARTERS, (40.0, 40.0, 60.0, 50.0)) == (0, 10)
    assert grounds(*QUARTERS, (40.0, 40.0, 60.0, 50.5)) == (1, 0)


def test_cells_reach_at_most_a_point_beyond_their_shade() -> None:
    assert grounds((-1.0, 0.0, 50.0, 50.0), *QUARTERS[1:]) == (0, 8)
    assert grounds((-1.25, 0.0, 50.0, 50.0), *QUARTERS[1:]) == (1, 0)


def test_cells_are_drawn_after_their_shade() -> None:
    ground = Fill((0.0, 0.0, 100.0, 100.0), (0.5,))
    sheets = [Sheet(cell, 0) for cell in QUARTERS]
    assert uncovered([ground], sheets, [], []) == [ground]
