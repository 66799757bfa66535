"""Lines and shades of a page, from the shapes that programs draw for them."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import Fill, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.pdf.glyphs import color_of, lightness, rgb_of
from extract.pdf.rules import add_border, add_lines, merge, rules_of, visible

HEIGHT = 300.0


def drawn(draw: Callable[[Canvas], object]) -> Rules:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, HEIGHT))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with pdfplumber.open(out) as document:
        return rules_of(document.pages[0], PageTransform(0, 400.0, HEIGHT))


def ends(rules: tuple[Rule, ...]) -> list[tuple[float, float, float]]:
    return [(round(rule.at, 1), round(rule.start, 1), round(rule.stop, 1)) for rule in rules]


def rectangle(
    width: float, height: float, grey: float = 0.0, *, fill: int = 1, stroke: int = 0
) -> Rules:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(grey)
        canvas.rect(50, 100, width, height, fill=fill, stroke=stroke)

    return drawn(draw)


def test_thin_rectangles_are_lines() -> None:
    assert ends(rectangle(100, 3).horizontal) == [(198.5, 50.0, 150.0)]
    assert ends(rectangle(3, 100).vertical) == [(51.5, 100.0, 200.0)]
    thick = rectangle(100, 3.2)
    assert (thick.horizontal, thick.vertical) == ((), ())
    assert len(thick.fills) == 1


def test_an_outline_is_four_lines_and_a_fill_a_shade() -> None:
    outline = rectangle(100, 50, fill=0, stroke=1)
    assert ends(outline.horizontal) == [(150.0, 50.0, 150.0), (200.0, 50.0, 150.0)]
    assert ends(outline.vertical) == [(50.0, 150.0, 200.0), (150.0, 150.0, 200.0)]
    assert outline.fills == ()
    shade = rectangle(100, 50, 0.8)
    assert [fill.color for fill in shade.fills] == [(0.8,)]
    assert shade.horizontal == shade.vertical == ()


@pytest.mark.parametrize(("grey", "count"), [(0.99, 1), (0.996, 0), (1.0, 0)])
def test_white_shades_and_lines_are_not_seen_on_paper(grey: float, count: int) -> None:
    assert len(rectangle(100, 50, grey).fills) == count
    assert len(rectangle(100, 2, grey).horizontal) == count
    assert len(rectangle(2, 100, grey).vertical) == count


def test_white_lines_on_a_shade_are_seen() -> None:
    def draw(canvas: Canvas, top: float) -> None:
        canvas.setFillGray(0.7)
        canvas.rect(50, 100, 200, 60, fill=1, stroke=0)
        canvas.setStrokeGray(1)
        canvas.line(60, top, 240, top)

    assert ends(drawn(lambda canvas: draw(canvas, 130)).horizontal) == [(170.0, 60.0, 240.0)]
    assert drawn(lambda canvas: draw(canvas, 180)).horizontal == ()


def on_a_ground(
    grey: float, gap: float, *, fill: int = 1, stroke: int = 0, before: bool = False
) -> Rules:
    """Draw four cells on a grey background of 200 by 60 points, with a gap around each."""

    def draw_cells(canvas: Canvas) -> None:
        for x in (50, 150):
            for y in (100, 130):
                canvas.setFillGray(grey)
                canvas.rect(x + gap, y + gap, 100 - 2 * gap, 30 - 2 * gap, fill=fill, stroke=stroke)

    def draw(canvas: Canvas) -> None:
        if before:
            draw_cells(canvas)
        canvas.setFillGray(0.7)
        canvas.rect(50, 100, 200, 60, fill=1, stroke=0)
        if not before:
            draw_cells(canvas)

    return drawn(draw)


def test_white_cells_on_a_shade_make_its_grid() -> None:
    found = on_a_ground(1.0, 1.0)
    assert found.fills == ()
    assert {at for at, _, _ in ends(found.horizontal)} == {141.0, 169.0, 171.0, 199.0}
    assert {at for at, _, _ in ends(found.vertical)} == {51.0, 149.0, 151.0, 249.0}


@pytest.mark.parametrize(
    "cells",
    [
        {"grey": 1.0, "gap": 1.0, "before": True},
        {"grey": 1.0, "gap": 8.0},  # too small to be cells
        {"grey": 1.0, "gap": 1.0, "stroke": 1},  # drawn boxes need no background
    ],
    ids=["painted over", "small", "outlined"],
)
def test_white_areas_that_are_no_cells_leave_the_shade(cells: dict[str, Any]) -> None:
    assert [fill.color for fill in on_a_ground(**cells).fills] == [(0.7,)]


@pytest.mark.parametrize(
    ("grey", "gap", "edges"),
    [(0.5, 1.0, 4), (0.7, 0.2, 3), (0.7, 1.0, 0)],
    ids=["darker", "same colour", "same colour, with margins"],
)
def test_shaded_cells_make_the_grid_of_their_ground(grey: float, gap: float, edges: int) -> None:
    """Word processors shade each line of a cell's text once more, without the cell's margins."""
    assert len(on_a_ground(grey, gap).horizontal) == edges


def test_slanted_lines_are_parts_of_pictures() -> None:
    slanted = drawn(lambda canvas: canvas.line(50, 100, 150, 110))
    assert (slanted.horizontal, slanted.vertical) == ((), ())
    assert len(slanted.curves) == 1
    almost = drawn(lambda canvas: canvas.line(50, 100, 150, 102))
    assert len(almost.horizontal) == 1
    assert almost.curves == ()


def outline(*points: tuple[float, float]) -> Callable[[Canvas], object]:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, fill=1, stroke=0)

    return draw


def round_outline(radius: float, sides: int = 72) -> Callable[[Canvas], object]:
    turns = [2 * math.pi * at / sides for at in range(sides)]
    return outline(*((100 + radius * math.cos(t), 100 + radius * math.sin(t)) for t in turns))


CUT_OFF = ((50, 110), (60, 100), (140, 100), (150, 110), (150, 140), (140, 150), (60, 150))


@pytest.mark.parametrize(
    ("draw", "is_box"),
    [
        (lambda canvas: canvas.roundRect(50, 100, 60, 20, 4, fill=1, stroke=0), True),
        (lambda canvas: canvas.roundRect(50, 100, 60, 20, 10, fill=1, stroke=0), True),
        (outline(*CUT_OFF, (50, 140)), True),
        (outline((50, 100), (140, 100), (150, 115), (140, 130), (50, 130)), True),  # an arrow
        (lambda canvas: canvas.circle(100, 100, 30, fill=1, stroke=0), False),
        (round_outline(5), False),
        (round_outline(40), False),
        (outline((50, 100), (150, 100), (100, 150), (99, 150)), False),  # almost a triangle
        (lambda canvas: canvas.wedge(50, 50, 150, 150, 0, 90, fill=1, stroke=0), False),
        (lambda canvas: canvas.bezier(50, 100, 90, 100, 150, 140, 150, 180), False),
    ],
)
def test_boxes_with_round_or_cut_corners_are_shades(
    draw: Callable[[Canvas], object], *, is_box: bool
) -> None:
    found = drawn(draw)
    assert len(found.fills) == is_box
    assert len(found.curves) == (not is_box)
    assert found.horizontal == found.vertical == ()


@pytest.mark.parametrize("bend", [1.4, 5.0, -5.0, 40.0])
def test_a_curve_between_two_points_of_a_line_is_no_line(bend: float) -> None:
    ends_at = (50, 100), (57, 100)
    (x0, y0), (x1, y1) = ends_at
    across = drawn(lambda canvas: canvas.bezier(x0, y0, 52, y0 + bend, 55, y1 + bend, x1, y1))
    down = drawn(lambda canvas: canvas.bezier(y0, x0, y0 + bend, 52, y1 + bend, 55, y1, x1))
    for found in (across, down):
        assert found.horizontal == found.vertical == ()
        assert len(found.curves) == 1


def test_a_curve_that_is_straight_is_a_line() -> None:
    found = drawn(lambda canvas: canvas.bezier(50, 100, 80, 101, 120, 99, 150, 100))
    assert ends(found.horizontal) == [(200.0, 50.0, 150.0)]


def test_a_line_of_many_points_is_a_line() -> None:
    points = [(50.0 + 10 * at, 100.0 + at % 2) for at in range(11)]
    found = drawn(outline(*points))
    assert ends(found.horizontal) == [(199.5, 50.0, 150.0)]
    assert found.curves == ()


@pytest.mark.parametrize(
    ("width", "height", "is_table_line"),
    [(12, 12, False), (16, 16, False), (16.2, 16.2, True), (15, 11, True), (14, 11, False)],
)
def test_a_small_square_that_stands_alone_is_a_box_to_tick(
    width: float, height: float, is_table_line: bool
) -> None:
    found = rectangle(width, height, fill=0, stroke=1)
    assert bool(found.horizontal) == is_table_line


def test_small_squares_that_touch_are_cells() -> None:
    def draw(canvas: Canvas) -> None:
        for at in range(3):
            canvas.rect(50 + 12 * at, 100, 12, 12)

    assert drawn(draw).horizontal
    assert drawn(draw).vertical


def test_lines_are_cut_at_the_edges_of_the_page() -> None:
    found = drawn(lambda canvas: canvas.lines([(-50, 100, 500, 100), (50, -20, 50, 400)]))
    assert ends(found.horizontal) == [(200.0, 0.0, 400.0)]
    assert ends(found.vertical) == [(50.0, 0.0, 300.0)]
    outside = drawn(lambda canvas: canvas.lines([(10, 320, 300, 320), (420, 10, 420, 200)]))
    assert (outside.horizontal, outside.vertical) == ((), ())


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (Rule(100.0, 54.0, 90.0), 1),
        (Rule(100.0, 54.1, 90.0), 2),
        (Rule(100.0, 20.0, 40.0), 1),
        (Rule(101.0, 40.0, 90.0), 1),
        (Rule(101.1, 40.0, 90.0), 2),
    ],
)
def test_pieces_that_follow_each_other_are_one_line(other: Rule, count: int) -> None:
    found = merge([Rule(100.0, 0.0, 50.0), other])
    assert len(found) == count
    assert max(rule.stop for rule in found) == max(50.0, other.stop)


@pytest.mark.parametrize(
    ("inner", "is_seen"),
    [
        ((10.0, 10.0, 90.0, 40.0), False),
        ((0.0, 0.0, 100.0, 50.0), False),
        ((0.0, -1.0, 100.0, 51.0), False),
        ((0.0, -1.1, 100.0, 50.0), True),
        ((0.0, 0.0, 100.0, 51.1), True),
        ((-0.5, 10.0, 90.0, 40.0), True),
        ((10.0, 10.0, 100.5, 40.0), True),
    ],
)
def test_a_shade_in_one_of_the_same_colour_is_not_seen(
    inner: tuple[float, float, float, float], is_seen: bool
) -> None:
    outer = Fill((0.0, 0.0, 100.0, 50.0), (0.8,))
    assert len(visible([outer, Fill(inner, (0.8,))])) == 1 + is_seen
    assert len(visible([outer, Fill(inner, (0.5,))])) == 2


def lines(*boxes: tuple[float, float, float, float]) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    add_lines(boxes, across, down)
    return across, down


def test_thin_long_pictures_are_lines() -> None:
    assert lines((10, 20, 100, 22)) == ([Rule(21.0, 10, 100)], [])
    assert lines((10, 20, 13, 100)) == ([], [Rule(11.5, 20, 100)])
    assert lines((10, 20, 13.1, 100)) == ([], [])
    assert lines((10, 20, 19, 22)) == ([Rule(21.0, 10, 19)], [])
    assert lines((10, 20, 18.9, 22)) == ([], [])


@pytest.mark.parametrize(
    ("beside", "is_line"),
    [
        ((10, 22, 100, 60), False),
        ((10, 22.5, 100, 60), False),
        ((10, 22.6, 100, 60), True),
        ((10, 22, 92, 60), False),
        ((10, 22, 91, 60), True),  # beside 90 % of it
    ],
)
def test_a_strip_of_a_larger_picture_is_no_line(
    beside: tuple[float, float, float, float], is_line: bool
) -> None:
    assert bool(lines((10, 20, 100, 22), beside)[0]) == is_line


def test_two_shades_that_paint_a_border_are_lines() -> None:
    across: list[Rule] = []
    down: list[Rule] = []
    outer, inner = Fill((0, 0, 100, 50), (0.0,)), Fill((2, 2, 98, 50), (0.0,))
    add_border(outer, inner, across, down)
    assert across == [Rule(1.0, 1.0, 99.0)]  # nothing is painted at the bottom
    assert down == [Rule(1.0, 1.0, 50.0), Rule(99.0, 1.0, 50.0)]


@pytest.mark.parametrize(
    ("value", "color", "light"),
    [
        (None, (0.0,), 0.0),
        (0.5, (0.5,), 0.5),
        ([1, 0, 0], (1.0, 0.0, 0.0), 0.3),
        ((0, 1, 0), (0.0, 1.0, 0.0), 0.59),
        ((0, 0, 0, 0), (0.0, 0.0, 0.0, 0.0), 1.0),
        ((0, 0, 0, 1), (0.0, 0.0, 0.0, 1.0), 0.0),
        ((1, 0, 0, 0), (1.0, 0.0, 0.0, 0.0), 0.7),
        (["damaged"], (0.0,), 0.0),
        ([[1]], (0.0,), 0.0),
    ],
)
def test_colours_are_numbers_and_have_a_lightness(
    value: object, color: tuple[float, ...], light: float
) -> None:
    assert color_of(value) == color
    assert lightness(color) == pytest.approx(light)


def test_any_colour_is_red_green_and_blue() -> None:
    assert rgb_of(0.5) == (0.5, 0.5, 0.5)
    assert rgb_of((1, 0, 0)) == (1.0, 0.0, 0.0)
    assert rgb_of((0, 1, 1, 0)) == (1.0, 0.0, 0.0)
    assert rgb_of((0, 0, 0, 0.5)) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("fill", [0, 1])
def test_a_stamp_over_lines_adds_none(fill: int) -> None:
    """Its shade stays: the text beneath it is hidden."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([50, 150, 250], [100, 150, 200])
        canvas.rect(120, 120, 80, 60, fill=fill, stroke=1)

    found = drawn(draw)
    assert {rule.at for rule in found.vertical} == {50.0, 150.0, 250.0}
    assert {rule.at for rule in found.horizontal} == {100.0, 150.0, 200.0}
    assert len(found.fills) == fill
