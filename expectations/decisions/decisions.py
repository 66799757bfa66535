"""Reviewers' decisions: read from decisions.csv and laid beside the issues."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from expectations.decisions.replacing import Laid, corrections_of
from expectations.errors import CorrectionError, DecisionsError
from expectations.model import Decision, Issue, IssueReport, StaleDecision, Verdict
from expectations.plan_index import PlanIndex

COLUMNS = ("issue_id", "decision", "value", "decided_by", "date", "note")
OPTIONAL = ("ground",)
VERDICTS: tuple[str, ...] = get_args(Verdict)


def read_decisions(file: Path) -> tuple[Decision, ...]:
    """Read a decisions.csv, as the report or a spreadsheet saves it.

    Takes a byte-order mark, CRLF line ends, and semicolons or tabs between the fields.

    Args:
        file: The file; one that does not exist holds no decisions.

    Returns:
        The decisions, in the order of the file.

    Raises:
        DecisionsError: A line cannot be understood.
    """
    if not file.exists():
        return ()
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise DecisionsError(file.name, line, "bytes that are no UTF-8", "UTF-8") from error
    return parse_decisions(text, file.name)


def parse_decisions(text: str, name: str = "decisions.csv") -> tuple[Decision, ...]:
    """Parse the text of a decisions.csv; see :func:`read_decisions`."""
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
                found = f"{decision.issue_id} is decided twice"
                before = lines[decision.issue_id]
                raise DecisionsError(name, reader.line_num, found, f"line {before} alone")
            lines[decision.issue_id] = reader.line_num
            decisions.append(decision)
    except csv.Error as error:
        raise DecisionsError(
            name, reader.line_num, f"not CSV ({error})", "quotes closed and doubled inside"
        ) from error
    return tuple(decisions)


def _header(fields: list[str], name: str, line: int) -> list[str]:
    header = [field.strip().casefold() for field in fields]
    missing = [column for column in COLUMNS if column not in header]
    unknown = [column for column in header if column and column not in COLUMNS + OPTIONAL]
    if missing or unknown:
        found = f"no column {', '.join(missing)}" if missing else f"column {', '.join(unknown)}"
        raise DecisionsError(name, line, found, f"a header with {', '.join(COLUMNS)}")
    return header


def _decision(header: list[str], fields: list[str], name: str, line: int) -> Decision:
    if len(fields) > len(header) and any(field.strip() for field in fields[len(header) :]):
        raise DecisionsError(name, line, f"{len(fields)} fields", f"{len(header)} as in the header")
    row = dict.fromkeys(OPTIONAL, "")
    row |= {c: f.strip() for c, f in zip(header, fields + [""] * len(header), strict=False) if c}
    row["decision"] = row["decision"].casefold()
    if not row["issue_id"]:
        raise DecisionsError(name, line, "no issue_id", "the issue's identifier")
    if row["decision"] not in VERDICTS:
        found = f"decision '{row['decision']}'"
        raise DecisionsError(name, line, found, " or ".join(VERDICTS))
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


def decide(
    issues: Sequence[Issue], decisions: Sequence[Decision], ground: PlanIndex
) -> IssueReport:
    """Lay decisions beside the issues that they answer, or the places of issues.

    A decision whose issue is gone, whose ground has changed, or whose value cannot be
    published, is not applied: it is reported. So is one that gives another value to words that
    the decision on a graver issue replaced.
    """
    by_issue = {decision.issue_id: decision for decision in decisions}
    decided: list[Issue] = []
    laid = Laid(ground.plan)
    stale: list[StaleDecision] = []
    of_places: list[Decision] = []
    for issue in issues:
        answers = _answers(issue, by_issue)
        applied: list[tuple[Decision, Issue]] = []
        for decision, part in answers:
            del by_issue[decision.issue_id]
            try:
                _lay(part, decision, ground, laid)
            except (CorrectionError, _GroundChangedError) as error:
                stale.append(StaleDecision(decision=decision, reason=str(error)))
                continue
            applied.append((decision, part))
            if decision.issue_id != issue.issue_id:
                of_places.append(decision)
        decided.append(_decided(issue, applied))
    gone = "The issue is gone: the defect does not stand in this edition."
    stale += [StaleDecision(decision=d, reason=gone) for d in by_issue.values()]
    return IssueReport(
        issues=tuple(decided),
        corrections=laid.settled(),
        stale_decisions=tuple(stale),
        place_decisions=tuple(of_places),
    )


def _answers(issue: Issue, by_issue: Mapping[str, Decision]) -> list[tuple[Decision, Issue]]:
    """Find the decision on an issue, and those on its places: each with the part it decides."""
    found = []
    if issue.issue_id in by_issue:
        found.append((by_issue[issue.issue_id], issue))
    if len(by_issue) > len(found):
        for record_id in dict.fromkeys(place.record_id for place in issue.places):
            decision = by_issue.get(f"{issue.issue_id}/{record_id}")
            if decision is not None:
                places = tuple(p for p in issue.places if p.record_id == record_id)
                found.append((decision, issue.model_copy(update={"places": places})))
    return found


def _decided(issue: Issue, applied: Sequence[tuple[Decision, Issue]]) -> Issue:
    """Mark an issue as decided once it is as a whole, or each of its places is."""
    reached = {place.record_id for _, part in applied for place in part.places}
    if not applied or reached != {place.record_id for place in issue.places}:
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
    """What the decision rested on has changed."""


def _lay(issue: Issue, decision: Decision, ground: PlanIndex, laid: Laid) -> None:
    if decision.ground and decision.ground != issue.ground:
        message = "What the issue rests on has changed since it was decided; decide it again."
        raise _GroundChangedError(message)
    if decision.decision == "correct":
        laid.add(corrections_of(issue, decision, ground))
