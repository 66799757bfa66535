"""Geometry of boxes ``(x0, top, x1, bottom)`` and of intervals, in points.

Each predicate says which edges it counts: a closed one holds where edges just meet, an open one
does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.reading import Bbox


def area(box: Bbox) -> float:
    """Return the area of a box; 0 if its edges are reversed."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def center(box: Bbox) -> tuple[float, float]:
    """Return the centre of a box, ``(x, y)``."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def intersection(one: Bbox, other: Bbox) -> Bbox:
    """Return the box that two boxes share; its edges are reversed if they are apart."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def enclosing(boxes: Iterable[Bbox]) -> Bbox:
    """Return the smallest box around one or more boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def shared_length(start: float, stop: float, other_start: float, other_stop: float) -> float:
    """Return the length that two intervals share; negative if apart: minus the gap."""
    return min(stop, other_stop) - max(start, other_start)


def overlap_area(one: Bbox, other: Bbox) -> float:
    """Return the area that two boxes share; 0 if they are apart."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def intersection_over_union(one: Bbox, other: Bbox) -> float:
    """Return the shared area as a share of the area that both cover together, 0 to 1."""
    shared = overlap_area(one, other)
    return shared / (area(one) + area(other) - shared) if shared else 0.0


def gap(one: Bbox, other: Bbox) -> float:
    """Return the distance between two boxes along the axis on which it is larger.

    It is negative if the boxes overlap.
    """
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down)


def edge_distance(one: Bbox, other: Bbox) -> float:
    """Return the largest distance between an edge of a box and the same edge of another."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def overlaps(one: Bbox, other: Bbox, least: float) -> bool:
    """Check whether two boxes share more than `least` points on both axes (open).

    With a negative `least`, boxes overlap whose gap is less than its absolute value.
    """
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > least
        and min(one[3], other[3]) - max(one[1], other[1]) > least
    )


def crosses(one: Bbox, other: Bbox) -> bool:
    """Check whether two boxes share inner points (open).

    Unlike `overlaps`, it holds for a box without width or height that lies inside the other.
    """
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


def touches(one: Bbox, other: Bbox, distance: float) -> bool:
    """Check whether two boxes are at most `distance` apart on both axes (closed)."""
    return (
        one[0] <= other[2] + distance
        and other[0] <= one[2] + distance
        and one[1] <= other[3] + distance
        and other[1] <= one[3] + distance
    )


def is_inside(inner: Bbox, outer: Bbox, slack: float) -> bool:
    """Check whether a box reaches at most `slack` points beyond another on each side (closed)."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def holds_point(box: Bbox, x: float, y: float) -> bool:
    """Check whether a point lies in a box or on its edge (closed)."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def holds_center(outer: Bbox, inner: Bbox, slack: float = 0.0) -> bool:
    """Check whether the centre of `inner` lies within `slack` points of `outer` (open)."""
    x, y = center(inner)
    return (
        outer[0] - slack < x < outer[2] + slack and outer[1] - slack < y < outer[3] + slack
    )  # fmt: skip
