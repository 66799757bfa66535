"""Compare the issues of the adopted plan with the defects and the verdicts of its readers."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from expectations.model import Issue, IssueReport
from tests.expectations import test_plan
from tests.expectations.test_plan import found_in
from tests.judge.score import Agreement, Score

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"
Defect = dict[str, str]
DEFECTS = ("plan_defects.csv", "plan_defects_second.csv")
VERDICTS = (
    "plan_issues_judged.csv",
    "plan_issues_judged_second.csv",
    "plan_issues_judged_third.csv",
)
NEEDS = ("form", "content")
"""What a defect needs to be seen: the words alone, or an understanding of what they are about."""


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the lines of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def issue_scores(report: IssueReport, reader: int) -> dict[str, Score]:
    """Count issues by the verdicts of a reader, and defects that the reader saw and no issue names.

    Doubtful issues count as wrong. Disputed lines of the truth are left out; `disputed_defects`
    lists them.
    """
    lines = _undisputed(reader)
    right, wrong = _judged(report, reader)
    missed = {n: [d for d in lines if d["needs"] == n and not found_in(report, d)] for n in NEEDS}
    seen = {need: sum(d["needs"] == need for d in lines) for need in NEEDS}
    return {
        "issues": Score(
            len(right),
            tuple(f"{i.rule}: {i.message}" for i in wrong),
            (),
        ),
        **{
            f"defects ({need})": Score(
                seen[need] - len(missed[need]), (), tuple(map(_said, missed[need]))
            )
            for need in NEEDS
        },
    }


def verdict_score(report: IssueReport, reader: int) -> Score:
    """Count issues by the verdicts of a reader who has no list of defects of the whole plan."""
    right, wrong = _judged(report, reader)
    return Score(len(right), tuple(f"{i.rule}: {i.message}" for i in wrong), ())


def _judged(report: IssueReport, reader: int) -> tuple[list[Issue], list[Issue]]:
    """Return the right and the wrong issues.

    An issue without a verdict is right if the reader listed the defect that it names. Otherwise it
    is wrong for the first reader, whose file has a verdict on each; the other readers had no such
    issue before them, and it does not count.
    """
    lines = _undisputed(reader) if reader < len(DEFECTS) else []
    right = [i for i in report.issues if _is_right(i, _verdicts(reader), lines)]
    known = _verdicts(reader)
    wrong = [i for i in report.issues if i not in right and (not reader or i.issue_id in known)]
    return right, wrong


def _is_right(issue: Issue, verdicts: dict[str, str], lines: list[Defect]) -> bool:
    if issue.issue_id in verdicts:
        return verdicts[issue.issue_id] == "true"
    return any(found_in(IssueReport(issues=(issue,)), line) for line in lines)


def disputed_defects() -> list[str]:
    """Return the lines of the truth that contradict what a defect is, and the reasons."""
    return [f"{d['rule']}, {d['where']}: {d['words']}: {d['reason']}" for d in test_plan.disputes()]


def defect_agreement(readers: tuple[list[Defect], list[Defect]] | None = None) -> Agreement:
    """Return the defects that both readers name, by whatever rule, and those that one names."""
    first, second = readers or (_undisputed(0), _undisputed(1))
    alone, left = _without_pairs(first, second, by_rule=True)
    alone, left = _without_pairs(alone, left, by_rule=False)
    said = [f"first reader only: {_said(defect)}" for defect in alone]
    said += [f"second reader only: {_said(defect)}" for defect in left]
    return Agreement(len(first) - len(alone), tuple(said))


def _without_pairs(
    first: list[Defect], second: list[Defect], *, by_rule: bool
) -> tuple[list[Defect], list[Defect]]:
    """Return the defects of each reader that the other one does not name."""
    alone, left = [], list(second)
    for defect in first:
        wanted = [d for d in left if d["rule"] == defect["rule"]] if by_rule else left
        same = next((other for other in wanted if is_same(defect, other)), None)
        if same is None:
            alone.append(defect)
        else:
            left.remove(same)
    return alone, left


def verdict_agreement() -> Agreement:
    """Return the issues on which both readers have the same verdict, and the others."""
    first, second = _verdicts(0), _verdicts(1)
    both = [issue for issue in second if issue in first]
    said = [f"{i}: {first[i]}, {second[i]}" for i in both if first[i] != second[i]]
    return Agreement(len(both) - len(said), tuple(said))


def is_same(one: Defect, other: Defect) -> bool:
    """Whether two readers mean one defect: its words or, without words, its rule, at one place."""
    if other["where"] != one["where"] and other["page"] != one["page"]:
        return False
    words, others = (d["words"].split(" / ")[0].casefold() for d in (one, other))
    if not words or not others:
        return one["rule"] == other["rule"]
    return _has(words, others) or _has(others, words)


def _has(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


@cache
def _verdicts(reader: int) -> dict[str, str]:
    return {r["issue_id"]: r["verdict"] for r in rows_of(GOLD / VERDICTS[reader])}


def _undisputed(reader: int) -> list[Defect]:
    disputed = {test_plan.key_of(row) for row in test_plan.disputes()}
    return [d for d in rows_of(GOLD / DEFECTS[reader]) if test_plan.key_of(d) not in disputed]


def _said(defect: Defect) -> str:
    return f"{defect['rule']}, {defect['where']}: {defect['words'] or defect['note']}"
