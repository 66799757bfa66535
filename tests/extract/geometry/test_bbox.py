"""Properties of the geometry of boxes, and which edges each predicate counts."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from extract.geometry import bbox
from extract.model import Bbox

PLACE = st.integers(-40, 200).map(lambda eighths: eighths / 8)
"""Multiples of an eighth, so that sums are exact and edges often meet."""
SIDE = st.integers(1, 80).map(lambda eighths: eighths / 8)


def box_of(x: float, y: float, width: float, height: float) -> Bbox:
    return (x, y, x + width, y + height)


BOXES = st.builds(box_of, PLACE, PLACE, SIDE, SIDE)
FLAT_BOXES = st.builds(box_of, PLACE, PLACE, st.just(0.0) | SIDE, st.just(0.0) | SIDE)
DISTANCES = st.integers(0, 40).map(lambda eighths: eighths / 8)
UNIT: Bbox = (0.0, 0.0, 1.0, 1.0)


@given(BOXES, BOXES)
def test_shared_area_is_that_of_the_intersection(one: Bbox, other: Bbox) -> None:
    shared = bbox.intersection(one, other)
    assert bbox.overlap_area(one, other) == bbox.area(shared)
    assert (bbox.overlap_area(one, other) > 0) == (shared[0] < shared[2] and shared[1] < shared[3])
    if bbox.overlap_area(one, other):
        assert bbox.is_inside(shared, one, 0.0)
        assert bbox.is_inside(shared, other, 0.0)


@given(BOXES, BOXES)
def test_measures_are_symmetric(one: Bbox, other: Bbox) -> None:
    for measure in (
        bbox.overlap_area,
        bbox.intersection,
        bbox.intersection_over_union,
        bbox.gap,
        bbox.edge_distance,
        bbox.crosses,
    ):
        assert measure(one, other) == measure(other, one)


@given(BOXES, BOXES)
def test_intersection_over_union_is_one_for_equal_boxes_only(one: Bbox, other: Bbox) -> None:
    share = bbox.intersection_over_union(one, other)
    assert 0.0 <= share <= 1.0
    assert (share == 1.0) == (one == other) == (bbox.edge_distance(one, other) == 0.0)
    assert (share == 0.0) == (bbox.gap(one, other) >= 0.0)


@given(st.lists(FLAT_BOXES, min_size=1, max_size=6))
def test_the_enclosing_box_is_the_smallest_around_all(boxes: list[Bbox]) -> None:
    around = bbox.enclosing(boxes)
    assert all(bbox.is_inside(box, around, 0.0) for box in boxes)
    for side in range(4):
        assert around[side] in {box[side] for box in boxes}


@given(BOXES, BOXES, DISTANCES)
def test_touching_is_closed_and_overlapping_open(one: Bbox, other: Bbox, distance: float) -> None:
    assert bbox.touches(one, other, distance) == (bbox.gap(one, other) <= distance)
    assert bbox.overlaps(one, other, -distance) == (bbox.gap(one, other) < distance)


@given(BOXES, BOXES, DISTANCES)
def test_overlaps_by_more_than_a_length_on_both_axes(one: Bbox, other: Bbox, least: float) -> None:
    across = bbox.shared_length(one[0], one[2], other[0], other[2])
    down = bbox.shared_length(one[1], one[3], other[1], other[3])
    assert bbox.overlaps(one, other, least) == (across > least and down > least)
    assert bbox.gap(one, other) == max(-across, -down)


@given(BOXES, BOXES)
def test_boxes_with_sides_cross_where_they_overlap(one: Bbox, other: Bbox) -> None:
    assert bbox.crosses(one, other) == bbox.overlaps(one, other, 0.0)


def test_a_flat_box_crosses_the_box_around_it_but_overlaps_none() -> None:
    flat = (0.5, 0.25, 0.5, 0.75)
    assert bbox.crosses(flat, UNIT)
    assert not bbox.overlaps(flat, UNIT, 0.0)
    assert not bbox.crosses((1.0, 0.25, 1.0, 0.75), UNIT)


@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)])
def test_boxes_that_share_an_edge_do_not_cross(x: float, y: float) -> None:
    for shift in (0.0, 0.5):  # along the edge
        other = (x + shift * (y != 0), y + shift * (x != 0))
        assert not bbox.crosses(UNIT, (*other, other[0] + 1, other[1] + 1))
        assert bbox.crosses(UNIT, (other[0] * 0.5, other[1] * 0.5, other[0] + 1.5, other[1] + 1.5))


@pytest.mark.parametrize("side", range(4))
def test_a_box_may_reach_just_as_far_beyond_as_the_slack(side: int) -> None:
    outward = (-1, -1, 1, 1)[side]
    at_slack = tuple(edge + 0.5 * outward * (at == side) for at, edge in enumerate(UNIT))
    beyond = tuple(edge + 0.625 * outward * (at == side) for at, edge in enumerate(UNIT))
    assert bbox.is_inside(at_slack, UNIT, 0.5)  # type: ignore[arg-type]  # four edges
    assert not bbox.is_inside(beyond, UNIT, 0.5)  # type: ignore[arg-type]  # four edges


@given(BOXES, BOXES, DISTANCES)
def test_a_centre_on_the_edge_is_not_held(outer: Bbox, inner: Bbox, slack: float) -> None:
    x, y = bbox.center(inner)
    point = (x, y, x, y)
    is_inner = bbox.gap(point, outer) < slack if slack else bbox.crosses(point, outer)
    assert bbox.holds_center(outer, inner, slack) == is_inner


@pytest.mark.parametrize(
    ("x", "y", "is_held"),
    [(1.0, 2.0, True), (3.0, 4.0, True), (0.9, 3.0, False), (3.1, 3.0, False),
     (2.0, 1.9, False), (2.0, 4.1, False)],
)  # fmt: skip
def test_a_box_holds_the_points_on_its_edges(x: float, y: float, *, is_held: bool) -> None:
    assert bbox.holds_point((1.0, 2.0, 3.0, 4.0), x, y) == is_held


def test_reversed_edges_have_no_area() -> None:
    assert bbox.area((3.0, 0.0, 1.0, 4.0)) == 0.0
    assert bbox.area((3.0, 4.0, 1.0, 0.0)) == 0.0
    assert bbox.area((1.0, 0.0, 3.0, 4.0)) == 8.0


def test_boxes_that_are_too_far_on_one_axis_do_not_touch() -> None:
    for x, y, distance, touch in (
        (1.5, 0.0, 0.5, True),
        (1.625, 0.0, 0.5, False),
        (0.0, -1.5, 0.5, True),
        (0.0, -1.625, 0.5, False),
        (-1.5, 1.5, 0.5, True),
    ):
        other = (x, y, x + 1.0, y + 1.0)
        assert bbox.touches(UNIT, other, distance) == touch
        assert bbox.touches(other, UNIT, distance) == touch
    assert bbox.overlap_area(UNIT, (1.0, 0.0, 2.0, 1.0)) == 0.0
    assert bbox.overlap_area(UNIT, (2.0, 2.0, 3.0, 3.0)) == 0.0


@pytest.mark.parametrize(("slack", "edges"), [(0.0, (0.0, 10.0)), (2.0, (-2.0, 12.0))])
def test_a_centre_is_held_inside_of_all_four_edges(
    slack: float, edges: tuple[float, float]
) -> None:
    outer = (0.0, 0.0, 10.0, 10.0)
    for edge, inward in zip(edges, (0.5, -0.5), strict=True):
        for x, y, is_held in (
            (edge, 5.0, False),
            (edge + inward, 5.0, True),
            (5.0, edge, False),
            (5.0, edge + inward, True),
        ):
            assert bbox.holds_center(outer, (x - 1, y - 1, x + 1, y + 1), slack) == is_held
