"""The shape of a drawn glyph, whatever its size, place and weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extract.shapes.thresholds import SHAPES

Pixels: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A glyph, scaled to a square.

    Attributes:
        values: darkness of the pixels of the square, with mean 0 and length 1.
        aspect: width of the glyph in parts of its height.
    """

    values: Numbers
    aspect: float


def shape_of(drawn: Pixels) -> Shape | None:
    """Return the shape of a glyph; None if nothing is drawn, or only a full box.

    Args:
        drawn: darkness of the pixels, 255 for black.
    """
    rows, columns = np.nonzero(drawn > SHAPES.ink)
    if not len(rows):
        return None
    cut = drawn[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    height, width = cut.shape
    scaled = Image.fromarray(cut).resize((SHAPES.grid, SHAPES.grid), Image.Resampling.BOX)
    blurred = scaled.filter(ImageFilter.GaussianBlur(SHAPES.blur))
    values = np.asarray(blurred, dtype=np.float32).ravel()
    values -= values.mean()
    length = float(np.linalg.norm(values))
    return Shape(values / length, width / height) if length else None


class ShapeSet:
    """Known shapes of characters, to compare a glyph with.

    Args:
        shapes: shapes of each character, one or several.
    """

    def __init__(self, shapes: Sequence[tuple[str, Shape]]) -> None:
        ordered = sorted(shapes, key=lambda known: known[0])
        owners = [char for char, _ in ordered]
        self.characters = tuple(dict.fromkeys(owners))
        self._starts = [owners.index(char) for char in self.characters]
        self._values = np.array([shape.values for _, shape in ordered])
        self._aspects = np.log([shape.aspect for _, shape in ordered])

    def similarities(self, shapes: Sequence[Shape]) -> Numbers:
        """Return how similar shapes are to each of the characters, 1 at most.

        Returns:
            A row for each shape, with a value for each of `characters`.
        """
        alike = np.array([shape.values for shape in shapes]) @ self._values.T
        aspects = np.log([[shape.aspect] for shape in shapes])
        alike -= SHAPES.aspect_weight * np.abs(aspects - self._aspects)
        return np.maximum.reduceat(alike, self._starts, axis=1)
