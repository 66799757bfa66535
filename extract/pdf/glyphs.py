"""The text layer of a page, as glyphs with their baselines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from extract.characters import UNKNOWN, code_of, glyph_text
from extract.geometry.page_model import Glyph
from extract.geometry.page_transform import PageTransform, Rotation, direction
from extract.symbol_fonts import sign_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from extract.parser.paint_state import PaintLog

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_TURNS: dict[int | None, Rotation] = {0: 0, 90: 90, 180: 180, 270: 270}


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's glyphs by writing direction, in drawing order, in upright coordinates."""

    glyphs: tuple[Glyph, ...]
    turned: tuple[tuple[PageTransform, tuple[Glyph, ...]], ...]
    """Glyphs at right angles to most others, or upside down, each direction in upright coordinates
    of its own."""
    aslant: tuple[Glyph, ...]
    """Glyphs at any other angle, as in watermarks."""

    @property
    def every(self) -> Iterator[Glyph]:
        """All glyphs."""
        yield from self.glyphs
        for _, glyphs in self.turned:
            yield from glyphs
        yield from self.aslant


def text_layer(page: Page, transform: PageTransform) -> TextLayer:
    """Read the glyphs of a page in the order in which they are drawn.

    Args:
        page: an open page of pdfplumber.
        transform: the direction of its text, and its size.

    Returns:
        A glyph for each character, including white space, which separates words.
    """
    upright: list[Glyph] = []
    aslant: list[Glyph] = []
    turned: dict[Rotation, tuple[PageTransform, list[Glyph]]] = {}
    log = getattr(page, "paint_log", None)
    main = transform.rotation
    for index, char in enumerate(page.chars):
        matrix = char["matrix"]
        way = 0 if matrix[1] == 0 < matrix[0] else direction(char)  # 0: nearly all glyphs
        if way == main:
            upright.append(_glyph(index, char, transform))
        elif way is None:
            aslant.append(_glyph(index, char, transform))
        else:
            turn = _TURNS[way]
            if turn not in turned:
                turned[turn] = (PageTransform(turn, transform.width, transform.height), [])
            side, glyphs = turned[turn]
            glyphs.append(_glyph(index, char, side))
    if log is not None:
        _set_strings(log, [upright, aslant, *(glyphs for _, glyphs in turned.values())])
    kinds = [(side, tuple(glyphs)) for _, (side, glyphs) in sorted(turned.items())]
    return TextLayer(tuple(upright), tuple(kinds), tuple(aslant))


def _set_strings(log: PaintLog, kinds: Sequence[list[Glyph]]) -> None:
    """Mark the first glyph of each string, and move raised glyphs to their own baseline."""
    if sum(map(len, kinds)) != log.glyphs:
        return
    # Most pages have one direction: their glyphs are sorted.
    by_index = [glyph for kind in kinds for glyph in kind]
    if any(kinds[1:]):
        by_index.sort(key=lambda glyph: glyph.index)
    for start in log.strings:
        if start < log.glyphs:  # the last string may be empty
            by_index[start].begins_string = True
    for index, rise in log.rises.items():
        by_index[index].baseline -= rise


def _glyph(index: int, char: dict[str, Any], transform: PageTransform) -> Glyph:
    matrix = char["matrix"]
    looks = char["text"], char.get("fontname", ""), char.get("non_stroking_color")
    try:
        meaning, bold, italic, color, code = _cached_look(*looks)
    except TypeError:  # a damaged file may have a list instead of a number
        meaning, bold, italic, color, code = _look(*looks)
    x0, top, x1, bottom = char["x0"], char["top"], char["x1"], char["bottom"]
    size = char["size"]
    # The matrix holds the origin of the glyph on the baseline, from the bottom of the page.
    baseline = bottom - (matrix[5] - char["y0"])
    rotation = transform.rotation
    if rotation:
        pen_x = matrix[4]
        baseline = transform.upright((pen_x, baseline, pen_x, baseline))[3]
        x0, top, x1, bottom = transform.upright((x0, top, x1, bottom))
        size = size if rotation == 180 else bottom - top
    # Multiplication makes floats of integers in a third of the time that a call of `float` takes.
    return Glyph(
        index,
        meaning,
        x0 * 1.0,
        top * 1.0,
        x1 * 1.0,
        bottom * 1.0,
        baseline * 1.0,
        size * 1.0,
        bold,
        italic,
        color,
        code,
    )


def _look(text: str, font: str, color: Any) -> tuple[str, bool, bool, tuple[float, ...], str]:
    """Return what a glyph means, whether it is bold and italic, its colour, and its code if any."""
    bold, italic = _style(font)
    meaning = sign_of(text, font) or _meaning(text, font)
    code = "" if meaning == text or meaning.isspace() else code_of(text)
    return meaning, bold, italic, color_of(color), code


@lru_cache(maxsize=4096)
def _cached_look(
    text: str, font: str, color: Any
) -> tuple[str, bool, bool, tuple[float, ...], str]:
    """Look up glyphs that are alike once: a page has thousands, and some hundred kinds."""
    return _look(text, font, color)


def _meaning(text: str, font: str) -> str:
    """Return the text of a glyph; it is unknown if the reader dropped half of a surrogate pair."""
    if not text:
        return UNKNOWN
    if "(" not in text and text.isascii() and text.isprintable():
        return text
    return glyph_text(text, font)


@cache
def _style(font: str) -> tuple[bool, bool]:
    """Return whether a font is bold and italic, by its name."""
    return bool(_BOLD.search(font)), bool(_ITALIC.search(font))


def color_of(value: Any) -> tuple[float, ...]:
    """Return a colour as numbers from 0 to 1 (grey, RGB or CMYK); black if there is none."""
    if value is None:
        return (0.0,)
    numbers = value if isinstance(value, (tuple, list)) else (value,)
    try:
        return _cached_numbers(*numbers)
    except TypeError:  # a damaged file may have a list instead of a number
        return _numbers(numbers)


@lru_cache(maxsize=1024)
def _cached_numbers(*numbers: Any) -> tuple[float, ...]:
    return _numbers(numbers)


def _numbers(numbers: Sequence[Any]) -> tuple[float, ...]:
    found = tuple(round(float(part), 3) for part in numbers if isinstance(part, (int, float)))
    return found or (0.0,)


def rgb_of(color: Any) -> tuple[float, float, float]:
    """Return a colour as red, green and blue, 0 to 1."""
    parts = color_of(color)
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    if len(parts) == 3:
        return (parts[0], parts[1], parts[2])
    return (parts[0], parts[0], parts[0])


_RED, _GREEN, _BLUE = 0.3, 0.59, 0.11
"""Shares of the colours in lightness, by which PDF converts colours to grey (ISO 32000-1, 10.3)."""


def lightness(color: tuple[float, ...]) -> float:
    """Return the lightness of a colour: 0 black, 1 white."""
    if len(color) == 4:
        cyan, magenta, yellow, black = color
        return (1 - black) * (1 - _RED * cyan - _GREEN * magenta - _BLUE * yellow)
    if len(color) == 3:
        return _RED * color[0] + _GREEN * color[1] + _BLUE * color[2]
    return color[0]
