"""What can be corrected is told in advance, and agrees with what a correction then does."""

from __future__ import annotations

from itertools import product

import pytest

from expectations.decisions.replacing import corrections_of
from expectations.errors import CorrectionError
from expectations.model import Decision, Issue
from expectations.plan_index import PlanIndex
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from link.model import LinkedPlan
from tests.expectations.cases import CASES
from tests.expectations.notes import plan_with_group_as_note

SETTINGS = ExpectationSettings()


def correct(target: str, value: str) -> Decision:
    return Decision(
        issue_id=target, decision="correct", value=value, decided_by="Ana", date="2025-03-31"
    )


def part_of(issue: Issue, target: str) -> Issue:
    record = target.partition("/")[2]
    places = tuple(p for p in issue.places if record in ("", p.record_id))
    return issue.model_copy(update={"places": places})


def objection(issue: Issue, decision: Decision, index: PlanIndex) -> str:
    try:
        corrections_of(issue, decision, index)
    except CorrectionError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("rule", CASES)
def test_each_target_takes_what_it_says(rule: str) -> None:
    plan = CASES[rule].broken
    index = PlanIndex(plan)
    report = find_issues(plan, SETTINGS)
    issues = {issue.issue_id: issue for issue in report.issues}
    assert set(issues) <= {target.target for target in report.correctable}
    body = next(iter(index.bodies), "")
    for target in report.correctable:
        issue = part_of(issues[target.target.partition("/")[0]], target.target)
        values = {"bodies": [body], "text": ["words"], "": [body, "words"]}[target.kind]
        for value in filter(None, values):
            said = objection(issue, correct(target.target, value), index)
            assert bool(said) != bool(target.kind), (target, value)
            assert target.obstacle in said


def test_an_issue_whose_places_differ_is_corrected_place_by_place() -> None:
    report = find_issues(CASES["compound-mixed"].broken, SETTINGS)
    issue = next(issue for issue in report.issues if issue.rule == "compound-mixed")
    own = [t for t in report.correctable if t.target.startswith(issue.issue_id)]
    assert [(t.kind, "different words" in t.obstacle) for t in own[:1]] == [("", True)]
    records = list(dict.fromkeys(place.record_id for place in issue.places))
    assert [t.target for t in own[1:]] == [f"{issue.issue_id}/{record}" for record in records]


def group_and_note() -> tuple[LinkedPlan, str, str]:
    """A plan in which a group of bodies and a drafting note are the same words."""
    plan = plan_with_group_as_note()
    ids = {issue.rule: issue.issue_id for issue in find_issues(plan, SETTINGS).issues}
    return plan, ids["body-collective"], ids["drafting-note"]


def test_targets_that_share_words_are_named_and_contradict_each_other() -> None:
    plan, group, note = group_and_note()
    pairs = {pair.targets: pair.is_same for pair in find_issues(plan, SETTINGS).overlaps}
    assert pairs[group, note] is True
    for one, other in product(("SOMTC", "AUN"), repeat=2):
        decisions = [correct(group, one), correct(note, other)]
        stale = find_issues(plan, SETTINGS, decisions).stale_decisions
        assert bool(stale) == (one != other)


def test_a_list_without_any_body_is_refused() -> None:
    plan, group, _ = group_and_note()
    (stale,) = find_issues(plan, SETTINGS, [correct(group, ";")]).stale_decisions
    assert "it names no body" in stale.reason
