"""Apply reviewers' decisions to the issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from expectations.decisions.correctable import correctable, overlapping_corrections
from expectations.decisions.replacing import CorrectionSet, corrections_of
from expectations.errors import CorrectionError
from expectations.model import Decision, Issue, IssueReport, StaleDecision
from expectations.plan_index import PlanIndex
from link.rows import JOINED


def apply_decisions(
    issues: Sequence[Issue], decisions: Sequence[Decision], index: PlanIndex
) -> IssueReport:
    """Apply decisions to the issues, or to the single places, that they name.

    A decision is reported as stale, and not applied, if its issue no longer exists, if the printed
    words have changed since, if another decision contradicts it, if its value cannot be published,
    or if the decision on a more severe issue gave the same words another value.

    Args:
        issues: Issues, most severe first.
        decisions: Decisions, in file order.
        index: The plan as printed.
    """
    settled, stale = settle(decisions, {issue.issue_id: issue.ground for issue in issues})
    pending = {decision.issue_id: decision for decision in settled}
    decided: list[Issue] = []
    corrections = CorrectionSet(index.plan)
    on_places: list[Decision] = []
    for issue in issues:
        applied: list[tuple[Decision, Issue]] = []
        for decision, part in _decisions_on(issue, pending):
            del pending[decision.issue_id]
            try:
                if decision.decision == "correct":
                    corrections.add(corrections_of(part, decision, index))
            except CorrectionError as error:
                stale.append(StaleDecision(decision=decision, reason=str(error)))
                continue
            applied.append((decision, part))
            if decision.issue_id != issue.issue_id:
                on_places.append(decision)
        decided.append(_with_decision(issue, applied))
    gone = "The issue no longer exists in this edition; delete the line."
    stale += [StaleDecision(decision=d, reason=gone) for d in pending.values()]
    targets = correctable(issues, index)
    return IssueReport(
        issues=tuple(decided),
        corrections=corrections.merged(),
        stale_decisions=tuple(stale),
        place_decisions=tuple(on_places),
        correctable=targets,
        overlaps=overlapping_corrections(issues, targets, index),
    )


def settle(
    decisions: Sequence[Decision], grounds: Mapping[str, str]
) -> tuple[list[Decision], list[StaleDecision]]:
    """Return one decision for each issue or place, and those that do not hold, with reasons.

    Files of several reviewers may decide one issue. Equal decisions count once, with the names
    and notes of all who decided. Of decisions that contradict each other none holds: the issue
    stays open.

    Args:
        decisions: All decisions on an edition.
        grounds: Present ground of each issue.
    """
    stale: list[StaleDecision] = []
    by_id: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        ground = grounds.get(decision.issue_id.partition("/")[0], decision.ground)
        if decision.ground and decision.ground != ground:
            changed = "The printed words have changed since the decision; decide again."
            stale.append(StaleDecision(decision=decision, reason=changed))
        else:
            by_id[decision.issue_id].append(decision)
    settled: list[Decision] = []
    for group in by_id.values():
        if len({(d.decision, " ".join(d.value.split())) for d in group}) == 1:
            # The report downloads decisions of several reviewers with all their names.
            names = dict.fromkeys(n for d in group for n in d.decided_by.split(JOINED))
            notes = dict.fromkeys(n for d in group for n in d.note.split(JOINED) if n)
            update = {"decided_by": JOINED.join(names), "note": JOINED.join(notes)}
            settled.append(group[0].model_copy(update=update))
        else:
            what = " and ".join(_told(decision) for decision in group)
            reason = f"Decisions contradict each other: {what}; the issue stays open, keep one."
            stale += [StaleDecision(decision=decision, reason=reason) for decision in group]
    return settled, stale


def _told(decision: Decision) -> str:
    value = f" “{decision.value}”" if decision.value else ""
    place = f" ({decision.place})" if decision.place else ""
    return f"`{decision.decision}`{value} by {decision.decided_by}{place}"


def _decisions_on(issue: Issue, pending: Mapping[str, Decision]) -> list[tuple[Decision, Issue]]:
    """Return the decisions on an issue or its places, each with the part that it decides."""
    answers = []
    if issue.issue_id in pending:
        answers.append((pending[issue.issue_id], issue))
    if len(pending) > len(answers):
        for record_id in dict.fromkeys(place.record_id for place in issue.places):
            decision = pending.get(f"{issue.issue_id}/{record_id}")
            if decision is not None:
                places = tuple(p for p in issue.places if p.record_id == record_id)
                answers.append((decision, issue.model_copy(update={"places": places})))
    return answers


def _with_decision(issue: Issue, applied: Sequence[tuple[Decision, Issue]]) -> Issue:
    """Mark an issue as decided if the decisions cover all its places."""
    covered = {place.record_id for _, part in applied for place in part.places}
    if not applied or covered != {place.record_id for place in issue.places}:
        return issue
    decision = next((d for d, _ in applied if d.decision == "correct"), applied[0][0])
    update = {
        "decision": decision.decision,
        "decision_value": decision.value,
        "decision_date": decision.date,
        "decided_by": decision.decided_by,
        "decision_note": decision.note,
    }
    return issue.model_copy(update=update)
