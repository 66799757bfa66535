"""What became of the document's issues between two editions."""

from __future__ import annotations

import random

import pytest

from pipeline.diff.links import issue_changes
from tests.pipeline.diff.made_editions import edition, random_rows


@pytest.mark.parametrize(
    ("decision", "kind"),
    [("", "open"), ("accept", "decided"), ("dismiss", "decided"), ("correct", "decided")],
)
def test_an_issue_that_the_new_edition_decided_is_not_open(decision: str, kind: str) -> None:
    rows = random_rows(random.Random(1), 2, areas=1)
    issue = {
        "issue_id": "lead-missing-1", "rule": "lead-missing", "severity": "error",
        "table": "matrix", "record_id": "r0", "field": "lead_bodies_printed", "page": "3",
        "printed": "", "message": "nobody leads", "suggestion": "", "decision": "",
        "decided_by": "", "decision_note": "",
    }  # fmt: skip
    old, new = edition("old", rows), edition("new", rows)
    old.tables["issues"].append(issue)
    new.tables["issues"].append(issue | {"decision": decision})
    changes = issue_changes(old, new, {})
    assert [change.kinds for change in changes] == [(kind,)]
