"""Where the parts of a table lie, and how their columns are aligned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.alignment.segments import Segment
from extract.document.footprints import Footprint, footprints_of
from extract.geometry.page_model import Line, PageCell, PageTable
from tests.extract.page_parts import make_cell, make_line

XS, YS = (100.0, 200.0, 300.0), (100.0, 140.0, 200.0)


def part(page: int, *texts: tuple[Line, ...]) -> PageTable:
    """Two rows of two cells, of heights 40 and 60."""
    cells = [
        make_cell(row, column, (XS[column], YS[row], XS[column + 1], YS[row + 1]))
        for row in range(2)
        for column in range(2)
    ]
    filled = [
        replace(cell, lines=texts[at]) if at < len(texts) else cell for at, cell in enumerate(cells)
    ]
    return PageTable(page, XS, YS, tuple(filled))


def lines(*baselines: float, x0: float = 105.0, **more: float) -> tuple[Line, ...]:
    return tuple(make_line("text", x0, at, **more) for at in baselines)


def footprint(*texts: tuple[Line, ...], header: tuple[PageCell, ...] = ()) -> Footprint:
    (found,) = footprints_of([part(1, *texts)], 0, [(1, header)])
    return found


@pytest.mark.parametrize(
    ("x", "y", "inside"),
    [
        (200.0, 150.0, True),
        (99.0, 150.0, True),
        (98.75, 150.0, False),
        (301.0, 150.0, True),
        (301.25, 150.0, False),
        (200.0, 99.0, True),
        (200.0, 98.75, False),
        (200.0, 201.0, True),
        (200.0, 201.25, False),
    ],
)
def test_a_part_holds_what_has_its_middle_inside(x: float, y: float, *, inside: bool) -> None:
    assert footprint().holds((x - 5, y - 2, x + 5, y + 2)) == inside


def test_a_part_knows_whether_others_precede_and_follow_it() -> None:
    found = footprints_of([part(1), part(2), part(4)], 7, [])
    assert [(one.page, one.is_continuation, one.continues) for one in found] == [
        (1, False, True),
        (2, True, True),
        (4, True, False),
    ]
    assert {one.table for one in found} == {7}
    alone = footprints_of([part(1), part(1)], 7, [])
    assert not any(one.is_continuation or one.continues for one in alone)


@pytest.mark.parametrize(
    ("texts", "step"),
    [
        ((lines(110, 120, 130), lines(110, 122)), 10.0),
        ((lines(110),), 1.2 * 8),
        ((lines(110, 110),), 1.2 * 8),  # side by side
        ((), 0.0),
    ],
)
def test_the_line_distance_is_that_of_the_cells(
    texts: tuple[tuple[Line, ...], ...], step: float
) -> None:
    found = footprint(*texts)
    assert found.line_step == pytest.approx(step)
    assert found.size == (8.0 if texts else 0.0)
    assert found.row_height == 60.0


def test_a_page_may_print_the_header_alone() -> None:
    header = part(1, lines(110), lines(110, x0=205.0)).cells[:2]
    assert footprint(lines(110), lines(110, x0=205.0), header=header).is_header_only
    assert not footprint(lines(110), (), lines(150), header=header).is_header_only
    assert not footprint(lines(110)).is_header_only
    assert not footprint(header=header).is_header_only
    (other,) = footprints_of([part(1, lines(110))], 0, [(2, header)])
    assert not other.is_header_only


def segment(x0: float, x1: float) -> Segment:
    return Segment(x0, x1, 150.0, 8.0)


@pytest.mark.parametrize(
    ("own", "aligned"),
    [
        (segment(105.0, 140.0), True),
        (segment(106.5, 180.0), True),
        (segment(107.0, 180.0), False),
        (segment(110.0, 121.0), True),  # two texts end there
        (segment(110.0, 141.0), False),  # one text ends there
        (segment(108.0, 118.0), True),  # two texts are centred there
        (segment(205.0, 240.0), False),  # other columns
    ],
)
def test_a_text_is_aligned_with_those_of_its_column(own: Segment, *, aligned: bool) -> None:
    found = footprint(lines(110, 120), (), lines(150, x1=141.0))
    assert found.is_aligned(own) == aligned
