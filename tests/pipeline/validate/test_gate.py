"""Whether the results of a run may be published, and the line that it prints at its end."""

from __future__ import annotations

from typing import get_args

import pytest

from expectations.counts import IssueCounts
from expectations.model import Decision, IssueReport, StaleDecision
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from extract.model import DoubtKind, PageLedger, ReadingDoubt, Span
from normalize.model import CellFragment
from pipeline.errors import BrokenExpectationError, LostGlyphsError, SeverityReachedError
from pipeline.validate.gate import (
    Verdict,
    make_verdict,
    refuse,
    stale_lines,
    verdict_summary,
)
from tests.expectations.cases import CASES
from tests.expectations.plans import linked

OTHER: DoubtKind = next(kind for kind in get_args(DoubtKind) if kind != "misleading-glyph")
SOUND = Verdict(
    rows=2, areas=2, bodies=2, mentions=4, mentions_resolved=4, issues=IssueCounts(), glyphs=1200
)


def verdict(**values: object) -> Verdict:
    return SOUND.model_copy(update=values)


@pytest.mark.parametrize("fail_on", [None, "error", "warning", "info"])
@pytest.mark.parametrize("allow_loss", [True, False])
def test_a_sound_run_is_published(fail_on: str | None, allow_loss: bool) -> None:
    refuse(SOUND, allow_loss=allow_loss, fail_on=fail_on)


def test_a_failed_expectation_stops_the_run() -> None:
    broken = verdict(failures=tuple(f"areas: failure {n}" for n in range(7)))
    with pytest.raises(BrokenExpectationError) as caught:
        refuse(broken, allow_loss=True, fail_on=None)
    assert str(caught.value).startswith(
        "nothing published: 7 expectations failed: areas: failure 0"
    )
    assert str(caught.value).endswith("areas: failure 4")
    with pytest.raises(BrokenExpectationError, match="1 expectation failed: one"):
        refuse(verdict(failures=("one",)), allow_loss=True, fail_on=None)


def test_lost_glyphs_stop_the_run_unless_they_are_allowed() -> None:
    lost = verdict(lost_pages=("page 3: 2 lost, 0 used twice",))
    with pytest.raises(LostGlyphsError) as caught:
        refuse(lost, allow_loss=False, fail_on=None)
    assert str(caught.value) == (
        "nothing published: glyphs lost or used twice on 1 page (page 3: 2 lost, 0 used twice); "
        "check these pages, or publish anyway with --allow-loss"
    )
    refuse(lost, allow_loss=True, fail_on=None)


@pytest.mark.parametrize(
    ("fail_on", "count"),
    [(None, 0), ("error", 0), ("warning", 2), ("info", 5)],
)
def test_open_issues_of_a_severity_stop_the_run(fail_on: str | None, count: int) -> None:
    issues = verdict(issues=IssueCounts(warning=2, info=3, decided=9))
    if not count:
        refuse(issues, allow_loss=False, fail_on=fail_on)
        return
    with pytest.raises(SeverityReachedError, match=f"{count} open issues of severity {fail_on}"):
        refuse(issues, allow_loss=False, fail_on=fail_on)


def test_the_last_line_of_a_run() -> None:
    assert verdict_summary(SOUND) == (
        "2 rows in 2 areas; 4 of 4 mentions of bodies resolved; issues: 0 error, 0 warning, "
        "0 info open; 1,200 glyphs accounted for"
    )
    more = verdict(issues=IssueCounts(error=1, decided=2), lost_pages=("page 1",))
    assert "issues: 1 error, 0 warning, 0 info open; 2 decided; " in verdict_summary(more)
    assert verdict_summary(more).endswith("; glyphs lost or used twice on 1 page")


def test_a_verdict_counts_the_plan_and_its_issues() -> None:
    ledger = (
        PageLedger(page=1, glyphs=100),
        PageLedger(page=2, glyphs=50, lost=2),
        PageLedger(page=3, glyphs=10, doubled=1),
        PageLedger(page=4, glyphs=0, note="not read: takes long"),
    )
    plan = linked(relevant={"1.1": "SOMTC, SOMS", "1.2": "AUN"}, ledger=ledger)
    report = find_issues(plan, ExpectationSettings())
    readings = (True, False, None, False)
    cells = tuple(
        CellFragment(
            cell_id=f"c-{at}", record_ids=(), column="activity", fragment=0,
            span=Span(page=1, bbox=(0.0, 0.0, 1.0, 1.0)), text="", readings_agree=agree,
        )
        for at, agree in enumerate(readings)
    )  # fmt: skip
    kinds: tuple[DoubtKind, ...] = ("misleading-glyph", OTHER, "misleading-glyph", OTHER)
    span = Span(page=1, bbox=(0.0, 0.0, 1.0, 1.0))
    doubts = tuple(ReadingDoubt(kind=kind, span=span, text="", taken="") for kind in kinds)
    changes = {"cells": (*cells, cells[0]), "doubts": (*doubts, doubts[1])}
    read = plan.model_copy(update={"plan": plan.plan.model_copy(update=changes)})
    counted = make_verdict(read, report, ())
    assert (counted.cells, counted.differing_cells) == (5, 2)
    assert (counted.doubts, counted.misleading_lines) == (5, 2)
    made = make_verdict(plan, report, ("areas: one",))
    assert (made.rows, made.areas, made.bodies) == (2, 2, 2)
    assert (made.mentions, made.mentions_resolved, made.glyphs) == (5, 4, 160)
    assert made.lost_pages == (
        "page 2: 2 lost, 0 used twice",
        "page 3: 0 lost, 1 used twice",
        "page 4: 0 lost, 0 used twice, not read",
    )
    assert made.failures == ("areas: one",)
    assert made.issues.error == sum(i.severity == "error" for i in report.issues) == 3


def test_a_decision_that_was_not_applied_is_named() -> None:
    decision = Decision(issue_id="x-1", decision="accept", decided_by="Ana", date="2025-03-31")
    stale = StaleDecision(decision=decision, reason="Old.")
    report = IssueReport(issues=(), stale_decisions=(stale,))
    made = make_verdict(CASES["lead-missing"].broken, report, ())
    assert made.stale == ("decision on x-1 not applied: Old.",)
    both = IssueReport(issues=(), stale_decisions=(stale, stale))
    assert tuple(stale_lines(both)) == made.stale, "two that contradict each other, named together"
