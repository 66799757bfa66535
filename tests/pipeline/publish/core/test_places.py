"""A row is where its own cells are: the band that they have in common, on each of its pages."""

from __future__ import annotations

import pytest

from extract.model import Span
from link.rows import MatrixRecord
from normalize.model import CellFragment
from pipeline.publish.core.places import Box, row_boxes
from tests.pipeline.publish.editions import small_publication


def row(**values: object) -> MatrixRecord:
    (first, *_) = small_publication().records["matrix"]
    assert isinstance(first, MatrixRecord)
    plain = {"row_id": "r", "area_id": "area", "focus_id": None, "activity_id": "act",
             "expected_output_id": None, "page_first": 2, "page_last": 3}  # fmt: skip
    return first.model_copy(update=plain | values)


def cell(record: str, page: int, *box: float) -> CellFragment:
    return CellFragment(
        cell_id=f"{record}-{page}", record_ids=(record,), column="activity", fragment=0,
        span=Span(page=page, bbox=(box[0], box[1], box[2], box[3])), text="", readings_agree=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "boxes"),
    [
        ([], []),
        ([cell("act", 2, 10, 20, 30, 40)], [(2, 10, 20, 30, 40)]),
        # A merged cell covers other rows, too; the box is as wide as all of them.
        ([cell("act", 2, 50, 20, 90, 40), cell("area", 2, 10, 5, 45, 300)],
         [(2, 10, 20, 90, 40)]),
        # The first and the last page of the row count, those before and after it do not.
        ([cell("area", page, 10, 20, 30, 40) for page in (4, 3, 2, 1)],
         [(2, 10, 20, 30, 40), (3, 10, 20, 30, 40)]),
        # Cells that only touch have no band in common.
        ([cell("act", 2, 10, 20, 30, 40), cell("area", 2, 10, 40, 30, 60)], []),
        ([cell("act", 2, 10, 20, 30, 40), cell("area", 2, 10, 50, 30, 60)], []),
        # Cells of another row, and those of no record, are none of its own.
        ([cell("other", 2, 10, 20, 30, 40), cell("", 2, 10, 20, 30, 40)], [(2, 10, 20, 30, 40)]),
    ],
)  # fmt: skip
def test_the_boxes_of_a_row(cells: list[CellFragment], boxes: list[Box]) -> None:
    assert row_boxes([row()], cells) == {"r": boxes}
