"""Find defects of the document and apply the decisions of reviewers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from expectations.catalogue import RULES, rule_of
from expectations.decisions.decisions import apply_decisions
from expectations.model import (
    SEVERITIES,
    Decision,
    Issue,
    IssueReport,
    PrintedIssues,
    Severity,
)
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from link.model import LinkedPlan
from normalize.ids import Identifiers, fold_case_and_spaces, short_digest

PrintReader = Callable[[LinkedPlan, ExpectationSettings], PrintedIssues]
"""Returns the issues of the rules that read the printed text only, like `find_in_print`."""


def find_issues(
    linked: LinkedPlan,
    settings: ExpectationSettings,
    decisions: Sequence[Decision] = (),
    reader: PrintReader | None = None,
) -> IssueReport:
    """Find the issues of a document and apply the reviewers' decisions to them.

    Args:
        linked: The plan.
        settings: Its settings: severities, disabled rules, known words.
        decisions: The reviewers' decisions, in file order.
        reader: Replaces `find_in_print`, for example with a cached result.

    Returns:
        Issues, most severe first; the corrections to publish; the decisions that no longer
        apply. ``expectations.decisions.corrections.apply_corrections`` publishes the corrections.
    """
    index = PlanIndex(linked, settings.language)
    in_print: dict[str, list[Issue]] = defaultdict(list)
    for issue in (reader or find_in_print)(linked.as_printed(), settings).issues:
        in_print[issue.rule].append(issue)
    issues: list[Issue] = []
    for rule, severity in _enabled_rules(settings):
        if rule.print_only:
            is_false = rule.is_false_alarm
            issues += [i for i in in_print[rule.code] if not (is_false and is_false(index, i))]
        else:
            issues += _issues(rule, severity, rule.find(index, settings))
    issues.sort(key=lambda issue: SEVERITIES.index(issue.severity))
    return apply_decisions(issues, decisions, index)


def find_in_print(linked: LinkedPlan, settings: ExpectationSettings) -> PrintedIssues:
    """Find the issues of the rules that read the printed text only.

    Args:
        linked: The plan as printed.
        settings: Its settings.
    """
    index = PlanIndex(linked, settings.language)
    return PrintedIssues(
        issues=tuple(
            issue
            for rule, severity in _enabled_rules(settings)
            if rule.print_only
            for issue in _issues(rule, severity, rule.find(index, settings))
        )
    )


def _enabled_rules(settings: ExpectationSettings) -> Iterator[tuple[Rule, Severity]]:
    """Yield the enabled rules with their severities.

    Raises:
        UnknownRuleError: a setting is for no rule.
    """
    by_rule = {rule_of(setting.rule).code: setting for setting in settings.rules}
    for rule in RULES:
        setting = by_rule.get(rule.code)
        if setting is None or setting.enabled:
            yield rule, (setting and setting.severity) or rule.severity


def _issues(rule: Rule, severity: str, findings: Iterator[Finding]) -> Iterator[Issue]:
    ids = Identifiers(rule.code, fold=fold_case_and_spaces)
    for finding in findings:
        printed = sorted({f"{p.field} {p.printed or p.text}" for p in finding.places})
        yield Issue(
            issue_id=ids.of_text(*finding.key),
            rule=rule.code,
            severity=severity,
            message=finding.message,
            suggestion=finding.suggestion or rule.remedy,
            places=finding.places,
            candidates=finding.candidates,
            bodies=finding.bodies,
            ground=short_digest(*printed, fold=fold_case_and_spaces),
        )
