"""The direction of glyphs and of pages, and where a box of a turned page lies on its sheet."""

from __future__ import annotations

import pytest

from extract.geometry.page_transform import PageTransform, Rotation, direction, rotation_of
from extract.geometry.thresholds import GEOMETRY
from extract.model import Bbox


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ((12, 0, 0, 12), 0),
        ((-12, 0, 0, -12), 180),
        ((0, 12, -12, 0), 90),
        ((0, -12, 12, 0), 270),
        # A scan lies askew; slanted letters and those of no width stand upright.
        ((12, 0.1, -0.1, 12), 0),
        ((-12, 0.1, -0.1, -12), 180),
        ((0.1, 12, -12, 0.1), 90),
        ((0.1, -12, 12, 0.1), 270),
        ((12, 0, 4, 12), 0),
        ((1, GEOMETRY.max_axis_skew, 0, 1), None),
        ((GEOMETRY.max_axis_skew, 1, 0, 1), None),
        ((0, 0, 0, 12), 0),
        ((0, 0, 12, 0), 0),
        ((0, 0, 0, 0), None),
        ((12, 12, -12, 12), None),
        ((12, -12, 12, 12), None),
    ],
)
def test_directions(matrix: tuple[float, ...], expected: int | None) -> None:
    assert direction({"matrix": (*matrix, 100.0, 200.0)}) == expected


SHEET = (200.0, 300.0)


@pytest.mark.parametrize(
    ("rotation", "upright", "size"),
    [
        (0, (10.0, 20.0, 60.0, 50.0), (200.0, 300.0)),
        (90, (250.0, 10.0, 280.0, 60.0), (300.0, 200.0)),
        (180, (140.0, 250.0, 190.0, 280.0), (200.0, 300.0)),
        (270, (20.0, 140.0, 50.0, 190.0), (300.0, 200.0)),
    ],
)
def test_a_box_of_a_turned_page_lies_where_it_is_printed(
    rotation: Rotation, upright: Bbox, size: tuple[float, float]
) -> None:
    transform = PageTransform(rotation, *SHEET)
    on_sheet = (10.0, 20.0, 60.0, 50.0)
    assert transform.size == size
    assert transform.upright(on_sheet) == upright
    assert transform.on_sheet(upright) == on_sheet


def test_a_box_of_a_skewed_page_has_a_box_around_it_on_the_sheet() -> None:
    box = (90.0, 140.0, 110.0, 160.0)
    assert PageTransform(0, *SHEET, skew=90.0).on_sheet(box) == pytest.approx(box)
    # Anticlockwise about the centre: what is right of it goes up.
    right = (150.0, 150.0, 150.0, 150.0)
    assert PageTransform(0, *SHEET, skew=90.0).on_sheet(right) == pytest.approx(
        (100.0, 100.0, 100.0, 100.0)
    )
    x0, top, x1, bottom = PageTransform(0, *SHEET, skew=2.0).on_sheet(box)
    assert x0 < 90.0 < 110.0 < x1
    assert top < 140.0 < 160.0 < bottom
    assert PageTransform(0, *SHEET).on_sheet(box) == box


def glyphs(*counts: tuple[str, tuple[float, float, float, float], int]) -> list[dict[str, object]]:
    return [
        {"text": text, "matrix": (*matrix, 100.0, 200.0)}
        for text, matrix, count in counts
        for _ in range(count)
    ]


PLAIN, UP, OVER = (12.0, 0.0, 0.0, 12.0), (0.0, 12.0, -12.0, 0.0), (-12.0, 0.0, 0.0, -12.0)


@pytest.mark.parametrize(
    ("counts", "rotation"),
    [
        ([("a", PLAIN, 3)], 0),
        ([], 0),
        ([("a", UP, 3), ("a", PLAIN, 2)], 90),
        ([("a", UP, 2), ("a", PLAIN, 3)], 0),
        ([("a", UP, 2), ("a", PLAIN, 2)], 0),
        ([("a", OVER, 2)], 180),
        ([("a", (0.0, -12.0, 12.0, 0.0), 2)], 270),
        ([("a", UP, 2), (" ", PLAIN, 9)], 90),  # spaces show nothing
        ([("a", (12.0, 12.0, -12.0, 12.0), 4)], 0),  # no right angle
        ([("a", (12.0, 12.0, -12.0, 12.0), 4), ("a", UP, 1)], 90),
        ([("a", (0.1, 12.0, -12.0, 0.1), 3)], 90),  # a scan that lies askew
    ],
)
def test_the_text_of_a_page_runs_as_most_of_its_glyphs(
    counts: list[tuple[str, tuple[float, float, float, float], int]], rotation: int
) -> None:
    assert rotation_of(glyphs(*counts)) == rotation
