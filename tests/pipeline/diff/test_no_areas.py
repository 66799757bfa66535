"""In a plan without areas, bodies are relevant for rows, and no sentence names an area."""

from __future__ import annotations

import random

from pipeline.diff.editions import Edition
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff.made_editions import edition, random_rows


def two_editions() -> tuple[Edition, Edition]:
    rows = random_rows(random.Random(7), 8, 1)
    for number, row in enumerate(rows):
        row |= {"area_id": "", "area": "", "relevant_bodies": ("SOMY", "AICHR")[number % 2]}
    old, new = edition("old", rows), edition("new", [dict(row) for row in rows])
    for made in (old, new):
        made.tables["areas"] = []
    return old, new


def test_bodies_that_stay_relevant_for_their_rows_are_no_change() -> None:
    old, new = two_editions()
    assert {change.kinds for change in compare_editions(old, new).of("roles")} == {("unchanged",)}


def test_another_relevant_body_an_added_and_a_removed_row_are_told_without_an_area() -> None:
    old, new = two_editions()
    new.rows[0]["relevant_bodies"] = "ACWC"
    added = old.rows.pop(3)
    removed = new.rows.pop(5)
    changes = [c for c in compare_editions(old, new).changes if c.kinds != ("unchanged",)]
    says = [change.says for change in changes]
    rows = [change.says for change in changes if change.table == "rows"]
    assert any(text.startswith("New: ") and added["activity"][:20] in text for text in rows)
    assert any(text.startswith("Gone: ") and removed["activity"][:20] in text for text in rows)
    relevant = [
        text for text in says if "relevant" in text and new.rows[0]["activity"][:20] in text
    ]
    assert len(relevant) == 2
