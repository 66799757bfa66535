"""Find the boxes that drawn lines enclose, for tables that draw each cell as a box of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from extract.geometry.bbox import is_inside
from extract.geometry.page_model import Rule
from extract.geometry.spatial_index import SpatialIndex
from extract.model import Bbox
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
    positions = [side.at for side in sides]
    boxes: dict[tuple[int, ...], Box] = {}
    used: set[Rule] = set()
    for edge in horizontal:
        lefts = _ending_at(edge.at, _near(edge.start, sides, positions))
        rights = _ending_at(edge.at, _near(edge.stop, sides, positions))
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
    for x0, x1 in {(box.x0, box.x1) for box in boxes}:
        lefts = [side for side in sides if abs(side.at - x0) <= RULING.corner_distance]
        rights = [side for side in sides if abs(side.at - x1) <= RULING.corner_distance]
        for left, right in product(lefts, rights):
            if _same_ends(left, right):
                yield Box(x0, left.start, x1, left.stop, False, False)


def _add_side(boxes: dict[tuple[int, ...], Box], box: Box) -> None:
    """Add a box; if another of its sides has already found it, combine what is known of it."""
    key = (round(box.x0), round(box.top), round(box.x1), round(box.bottom))
    known = boxes.get(key)
    if known is not None:
        box = replace(
            known,
            closed_top=known.closed_top or box.closed_top,
            closed_bottom=known.closed_bottom or box.closed_bottom,
        )
    boxes[key] = box


def _near(x: float, sides: Sequence[Rule], positions: Sequence[float]) -> Iterator[Rule]:
    distance = RULING.corner_distance
    for at in range(bisect_left(positions, x - distance), len(sides)):
        if positions[at] > x + distance:
            return
        yield sides[at]


def _ending_at(y: float, sides: Iterator[Rule]) -> list[Rule]:
    distance = RULING.corner_distance
    return [s for s in sides if min(abs(s.start - y), abs(s.stop - y)) <= distance]


def _same_ends(one: Rule, other: Rule) -> bool:
    distance = RULING.corner_distance
    return abs(one.start - other.start) <= distance and abs(one.stop - other.stop) <= distance


def without_enclosing_boxes(boxes: Sequence[Box]) -> list[Box]:
    """Leave out boxes that enclose two or more others: they are frames, not cells."""
    bboxes = [box.bbox for box in boxes]
    index = SpatialIndex(bboxes)
    cells = []
    for box in boxes:
        enclosed = (at for at in index.around(box.bbox) if is_inside(bboxes[at], box.bbox, 0.0))
        # A box encloses itself, and may enclose a duplicate of itself.
        if len(list(islice(enclosed, 3))) < 3:
            cells.append(box)
    return cells
