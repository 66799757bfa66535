"""Boxes by their place on a page, so that neighbours are found without looking at all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from extract.geometry.bbox import gap
from extract.geometry.clustering import DisjointSets
from extract.model import Bbox

TILE = 36.0
"""Points: side of the tiles that a page is cut into; a cell covers a few, and few share one."""

HAIR = 1e-6
"""Points: more than rounding moves an edge, so that none falls into a tile beside the right one."""


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
        """Find the boxes that may be near another one.

        Args:
            box: that other one.
            distance: how far from it they may be, in points.

        Yields:
            Their numbers, each once; those too far away by less than a tile among them.
        """
        x0, top, x1, bottom = box
        reach = distance + HAIR
        wide = (x0 - reach, top - reach, x1 + reach, bottom + reach)
        seen: set[int] = set()
        for tile in _tiles(wide):
            for number in self._tiles.get(tile, ()):
                if number not in seen:
                    seen.add(number)
                    yield number


def _tiles(box: Bbox) -> Iterator[tuple[int, int]]:
    x0, top, x1, bottom = (int(edge // TILE) for edge in box)
    return product(range(x0, x1 + 1), range(top, bottom + 1))


def groups_of(boxes: Sequence[Bbox], distance: float) -> list[list[int]]:
    """Group boxes that stand near to each other, one by one.

    Args:
        boxes: in any order.
        distance: how far apart two of a group are at most, in points.

    Returns:
        The numbers of each group's boxes in ascending order, the group of the first box first.
    """
    index = SpatialIndex(boxes)
    sets = DisjointSets(range(len(boxes)))
    for number, box in enumerate(boxes):
        for other in index.around(box, distance):
            if other < number and gap(box, boxes[other]) <= distance:
                sets.join(number, other)
    return list(sets.groups().values())
