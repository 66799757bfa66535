"""What a run came to: the counts of its summary, and whether it may be published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.counts import IssueCounts, count_issues
from extract.frozen import Frozen
from pipeline.errors import BrokenExpectationError, LostGlyphsError, SeverityReachedError

if TYPE_CHECKING:
    from expectations.model import IssueReport
    from link.model import LinkedPlan

SEVERITIES = ("error", "warning", "info")


class Verdict(Frozen):
    """Counts of a run, the expectations that its tables broke, and decisions not applied."""

    rows: int
    areas: int
    bodies: int
    mentions: int
    mentions_resolved: int
    issues: IssueCounts
    failures: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    glyphs: int = 0
    doubts: int = 0
    lost_pages: tuple[str, ...] = ()


def judge(linked: LinkedPlan, report: IssueReport, failures: tuple[str, ...]) -> Verdict:
    """Count what a run came to.

    Args:
        linked: the plan.
        report: its issues.
        failures: expectations that its tables broke, a line each.
    """
    plan = linked.plan
    return Verdict(
        rows=len(plan.rows),
        areas=len(plan.areas),
        bodies=len(plan.bodies),
        mentions=len(plan.mentions),
        mentions_resolved=sum(mention.body_id is not None for mention in plan.mentions),
        issues=count_issues(report.issues),
        failures=failures,
        stale=tuple(stale_lines(report)),
        glyphs=sum(page.glyphs for page in plan.ledger),
        doubts=len(plan.doubts),
        lost_pages=tuple(
            f"page {page.page}: {page.lost} lost, {page.doubled} used twice"
            for page in plan.ledger
            if page.lost or page.doubled
        ),
    )


def stale_lines(report: IssueReport) -> Iterator[str]:
    """Give the decisions that were not applied, a line each."""
    for stale in report.stale_decisions:
        yield f"decision on {stale.decision.issue_id} not applied: {stale.reason}"


def refuse(verdict: Verdict, *, allow_loss: bool, fail_on: str | None) -> None:
    """Stop a run whose dataset may not be published.

    Raises:
        BrokenExpectationError: a table broke an expectation that must hold.
        LostGlyphsError: glyphs are lost or used twice, and that is not allowed.
        SeverityReachedError: an open issue is as severe as ``fail_on`` or more so.
    """
    if verdict.failures:
        raise BrokenExpectationError(
            f"nothing published: {len(verdict.failures)} expectations broken: "
            + "; ".join(verdict.failures[:5])
        )
    if verdict.lost_pages and not allow_loss:
        raise LostGlyphsError(
            f"nothing published: glyphs unaccounted for on {len(verdict.lost_pages)} pages "
            f"({'; '.join(verdict.lost_pages[:5])}); look at these pages, or publish all the "
            "same with --allow-loss"
        )
    if fail_on is not None:
        severe = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        count = verdict.issues.open_of(severe)
        if count:
            raise SeverityReachedError(
                f"nothing published: {count} open issues of severity {fail_on} or above; decide "
                "them in decisions.csv, or run without --fail-on"
            )


def summary(verdict: Verdict) -> str:
    """Return one line for the end of a run."""
    counts = verdict.issues
    issues = ", ".join(f"{counts.open_of([severity])} {severity}" for severity in SEVERITIES)
    decided = f"; {counts.decided} decided" if counts.decided else ""
    lost = f"; {len(verdict.lost_pages)} pages with glyphs lost" if verdict.lost_pages else ""
    return (
        f"{verdict.rows} rows in {verdict.areas} areas; {verdict.mentions_resolved} of "
        f"{verdict.mentions} mentions of bodies resolved; issues: {issues} open{decided}; "
        f"{verdict.glyphs:,} glyphs accounted for{lost}"
    )
