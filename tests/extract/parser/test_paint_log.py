"""What is recorded of a page's paint: areas that cover text, and text that may not be seen."""

from __future__ import annotations

import io

import pdfplumber
import pikepdf
import pytest

from extract.parser.fast_page import FastPage
from extract.parser.paint_state import PaintLog, PaintState, is_rectangle, narrowed
from extract.parser.thresholds import PAINT
from tests.fuzz.classics import edited, many

TEXT = b"BT /F1 10 Tf 50 60 Td (text) Tj ET"
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def log_of(content: bytes) -> PaintLog:
    def edit(document: pikepdf.Pdf) -> None:
        many(content)(document)
        states = {
            "/Thin": {"/ca": 0.5},
            "/None": {"/ca": 0},
            "/Solid": {"/ca": 1},
            "/Blend": {"/BM": pikepdf.Name.Multiply},
            "/Edge": {"/ca": PAINT.solid_alpha},
        }
        document.pages[0].Resources.ExtGState = pikepdf.Dictionary(states)

    with pdfplumber.open(io.BytesIO(edited(edit))) as document:
        page = FastPage.of(document.pages[0])
        assert page.layout is not None
        return page.paint_log


@pytest.mark.parametrize(
    ("before", "is_opaque", "has_color"),
    [
        (b"", True, True),
        (b"/Solid gs ", True, True),
        (b"/Thin gs ", False, False),
        (b"/Edge gs ", False, False),
        (b"/Blend gs ", False, False),
        (b"10 10 300 200 re W n ", True, True),
        (b"10 10 m 200 10 l 100 200 l h W n ", False, False),
    ],
)
def test_a_filled_rectangle_covers_what_is_beneath(
    before: bytes, is_opaque: bool, has_color: bool
) -> None:
    (paint,) = log_of(TEXT + b" " + before + b"1 0 0 rg 20 20 100 80 re f").paints
    assert paint.bbox == pytest.approx((20, 20, 120, 100))
    assert (paint.is_opaque, paint.color is not None) == (is_opaque, has_color)
    assert (paint.after, paint.is_picture) == (4, False)


@pytest.mark.parametrize(
    "content",
    [
        b"/None gs 20 20 100 80 re f",
        b"300 0 9 9 re W n 20 20 100 80 re f",  # outside of the clip
        b"20 0 100 20 re W n 20 20 100 80 re f",  # beside it
        b"0 20 20 100 re W n 20 20 100 80 re f",
        b"3 w 20 20 100 80 re n",
        b"1 w 20 20 m 200 20 l S",  # a line is no area
    ],
)
def test_what_paints_no_area_is_not_recorded(content: bytes) -> None:
    assert log_of(content).paints == []


def test_a_line_is_an_area_if_it_is_broad() -> None:
    for width, count in ((PAINT.broad_line, 0), (PAINT.broad_line + 0.25, 1)):
        assert len(log_of(b"%.2f w 20 100 m 200 100 l S" % width).paints) == count


@pytest.mark.parametrize(
    ("clip", "count"),
    [
        (b"120 20 40 80 re", 0),  # it begins where the area ends
        (b"119 20 40 80 re", 1),
        (b"20 100 40 80 re", 0),
        (b"20 99 40 80 re", 1),
    ],
)
def test_an_area_that_a_clip_leaves_nothing_of_is_not_painted(clip: bytes, count: int) -> None:
    assert len(log_of(clip + b" W n 20 20 100 80 re f").paints) == count


def test_a_broad_line_covers_its_width() -> None:
    (paint,) = log_of(b"20 w 20 100 m 200 100 l S").paints
    assert paint.bbox == pytest.approx((10, 90, 210, 110))
    assert (paint.is_opaque, paint.color) == (False, None)


def test_a_path_of_another_shape_or_of_two_parts_hides_nothing_for_certain() -> None:
    (paint,) = log_of(b"20 20 m 120 20 l 70 100 l h f").paints
    assert not paint.is_opaque
    paints = log_of(b"20 20 100 80 re 30 30 20 20 re f*").paints
    assert not any(paint.is_opaque for paint in paints)
    assert not any(paint.color for paint in paints)


