"""camelot's line finder, imported without libraries that few pages need.

camelot makes a data frame of each table that it finds. No data frame is used here, and importing
pandas takes longer than everything else that a page reader imports. OpenCV finds lines in pictures
only, no table is written to a database, and no file is fetched from an address.

playa makes an object with much of its page for each glyph, of which camelot's layout takes six
values: glyphs with these alone take half of the time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any, NamedTuple

from extract.libraries import (
    Deferred,
    Lazy,
    Releases,
    import_package_later,
    load_playa,
    may_replace,
    replaced_modules,
)

RELEASES: Releases = {"camelot-py": ("2.0.0",)}
"""The replacements were tested with these releases; others get the libraries themselves."""
GLYPH_RELEASES: Releases = {"playa-pdf": ("1.1.0",)}
"""Those that `glyphs_of` was tested with."""

_LATER = ("pandas", "cv2", "sqlite3")
"""Modules that are imported on first use."""

_PACKAGES = ("camelot", "camelot.parsers")
"""Packages whose own code imports all other parsers, and the metadata of distributions."""

_IS_REPLACED = may_replace(RELEASES)


load_playa()
with ExitStack() as stack:
    if _IS_REPLACED:
        places = [*map(Lazy, _LATER), Deferred("urllib.request")]
        absent = [place for place in places if place.__name__ not in sys.modules]
        stack.enter_context(replaced_modules(*absent))
        for name in _PACKAGES:
            import_package_later(name)
    core, base = map(import_module, ("camelot.core", "camelot.parsers.base"))
    from camelot.parsers.lattice import Lattice
    from camelot.utils import get_char_objects, get_page_layout, get_rotation

content, miner = import_module("playa.content"), import_module("playa.miner")

__all__ = [
    "GLYPH_RELEASES",
    "Lattice",
    "LayoutGlyph",
    "get_page_layout",
    "glyphs_of",
    "rotation_of",
    "text_and_images",
    "without_data_frames",
]


class _Shape:
    """A placeholder for a data frame; it only has a shape."""

    def __init__(self, rows: Sequence[Sequence[str]] = ()) -> None:
        self.shape = (len(rows), len(rows[0]) if rows else 0)


class _PandasWithoutData:
    """A placeholder for pandas."""

    DataFrame = _Shape


@contextmanager
def without_data_frames() -> Iterator[None]:
    """Let camelot make tables whose ``df`` is a placeholder that only has a shape."""
    if not _IS_REPLACED:
        yield
        return
    modules = [vars(core), vars(base)]
    kept = [names["pd"] for names in modules]
    try:
        for names in modules:
            names["pd"] = _PandasWithoutData
        yield
    finally:
        for names, pandas in zip(modules, kept, strict=True):
            names["pd"] = pandas


def text_and_images(layout: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the images, the horizontal and the vertical lines of text of a layout, in its order.

    camelot's own function also looks for all of this in the glyphs of each line, twice.
    """
    images: list[Any] = []
    horizontal: list[Any] = []
    vertical: list[Any] = []
    for one in layout:
        if isinstance(one, miner.LTTextLineHorizontal):
            horizontal.append(one)
        elif isinstance(one, miner.LTTextLineVertical):
            vertical.append(one)
        elif isinstance(one, miner.LTImage):
            images.append(one)
        elif isinstance(one, miner.LTContainer):
            for own, inner in zip(
                (images, horizontal, vertical), text_and_images(one), strict=True
            ):
                own += inner
    return images, horizontal, vertical


def rotation_of(layout: Any, horizontal: Sequence[Any], vertical: Sequence[Any]) -> str:
    """Return how the text of a page is turned, as camelot's `get_rotation` does.

    Only the direction of turned text depends on its glyphs, which few pages need.
    """
    if not get_rotation((), horizontal, vertical):
        return ""
    return str(get_rotation(get_char_objects(layout), horizontal, vertical))


class LayoutGlyph(NamedTuple):
    """What the layout takes of a glyph of playa, under the same names."""

    gstate: Any
    matrix: tuple[float, float, float, float, float, float]
    font: Any
    text: str | None
    cid: int
    mcstack: Any


_whole_glyphs = content.TextObject.__iter__


def glyphs_of(string: Any) -> Iterator[Any]:
    """Yield the glyphs of a string of playa with the values that the layout takes.

    Like the iterator of `TextObject` in the same order of operations, so that all values are equal
    to the last bit. All glyphs of a string have one matrix, but for their origins.

    Args:
        string: a `TextObject`; one without a font, or of a vertical one, gets whole glyphs.
    """
    state = string.gstate
    font = state.font
    if font is None or font.vertical:
        yield from _whole_glyphs(string)
        return
    size, rise = state.fontsize, state.rise
    scaling = state.scaling * 0.01
    space = state.charspace / size if size else 0.0
    word_space = state.wordspace / size if size and not font.multibyte else 0.0
    a, b, c, d, e, f = content.mult_matrix(string.line_matrix, string.ctm)
    x, y = string._glyph_offset
    scale = (size * scaling, 0, 0, size, 0, rise)
    m_a, m_b, m_c, m_d, _, _ = content.mult_matrix(scale, (a, b, c, d, e, f))
    rise_x, rise_y = a * 0 + c * rise, b * 0 + d * rise
    y_x, y_y = y * c, y * d
    stack, width_of, new = string.mcstack, font.hdisp, tuple.__new__
    for part in string.args:
        if isinstance(part, (int, float)):
            x -= part * 0.001 * size * scaling
            continue
        for cid, text in font.decode(part):
            matrix = (m_a, m_b, m_c, m_d, rise_x + (x * a + y_x + e), rise_y + (x * b + y_y + f))
            # Not by the name of the class, whose call takes longer than all other lines.
            yield new(LayoutGlyph, (state, matrix, font, text, cid, stack))
            width = width_of(cid) + space
            if cid == 32:
                width += word_space
            x += width * size * scaling
    if string._next_glyph_offset is None:
        string._next_glyph_offset = (x, y)


if may_replace(GLYPH_RELEASES):
    content.TextObject.__iter__ = glyphs_of
