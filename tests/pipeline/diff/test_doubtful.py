"""A change of a row that may be a fault of reading says so."""

from __future__ import annotations

import random

import pytest

from expectations.model import Issue, Place
from extract.model import Span
from pipeline.diff.editions import Edition, IssueFile
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff.made_editions import edition, random_rows


def doubted(made: Edition, rule: str, decision: str = "") -> Edition:
    """Give an edition a doubt about the cell of its first row's lead bodies."""
    made.tables["cells"] = [
        {
            "record_ids": row["row_id"], "page": "3", "x0": "10", "x1": "90",
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
