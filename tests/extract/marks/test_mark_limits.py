"""Drawn signs, bullets and struck-out text whose sides are just as long as they may be."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from extract.geometry.page_model import Rule
from extract.geometry.page_transform import PageTransform
from extract.marks import drawn_marks as drawn_marks_module
from extract.marks.drawn_marks import drawn_bullets, drawn_marks
from extract.marks.thresholds import MARKS
from tests.extract.marks.test_drawn_marks import WORD, glyph, struck

UPRIGHT = PageTransform(0, 300.0, 300.0)
TABLE = (0.0, 0.0, 200.0, 200.0)


def page(*drawn: dict[str, Any]) -> Any:
    """Make a page with drawings; coordinates are points from the top left."""
    kinds: dict[str, list[dict[str, Any]]] = {"line": [], "curve": [], "rect": [], "image": []}
    for one in drawn:
        kinds[one["object_type"]].append(one)
    return SimpleNamespace(
        lines=kinds["line"], curves=kinds["curve"], rects=kinds["rect"], images=kinds["image"]
    )


def shape(
    kind: str, width: float, height: float, x0: float = 100.0, top: float = 100.0, **more: Any
) -> dict[str, Any]:
    sides = {"x0": x0, "x1": x0 + width, "top": top, "bottom": top + height}
    return {"object_type": kind, **sides, **more}


def marks(*drawn: dict[str, Any]) -> list[str]:
    return [mark.value for mark in drawn_marks(page(*drawn), UPRIGHT, [TABLE])]


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (shape("line", 9.0, 2.0), ["drawing"]),
        (shape("line", 9.0, 1.75), []),
        (shape("line", 2.75, 2.5), []),
        (shape("line", 3.0, 2.5), ["drawing"]),
        (shape("line", 30.0, 9.0), ["drawing"]),
        (shape("line", 30.25, 9.0), []),
        (shape("curve", 9.0, 2.0), ["drawing"]),
        (shape("curve", 9.0, 1.75), []),
        (shape("rect", 3.0, 3.0, stroke=True, fill=False), ["drawn box"]),
        (shape("rect", 3.25, 2.75, stroke=True, fill=False), []),
        (shape("rect", 13.0, 10.0, stroke=True, fill=False), ["drawn box"]),
        (shape("rect", 13.25, 10.0, stroke=True, fill=False), []),
        (shape("rect", 9.0, 9.0, stroke=False, fill=False), []),
        (shape("rect", 9.0, 9.0, stroke=True, fill=True), []),
        # The middle lies in the table.
        (shape("line", 9.0, 9.0, x0=195.0), ["drawing"]),
        (shape("line", 10.0, 9.0, x0=195.0), []),
        (shape("line", 10.0, 9.0, x0=-5.0), []),
        (shape("line", 9.0, 10.0, top=195.0), []),
        (shape("line", 9.0, 10.0, top=-5.0), []),
    ],
)
def test_a_sign_is_neither_too_small_nor_too_large(drawn: dict[str, Any], found: list[str]) -> None:
    assert marks(drawn) == found


@pytest.mark.parametrize(
    ("points", "value"),
    [
        (((0, 5), (3, 9), (9, 0)), "drawn tick"),
        (((0, 9), (3, 9), (9, 0)), "drawing"),
        (((0, 0), (3, 9), (9, 0)), "drawing"),
        (((3, 5), (3, 9), (9, 0)), "drawing"),
        (((0, 5), (9, 9), (9, 0)), "drawing"),
    ],
)
def test_a_tick_goes_down_and_then_farther_up_from_left_to_right(
    points: tuple[tuple[float, float], ...], value: str
) -> None:
    assert marks(shape("curve", 9.0, 9.0, pts=points)) == [value]


@pytest.mark.parametrize(("stop", "is_struck"), [(60.0, True), (60.25, False)])
def test_letters_cover_most_of_the_line_that_strikes_them_out(
    stop: float, *, is_struck: bool
) -> None:
    """Three letters cover 30 points."""
    assert bool(struck(Rule(97.0, 10.0, stop), glyphs=WORD[:3])) == is_struck


def bullets(*drawn: dict[str, Any], text: tuple[float, ...] = (50.0, 55.0)) -> int:
    """Count the bullets before letters of 10 points, whose baseline is at 100."""
    glyphs = [glyph(at, x0=x) for at, x in enumerate(text, 1)]
    return len(list(drawn_bullets(page(*drawn), UPRIGHT, glyphs)))


def dot(x1: float = 45.0, side: float = 3.0, middle: float = 97.0, **more: Any) -> dict[str, Any]:
    """Draw a filled dot that ends at a place from left to right."""
    sides = {"width": side, "height": side, "fill": True, **more}
    return shape("curve", x0=x1 - sides["width"], top=middle - sides["height"] / 2, **sides)


@pytest.mark.parametrize(
    ("drawn", "count"),
    [
        (dot(), 1),
        (dot(fill=False), 0),
        (dot(side=1.0), 1),
        (dot(side=0.75), 0),
        (dot(side=7.0), 1),  # as high as capitals
        (dot(side=7.25), 0),
        (dot(30.0), 1),
        (dot(29.75), 0),  # more than two sizes before its text
        (dot(50.0), 1),
        (dot(50.25), 0),
        (dot(middle=95.0), 1),
        (dot(middle=94.75), 0),  # above the small letters
        (dot(middle=100.0), 1),
        (dot(middle=100.25), 0),
        (dot(width=5.0, height=6.5), 1),
        (dot(width=5.0, height=6.75), 0),
    ],
)
def test_a_bullet_is_a_dot_close_before_its_text(drawn: dict[str, Any], count: int) -> None:
    assert bullets(drawn) == count


def test_a_page_of_very_many_dots_has_no_bullets(monkeypatch: pytest.MonkeyPatch) -> None:
    for most, count in ((1, 1), (0, 0)):
        monkeypatch.setattr(drawn_marks_module, "MARKS", replace(MARKS, max_bullets=most))
        assert bullets(dot()) == count


@pytest.mark.parametrize(("x1", "count"), [(23.0, 0), (22.0, 1)])
def test_nothing_is_as_near_before_a_bullet(x1: float, count: int) -> None:
    """The dot begins at 42: text that ends 20 points before it is apart."""
    assert bullets(dot(), text=(x1 - 10.0, 50.0)) == count
    assert bullets(dot(), dot(x1)) == count


def test_a_dot_of_another_line_is_not_beside_a_bullet() -> None:
    assert bullets(dot(), dot(40.0, middle=98.5)) == 2
    assert bullets(dot(), dot(40.0, middle=98.25)) == 0
