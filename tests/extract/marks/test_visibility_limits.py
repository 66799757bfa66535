"""Glyphs that are just seen, and just not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from extract.marks.visibility import (
    ALPHA,
    CLIP,
    COLOR,
    COVER,
    LAYER,
    MODE,
    SIZE,
    hidden_glyphs,
    is_recognised,
)
from extract.model import Bbox
from extract.parser.paint_state import OddGlyphs, Paint, PaintLog, PaintState

SHEET = (400.0, 200.0)


def char(x0: float = 0.0, y0: float = 0.0, size: float = 10.0, **more: Any) -> dict[str, Any]:
    """Make a glyph of 8 by 10 points; the page is measured from its foot."""
    own = {"x0": x0, "x1": x0 + 8.0, "y0": y0, "y1": y0 + 10.0, "size": size,
           "non_stroking_color": (0.0,)}  # fmt: skip
    return {**own, **more}


def page(
    *chars: dict[str, Any],
    paints: tuple[Paint, ...] = (),
    odd: tuple[OddGlyphs, ...] = (),
    left: float = 0.0,
) -> Any:
    log = PaintLog(glyphs=len(chars), paints=list(paints), odd=list(odd))
    return SimpleNamespace(
        chars=list(chars), paint_log=log, width=SHEET[0], height=SHEET[1],
        mediabox=(left, 0.0, left + SHEET[0], SHEET[1]),
    )  # fmt: skip


def odd(
    *, mode: int = 0, clip: Bbox | None = None, alpha: float = 1.0, is_off: bool = False
) -> OddGlyphs:
    return OddGlyphs(0, 1, mode, PaintState(clip=clip, fill_alpha=alpha), is_off, True)


def paint(
    *box: float, after: int = 1, color: Any = (0.5,), opaque: bool = True, picture: bool = False
) -> Paint:
    x0, y0, x1, y1 = box
    return Paint((x0, y0, x1, y1), color, after, opaque, picture)


def hidden(one: Any) -> str | None:
    return hidden_glyphs(one).get(0)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (odd(), None),
        (odd(alpha=0.02), ALPHA),
        (odd(alpha=0.03), None),
        (odd(is_off=True), LAYER),
        (odd(mode=3), MODE),
        (odd(mode=7), None),
        # A quarter of the glyph is seen.
        (odd(clip=(0.0, 0.0, 2.0, 10.0)), None),
        (odd(clip=(0.0, 0.0, 1.75, 10.0)), CLIP),
        (odd(clip=(0.0, 0.0, 8.0, 2.5)), None),
        (odd(clip=(0.0, 0.0, 8.0, 2.25)), CLIP),
        (odd(clip=(0.0, 0.0, 2.0, 10.0), alpha=0.0), ALPHA),
    ],
)
def test_a_glyph_is_hidden_by_how_it_is_drawn(state: OddGlyphs, reason: str | None) -> None:
    assert hidden(page(char(), odd=(state,))) == reason


@pytest.mark.parametrize(
    ("box", "is_seen"),
    [
        ((4.0, 5.0, 90.0, 90.0), True),
        ((4.25, 5.0, 90.0, 90.0), False),
        ((4.0, 5.25, 90.0, 90.0), False),
        ((-90.0, -90.0, 4.0, 5.0), True),
        ((-90.0, -90.0, 3.75, 5.0), False),
        ((-90.0, -90.0, 4.0, 4.75), False),
    ],
)
def test_invisible_text_upon_a_picture_is_the_text_of_a_scan(box: Bbox, *, is_seen: bool) -> None:
    picture = paint(*box, after=0, color=None, picture=True)
    reason = None if is_seen else MODE
    assert hidden(page(char(), paints=(picture,), odd=(odd(mode=3),))) == reason
    plain = paint(*box, after=0)
    assert hidden(page(char(), paints=(plain,), odd=(odd(mode=3),))) == MODE


def test_a_glyph_without_width_is_seen_if_its_clip_holds_it() -> None:
    flat = char(x1=0.0)
    assert hidden(page(flat, odd=(odd(clip=(0.0, 0.0, 9.0, 9.0)),))) is None
    assert hidden(page(flat, odd=(odd(clip=(0.25, 0.0, 9.0, 9.0)),))) == CLIP


@pytest.mark.parametrize(
    ("cover", "is_covered"),
    [
        (paint(0, 0, 20, 20), True),
        (paint(0, 0, 20, 20, opaque=False), False),
        (paint(0, 0, 20, 20, after=0), False),
        (paint(4, 0, 20, 20), False),  # the middle of the glyph is at its edge
        (paint(3.75, 0, 20, 20), True),
        (paint(-20, 0, 4, 20), False),
        (paint(-20, 0, 4.25, 20), True),
        (paint(0, 4, 20, 7), False),  # as thin as a line
        (paint(0, 4, 20, 7.25), True),
        (paint(0, 5.25, 20, 20), False),
        (paint(0, -20, 20, 4.75), False),
        # A picture of the page: its text lies beneath it.
        (paint(0, 0, 400, 100, picture=True, color=None), True),
        (paint(0, 0, 400, 100.25, picture=True, color=None), False),
        (paint(0, 0, 400, 200), True),
    ],
)
def test_a_glyph_is_covered_by_what_is_painted_over_its_middle(
    cover: Paint, *, is_covered: bool
) -> None:
    assert hidden(page(char(), paints=(cover,))) == (COVER if is_covered else None)


def test_places_are_counted_from_the_left_edge_of_the_sheet() -> None:
    cover = paint(0, 0, 20, 20)
    assert hidden(page(char(100.0), paints=(cover,), left=100.0)) == COVER
    assert hidden(page(char(0.0), paints=(cover,), left=100.0)) is None


@pytest.mark.parametrize(
    ("size", "usual", "is_hidden"),
    [
        (1.0, 10.0, False),
        (0.75, 10.0, True),
        (0.5, 2.5, False),  # a page in larger units
        (0.5, 2.75, True),
        (-0.75, 10.0, True),
    ],
)
def test_type_is_too_small_below_a_point_and_a_fifth_of_the_usual_size(
    size: float, usual: float, *, is_hidden: bool
) -> None:
    chars = [char(size=size), *(char(20.0 * at, size=usual) for at in range(1, 4))]
    assert hidden(page(*chars)) == (SIZE if is_hidden else None)


@pytest.mark.parametrize(
    ("ground", "color", "is_hidden"),
    [
        ((0.0,), (0.02,), True),
        ((0.0,), (0.03,), False),
        ((0.0, 0.0, 0.0), (0.0, 0.0, 0.03), False),
        ((0.5,), (0.5,), True),
        (None, (0.5,), False),
        ((0.5,), (1.0,), False),
    ],
)
def test_text_of_the_colour_of_its_ground_is_hidden(
    ground: Any, color: tuple[float, ...], *, is_hidden: bool
) -> None:
    beneath = paint(0, 0, 20, 20, after=0, color=ground)
    one = char(non_stroking_color=color)
    assert hidden(page(one, paints=(beneath,))) == (COLOR if is_hidden else None)
    # Painted after the glyph, or beside it, it is no ground.
    beside = paint(20, 20, 40, 40, after=0, color=ground)
    assert hidden(page(one, paints=(beside,))) == (COLOR if color == (1.0,) else None)


def test_a_glyph_of_a_damaged_colour_is_seen() -> None:
    assert hidden_glyphs(page(char(non_stroking_color=([1.0],)), char(20.0))) == {}


def test_pages_without_a_log_of_all_glyphs_hide_nothing() -> None:
    faint = page(char(), odd=(odd(alpha=0.0),))
    assert hidden(faint) == ALPHA
    faint.paint_log.glyphs = 2
    assert hidden(faint) is None
    faint.paint_log = None
    assert hidden(faint) is None


@pytest.mark.parametrize(("count", "recognised"), [(2, True), (1, False)])
def test_more_than_half_of_the_text_of_a_scan_lies_beneath_its_picture(
    count: int, *, recognised: bool
) -> None:
    """Of two glyphs."""
    scan = paint(0, 0, 400, 200, after=count, color=None, picture=True)
    assert is_recognised(page(char(), char(20.0), paints=(scan,))) is recognised
    part = paint(0, 0, 400, 100, after=count, color=None, picture=True)
    assert not is_recognised(page(char(), char(20.0), paints=(part,)))
    clear = scan._replace(is_opaque=False)
    assert not is_recognised(page(char(), char(20.0), paints=(clear,)))
