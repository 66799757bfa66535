"""The direction of a glyph is that of its text matrix, if it is a right angle."""

from __future__ import annotations

import pytest

from extract.geometry.page_transform import direction


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
        ((0, 0, 0, 12), 0),
        ((0, 0, 12, 0), 0),
        ((0, 0, 0, 0), None),
        ((12, 12, -12, 12), None),
        ((12, -12, 12, 12), None),
    ],
)
def test_directions(matrix: tuple[float, ...], expected: int | None) -> None:
    assert direction({"matrix": (*matrix, 100.0, 200.0)}) == expected
