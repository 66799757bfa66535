"""Lines that are drawn dot by dot."""

from __future__ import annotations

import pytest

from extract.geometry.dotted import lines_of_dots
from extract.geometry.page_model import Rule
from extract.model import Bbox


def dots(count: int, *, start: float = 0.0, step: float = 2.0, top: float = 10.0) -> list[Bbox]:
    """Return dots of one point side by side."""
    return [
        (start + step * number, top, start + step * number + 1, top + 1) for number in range(count)
    ]


def turned(boxes: list[Bbox]) -> list[Bbox]:
    return [(top, x0, bottom, x1) for x0, top, x1, bottom in boxes]


def test_five_dots_are_a_line() -> None:
    line = [Rule(10.5, 0.0, 9.0)]
    assert lines_of_dots(dots(5), 1.5) == (line, [])
    assert lines_of_dots(turned(dots(5)), 1.5) == ([], line)
    assert lines_of_dots(dots(4), 1.5) == ([], [])
    assert lines_of_dots([*dots(4), *dots(4, top=30)], 1.5) == ([], [])


def test_dots_of_a_line_stand_close() -> None:
    assert lines_of_dots(dots(5, step=2.5), 1.5) == ([Rule(10.5, 0.0, 11.0)], [])
    assert lines_of_dots(dots(5, step=2.75), 1.5) == ([], [])


def test_a_wide_gap_divides_two_lines() -> None:
    shuffled = [*dots(6, start=40), *dots(5)]
    assert lines_of_dots(shuffled, 1.5)[0] == [Rule(10.5, 0.0, 9.0), Rule(10.5, 40.0, 51.0)]


@pytest.mark.parametrize(
    ("raised", "is_line"), [(0.25, True), (0.5, True), (0.75, False), (1.0, False)]
)
def test_dots_of_a_line_have_one_height(raised: float, *, is_line: bool) -> None:
    low, high = dots(6)[::2], dots(6, top=10 + raised)[1::2]
    assert bool(lines_of_dots([*low, *high], 1.5)[0]) is is_line
