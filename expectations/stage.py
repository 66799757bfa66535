"""Expectations: what must hold of our dataset, and what is remarkable in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from expectations.catalogue import RULES
from expectations.decisions.decisions import decide
from expectations.model import (
    SEVERITIES,
    Decision,
    Failure,
    Issue,
    IssueReport,
    PrintedIssues,
    Severity,
)
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.suites.parts import TablePart, parts_of
from extract.model import Frozen
from link.model import LinkedPlan
from normalize.ids import Identifiers, digest, fold_case_and_spaces

PrintReader = Callable[[LinkedPlan, ExpectationSettings], PrintedIssues]
"""Finds what rules of print alone find, as `find_in_print` does."""


def find_issues(
    linked: LinkedPlan,
    settings: ExpectationSettings,
    decisions: Sequence[Decision] = (),
    reader: PrintReader | None = None,
) -> IssueReport:
    """Find what is remarkable in the document, and lay the reviewers' decisions beside it.

    Args:
        linked: The plan.
        settings: Its settings: severities, rules that are off, known words.
        decisions: What reviewers decided, in the order of their file.
        reader: Finds what rules of print alone find, given the plan as it is printed; another
            one may have done so before.

    Returns:
        Issues, the gravest first; the corrections to publish; the decisions that no longer
        fit. ``expectations.decisions.corrections.apply_corrections`` publishes the corrections.
    """
    ground = PlanIndex(linked)
    in_print: dict[str, list[Issue]] = defaultdict(list)
    for issue in (reader or find_in_print)(linked.as_printed(), settings).issues:
        in_print[issue.rule].append(issue)
    issues: list[Issue] = []
    for rule, severity in _in_force(settings):
        if rule.of_print:
            is_out = rule.ruled_out
            issues += [i for i in in_print[rule.code] if is_out is None or not is_out(ground, i)]
        else:
            issues += _issues(rule, severity, rule.find(ground, settings))
    issues.sort(key=lambda issue: SEVERITIES.index(issue.severity))
    return decide(issues, decisions, ground)


def find_in_print(linked: LinkedPlan, settings: ExpectationSettings) -> PrintedIssues:
    """Find what the rules find that look at print alone.

    Args:
        linked: The plan as it is printed.
        settings: Its settings.
    """
    ground = PlanIndex(linked)
    return PrintedIssues(
        issues=tuple(
            issue
            for rule, severity in _in_force(settings)
            if rule.of_print
            for issue in _issues(rule, severity, rule.find(ground, settings))
        )
    )


def _in_force(settings: ExpectationSettings) -> Iterator[tuple[Rule, Severity]]:
    """Yield the rules that are not switched off, and how much they matter."""
    by_rule = {setting.rule: setting for setting in settings.rules}
    for rule in RULES:
        setting = by_rule.get(rule.code)
        if setting is None or setting.enabled:
            yield rule, (setting and setting.severity) or rule.severity


def _issues(rule: Rule, severity: str, findings: Iterator[Finding]) -> Iterator[Issue]:
    ids = Identifiers(rule.code, fold=fold_case_and_spaces)
    for finding in findings:
        rests_on = sorted({f"{p.field} {p.printed or p.text}" for p in finding.places})
        yield Issue(
            issue_id=ids.of_text(*finding.key),
            rule=rule.code,
            severity=severity,
            message=finding.message,
            suggestion=finding.suggestion or rule.remedy,
            places=finding.places,
            candidates=finding.candidates,
            bodies=finding.bodies,
            ground=digest(*rests_on, fold=fold_case_and_spaces),
        )


def check_tables(records: Mapping[str, Sequence[Frozen]]) -> tuple[Failure, ...]:
    """Check what must hold of the published tables, with Great Expectations.

    Args:
        records: Table name and its rows, as ``link.tables.records_of`` returns them.

    Returns:
        What does not hold; empty if the dataset may be published.

    Raises:
        SuiteError: A check could not run: an error of ours.
    """
    return check_parts(parts_of(records))


def check_parts(parts: Sequence[TablePart]) -> tuple[Failure, ...]:
    """Check tables that :func:`parts_of` prepared; see :func:`check_tables`."""
    # Great Expectations takes seconds to import: only those who check pay for it.
    from expectations.suites.checkpoint import run

    return run(parts)
