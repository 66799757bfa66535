"""Tables read one at a time equal those of the whole document."""

from __future__ import annotations

from pathlib import Path

from extract.document.doubts import notes_on
from extract.settings import ReadOptions
from extract.stage import read_document, read_tables

PLAN = Path("sources/asean-pcrve-2019-2025/plan.pdf")


def test_tables_read_one_at_a_time_equal_the_document_s() -> None:
    pages = (1, 6, 7, 8, 20)
    document = read_document(PLAN, ReadOptions(pages=pages))
    ended: list[bool] = []
    found = read_tables(PLAN, ReadOptions(pages=pages, pages_read=lambda: ended.append(True)))
    notes = (*found.notes, *notes_on(found.doubts))
    assert (found.source, notes, ended) == (document.source, document.notes, [True])
    assert found.doubts == document.doubts
    assert found.count == len(document.tables) > 1
    assert tuple(found.tables) == document.tables
    assert tuple(found.tables) == ()
