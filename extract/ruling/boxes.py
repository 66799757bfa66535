"""Find the boxes that drawn lines enclose, for tables that draw each cell as a box of its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from extract.geometry.page_model import Rule, Rules
from extract.geometry.thresholds import GEOMETRY
from extract.reading import Bbox
from extract.ruling.thresholds import RULING


@dataclass(frozen=True, slots=True)
class Box:
    """The box of one cell; at a page end its top or bottom may be missing."""

    x0: float
    top: float
    x1: float
    bottom: float
    closed_top: bool
    closed_bottom: bool

    @property
    def bbox(self) -> Bbox:
        """Left, top, right and bottom in points."""
        return (self.x0, self.top, self.x1, self.bottom)


def cells_in_boxes(rules: Rules) -> list[Box]:
    """Find the boxes that the lines of a page enclose, without those that enclose others.

    Args:
        rules: the lines of a page, with the segments as drawn.
    """
    return without_enclosing_boxes(boxes_of(*rules.pieces))


def boxes_of(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Box]:
    """Find the boxes that line segments enclose; each segment is one side of one box.

    Args:
        horizontal: horizontal segments as drawn.
        vertical: vertical segments as drawn.

    Returns:
        Boxes with a left side, a right side and a top or a bottom. In the columns of these boxes,
        also boxes that have a left and a right side only.
    """
    sides = sorted(
        {side for side in vertical if side.stop - side.start >= RULING.min_box_side},
        key=lambda side: side.at,
    )
    corners = _Corners(sides)
    boxes: dict[tuple[int, ...], Box] = {}
    used: set[Rule] = set()
    for edge in horizontal:
        lefts, rights = corners.near(edge.start, edge.at), corners.near(edge.stop, edge.at)
        for left, right in product(lefts, rights):
            if _same_ends(left, right) and right.at - left.at >= RULING.min_box_side:
                used |= {left, right}
                is_top = abs(edge.at - left.start) <= RULING.corner_distance
                _add_side(boxes, Box(left.at, left.start, right.at, left.stop, is_top, not is_top))
    for box in _sides_only(list(boxes.values()), [side for side in sides if side not in used]):
        _add_side(boxes, box)
    return list(boxes.values())


def _sides_only(boxes: Sequence[Box], sides: Sequence[Rule]) -> Iterator[Box]:
    """Find boxes without top and bottom between unused sides in the columns of other boxes."""
    distance = RULING.corner_distance
    positions, corners = [side.at for side in sides], _Corners(sides)
    for x0, x1 in {(box.x0, box.x1) for box in boxes}:
        first = bisect_left(positions, x0 - distance)
        for left in sides[first : bisect_right(positions, x0 + distance)]:
            for right in corners.near(x1, left.start):
                if _same_ends(left, right):
                    yield Box(x0, left.start, x1, left.stop, False, False)


def _add_side(boxes: dict[tuple[int, ...], Box], box: Box) -> None:
    """Add a box; if another of its sides has already found it, combine what is known of it."""
    key = (round(box.x0), round(box.top), round(box.x1), round(box.bottom))
    known = boxes.get(key)
    if known is None:
        boxes[key] = box
        return
    closed = known.closed_top or box.closed_top, known.closed_bottom or box.closed_bottom
    if closed != (known.closed_top, known.closed_bottom):
        boxes[key] = replace(known, closed_top=closed[0], closed_bottom=closed[1])


class _Corners:
    """Finds sides by the places of their ends, without looking at all sides.

    Args:
        sides: vertical, from left to right.
    """

    def __init__(self, sides: Sequence[Rule]) -> None:
        self._sides = sides
        self._numbers: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, side in enumerate(sides):
            for y in (side.start, side.stop):
                self._numbers[_corner(side.at, y)].append(number)

    def near(self, x: float, y: float) -> list[Rule]:
        """Return the sides that start or stop near a place, from left to right."""
        distance = RULING.corner_distance
        # A little more, so that no rounding leaves out a side at just this distance.
        reach = distance + GEOMETRY.rounding_margin
        left, top = _corner(x - reach, y - reach)
        right, bottom = _corner(x + reach, y + reach)
        numbers = {
            number
            for place in product(range(left, right + 1), range(top, bottom + 1))
            for number in self._numbers.get(place, ())
        }
        return [
            side
            for side in map(self._sides.__getitem__, sorted(numbers))
            if x - distance <= side.at <= x + distance
            and min(abs(side.start - y), abs(side.stop - y)) <= distance
        ]


def _corner(x: float, y: float) -> tuple[int, int]:
    """Return the tile of a place; what is near to it lies in two by two tiles, as a rule."""
    side = 2 * RULING.corner_distance
    return int(x // side), int(y // side)


def _same_ends(one: Rule, other: Rule) -> bool:
    distance = RULING.corner_distance
    return abs(one.start - other.start) <= distance and abs(one.stop - other.stop) <= distance


def without_enclosing_boxes(boxes: Sequence[Box]) -> list[Box]:
    """Leave out boxes that enclose two or more others: they are frames, not cells."""
    import numpy as np  # the process that joins pages has no use for it

    x0, top, x1, bottom = np.array([box.bbox for box in boxes]).reshape(-1, 4).T
    cells = []
    for box in boxes:
        inside = (x0 >= box.x0) & (top >= box.top) & (x1 <= box.x1) & (bottom <= box.bottom)
        # A box encloses itself, and may enclose a duplicate of itself.
        if np.count_nonzero(inside) < 3:
            cells.append(box)
    return cells
