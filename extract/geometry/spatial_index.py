"""A spatial index of boxes, which finds neighbours without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product

from extract.geometry.bbox import enclosing, gap, intersection, is_inside
from extract.geometry.clustering import DisjointSets
from extract.geometry.thresholds import GEOMETRY
from extract.reading import Bbox


class SpatialIndex:
    """An index of boxes by the tiles that they cover.

    Args:
        boxes: `(x0, top, x1, bottom)` in points.
    """

    def __init__(self, boxes: Sequence[Bbox]) -> None:
        self._tiles: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        x0, top, x1, bottom = enclosing(boxes) if boxes else (0.0, 0.0, 0.0, 0.0)
        # A sheet of any size has a limited number of tiles.
        longest = max(x1 - x0, bottom - top)
        self._side = side = max(GEOMETRY.tile_side, longest / GEOMETRY.max_tiles)
        self._first = int(x0 // side), int(top // side)
        self._last = int(x1 // side), int(bottom // side)
        tiles = self._tiles
        for number, (x0, top, x1, bottom) in enumerate(boxes):
            left, above = int(x0 // side), int(top // side)
            right, below = int(x1 // side), int(bottom // side)
            if left == right and above == below:  # most boxes: words, glyphs, pieces of lines
                tiles[left, above].append(number)
                continue
            for tile in product(range(left, right + 1), range(above, below + 1)):
                tiles[tile].append(number)

    def pairs(self) -> int:
        """Return how many pairs of boxes share a tile, counted in each tile, in both orders."""
        return sum(len(numbers) ** 2 for numbers in self._tiles.values())

    def around(self, box: Bbox, distance: float = 0.0) -> Iterable[int]:
        """Find the boxes that may be near a box.

        Args:
            box: the box.
            distance: the largest gap, in points.

        Returns:
            The numbers of all boxes within the distance, and of some beyond, each once.
        """
        x0, top, x1, bottom = box
        reach, side = distance + GEOMETRY.rounding_margin, self._side
        left = max(self._first[0], int((x0 - reach) // side))
        above = max(self._first[1], int((top - reach) // side))
        right = min(self._last[0], int((x1 + reach) // side))
        below = min(self._last[1], int((bottom + reach) // side))
        if left == right and above == below:  # most boxes
            return self._tiles.get((left, above), ())
        tiles = product(range(left, right + 1), range(above, below + 1))
        found = [self._tiles[tile] for tile in tiles if tile in self._tiles]
        return found[0] if len(found) == 1 else dict.fromkeys(chain.from_iterable(found))


def groups_of(boxes: Sequence[Bbox], distance: float) -> list[list[int]]:
    """Group boxes that a chain of neighbours connects.

    Args:
        boxes: in any order.
        distance: the largest gap between neighbours, in points (closed).

    Returns:
        The numbers of the boxes of each group in ascending order; groups in the order of their
        first boxes.
    """
    if _are_large(boxes):
        return _groups_of_crowd(boxes, distance)
    index = SpatialIndex(boxes)
    if len(boxes) > GEOMETRY.crowd and index.pairs() > GEOMETRY.crowd * len(boxes):
        return _groups_of_crowd(boxes, distance)
    sets = DisjointSets(range(len(boxes)))
    for number, box in enumerate(boxes):
        for other in index.around(box, distance):
            if other < number and gap(box, boxes[other]) <= distance:
                sets.join(number, other)
    return list(sets.groups().values())


def _are_large(boxes: Sequence[Bbox]) -> bool:
    """Return whether many boxes are large, so that they would be in many tiles."""
    if len(boxes) <= GEOMETRY.crowd:
        return False
    side = GEOMETRY.tile_side
    tiles = sum(((x1 - x0) / side + 1) * ((y1 - y0) / side + 1) for x0, y0, x1, y1 in boxes)
    return tiles > GEOMETRY.crowd * len(boxes)


def _groups_of_crowd(boxes: Sequence[Bbox], distance: float) -> list[list[int]]:
    """Group boxes like `groups_of`, without comparing all that share a tile.

    The plane is halved again and again until a region holds few boxes, is covered by one, or is
    no larger than `distance`. So hatching, where each line overlaps hundreds of others, takes
    time in proportion to its lines.
    """
    sets = DisjointSets(range(len(boxes)))
    regions = [(enclosing(boxes), list(range(len(boxes))))] if boxes else []
    while regions:
        region, members = regions.pop()
        inside = [n for n in members if gap(region, boxes[n]) <= 0]
        if len(members) <= GEOMETRY.compared_boxes or not inside:
            _join_neighbours(inside, members, boxes, distance, sets)
            continue
        # Each pair of neighbours has a point of one of them in a region that both are near to.
        region = intersection(region, enclosing(boxes[n] for n in inside))
        cover = next((n for n in inside if is_inside(region, boxes[n], 0.0)), None)
        halves = _halves(region)
        if cover is not None:
            near = (n for n in members if gap(region, boxes[n]) <= distance)
            _join_all(near, cover, sets)
        elif max(region[2] - region[0], region[3] - region[1]) <= distance:
            _join_all(inside, inside[0], sets)
            _join_all(_near_any(inside, members, boxes, distance), inside[0], sets)
        elif halves:
            for half in halves:
                regions.append((half, [n for n in members if gap(half, boxes[n]) <= distance]))
        else:
            _join_neighbours(inside, members, boxes, distance, sets)
    return list(sets.groups().values())


def _near_any(
    inside: Sequence[int], members: Sequence[int], boxes: Sequence[Bbox], distance: float
) -> Iterator[int]:
    """Return the members outside a region that are near to a box inside it."""
    for number in set(members).difference(inside):
        if any(gap(boxes[number], boxes[other]) <= distance for other in inside):
            yield number


def _halves(region: Bbox) -> tuple[Bbox, Bbox] | None:
    """Halve a region along its longer side; None if no number lies between its edges."""
    x0, top, x1, bottom = region
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    if x1 - x0 >= bottom - top and x0 < across < x1:
        return (x0, top, across, bottom), (across, top, x1, bottom)
    if top < down < bottom:
        return (x0, top, x1, down), (x0, down, x1, bottom)
    return None


def _join_all(numbers: Iterable[int], one: int, sets: DisjointSets[int]) -> None:
    for number in numbers:
        sets.join(number, one)


def _join_neighbours(
    inside: Sequence[int],
    members: Sequence[int],
    boxes: Sequence[Bbox],
    distance: float,
    sets: DisjointSets[int],
) -> None:
    """Compare the boxes inside a region with all that are near it."""
    for number in members:
        for other in inside:
            if other != number and gap(boxes[number], boxes[other]) <= distance:
                sets.join(number, other)
