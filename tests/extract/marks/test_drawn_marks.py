"""Small drawings in tables, and lines through text, at the limits of what they mean."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import Glyph, PageMark, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.marks.drawn_marks import (
    BOX_OVER,
    boxes_over,
    drawn_bullets,
    drawn_marks,
    struck_out,
    without_strokes,
    written_marks,
)

HEIGHT = 300.0
TABLE = (50.0, 50.0, 250.0, 250.0)
X, Y = 100.0, 150.0
"""Where the drawings begin, from the foot of the page."""


def marks(draw: Callable[[Canvas], object]) -> list[tuple[str, str]]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, HEIGHT))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with pdfplumber.open(out) as document:
        transform = PageTransform(0, 300.0, HEIGHT)
        return [(m.kind, m.value) for m in drawn_marks(document.pages[0], transform, [TABLE])]


def box(width: float, height: float, x: float = X, **more: int) -> Callable[[Canvas], object]:
    return lambda canvas: canvas.rect(x, Y, width, height, **more)


def path(*points: tuple[float, float], fill: int = 0) -> Callable[[Canvas], object]:
    """Return a drawing through points, which are counted from its place upwards."""

    def draw(canvas: Canvas) -> None:
        made = canvas.beginPath()
        made.moveTo(X + points[0][0], Y + points[0][1])
        for x, y in points[1:]:
            made.lineTo(X + x, Y + y)
        canvas.drawPath(made, fill=fill)

    return draw


EMPTY = [("unchecked", "drawn box")]
DRAWING = [("icon", "drawing")]


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (box(9, 9), EMPTY),
        (box(3, 3), EMPTY),
        (box(2.9, 2.9), []),
        (box(30, 30), EMPTY),
        (box(30.5, 30.5), []),
        (box(13, 10), EMPTY),
        (box(13.1, 10), []),
        (box(9, 9, fill=1), []),
        (box(9, 9, x=245.0), EMPTY),
        (box(9, 9, x=246.0), []),  # its middle is outside of the table
        (path((0, 5), (3, 0), (9, 9)), [("checked", "drawn tick")]),
        (path((0, 5), (3, 0), (9, 5)), DRAWING),  # it ends as high as it begins
        (path((0, 0), (3, 5), (9, 9)), DRAWING),
        (path((0, 5), (3, 0), (3, 9)), DRAWING),
        (path((0, 5), (3, 0), (6, 6), (9, 9)), DRAWING),
        (path((0, 1.5), (3, 0), (9, 1.9)), []),  # almost a straight line
        (lambda canvas: canvas.line(X, Y, X + 9, Y + 2), DRAWING),
        (lambda canvas: canvas.line(X, Y, X + 9, Y + 1.9), []),
    ],
)
def test_small_shapes_are_marks(
    draw: Callable[[Canvas], object], found: list[tuple[str, str]]
) -> None:
    assert marks(draw) == found


def both(*draws: Callable[[Canvas], object]) -> list[tuple[str, str]]:
    return marks(lambda canvas: [draw(canvas) for draw in draws])


def test_a_box_over_lines_is_a_mark_at_its_place() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, HEIGHT))
    canvas.grid([50, 150, 250], [20, 60, 100])
    canvas.rect(120, 40, 60, 40, fill=1, stroke=1)
    canvas.showPage()
    canvas.save()
    with pdfplumber.open(out) as document:
        found = list(boxes_over(document.pages[0], PageTransform(0, 300.0, HEIGHT)))
    assert found == [PageMark("icon", BOX_OVER, (120.0, HEIGHT - 80, 180.0, HEIGHT - 40))]


def test_shapes_that_touch_are_one_mark() -> None:
    one = path((0, 0), (9, 9))
    other = path((0, 9), (9, 0))
    assert both(one, other) == [("icon", "drawn cross")]
    assert both(box(9, 9), one) == [("checked", "drawn box with a mark")]
    assert both(box(9, 9), box(9, 9, X + 10.0)) == EMPTY  # a point apart
    assert both(box(9, 9), box(9, 9, X + 10.1)) == EMPTY * 2
    # Together they are too large.
    assert both(box(20, 20), box(20, 20, X + 20.5)) == []


def glyph(at: int, text: str = "a", x0: float = 0.0, baseline: float = 100.0) -> Glyph:
    x0 = x0 or 10.0 * at
    box_of = (x0, baseline - 8, x0 + 10, baseline + 2)
    return Glyph(at, text, *box_of, baseline, 10.0, False, False, (0.0,))


WORD = [glyph(at) for at in range(1, 5)]
"""Four letters from 10 to 50."""


def struck(*strokes: Rule, glyphs: list[Glyph] | None = None) -> list[list[int]]:
    return [[one.index for one in run] for run in struck_out(glyphs or WORD, strokes)]


@pytest.mark.parametrize(
    ("at", "is_struck"),
    [(95.0, True), (94.9, False), (98.8, True), (98.9, False), (100.5, False)],
)
def test_a_line_through_the_middle_of_letters_strikes_them_out(
    at: float, *, is_struck: bool
) -> None:
    assert bool(struck(Rule(at, 10.0, 50.0))) == is_struck


@pytest.mark.parametrize(
    ("start", "stop", "found"),
    [
        (10.0, 50.0, [[1, 2, 3, 4]]),
        (15.0, 45.0, [[1, 2, 3, 4]]),  # from middle to middle
        (15.5, 44.5, [[2, 3]]),
        (10.0, 76.6, [[1, 2, 3, 4]]),
        (10.0, 77.0, []),  # it goes on, as rules do
        (10.0, 21.0, []),  # a part of one letter of a word
    ],
)
def test_a_line_strikes_out_what_it_runs_through(
    start: float, stop: float, found: list[list[int]]
) -> None:
    assert struck(Rule(97.0, start, stop)) == found


@pytest.mark.parametrize(
    ("at", "start", "stop", "is_left"),
    [
        (97.0, 10.0, 50.0, False),
        (97.0, 0.0, 60.0, False),  # a letter's width longer on either side
        (97.0, -0.5, 50.0, True),
        (97.0, 10.0, 60.5, True),
        (95.0, 10.0, 50.0, False),
        (94.9, 10.0, 50.0, True),  # above the middle of the letters
        (98.8, 10.0, 50.0, False),
        (98.9, 10.0, 50.0, True),
    ],
)
def test_a_stroke_is_no_rule(at: float, start: float, stop: float, *, is_left: bool) -> None:
    line, wall = Rule(at, start, stop), Rule(10.0, 90.0, 110.0)
    rules = Rules((line,), (wall,), (), marks=((start, at), (stop, at)), pieces=((line,), (wall,)))
    left = without_strokes([WORD], rules)
    assert (left.horizontal, left.pieces[0]) == (((line,),) * 2 if is_left else ((), ()))
    assert (left.vertical, left.pieces[1]) == ((wall,), (wall,))
    assert bool(left.marks) == is_left
    assert without_strokes([], rules) == rules


def test_a_letter_that_stands_alone_is_struck_out() -> None:
    line = Rule(97.0, 10.0, 20.0)
    assert struck(line, glyphs=[glyph(1)]) == [[1]]
    for x0, alone in ((21.7, False), (21.8, True)):
        assert bool(struck(line, glyphs=[glyph(1), glyph(2, x0=x0)])) == alone
    before = Rule(97.0, 40.0, 50.0)
    for x0, alone in ((28.3, False), (28.2, True)):
        assert bool(struck(before, glyphs=[glyph(4), glyph(2, x0=x0)])) == alone
    below = glyph(2, x0=20.0, baseline=102.0)
    assert struck(line, glyphs=[glyph(1), below]) == [[1]]
    assert struck(line, glyphs=[glyph(1), replace(below, baseline=101.7)]) == []


def test_spaces_are_not_struck_out() -> None:
    spaced = [*WORD[:2], replace(WORD[2], text=" "), WORD[3]]
    assert struck(Rule(97.0, 10.0, 50.0), glyphs=spaced) == [[1, 2, 4]]


def test_written_boxes_and_ticks_are_marks() -> None:
    found = [(m.kind, m.value) for m in written_marks([glyph(1, "☑"), glyph(2, "☐"), glyph(3)])]
    assert found == [("checked", "☑"), ("unchecked", "☐")]


def dot(x: float, radius: float = 1.5) -> Callable[[Canvas], object]:
    """Draw a dot in the middle of the small letters of the line at 100 points from the top."""
    return lambda canvas: canvas.circle(x, 102.5, radius, stroke=0, fill=1)


@pytest.mark.parametrize(
    ("draw", "before", "count"),
    [
        (dot(45.0), None, 1),
        (dot(45.0, radius=4.0), None, 0),  # higher than capitals
        (dot(25.0), None, 0),  # far from its text
        (dot(70.0), None, 0),  # behind it
        (dot(45.0), 38.0, 0),  # between two words
        (lambda canvas: [dot(x)(canvas) for x in (30.0, 35.0, 40.0, 45.0)], None, 0),  # a leader
    ],
)
def test_dots_before_the_first_word_of_a_line_are_bullets(
    draw: Callable[[Canvas], object], before: float | None, count: int
) -> None:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(200, 200))
    draw(canvas)
    canvas.save()
    glyphs = [glyph(at, x0=x) for at, x in enumerate((before, 50.0, 55.0)) if x is not None]
    with pdfplumber.open(io.BytesIO(data.getvalue())) as pdf:
        found = list(drawn_bullets(pdf.pages[0], PageTransform(0, 200, 200), glyphs))
    assert [mark.value for mark in found] == ["drawn bullet"] * count
