"""Which pages are read, and which rules lie in the tables of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import MissingPageError
from extract.geometry.page_model import PageTable, Rule
from extract.multipage.document_choice import _lies_in
from extract.multipage.pages import _page_numbers
from extract.ruling.thresholds import RULING

PDF = Path("plan.pdf")


def test_pages_are_read_in_order_and_once() -> None:
    assert [*_page_numbers(PDF, None, 3)] == [1, 2, 3]
    assert [*_page_numbers(PDF, (5, 1, 5), 5)] == [1, 5]


@pytest.mark.parametrize("page", [0, 6])
def test_a_page_that_the_file_lacks_is_named(page: int) -> None:
    with pytest.raises(MissingPageError, match=f"has 5 pages, and no page {page}"):
        _page_numbers(PDF, (1, page), 5)


@pytest.mark.parametrize(
    ("beyond", "lies_in"),
    [(-10.0, True), (0.0, True), (RULING.snap_distance, True), (RULING.snap_distance + 0.5, False)],
)
def test_a_rule_on_the_edge_of_a_table_lies_in_it(beyond: float, *, lies_in: bool) -> None:
    table = PageTable(1, (0.0, 100.0), (40.0, 60.0, 80.0), ())
    for at in (40.0 - beyond, 80.0 + beyond):
        assert _lies_in(Rule(at, 0.0, 100.0), [table]) == lies_in
