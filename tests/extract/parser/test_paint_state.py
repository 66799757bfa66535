"""What the graphics state of a page says of what is painted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pdfminer.psparser import LIT

from extract.parser.paint_state import (
    PaintState,
    box_of_path,
    has_known_color,
    is_rectangle,
    narrowed,
    with_parameters,
)

STATE = PaintState()
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("parameters", "alpha", "is_plain"),
    [
        ({}, 1.0, True),
        ({"ca": 0.5}, 0.5, True),
        ({"ca": 0}, 0.0, True),
        ({"ca": LIT("x")}, 1.0, True),  # a damaged file
        ({"BM": LIT("Normal")}, 1.0, True),
        ({"BM": LIT("Compatible")}, 1.0, True),
        ({"BM": LIT("Multiply")}, 1.0, False),
        ({"BM": [LIT("Normal"), LIT("Normal")]}, 1.0, True),
        ({"BM": [LIT("Normal"), LIT("Darken")]}, 1.0, False),
        ({"SMask": LIT("None")}, 1.0, True),
        ({"SMask": {"S": LIT("Luminosity")}}, 1.0, False),
        ({"SMask": LIT("None"), "BM": LIT("Multiply")}, 1.0, False),
        (LIT("x"), 1.0, True),
    ],
)
def test_parameters_set_opacity_blending_and_masks(
    parameters: Any, alpha: float, *, is_plain: bool
) -> None:
    found = with_parameters(STATE, parameters)
    assert (found.fill_alpha, found.is_plain) == (alpha, is_plain)


def test_parameters_that_say_nothing_keep_what_was_set() -> None:
    faint = PaintState(fill_alpha=0.5, is_plain=False)
    assert with_parameters(faint, {}) == faint
    assert with_parameters(faint, {"BM": LIT("Normal")}) == PaintState(fill_alpha=0.5)
    assert with_parameters(faint, {"SMask": LIT("None")}).is_plain
    assert with_parameters(faint, {"ca": 1}).fill_alpha == 1.0


def path(*points: tuple[float, float], close: bool = True) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = [("m", *points[0]), *(("l", *one) for one in points[1:])]
    return [*made, ("h",)] if close else made


SQUARE = ((0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0))


@pytest.mark.parametrize(
    ("drawn", "matrix", "is_one"),
    [
        (path(*SQUARE), IDENTITY, True),
        (path(*SQUARE, SQUARE[0]), IDENTITY, True),
        (path(*SQUARE, SQUARE[0], close=False), IDENTITY, True),
        (path(*SQUARE, close=False), IDENTITY, False),
        (path(*SQUARE[:3]), IDENTITY, False),
        (path(*SQUARE[:3], (9.0, 0.0)), IDENTITY, False),
        (path(SQUARE[0], SQUARE[0], *SQUARE[2:]), IDENTITY, False),
        (path(*SQUARE), (0.0, 1.0, -1.0, 0.0, 5.0, 5.0), True),  # a quarter turn
        (path(*SQUARE), (0.7, 0.7, -0.7, 0.7, 0.0, 0.0), False),
        (path(*SQUARE), (1.0, 0.0, 0.2, 1.0, 0.0, 0.0), False),
        (path(*SQUARE), (1.0, 0.2, 0.0, 1.0, 0.0, 0.0), False),
    ],
)
def test_a_path_is_a_rectangle_along_the_axes(
    drawn: list[tuple[Any, ...]], matrix: tuple[float, ...], *, is_one: bool
) -> None:
    assert is_rectangle(drawn, matrix) == is_one


def test_a_path_has_a_box_in_the_layout() -> None:
    matrix = (2.0, 0.0, 0.0, 1.0, 5.0, 7.0)
    assert box_of_path(path(*SQUARE), matrix) == (5.0, 7.0, 25.0, 17.0)
    assert box_of_path([("c", 0.0, 0.0, 3.0, 9.0, 4.0, 4.0)], IDENTITY) == (0.0, 0.0, 4.0, 9.0)
    assert box_of_path([], IDENTITY) is None
    assert box_of_path([("m", LIT("x"), 0.0)], IDENTITY) is None


def test_a_clip_is_narrowed() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    assert narrowed(None, box) == box
    assert narrowed((5.0, -5.0, 20.0, 8.0), box) == (5.0, 0.0, 10.0, 8.0)


def test_colours_of_some_spaces_are_known() -> None:
    assert has_known_color(SimpleNamespace(name="DeviceRGB"))
    assert not has_known_color(SimpleNamespace(name="Separation"))
    assert not has_known_color(None)
