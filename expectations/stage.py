"""Expectations: what must hold of our dataset, and what is remarkable in the document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from expectations.catalogue import RULES
from expectations.decisions import decide
from expectations.ground import Ground
from expectations.model import SEVERITIES, Decision, Failure, Issue, IssueReport
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from extract.model import Frozen
from link.model import LinkedPlan


def find_issues(
    linked: LinkedPlan, settings: ExpectationSettings, decisions: Sequence[Decision] = ()
) -> IssueReport:
    """Find what is remarkable in the document, and lay the reviewers' decisions beside it.

    Args:
        linked: The plan.
        settings: Its settings: severities, rules that are off, known words.
        decisions: What reviewers decided, in the order of their file.

    Returns:
        Issues, the gravest first; the corrections to publish; the decisions that no longer
        fit. ``expectations.corrections.apply_corrections`` publishes the corrections.
    """
    ground = Ground(linked)
    by_rule = {setting.rule: setting for setting in settings.rules}
    issues: list[Issue] = []
    for rule in RULES:
        setting = by_rule.get(rule.code)
        if setting is None or setting.enabled:
            severity = (setting and setting.severity) or rule.severity
            issues += _issues(rule, severity, rule.find(ground, settings))
    issues.sort(key=lambda issue: SEVERITIES.index(issue.severity))
    return decide(issues, decisions, ground)


def _issues(rule: Rule, severity: str, findings: Iterator[Finding]) -> Iterator[Issue]:
    seen: dict[str, int] = {}
    for finding in findings:
        stem = f"{rule.code}-{_digest(*finding.key)}"
        seen[stem] = seen.get(stem, 0) + 1
        yield Issue(
            issue_id=stem if seen[stem] == 1 else f"{stem}-{seen[stem]}",
            rule=rule.code,
            severity=severity,
            message=finding.message,
            suggestion=finding.suggestion or rule.remedy,
            places=finding.places,
            candidates=finding.candidates,
            bodies=finding.bodies,
            ground=_digest(*sorted({f"{p.field} {p.printed or p.text}" for p in finding.places})),
        )


def _digest(*parts: str) -> str:
    """First 8 hexadecimal digits of the SHA-256 of the parts, blanks and case folded."""
    folded = "\x1f".join(re.sub(r"\s+", " ", part).strip().casefold() for part in parts)
    return hashlib.sha256(folded.encode()).hexdigest()[:8]


def check_tables(records: Mapping[str, Sequence[Frozen]]) -> tuple[Failure, ...]:
    """Check what must hold of the published tables, with Great Expectations.

    Args:
        records: Table name and its rows, as ``link.tables.records_of`` returns them.

    Returns:
        What does not hold; empty if the dataset may be published.

    Raises:
        SuiteError: A check could not run: an error of ours.
    """
    # Great Expectations takes seconds to import: only those who check pay for it.
    from expectations.suites.checkpoint import run

    return run(records)
