"""Pages whose text is rotated on the sheet although the file has no /Rotate for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from extract.geometry.thresholds import GEOMETRY
from extract.reading import Bbox

Rotation = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class PageTransform:
    """The map from a sheet to upright coordinates, in which text runs from left to right.

    Attributes:
        rotation: direction of the text on the sheet, in degrees anticlockwise.
        width: of the sheet, in points.
        height: of the sheet, in points.
        skew: of a scan on its sheet, in degrees anticlockwise about the centre.
    """

    rotation: Rotation
    width: float
    height: float
    skew: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in upright coordinates."""
        return (
            (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)
        )

    def upright(self, bbox: Bbox) -> Bbox:
        """Return a box of the sheet in upright coordinates; `skew` is not applied."""
        x0, top, x1, bottom = bbox
        if self.rotation == 90:
            return (self.height - bottom, x0, self.height - top, x1)
        if self.rotation == 270:
            return (top, self.width - x1, bottom, self.width - x0)
        if self.rotation == 180:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return bbox

    def on_sheet(self, bbox: Bbox) -> Bbox:
        """Return an upright box in the coordinates of the sheet: if skewed, the box around it."""
        return self._skewed(self._rotated_back(bbox))

    def _skewed(self, bbox: Bbox) -> Bbox:
        if not self.skew:
            return bbox
        angle = math.radians(self.skew)
        middle = (self.width / 2, self.height / 2)
        places = [
            (x - middle[0], y - middle[1]) for x in (bbox[0], bbox[2]) for y in (bbox[1], bbox[3])
        ]
        xs = [middle[0] + x * math.cos(angle) + y * math.sin(angle) for x, y in places]
        ys = [middle[1] - x * math.sin(angle) + y * math.cos(angle) for x, y in places]
        return (min(xs), min(ys), max(xs), max(ys))

    def _rotated_back(self, bbox: Bbox) -> Bbox:
        x0, top, x1, bottom = bbox
        if self.rotation == 90:
            return (top, self.height - x1, bottom, self.height - x0)
        if self.rotation == 270:
            return (self.width - bottom, x0, self.width - top, x1)
        if self.rotation == 180:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return bbox


def direction(char: dict[str, Any]) -> int | None:
    """Return the direction of a glyph in degrees anticlockwise; None if it is not a right angle."""
    a, b, c, d, _, _ = char["matrix"]
    if b == 0 and a > 0:  # nearly all glyphs
        return 0
    return _direction(a, b, c, d, GEOMETRY.max_axis_skew)


@lru_cache(maxsize=1024)
def _direction(a: float, b: float, c: float, d: float, most: float) -> int | None:
    """Return the direction of a text matrix; a page has few, one for each type size."""
    if abs(b) < most * abs(a) and a != 0:
        return 0 if a > 0 else 180
    if abs(a) < most * abs(b) and b != 0:
        return 90 if b > 0 else 270
    if a == b == 0 and (c or d):
        return 0
    return None


def rotation_of(chars: Sequence[dict[str, Any]]) -> Rotation:
    """Return the direction of most glyphs of a page."""
    if {char["matrix"][1] == 0 < char["matrix"][0] for char in chars} <= {True}:
        return 0  # nearly all pages
    printed = Counter([char["matrix"][:4] for char in chars if char["text"].strip()])
    counts: Counter[int | None] = Counter()
    for (a, b, c, d), count in printed.items():
        counts[_direction(a, b, c, d, GEOMETRY.max_axis_skew)] += count
    best = max((0, 90, 180, 270), key=lambda way: (counts[way], -way))
    return best if counts[best] else 0  # type: ignore[return-value]  # one of the four literals
