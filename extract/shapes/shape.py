"""The shapes of drawn glyphs, whatever their size, place and weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from extract.shapes.thresholds import SHAPES

if TYPE_CHECKING:
    from PIL import Image

Pixels: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.float32]
Box: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Drawings:
    """Glyphs, each scaled to a square and blurred.

    Attributes:
        pixels: darkness of the pixels of each square, 255 for black.
        aspects: width of each glyph in parts of its height.
        places: which of the cells each glyph was drawn in; an empty cell has none.
    """

    pixels: Pixels
    aspects: NDArray[np.float64]
    places: tuple[int, ...]


def drawings(sheet: Image.Image, cells: Sequence[Box]) -> Drawings:
    """Return the glyphs in the cells of a sheet; a full box is not a glyph.

    Args:
        sheet: gray picture, 255 for white.
        cells: boxes of the cells.
    """
    from PIL import Image, ImageFilter, ImageOps

    dark = ImageOps.invert(sheet)
    ink = dark.point([255 * (value > SHAPES.ink) for value in range(256)])
    blur = ImageFilter.GaussianBlur(SHAPES.blur)
    side = SHAPES.grid
    # One picture for all glyphs: to convert each to an array costs more than to scale it.
    scaled = Image.new("L", (side, side * max(1, len(cells))))
    aspects: list[float] = []
    places: list[int] = []
    for place, cell in enumerate(cells):
        box = ink.crop(cell).getbbox()
        if box is None:
            continue
        glyph = dark.crop(cell).crop(box).resize((side, side), Image.Resampling.BOX).filter(blur)
        low, high = glyph.getextrema()
        if low == high:
            continue
        scaled.paste(glyph, (0, side * len(places)))
        aspects.append((box[2] - box[0]) / (box[3] - box[1]))
        places.append(place)
    pixels = np.asarray(scaled).reshape(-1, side * side)[: len(places)]
    return Drawings(pixels, np.array(aspects), tuple(places))


class Shapes:
    """Shapes that can be compared.

    Args:
        drawn: the glyphs whose shapes they are.
    """

    def __init__(self, drawn: Drawings) -> None:
        values = drawn.pixels.astype(np.float32)
        values -= values.mean(axis=1, keepdims=True)
        values /= np.linalg.norm(values, axis=1, keepdims=True)
        self._values: Numbers = values
        self._aspects = np.log(drawn.aspects, dtype=np.float32)

    def similarities(self, others: Shapes) -> Numbers:
        """Return how similar each shape is to each of the others, 1 at most."""
        alike: Numbers = self._values @ others._values.T
        distance = np.subtract.outer(self._aspects, others._aspects)
        np.abs(distance, out=distance)
        distance *= np.float32(SHAPES.aspect_weight)
        alike -= distance
        return alike
