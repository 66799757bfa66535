"""The text layer of a page, as glyphs with their baselines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from extract.reading import Glyph

if TYPE_CHECKING:
    from pdfplumber.page import Page

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def glyphs_of(page: Page) -> list[Glyph]:
    """Read the glyphs of a page in the order in which they are drawn.

    Args:
        page: an open page of pdfplumber.

    Returns:
        One glyph a character, white space too (it separates words).
    """
    return [_glyph(index, char) for index, char in enumerate(page.chars)]


def _glyph(index: int, char: dict[str, Any]) -> Glyph:
    font = str(char.get("fontname", ""))
    bottom, size = float(char["bottom"]), float(char["size"])
    # The matrix holds the pen's place on the baseline, in PDF units from the page's foot.
    above_foot = float(char["matrix"][5]) - float(char["y0"]) if char["upright"] else 0.0
    return Glyph(
        index=index,
        text=_UNMAPPED.sub("\ufffd", str(char["text"])),
        x0=float(char["x0"]),
        top=float(char["top"]),
        x1=float(char["x1"]),
        bottom=bottom,
        baseline=bottom - above_foot,
        size=size,
        bold=bool(_BOLD.search(font)),
        italic=bool(_ITALIC.search(font)),
        color=color_of(char.get("non_stroking_color")),
    )


def color_of(value: Any) -> tuple[float, ...]:
    """Bring a colour to numbers from 0 to 1 (grey, RGB or CMYK); black where there is none."""
    if value is None:
        return (0.0,)
    numbers = value if isinstance(value, (tuple, list)) else (value,)
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
