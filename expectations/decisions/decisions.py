"""Parse decisions.csv and apply the decisions to the issues."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

from expectations.decisions.replacing import CorrectionSet, corrections_of
from expectations.errors import CorrectionError, DecisionsError
from expectations.model import Decision, DecisionKind, Issue, IssueReport, StaleDecision
from expectations.plan_index import PlanIndex

COLUMNS = ("issue_id", "decision", "value", "decided_by", "date", "note")
OPTIONAL = ("ground",)
DECISION_KINDS: tuple[str, ...] = get_args(DecisionKind)


def parse_decisions(text: str, name: str = "decisions.csv") -> tuple[Decision, ...]:
    """Parse the text of a decisions.csv, as the report or a spreadsheet saves it.

    Fields may be separated by commas, semicolons or tabs; lines may end in CRLF.

    Args:
        text: Content of the file, without a byte-order mark.
        name: Name of the file, for messages.

    Returns:
        The decisions, in file order.

    Raises:
        DecisionsError: A line is invalid.
    """
    if not text.strip():
        return ()
    first = text.lstrip().splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    decisions: list[Decision] = []
    lines: dict[str, int] = {}
    header: list[str] = []
    try:
        for fields in reader:
            if not any(field.strip() for field in fields):
                continue
            if not header:
                header = _header(fields, name, reader.line_num)
                continue
            decision = _decision(header, fields, name, reader.line_num)
            if decision.issue_id in lines:
                found = f"a second decision on {decision.issue_id}"
                expected = f"one decision; the first is on line {lines[decision.issue_id]}"
                raise DecisionsError(name, reader.line_num, found, expected)
            lines[decision.issue_id] = reader.line_num
            decisions.append(decision)
    except csv.Error as error:
        raise DecisionsError(
            name,
            reader.line_num,
            f"invalid CSV ({error})",
            "closed quotes, doubled inside of a field",
        ) from error
    return tuple(decisions)


def _header(fields: list[str], name: str, line: int) -> list[str]:
    header = [field.strip().casefold() for field in fields]
    missing = [column for column in COLUMNS if column not in header]
    unknown = [column for column in header if column and column not in COLUMNS + OPTIONAL]
    if missing or unknown:
        names = ", ".join(missing or unknown)
        found = f"no column {names}" if missing else f"unknown column {names}"
        raise DecisionsError(name, line, found, f"the columns {', '.join(COLUMNS)}")
    return header


def _decision(header: list[str], fields: list[str], name: str, line: int) -> Decision:
    if len(fields) > len(header) and any(field.strip() for field in fields[len(header) :]):
        raise DecisionsError(name, line, f"{len(fields)} fields", f"{len(header)} as in the header")
    row = dict.fromkeys(OPTIONAL, "")
    row |= {c: f.strip() for c, f in zip(header, fields + [""] * len(header), strict=False) if c}
    row["decision"] = row["decision"].casefold()
    if not row["issue_id"]:
        raise DecisionsError(name, line, "no issue_id", "the issue's identifier")
    if row["decision"] not in DECISION_KINDS:
        found = f"decision '{row['decision']}'"
        raise DecisionsError(name, line, found, " or ".join(DECISION_KINDS))
    if row["decision"] == "correct" and not row["value"]:
        raise DecisionsError(name, line, "`correct` without a value", "the value to publish")
    if not row["decided_by"]:
        raise DecisionsError(name, line, "no decided_by", "the name of who decided")
    if not _is_date(row["date"]):
        raise DecisionsError(name, line, f"date '{row['date']}'", "a date like 2025-03-31")
    return Decision.model_validate({**row, "line": line})


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def apply_decisions(
    issues: Sequence[Issue], decisions: Sequence[Decision], index: PlanIndex
) -> IssueReport:
    """Apply decisions to the issues, or to the single places, that they name.

    A decision is reported as stale, and not applied, if its issue no longer exists, if the printed
    words have changed since, if its value cannot be published, or if the decision on a more
    severe issue gave the same words another value.

    Args:
        issues: Issues, most severe first.
        decisions: Decisions, in file order.
        index: The plan as printed.
    """
    pending = {decision.issue_id: decision for decision in decisions}
    decided: list[Issue] = []
    corrections = CorrectionSet(index.plan)
    stale: list[StaleDecision] = []
    on_places: list[Decision] = []
    for issue in issues:
        applied: list[tuple[Decision, Issue]] = []
        for decision, part in _decisions_on(issue, pending):
            del pending[decision.issue_id]
            try:
                _apply(part, decision, index, corrections)
            except (CorrectionError, _GroundChangedError) as error:
                stale.append(StaleDecision(decision=decision, reason=str(error)))
                continue
            applied.append((decision, part))
            if decision.issue_id != issue.issue_id:
                on_places.append(decision)
        decided.append(_with_decision(issue, applied))
    gone = "The issue no longer exists in this edition; delete the line."
    stale += [StaleDecision(decision=d, reason=gone) for d in pending.values()]
    return IssueReport(
        issues=tuple(decided),
        corrections=corrections.merged(),
        stale_decisions=tuple(stale),
        place_decisions=tuple(on_places),
    )


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


class _GroundChangedError(Exception):
    """The printed words have changed since the decision."""


def _apply(issue: Issue, decision: Decision, index: PlanIndex, corrections: CorrectionSet) -> None:
    if decision.ground and decision.ground != issue.ground:
        message = "The printed words have changed since the decision; decide again."
        raise _GroundChangedError(message)
    if decision.decision == "correct":
        corrections.add(corrections_of(issue, decision, index))
