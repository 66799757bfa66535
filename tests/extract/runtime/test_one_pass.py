"""What a document owns is handed over once; a second use is an error, not an empty result."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from extract.document.document import _join
from extract.runtime.one_pass import OnePass
from extract.settings import ReadOptions
from extract.stage import read_document

PLAN = Path("sources/asean-pcrve-2019-2025/plan.pdf")
PAGES = ReadOptions(pages=[11, 12, 13])


class Item:
    """Something that a weak reference can point to."""


@given(st.lists(st.integers()))
def test_items_come_in_order_and_once(items: list[int]) -> None:
    owner = OnePass(items)
    assert list(owner) == items
    with pytest.raises(RuntimeError, match="already handed over"):
        iter(owner)


def test_the_list_that_was_given_stays_as_it_is() -> None:
    items = [1, 2, 3]
    assert list(OnePass(items)) == items == [1, 2, 3]


def test_an_item_is_released_when_the_next_one_is_asked_for() -> None:
    owner = OnePass(Item() for _ in range(3))
    passed = iter(owner)
    first = weakref.ref(next(passed))
    next(passed)
    gc.collect()
    assert first() is None


def test_the_tables_of_a_document_are_made_once() -> None:
    joined = _join(PLAN, PAGES)
    tables = list(joined.tables())
    assert tables
    with pytest.raises(RuntimeError, match="already handed over"):
        joined.tables()


def test_page_breaks_do_not_depend_on_when_tables_are_made() -> None:
    joined = _join(PLAN, PAGES)
    tables, count = list(joined.tables()), len(joined.page_breaks)
    assert len(tables) == joined.count
    assert count == 2
    assert joined.ledger == read_document(PLAN, PAGES).ledger


def test_stitched_tables_have_no_cells_after_they_are_made() -> None:
    joined = _join(PLAN, PAGES)
    stitched = list(joined.stitched)
    cells = len(stitched[0].cells)
    assert len(list(stitched[0].release_cells())) == cells > 0
    with pytest.raises(RuntimeError, match="were released"):
        stitched[0].release_cells()
    with pytest.raises(RuntimeError, match="were released"):
        _ = stitched[0].cells
