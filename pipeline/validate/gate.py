"""Count the results of a run, and decide whether they may be published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.counts import IssueCounts, count_issues
from expectations.settings import SEVERITIES
from extract.frozen import Frozen
from pipeline.errors import BrokenExpectationError, LostGlyphsError, SeverityReachedError

if TYPE_CHECKING:
    from expectations.model import IssueReport
    from link.model import LinkedPlan


_LISTED = 5
"""Failures or pages that a message lists."""


class Verdict(Frozen):
    """Counts of a run, failed expectations, decisions not applied, and pages with lost glyphs.

    Attributes:
        pages_to_retry: pages that were not read, and that the next run may read.
        cells: parts of cells, each on one page.
        differing_cells: those of them that the two readers read differently.
        misleading_lines: lines with glyphs that do not look like the character of their text.
    """

    rows: int
    areas: int
    bodies: int
    mentions: int
    mentions_resolved: int
    issues: IssueCounts
    failures: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    glyphs: int = 0
    lost: int = 0
    doubts: int = 0
    lost_pages: tuple[str, ...] = ()
    pages_to_retry: int = 0
    cells: int = 0
    differing_cells: int = 0
    misleading_lines: int = 0


def make_verdict(linked: LinkedPlan, report: IssueReport, failures: tuple[str, ...]) -> Verdict:
    """Count the results of a run.

    Args:
        linked: The plan.
        report: Its issues.
        failures: Failed expectations, one line each.
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
        lost=sum(page.lost for page in plan.ledger),
        doubts=len(plan.doubts),
        lost_pages=tuple(
            f"page {page.page}: {page.lost} lost, {page.doubled} used twice"
            + (", not read" if page.is_unread else "")
            for page in plan.ledger
            if page.lost or page.doubled or page.is_unread
        ),
        pages_to_retry=sum(page.may_be_read for page in plan.ledger),
        cells=len(plan.cells),
        differing_cells=sum(cell.readings_agree is False for cell in plan.cells),
        misleading_lines=sum(doubt.kind == "misleading-glyph" for doubt in plan.doubts),
    )


def stale_lines(report: IssueReport) -> Iterator[str]:
    """Yield one line for each decision that was not applied; equal lines are printed once."""
    yield from dict.fromkeys(
        f"decision on {stale.decision.issue_id} not applied: {stale.reason}"
        for stale in report.stale_decisions
    )


def refuse(verdict: Verdict, *, allow_loss: bool, fail_on: str | None) -> None:
    """Stop a run whose dataset may not be published.

    Raises:
        BrokenExpectationError: A table does not meet an expectation.
        LostGlyphsError: Glyphs were lost or used twice, and ``allow_loss`` is false.
        SeverityReachedError: An open issue is at least as severe as ``fail_on``.
    """
    if verdict.failures:
        raise BrokenExpectationError(
            f"nothing published: {_count(len(verdict.failures), 'expectation')} failed: "
            + "; ".join(verdict.failures[:_LISTED])
        )
    if verdict.lost_pages and not allow_loss:
        pages = _count(len(verdict.lost_pages), "page")
        raise LostGlyphsError(
            f"nothing published: glyphs lost or used twice on {pages} "
            f"({'; '.join(verdict.lost_pages[:_LISTED])}); check these pages, or publish anyway "
            "with --allow-loss"
        )
    if fail_on is not None:
        severities: tuple[str, ...] = SEVERITIES
        severe = severities[: severities.index(fail_on) + 1]
        count = verdict.issues.open_of(severe)
        if count:
            raise SeverityReachedError(
                f"nothing published: {_count(count, 'open issue')} of severity {fail_on} or above; "
                "decide on them in decisions.csv, or run without --fail-on"
            )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + "s" * (number != 1)


def verdict_summary(verdict: Verdict) -> str:
    """Return the line that a run prints at its end."""
    counts = verdict.issues
    issues = ", ".join(f"{counts.open_of([severity])} {severity}" for severity in SEVERITIES)
    decided = f"; {counts.decided} decided" if counts.decided else ""
    pages = len(verdict.lost_pages)
    read = f"{verdict.glyphs - verdict.lost:,} of " if verdict.lost else ""
    lost = f"; glyphs lost or used twice on {_count(pages, 'page')}" if pages else ""
    return (
        f"{verdict.rows} rows in {verdict.areas} areas; {verdict.mentions_resolved} of "
        f"{verdict.mentions} mentions of bodies resolved; issues: {issues} open{decided}; "
        f"{read}{verdict.glyphs:,} glyphs accounted for{lost}"
    )
