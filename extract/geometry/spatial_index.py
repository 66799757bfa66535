"""A spatial index of boxes, which finds neighbours without comparing all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from extract.geometry.bbox import gap
from extract.geometry.clustering import DisjointSets
from extract.geometry.thresholds import GEOMETRY
from extract.model import Bbox


class SpatialIndex:
    """An index of boxes by the tiles that they cover.

    Args:
        boxes: `(x0, top, x1, bottom)` in points.
    """

    def __init__(self, boxes: Sequence[Bbox]) -> None:
        self._tiles: dict[tuple[int, int], list[int]] = {}
        for number, box in enumerate(boxes):
            for tile in _tiles(box):
                self._tiles.setdefault(tile, []).append(number)

    def around(self, box: Bbox, distance: float = 0.0) -> Iterator[int]:
        """Find the boxes that may be near a box.

        Args:
            box: the box.
            distance: the largest gap, in points.

        Yields:
            The numbers of all boxes within the distance, and of some beyond, each once.
        """
        x0, top, x1, bottom = box
        reach = distance + GEOMETRY.rounding_margin
        wide = (x0 - reach, top - reach, x1 + reach, bottom + reach)
        seen: set[int] = set()
        for tile in _tiles(wide):
            for number in self._tiles.get(tile, ()):
                if number not in seen:
                    seen.add(number)
                    yield number


def _tiles(box: Bbox) -> Iterator[tuple[int, int]]:
    side = GEOMETRY.tile_side
    x0, top, x1, bottom = (int(edge // side) for edge in box)
    return product(range(x0, x1 + 1), range(top, bottom + 1))


def groups_of(boxes: Sequence[Bbox], distance: float) -> list[list[int]]:
    """Group boxes that a chain of neighbours connects.

    Args:
        boxes: in any order.
        distance: the largest gap between neighbours, in points (closed).

    Returns:
        The numbers of the boxes of each group in ascending order; groups in the order of their
        first boxes.
    """
    index = SpatialIndex(boxes)
    sets = DisjointSets(range(len(boxes)))
    for number, box in enumerate(boxes):
        for other in index.around(box, distance):
            if other < number and gap(box, boxes[other]) <= distance:
                sets.join(number, other)
    return list(sets.groups().values())
