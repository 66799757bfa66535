"""Neighbours found by place are those found by looking at all boxes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, strategies as st

from extract.geometry.bbox import gap
from extract.geometry.page_model import Rule, Rules
from extract.geometry.spatial_index import SpatialIndex, _groups_of_crowd, groups_of
from extract.model import Bbox
from extract.ruling.boxed_lattices import boxed_lattices

PLACE = st.floats(-50, 300)
SIDE = st.floats(0, 120)


def box_of(x: float, y: float, width: float, height: float) -> Bbox:
    return (x, y, x + width, y + height)


BOXES = st.lists(st.builds(box_of, PLACE, PLACE, SIDE, SIDE), max_size=12)


@given(BOXES, st.floats(0, 40))
@example([(-1.0, 0.0, -5e-35, 1.0), (1.0, 0.0, 2.0, 1.0)], 1.0)
def test_no_neighbour_is_missed(boxes: list[Bbox], distance: float) -> None:
    index = SpatialIndex(boxes)
    for box in boxes:
        found = list(index.around(box, distance))
        assert len(set(found)) == len(found)
        near = {at for at, other in enumerate(boxes) if gap(box, other) <= distance}
        assert near <= set(found)


@given(BOXES, st.floats(0, 40))
def test_groups_are_what_neighbours_join(boxes: list[Bbox], distance: float) -> None:
    groups = groups_of(boxes, distance)
    assert sorted(at for group in groups for at in group) == list(range(len(boxes)))
    place = {at: number for number, group in enumerate(groups) for at in group}
    for one, box in enumerate(boxes):
        for two, other in enumerate(boxes):
            if gap(box, other) <= distance:
                assert place[one] == place[two]
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)


def test_a_sheet_of_many_boxes_is_looked_at_box_by_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 2,500 boxes each is compared to its neighbours, not to the other 2,499."""
    across, down = [], []
    for row in range(50):
        for column in range(50):
            x, y = 20.0 + 15 * column, 20.0 + 10 * row
            across += [Rule(y, x, x + 13), Rule(y + 8, x, x + 13)]
            down += [Rule(x, y, y + 8), Rule(x + 13, y, y + 8)]
    counted = 0

    def counting(one: Bbox, other: Bbox) -> float:
        nonlocal counted
        counted += 1
        return gap(one, other)

    monkeypatch.setattr("extract.geometry.spatial_index.gap", counting)
    rules = Rules(tuple(across), tuple(down), (), pieces=(tuple(across), tuple(down)))
    (boxed,) = boxed_lattices(rules)
    assert (len(boxed.lattice.xs), len(boxed.lattice.ys)) == (51, 51)
    assert counted < 2500 * 100


def hatching(count: int) -> list[Bbox]:
    """Slanted lines side by side: each box overlaps hundreds of others."""
    return [(600.0 * n / count, 0.0, 600.0 * n / count + 80.0, 90.0) for n in range(count)]


def fan(count: int) -> list[Bbox]:
    """Lines that all cross each other, with ends close together."""
    shares = [n / count for n in range(count)]
    return [
        (200.0 - 100 * t, 300.0 - 100 * t, 400.0 + 50 * t, 500.0 - 90 * t) for t in shares
    ]  # fmt: skip


def corner(count: int) -> list[Bbox]:
    """Boxes that share a corner, the largest last."""
    return [(0.0, 0.0, 600.0 * n / count, 800.0 * n / count) for n in range(count)]


@pytest.mark.parametrize("drawn", [hatching, fan, corner])
def test_overlapping_lines_are_grouped_in_linear_time(
    drawn: Callable[[int], list[Bbox]], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = 0

    def counting(one: Bbox, other: Bbox) -> float:
        nonlocal counted
        counted += 1
        return gap(one, other)

    monkeypatch.setattr("extract.geometry.spatial_index.gap", counting)
    work = []
    for count in (500, 2000):
        counted = 0
        assert len(groups_of(drawn(count), 3.0)) == 1
        work.append(counted)
    assert work[1] < 1.5 * 4 * work[0]


@given(BOXES, st.sampled_from([0.0, 1.0, 30.0]))
def test_a_crowd_is_grouped_like_other_boxes(boxes: list[Bbox], distance: float) -> None:
    many = [*boxes, *((x0 + 1, y0, x1 + 2, y1) for x0, y0, x1, y1 in boxes)]
    assert _groups_of_crowd(many, distance) == groups_of(many, distance)


def test_a_sheet_of_any_size_is_indexed() -> None:
    sheet, far = (0.0, 0.0, 1e9, 1e9), (9e8, 9e8, 9e8 + 5, 9e8 + 5)
    index = SpatialIndex([sheet, far])
    assert sorted(index.around((9e8, 9e8, 9e8, 9e8))) == [0, 1]
    assert sorted(SpatialIndex([far]).around(sheet)) == [0]