def test_a_clip_narrows_what_is_painted_until_it_is_restored() -> None:
    inner, outer = log_of(b"q 30 30 20 20 re W n 20 20 100 80 re f Q 20 20 100 80 re f").paints
    assert inner.bbox == pytest.approx((30, 30, 50, 50))
    assert outer.bbox == pytest.approx((20, 20, 120, 100))


def odd(content: bytes) -> list[tuple[int, int]]:
    return [(one.start, one.stop) for one in log_of(content).odd]


@pytest.mark.parametrize(
    "before",
    [
        b"/Thin gs ",
        b"/None gs ",
        b"0 0 40 300 re W n ",  # the text begins right of the clip
        b"0 0 55 300 re W n ",  # the clip cuts it
        b"60 0 200 300 re W n ",
        b"0 0 400 50 re W n ",
        b"0 70 400 50 re W n ",
    ],
)
def test_text_that_may_not_be_seen_is_recorded(before: bytes) -> None:
    assert odd(before + TEXT) == [(0, 4)]


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"/Solid gs ",
        b"/Edge gs ",
        b"0 0 400 300 re W n ",
        b"50 60 100 100 re W n ",
        b"q 0 0 9 9 re W n Q ",
    ],
)
def test_text_inside_of_its_clip_is_plainly_seen(before: bytes) -> None:
    assert odd(before + TEXT) == []


@pytest.mark.parametrize("mode", range(8))
def test_the_rendering_mode_decides_whether_text_has_the_colour_of_fills(mode: int) -> None:
    found = log_of(b"BT /F1 10 Tf 50 60 Td %d Tr (text) Tj ET" % mode).odd
    assert bool(found) == (mode in (1, 2, 3, 5, 6))
    assert all(one.mode == mode for one in found)
    assert all(one.has_known_color == (mode == 3) for one in found)


def test_raised_and_sizeless_text_is_recorded_by_the_index_of_its_glyphs() -> None:
    log = log_of(b"BT /F1 10 Tf 50 60 Td (ab) Tj 3 Ts (cd) Tj 0 Ts 0 Tz (e) Tj ET")
    assert log.rises == {2: 3.0, 3: 3.0}
    assert log.sizeless == {4}
    assert log.strings == [0, 2, 4]


@pytest.mark.parametrize(
    ("points", "matrix", "expected"),
    [
        ([(0, 0), (9, 0), (9, 5), (0, 5)], IDENTITY, True),
        ([(0, 0), (0, 5), (9, 5), (9, 0)], IDENTITY, True),
        ([(0, 0), (9, 1), (9, 5), (0, 5)], IDENTITY, False),
        ([(0, 0), (9, 0), (9, 5), (1, 5)], IDENTITY, False),
        ([(0, 0), (9, 0), (9, 0), (0, 0)], IDENTITY, False),
        ([(0, 0), (9, 0), (9, 5), (0, 5)], (0.0, 1.0, -1.0, 0.0, 0.0, 0.0), True),
        ([(0, 0), (9, 0), (9, 5), (0, 5)], (0.7, 0.7, -0.7, 0.7, 0.0, 0.0), False),
    ],
)
def test_a_rectangle_lies_along_the_axes(
    points: list[tuple[int, int]], matrix: tuple[float, ...], expected: bool
) -> None:
    path = [("m", *points[0]), *(("l", *point) for point in points[1:]), ("h",)]
    assert is_rectangle(path, matrix) == expected
    assert not is_rectangle(path[:-2], matrix)


def test_clips_narrow_each_other() -> None:
    assert narrowed(None, (1, 2, 3, 4)) == (1, 2, 3, 4)
    assert narrowed((0, 3, 2, 9), (1, 2, 3, 4)) == (1, 3, 2, 4)
    assert PaintState().clip is None
