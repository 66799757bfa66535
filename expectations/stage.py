"""Find defects of the document and apply the decisions of reviewers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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

PrintReader = Callable[[LinkedPlan, ExpectationSettings], Callable[[], PrintedIssues]]
"""Starts to find the issues of the rules that read the printed text only, like `begin_in_print`."""
Found = Mapping[str, Sequence[Issue]]
"""Issues by the code of their rule."""
Beside = Callable[[Callable[[], Found]], Callable[[], Found]]
"""Starts work, and returns a function that waits for its result."""
LONG = ("grammar-slip",)
"""Rules that take as long as all others together, most of which need the same facts."""


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
        reader: Replaces `begin_in_print`, for example with a cached result.

    Returns:
        Issues, most severe first; the corrections to publish; the decisions that no longer
        apply. ``expectations.decisions.corrections.apply_corrections`` publishes the corrections.
    """
    index = PlanIndex(linked, settings.language)
    printed = (reader or begin_in_print)(linked.as_printed(), settings)
    rules = list(_enabled_rules(settings))
    found = dict(_found(index, settings, [each for each in rules if not each[0].print_only]))
    in_print: dict[str, list[Issue]] = defaultdict(list)
    for issue in printed().issues:
        in_print[issue.rule].append(issue)
    issues: list[Issue] = []
    for rule, _ in rules:
        is_false = rule.is_false_alarm
        if rule.print_only and is_false:
            issues += [issue for issue in in_print[rule.code] if not is_false(index, issue)]
        else:
            issues += (in_print if rule.print_only else found)[rule.code]
    issues.sort(key=lambda issue: SEVERITIES.index(issue.severity))
    return apply_decisions(issues, decisions, index)


def find_in_print(linked: LinkedPlan, settings: ExpectationSettings) -> PrintedIssues:
    """Find the issues of the rules that read the printed text only.

    Args:
        linked: The plan as printed.
        settings: Its settings.
    """
    return begin_in_print(linked, settings)()


def begin_in_print(
    linked: LinkedPlan, settings: ExpectationSettings, beside: Beside = lambda work: work
) -> Callable[[], PrintedIssues]:
    """Start to find the issues of the rules that read the printed text only.

    Args:
        linked: The plan as printed.
        settings: Its settings.
        beside: Starts the rules that take long; unless it is given, they wait with the others.

    Returns:
        A function that finds the issues of all others, and waits.
    """
    rules = [each for each in _enabled_rules(settings) if each[0].print_only]
    index = PlanIndex(linked, settings.language)
    long = [each for each in rules if each[0].code in LONG]
    waiting = beside(lambda: _found(index, settings, long))

    def finish() -> PrintedIssues:
        others = [each for each in rules if each not in long]
        found = {**_found(index, settings, others), **waiting()}
        return PrintedIssues(issues=tuple(issue for rule, _ in rules for issue in found[rule.code]))

    return finish


def _found(
    index: PlanIndex, settings: ExpectationSettings, rules: Iterable[tuple[Rule, Severity]]
) -> Found:
    return {
        rule.code: tuple(_issues(rule, severity, rule.find(index, settings)))
        for rule, severity in rules
    }


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
