"""Pages are found by a walk that holds the last one only, and drops what parsers keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.page import page_worker
from extract.page.page_worker import read_and_cross_check
from extract.pdf import page_walk
from extract.pdf.page_walk import PageWalk, forget_fonts
from extract.pdf.thresholds import FileThresholds

PLAN = Path("sources/asean-pcrve-2019-2025/plan.pdf")


def test_pages_come_in_any_order_from_few_walks() -> None:
    begun: list[int] = []

    def begin() -> Iterator[str]:
        begun.append(1)
        return iter("abcde")

    walk = PageWalk(begin)
    assert [walk.page(number) for number in (1, 2, 2, 5)] == ["a", "b", "b", "e"]
    assert len(begun) == 1
    assert [walk.page(number) for number in (3, 1, 4)] == ["c", "a", "d"]
    assert len(begun) == 3


def test_a_file_that_ends_early_says_so_and_is_read_on_before_that() -> None:
    walk = PageWalk(lambda: iter("ab"))
    for number in (3, 3, 9):
        with pytest.raises(IndexError, match=f"before page {number}"):
            walk.page(number)
    assert walk.page(2) == "b"


def test_fonts_are_kept_while_they_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_walk, "FILES", FileThresholds(max_cached_fonts=2))
    fonts = {1: "a", 2: "b"}
    forget_fonts(fonts)
    assert len(fonts) == 2
    fonts[3] = "c"
    forget_fonts(fonts)
    assert not fonts


def test_what_is_forgotten_changes_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = (12, 13, 14)
    page_worker._open.cache_clear()
    kept = [read_and_cross_check(PLAN, page) for page in pages]
    page_worker._open.cache_clear()
    monkeypatch.setattr(page_worker, "CACHED_PAGES", 1)
    monkeypatch.setattr(page_walk, "FILES", FileThresholds(max_cached_fonts=0))
    assert [read_and_cross_check(PLAN, page) for page in (*pages, 12)] == [*kept, kept[0]]
    opened = page_worker._open_file(PLAN)
    opened._clear_caches()
    assert not opened.first._file.doc._cached_objs
    assert not opened.first._file.rsrcmgr._cached_fonts
    assert not opened.second._document._cached_objs
    opened.counter.close()
    page_worker._open.cache_clear()
