"""Page ends that the drawing decides: headings, boxes, and rows without text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.page_ends.break_score import PageRoom, blank_row_evidence
from extract.stitching.page_ends.merge_statistics import MergeStatistics
from extract.stitching.page_ends.thresholds import BREAKS
from extract.stitching.stitch import stitch
from extract.stitching.stitched_table import StitchedTable
from extract.stitching.table_runs import TableRun
from tests.extract.stitching.test_page_ends import COLUMNS, page
from tests.extract.stitching.test_undrawn_cells import (
    FIRST,
    XS,
    cell,
    open_above,
    open_below,
    part,
    read,
)


def texts(row: int, *said: str) -> list[PageCell]:
    return [cell(row, row + 1, at, at + 1, text) for at, text in enumerate(said)]


def joined(first: PageTable, second: PageTable) -> StitchedTable:
    return stitch(TableRun(XS, (first, second)))


def reason(first: PageTable, second: PageTable) -> tuple[str, bool]:
    """Return what decides at the page end, and whether the last row goes on."""
    (end,) = joined(first, second).breaks
    return end.evidence[0].name, end.continues


HEADED = part(1, *texts(0, "Area", "Visit", "Board"), cell(1, 2, 0, 3, "Area one"))
EMPTY = "an empty cell over all columns ends the heading"
HEADING = "a heading over all columns stands there"
BOTH = "a heading over all columns stands on both sides"
ROW = ("Next", "Report", "Bank")


def test_an_empty_cell_below_a_heading_is_its_lower_edge() -> None:
    second = part(2, cell(0, 1, 0, 3), *texts(1, *ROW))
    assert reason(HEADED, second) == (EMPTY, True)
    assert read(HEADED, second)[3:] == [
        (1, 2, 0, 3, "Area one"),
        *((2, 3, at, at + 1, text) for at, text in enumerate(ROW)),
    ]


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ([cell(0, 1, 0, 2), cell(0, 1, 2, 3)], HEADING),
        ([cell(0, 1, 0, 1), cell(0, 1, 1, 3)], HEADING),
        (texts(0, "", "Report", "Bank"), HEADING),
        ([cell(0, 1, 0, 3, "Area two")], BOTH),
    ],
)
def test_other_rows_begin_below_a_heading(top: list[PageCell], name: str) -> None:
    found, _ = reason(HEADED, part(2, *top, *texts(1, *ROW)))
    assert found == name


def test_a_heading_at_the_top_of_a_page_ends_the_row_before() -> None:
    first = part(1, *texts(0, "Area", "Visit", "Board"))
    second = part(2, cell(0, 1, 0, 3, "Area two"), *texts(1, *ROW))
    assert reason(first, second) == (HEADING, False)


@pytest.mark.parametrize(
    ("text", "continues"), [("and all of its parts", True), ("Area two", False)]
)
def test_the_wording_shows_whether_a_page_end_cuts_a_heading(text: str, *, continues: bool) -> None:
    long = part(1, *texts(0, "Area", "Visit", "Board"), cell(1, 2, 0, 3, "The first area with,"))
    second = part(2, cell(0, 1, 0, 3, text), *texts(1, *ROW))
    assert reason(long, second) == (BOTH, continues)


def boxed(*cells: PageCell, open_columns: tuple[int, ...], is_top: bool) -> list[PageCell]:
    """Return boxes, some of them open at the page end."""
    found = []
    for one in cells:
        is_open = one.column in open_columns and one.row == (0 if is_top else 1)
        side = open_above if is_top else open_below
        found.append(replace(side(one) if is_open else one, is_boxed=True))
    return found


@pytest.mark.parametrize(
    ("above", "below", "decided"),
    [
        ((0, 1, 2), (0, 1, 2), ("all boxes are open there", True)),
        ((0,), (0,), ("a box starts there", False)),
        ((), (0, 1, 2), ("all boxes are open there", True)),
        ((0,), (), ("a box starts there", False)),
        ((), (), None),
    ],
)
def test_a_box_goes_on_where_it_is_open(
    above: tuple[int, ...], below: tuple[int, ...], decided: tuple[str, bool] | None
) -> None:
    upper = boxed(
        *texts(0, "Area", "Visit", "Board"), *texts(1, *ROW), open_columns=above, is_top=False
    )
    lower = boxed(*texts(0, "And", "So", "On"), *texts(1, *ROW), open_columns=below, is_top=True)
    found = reason(part(1, *upper), part(2, *lower))
    names = {"all boxes are open there", "a box starts there"}
    assert (found if found[0] in names else None) == decided
    # A cell without a box decides nothing.
    plain = [replace(one, is_boxed=one.column > 0) for one in lower]
    assert reason(part(1, *upper), part(2, *plain))[0] not in names


OPEN_ROW = [open_below(one) for one in texts(1, "", "", "")]
UNPRINTED = "the row is open, and prints nothing before"


@pytest.mark.parametrize(
    ("last", "is_open"),
    [
        (OPEN_ROW, True),
        ([*OPEN_ROW[:2], cell(1, 2, 2, 3)], False),  # a rule closes it
        ([*OPEN_ROW[:2], open_below(cell(1, 2, 2, 3, "Bank"))], False),
    ],
)
def test_an_open_row_without_text_goes_on(last: list[PageCell], *, is_open: bool) -> None:
    first = part(1, *texts(0, "Area", "Visit", "Board"), *last)
    second = part(2, *texts(0, *ROW))
    assert (reason(first, second) == (UNPRINTED, True)) == is_open


def test_an_empty_cell_that_a_rule_closes_is_not_divided() -> None:
    closed = replace(FIRST, cells=(*FIRST.cells[:3], cell(1, 2, 1, 3)))
    second = part(
        2,
        open_above(cell(0, 1, 0, 1)), cell(0, 1, 1, 2, "Train judges"), cell(0, 1, 2, 3, "Court"),
        cell(1, 2, 0, 1, "Next"), cell(1, 2, 1, 2, "Report"), cell(1, 2, 2, 3, "Bank"),
    )  # fmt: skip
    assert (1, 2, 1, 3, "") in read(closed, second)


@pytest.mark.parametrize(
    ("height", "row_height", "is_high"),
    [
        (20.0 * BREAKS.blank_height, 20.0, True),
        (20.0 * BREAKS.blank_height - 0.1, 20.0, False),
        (20.0, None, False),
    ],
)
def test_a_row_without_text_may_be_as_high_as_one_with_text(
    height: float, row_height: float | None, *, is_high: bool
) -> None:
    statistics = MergeStatistics.of([page(10)], COLUMNS)
    votes = blank_row_evidence({}, PageRoom({}, None, None), statistics, height, row_height)
    assert ("it is as high as a row with text" in {vote.name for vote in votes}) == is_high
