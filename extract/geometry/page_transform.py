"""Pages whose content stands turned on its sheet, without the file saying so by /Rotate."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from extract.model import Bbox

Rotation = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class PageTransform:
    """How the text of a page runs: `turn` degrees anticlockwise, on a sheet of this size.

    A scan may lie aslant on its sheet besides: by `tilt` degrees anticlockwise, about its middle.
    """

    turn: Rotation
    width: float
    height: float
    tilt: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def upright(self, bbox: Bbox) -> Bbox:
        """A box of the sheet, as it stands where the text runs from left to right."""
        x0, top, x1, bottom = bbox
        if self.turn == 90:
            return (self.height - bottom, x0, self.height - top, x1)
        if self.turn == 270:
            return (top, self.width - x1, bottom, self.width - x0)
        if self.turn == 180:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return bbox

    def on_sheet(self, bbox: Bbox) -> Bbox:
        """The inverse of `upright`; of a tilted box the upright box around it."""
        return self._tilted(self._turned_back(bbox))

    def _tilted(self, bbox: Bbox) -> Bbox:
        if not self.tilt:
            return bbox
        angle = math.radians(self.tilt)
        middle = (self.width / 2, self.height / 2)
        places = [
            (x - middle[0], y - middle[1]) for x in (bbox[0], bbox[2]) for y in (bbox[1], bbox[3])
        ]
        xs = [middle[0] + x * math.cos(angle) + y * math.sin(angle) for x, y in places]
        ys = [middle[1] - x * math.sin(angle) + y * math.cos(angle) for x, y in places]
        return (min(xs), min(ys), max(xs), max(ys))

    def _turned_back(self, bbox: Bbox) -> Bbox:
        x0, top, x1, bottom = bbox
        if self.turn == 90:
            return (top, self.height - x1, bottom, self.height - x0)
        if self.turn == 270:
            return (self.width - bottom, x0, self.width - top, x1)
        if self.turn == 180:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return bbox


def direction(char: dict[str, Any]) -> int | None:
    """Which way a glyph is set: 0, 90, 180 or 270 degrees anticlockwise; None for aslant."""
    return _way(*char["matrix"][:4])


@lru_cache(maxsize=1024)
def _way(a: float, b: float, c: float, d: float) -> int | None:
    """Read a matrix' four first numbers, of which a page has few: one set a type size."""
    if abs(b) < 0.01 * abs(a) and a != 0:
        return 0 if a > 0 else 180
    if abs(a) < 0.01 * abs(b) and b != 0:
        return 90 if b > 0 else 270
    if a == b == 0 and (c or d):
        return 0
    return None


def rotation_of(chars: Sequence[dict[str, Any]]) -> Rotation:
    """Which way most of a page's glyphs are set."""
    counts = Counter([direction(char) for char in chars if char["text"].strip()])
    best = max((0, 90, 180, 270), key=lambda way: (counts[way], -way))
    return best if counts[best] else 0  # type: ignore[return-value]  # one of the four literals
