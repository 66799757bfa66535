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
    """A page's glyphs by the way they are set, in drawing order, in the upright frame."""

    glyphs: tuple[Glyph, ...]
    sideways: tuple[Glyph, ...]
    """Set at a right angle to the rest, as narrow labels are; in their own upright frame."""
    aslant: tuple[Glyph, ...]
    """Set at any other angle: a watermark."""
    sideways_frame: PageTransform | None


def text_layer(page: Page, frame: PageTransform) -> TextLayer:
    """Read the glyphs of a page in the order in which they are drawn.

    Args:
        page: an open page of pdfplumber.
        frame: how its text runs.

    Returns:
        One glyph a character, white space too (it separates words).
    """
    ways = [direction(char) for char in page.chars]
    others = Counter(
        way
        for way, char in zip(ways, page.chars, strict=True)
        if way not in (None, frame.turn) and str(char["text"]).strip()
    )
    side = max(others, key=lambda way: (others[way], way or 0)) if others else None
    side_frame = None if side is None else PageTransform(_TURNS[side], frame.width, frame.height)
    kinds: tuple[list[Glyph], list[Glyph], list[Glyph]] = ([], [], [])
    for index, (char, way) in enumerate(zip(page.chars, ways, strict=True)):
        if way == frame.turn:
            kinds[0].append(_glyph(index, char, frame))
        elif side_frame is not None and way == side:
            kinds[1].append(_glyph(index, char, side_frame))
        else:
            kinds[2].append(_glyph(index, char, frame))
    return TextLayer(tuple(kinds[0]), tuple(kinds[1]), tuple(kinds[2]), side_frame)


def _glyph(index: int, char: dict[str, Any], frame: PageTransform) -> Glyph:
    text, matrix = str(char["text"]), char["matrix"]
    font = str(char.get("fontname", ""))
    bold, italic = _style(font)
    box = (float(char["x0"]), float(char["top"]), float(char["x1"]), float(char["bottom"]))
    meaning = _meaning(text, font)
    # The matrix holds the pen's place on the baseline, in PDF units from the page's foot.
    pen_x = float(matrix[4])
    baseline = box[3] - (float(matrix[5]) - float(char["y0"]))
    if frame.turn:
        baseline = frame.upright((pen_x, baseline, pen_x, baseline))[3]
        box = frame.upright(box)
    x0, top, x1, bottom = box
    return Glyph(
        index,
        meaning,
        x0,
        top,
        x1,
        bottom,
        baseline,
        float(char["size"]) if frame.turn in (0, 180) else bottom - top,
        bold,
        italic,
        color_of(char.get("non_stroking_color")),
        "" if meaning == text or meaning.isspace() else code_of(text),
    )


def _meaning(text: str, font: str) -> str:
    """Say what a glyph stands for; readers drop half a surrogate pair, and nothing is left."""
    if not text:
        return UNKNOWN
    if "(" not in text and text.isascii() and text.isprintable():
        return text
    return glyph_text(text, font)


@cache
def _style(font: str) -> tuple[bool, bool]:
    """Tell by a font's name whether it is bold, and whether it is slanted."""
    return bool(_BOLD.search(font)), bool(_ITALIC.search(font))


def color_of(value: Any) -> tuple[float, ...]:
    """Bring a colour to numbers from 0 to 1 (grey, RGB or CMYK); black where there is none."""
    if value is None:
        return (0.0,)
    numbers = value if isinstance(value, (tuple, list)) else (value,)
    try:
        return _known(*numbers)
    except TypeError:  # in a broken file a list may stand for a number
        return _numbers(numbers)


@lru_cache(maxsize=1024)
def _known(*numbers: Any) -> tuple[float, ...]:
    return _numbers(numbers)


def _numbers(numbers: Sequence[Any]) -> tuple[float, ...]:
    found = tuple(round(float(part), 3) for part in numbers if isinstance(part, (int, float)))
    return found or (0.0,)


def lightness(color: tuple[float, ...]) -> float:
    """Say how light a colour is: 0 black, 1 white."""
    if len(color) == 4:
        cyan, magenta, yellow, black = color
        return (1 - black) * (1 - 0.3 * cyan - 0.59 * magenta - 0.11 * yellow)
    if len(color) == 3:
        return 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2]
    return color[0]
