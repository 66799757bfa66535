"""Compare the issues of the adopted plan with the defects that a third reader saw on ten pages."""

from __future__ import annotations

import csv
import re

from expectations.model import Issue, IssueReport, Place
from tests.judge.defects import GOLD
from tests.judge.score import Score

LIST = GOLD / "judged" / "third_reader.csv"
_ABOUT_PLAN = {
    "acronym-apart": "acronym",
    "compound-mixed": "hyphen",
    "instrument-undated": "year",
    "spelling-mixed": "spelling",
}
"""Rules whose places are all words of a kind, and the word by which the reader names that kind."""
_EMPTY = {"lead": "lead-missing", "output": "output-missing", "activity": "activity-missing"}
"""The beginning of the rule that reports an empty cell, by the reader's first word."""


def third_reader_score(report: IssueReport) -> Score:
    """Count the reader's defects that an issue names, and those that none does."""
    with LIST.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter=";"))
    missed = [line for line in lines if not any(_names(i, line) for i in report.issues)]
    said = tuple(f"{line['ref']}: {line['what']}: {line['quote']}" for line in missed)
    return Score(len(lines) - len(missed), (), said)


def _names(issue: Issue, line: dict[str, str]) -> bool:
    kind = _ABOUT_PLAN.get(issue.rule)
    if kind and kind not in line["what"]:
        return False
    return any(_is_at(issue, place, line) for place in issue.places)


def _is_at(issue: Issue, place: Place, line: dict[str, str]) -> bool:
    # A cell may go on over a page end.
    if place.span is None or abs(place.span.page - int(line["page"])) > 1:
        return False
    words, printed = line["quote"].casefold(), place.printed.casefold()
    if not words:
        area = re.match(r"[\d.]+\d", line["ref"])
        is_rule = issue.rule.startswith(_EMPTY[line["what"].split()[0]])
        return is_rule and area is not None and place.area_id == f"area-{area[0]}"
    if printed:
        return printed in words or words in printed or _overlap(printed, words)
    return words in place.text.casefold()


def _overlap(one: str, other: str) -> bool:
    """Return whether two words or more at the end of a phrase begin the other one."""
    first, second = one.split(), other.split()
    counts = range(2, min(len(first), len(second)))
    return any(first[-n:] == second[:n] or second[-n:] == first[:n] for n in counts)
