"""A change that may be a fault of reading says so."""

from __future__ import annotations

import random

import pytest

from expectations.model import Issue, Place
from extract.model import Span
from pipeline.diff.editions import Edition, IssueFile
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff.made_editions import edition, random_rows

HINT = "edition may be misread here"


def doubted(made: Edition, rule: str, decision: str = "", column: str = "row_id") -> Edition:
    """Give an edition a doubt about a cell of its first row, by default of its lead bodies."""
    made.tables["cells"] = [
        {
            "record_ids": row[column], "page": "3", "x0": "10", "x1": "90",
            "top": str(20 * n), "bottom": str(20 * n + 20),
        }
        for n, row in enumerate(made.rows)
    ]  # fmt: skip
    place = Place(
        table="matrix",
        record_id="page-3",
        field="page_first",
        span=Span(page=3, bbox=(10.0, 1.0, 90.0, 20.0)),
    )
    issue = Issue.model_validate(
        {
            "issue_id": f"{rule}-1",
            "rule": rule,
            "severity": "warning",
            "message": "The place below may be an empty cell.",
            "suggestion": "",
            "places": (place,),
            "decision": decision,
        }
    )
    made.issues = IssueFile(issues=(issue,))
    return made


def editions() -> tuple[Edition, Edition]:
    """Two editions; the new one prints two rows with another lead body."""
    rows = random_rows(random.Random(3), 12, 3)
    others = [dict(row) for row in rows]
    for row in others[:2]:
        body = "AICHR" if row["lead_bodies"] != "AICHR" else "SOMY"
        row["lead_bodies"] = row["lead_bodies_printed"] = body
    return edition("old", rows), edition("new", others)


def said(old: Edition, new: Edition) -> list[str]:
    changes = compare_editions(old, new).of("rows")
    return [change.says for change in changes if change.kinds == ("reassigned",)]


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_change_of_a_row_that_was_read_with_doubt_says_so(side: str) -> None:
    old, new = editions()
    doubted(old if side == "old" else new, "row-start-weak")
    first, second = said(old, new)
    hint = f" The {side} edition may be misread here: The place below may be an empty cell."
    assert first.endswith(hint)
    assert "misread" not in second


@pytest.mark.parametrize(("rule", "decision"), [("row-start-weak", "accept"), ("misprint", "")])
def test_doubts_that_are_decided_and_issues_of_the_plan_are_no_doubts(
    rule: str, decision: str
) -> None:
    old, new = editions()
    doubted(new, rule, decision)
    assert not any("misread" in text for text in said(old, new))


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_duty_that_follows_from_a_row_in_doubt_says_so(side: str) -> None:
    old, new = editions()
    doubted(old if side == "old" else new, "row-start-weak")
    roles = [c for c in compare_editions(old, new).of("roles") if c.kinds != ("unchanged",)]
    first = {row["row_id"] for row in (*old.rows[:1], *new.rows[:1])}
    assert {c.kinds for c in roles if HINT in c.says} == {("added",), ("removed",)}
    assert all((HINT in c.says) is bool(first & {*c.old_ids, *c.new_ids}) for c in roles)


@pytest.mark.parametrize(
    ("column", "name"), [("activity_id", "activity"), ("expected_output_id", "expected_output")]
)
def test_a_row_depends_on_the_cells_of_its_activity_and_output(column: str, name: str) -> None:
    old, new = editions()
    new.rows[0][name] += " and beyond"
    doubted(new, "glyph-unknown", column=column)
    hinted = [c for c in compare_editions(old, new).of("rows") if HINT in c.says]
    assert [c.new_ids for c in hinted] == [(new.rows[0]["row_id"],)]


def test_a_shared_cell_matters_where_the_rows_differ_in_it() -> None:
    old, new = editions()
    new.rows[0]["focus"] = "Focus on ways to share water"
    doubted(new, "glyph-unknown", column="focus_id")
    hinted = [c for c in compare_editions(old, new).of("rows") if HINT in c.says]
    assert [c.new_ids for c in hinted] == [(new.rows[0]["row_id"],)]


def test_an_area_in_doubt_says_so_and_so_do_the_duties_in_it() -> None:
    old, new = editions()
    area = new.rows[0]["area_id"]
    for row in new.rows:
        if row["area_id"] == area:
            row["relevant_bodies"] = "SOMTC; SOMRI"
            row["area"] = f"Another {row['area']}"
    new.tables["areas"][0]["title"] = new.rows[0]["area"]
    doubted(new, "glyph-unknown", column="area_id")
    changes = compare_editions(old, new)
    (changed,) = (c for c in changes.of("areas") if c.kinds != ("unchanged",))
    assert HINT in changed.says
    roles = [c for c in changes.of("roles") if c.note == "relevant" and c.kinds == ("removed",)]
    assert [c.bodies for c in roles] == [("ADGMIN",)]
    assert HINT in roles[0].says
