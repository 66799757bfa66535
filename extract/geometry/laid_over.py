"""Find boxes that lie over the lines of a page, as stamps and redactions do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from extract.geometry.bbox import is_inside, touches
from extract.geometry.spatial_index import SpatialIndex
from extract.geometry.thresholds import LAID_OVER
from extract.reading import Bbox


def boxes_laid_over(
    boxes: Mapping[int, Bbox], outlined: Iterable[int], lines: Sequence[Bbox]
) -> set[int]:
    """Find the boxes whose sides are no walls of cells.

    Lines pass through a side of such a box, none ends at a side, and none meets a corner.

    Args:
        boxes: all boxes of a page.
        outlined: keys of the boxes whose sides are drawn.
        lines: all other lines of the page.
    """
    corners = Counter(corner for box in set(boxes.values()) for corner in _corners(box))
    alone = [
        key
        for key in outlined
        if len(_edges(boxes[key])) > 1 and all(corners[at] == 1 for at in _corners(boxes[key]))
    ]
    if not alone:
        return set()
    edges = [edge for box in {*boxes.values(), *lines} for edge in _edges(box)]
    index = SpatialIndex(edges)
    found = set()
    for key in alone:
        box = boxes[key]
        own = _edges(box)
        near = (edges[at] for at in index.around(box, LAID_OVER.same_place))
        meetings = {_meeting(edge, box) for edge in near if edge not in own}
        if "crosses" in meetings and "joins" not in meetings:
            found.add(key)
    return found


def _corners(box: Bbox) -> list[tuple[int, int]]:
    """Return the corners of a box, in whole points: neighbouring cells share theirs."""
    return [(round(x), round(y)) for x in (box[0], box[2]) for y in (box[1], box[3])]


def _edges(box: Bbox) -> list[Bbox]:
    """Return the sides of a box, or the line that it is."""
    x0, top, x1, bottom = box
    if min(x1 - x0, bottom - top) <= LAID_OVER.max_line_thickness:
        return [box]
    return [(x0, y, x1, y) for y in (top, bottom)] + [(x, top, x, bottom) for x in (x0, x1)]


def _meeting(edge: Bbox, box: Bbox) -> Literal["", "crosses", "joins"]:
    """Return whether a line goes through a side of a box, or joins one; empty if it does neither.

    A line that ends just beyond a side was drawn too long, and joins it.
    """
    near, far = LAID_OVER.same_place, LAID_OVER.drawn_too_long
    if not touches(edge, box, near) or is_inside(edge, box, -near):
        return ""
    along = 0 if edge[2] - edge[0] > edge[3] - edge[1] else 1
    beside = 1 - along
    if not box[beside] + near < edge[beside] <= edge[beside + 2] < box[beside + 2] - near:
        return "joins"
    ends = (box[along] - edge[along], edge[along + 2] - box[along + 2])
    return "crosses" if all(end >= far or end < -near for end in ends) else "joins"
