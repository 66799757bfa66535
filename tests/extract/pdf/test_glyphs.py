"""The glyphs of a page by their direction, and what the parser notes of their strings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from extract.geometry.page_transform import PageTransform
from extract.parser.paint_state import PaintLog
from extract.pdf.glyphs import TextLayer, color_of, lightness, rgb_of, text_layer

UPRIGHT = (1.0, 0.0, 0.0, 1.0)
QUARTER = (0.0, 1.0, -1.0, 0.0)
ASLANT = (0.7, 0.7, -0.7, 0.7)


def char(text: str, x: float, matrix: tuple[float, ...] = UPRIGHT, **more: Any) -> dict[str, Any]:
    """Return a character of pdfplumber on a page 400 points high, with its baseline at 100."""
    own = {
        "text": text, "fontname": "Serif", "non_stroking_color": (0.0,), "size": 10.0,
        "x0": x, "x1": x + 5, "top": 92.0, "bottom": 102.0, "y0": 298.0,
        "matrix": (*matrix, x, 300.0), "upright": matrix == UPRIGHT,
    }  # fmt: skip
    return {**own, **more}


def layer(*chars: dict[str, Any], log: PaintLog | None = None, turn: Any = 0) -> TextLayer:
    page = SimpleNamespace(chars=list(chars))
    if log is not None:
        page.paint_log = log
    # arg-type: a stand-in for a page of pdfium.
    return text_layer(page, PageTransform(turn, 300.0, 400.0))


def test_glyphs_are_sorted_by_their_direction() -> None:
    found = layer(char("a", 10), char("b", 20, QUARTER), char("c", 30, ASLANT), char("d", 40))
    assert [one.text for one in found.glyphs] == ["a", "d"]
    assert [[one.text for one in glyphs] for _, glyphs in found.turned] == [["b"]]
    assert [one.text for one in found.aslant] == ["c"]
    assert [one.index for one in found.every] == [0, 3, 1, 2]
    (first, _) = found.glyphs
    assert (first.x0, first.baseline, first.size) == (10.0, 100.0, 10.0)


def test_strings_begin_where_the_parser_says() -> None:
    log = PaintLog(glyphs=3, strings=[0, 2, 3], rises={1: 4.0})
    found = layer(char("a", 10), char("b", 20), char("c", 30), log=log)
    assert [one.begins_string for one in found.glyphs] == [True, False, True]
    assert [one.baseline for one in found.glyphs] == [100.0, 96.0, 100.0]
    # Glyphs in other directions count, too.
    found = layer(char("a", 10), char("b", 20, ASLANT), char("c", 30), log=log)
    assert [one.begins_string for one in found.every] == [True, True, False]
    assert found.aslant[0].baseline == 96.0


@pytest.mark.parametrize("count", [1, 3])
def test_a_log_of_other_glyphs_says_nothing(count: int) -> None:
    log = PaintLog(glyphs=count, strings=[0])
    found = layer(char("a", 10), char("b", 20), log=log)
    assert [one.begins_string for one in found.glyphs] == [False, False]


@pytest.mark.parametrize(
    ("font", "bold", "italic"),
    [
        ("Serif-Bold", True, False),
        ("Serif-SemiBoldItalic", True, True),
        ("Serif-Oblique", False, True),
        ("Serif", False, False),
    ],
)
def test_a_font_says_by_its_name_how_it_looks(font: str, *, bold: bool, italic: bool) -> None:
    (one,) = layer(char("a", 10, fontname=font)).glyphs
    assert (one.bold, one.italic) == (bold, italic)


def test_a_glyph_without_text_is_unknown() -> None:
    dropped, known = layer(char("", 10), char("a", 20)).glyphs
    assert (dropped.text, known.text, known.code) == ("\ufffd", "a", "")


@pytest.mark.parametrize(
    ("text", "font", "meaning", "code"),
    [
        ("4", "ZapfDingbats", "✔", "U+0034"),
        ("4", "Serif", "4", ""),
        ("\uf0b7", "Symbol", "•", "U+F0B7"),
        ("(cid:3)", "Serif", " ", ""),
        ("(cid:9)", "Serif", "\ufffd", "cid 9"),
        ("é", "Serif", "é", ""),
        ("\x07", "Serif", "\ufffd", "U+0007"),
    ],
)
def test_a_glyph_with_another_meaning_keeps_its_code(
    text: str, font: str, meaning: str, code: str
) -> None:
    (one,) = layer(char(text, 10, fontname=font)).glyphs
    assert (one.text, one.code) == (meaning, code)


def test_damaged_colours_do_not_hide_a_glyph() -> None:
    (one,) = layer(char("a", 10, non_stroking_color=[[1], 0.5])).glyphs
    assert (one.text, one.color) == ("a", (0.5,))


@pytest.mark.parametrize(
    ("value", "color", "rgb", "light"),
    [
        (None, (0.0,), (0.0, 0.0, 0.0), 0.0),
        (0.5, (0.5,), (0.5, 0.5, 0.5), 0.5),
        ((1, 0, 0), (1.0, 0.0, 0.0), (1.0, 0.0, 0.0), 0.3),
        ((0, 0, 0, 0.5), (0.0, 0.0, 0.0, 0.5), (0.5, 0.5, 0.5), 0.5),
        (["pattern"], (0.0,), (0.0, 0.0, 0.0), 0.0),
        (([1], 0.25), (0.25,), (0.25, 0.25, 0.25), 0.25),  # a damaged file
    ],
)
def test_colours_are_numbers(
    value: object, color: tuple[float, ...], rgb: tuple[float, ...], light: float
) -> None:
    assert color_of(value) == color
    assert rgb_of(value) == rgb
    assert lightness(color) == pytest.approx(light)
