"""The text layer of a page, as glyphs with their baselines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from extract.characters import UNKNOWN, code_of, glyph_text
from extract.geometry.page_model import Glyph
from extract.geometry.page_transform import PageTransform, Rotation, direction

if TYPE_CHECKING:
    from pdfplumber.page import Page

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_TURNS: dict[int | None, Rotation] = {0: 0, 90: 90, 180: 180, 270: 270}


@dataclass(frozen=True, slots=True)
class TextLayer:
    """A page's glyphs by writing direction, in drawing order, in upright coordinates."""

    glyphs: tuple[Glyph, ...]
    sideways: tuple[Glyph, ...]
    """Glyphs at a right angle to most others, as in narrow labels; see `sideways_transform`."""
    aslant: tuple[Glyph, ...]
    """Glyphs at any other angle, as in watermarks."""
    sideways_transform: PageTransform | None


def text_layer(page: Page, transform: PageTransform) -> TextLayer:
    """Read the glyphs of a page in the order in which they are drawn.

    Args:
        page: an open page of pdfplumber.
        transform: the direction of its text, and its size.

    Returns:
        A glyph for each character, including white space, which separates words.
    """
    ways = [direction(char) for char in page.chars]
    others = Counter(
        way
        for way, char in zip(ways, page.chars, strict=True)
        if way not in (None, transform.rotation) and str(char["text"]).strip()
    )
    side = max(others, key=lambda way: (others[way], way or 0)) if others else None
    side_transform = (
        None if side is None else PageTransform(_TURNS[side], transform.width, transform.height)
    )
    kinds: tuple[list[Glyph], list[Glyph], list[Glyph]] = ([], [], [])
    for index, (char, way) in enumerate(zip(page.chars, ways, strict=True)):
        if way == transform.rotation:
            kinds[0].append(_glyph(index, char, transform))
        elif side_transform is not None and way == side:
            kinds[1].append(_glyph(index, char, side_transform))
        else:
            kinds[2].append(_glyph(index, char, transform))
    return TextLayer(tuple(kinds[0]), tuple(kinds[1]), tuple(kinds[2]), side_transform)


def _glyph(index: int, char: dict[str, Any], transform: PageTransform) -> Glyph:
    text, matrix = str(char["text"]), char["matrix"]
    font = str(char.get("fontname", ""))
    bold, italic = _style(font)
    box = (float(char["x0"]), float(char["top"]), float(char["x1"]), float(char["bottom"]))
    meaning = _meaning(text, font)
    # The matrix holds the origin of the glyph on the baseline, from the bottom of the page.
    pen_x = float(matrix[4])
    baseline = box[3] - (float(matrix[5]) - float(char["y0"]))
    if transform.rotation:
        baseline = transform.upright((pen_x, baseline, pen_x, baseline))[3]
        box = transform.upright(box)
    x0, top, x1, bottom = box
    return Glyph(
        index,
        meaning,
        x0,
        top,
        x1,
        bottom,
        baseline,
        float(char["size"]) if transform.rotation in (0, 180) else bottom - top,
        bold,
        italic,
        color_of(char.get("non_stroking_color")),
        "" if meaning == text or meaning.isspace() else code_of(text),
    )


def _meaning(text: str, font: str) -> str:
    """Return the text of a glyph; it is unknown if the reader dropped half of a surrogate pair."""
    if not text:
        return UNKNOWN
    if "(" not in text and text.isascii() and text.isprintable():
        return text
    return glyph_text(text, font)


@cache
def _style(font: str) -> tuple[bool, bool]:
    """Return whether a font is bold and whether it is italic, by its name."""
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


def lightness(color: tuple[float, ...]) -> float:
    """Return the lightness of a colour: 0 black, 1 white."""
    if len(color) == 4:
        cyan, magenta, yellow, black = color
        return (1 - black) * (1 - 0.3 * cyan - 0.59 * magenta - 0.11 * yellow)
    if len(color) == 3:
        return 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2]
    return color[0]
