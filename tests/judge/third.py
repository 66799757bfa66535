"""Compare issues with the defects of form that a third to a sixth reader saw on some pages."""

from __future__ import annotations

import csv
import re

from expectations.model import Issue, IssueReport, Place
from tests.judge.defects import GOLD
from tests.judge.score import Score

READERS = ("third", "fourth", "fifth", "sixth")
NEEDS = ("form", "sense")
"""What a defect needs to be seen: the print alone, or what the words are to say."""
Line = dict[str, str]
ByNeed = dict[str, Score]
_ABOUT_PLAN = {
    "acronym-apart": "acronym",
    "compound-mixed": "hyphen",
    "instrument-undated": "year",
    "spelling-mixed": "spelling",
}
"""Rules whose places are all words of a kind, and the word by which the reader names that kind."""
_EMPTY = {"lead": "lead-missing", "output": "output-missing", "activity": "activity-missing"}
"""The beginning of the rule that reports an empty cell, by the reader's first word."""


_WHOLE_TEXT = re.compile(r"repe|duplicate|unfinished|output worded|missing;$")
"""What the fourth reader says of a whole text, whose issue marks no words."""


def reader_scores(report: IssueReport, reader: str, plan: str) -> ByNeed:
    """Count the defects of a plan that a reader saw and an issue names, by what they need.

    An issue about a whole text does not name each defect of that text, but for the third reader,
    whose list is of the adopted plan alone.

    Args:
        report: The issues of the plan.
        reader: One of `READERS`.
        plan: The plan's name in the reader's list.
    """
    by_words = reader != "third"
    found = [
        (line, _found(report, line, by_words=by_words))
        for line in lines_of(reader)
        if line.get("plan", plan) == plan
    ]
    return {need: _score([each for each in found if each[0]["needs"] == need]) for need in NEEDS}


def lines_of(reader: str) -> list[Line]:
    """Return the lines of a reader's list, each with what the defect needs to be seen.

    The sixth reader's list has columns of its own and is kept as it was handed in. What a line of
    the fifth reader needs is that of `needs.csv`, which judges all lists by one criterion.
    """
    with (GOLD / "judged" / f"{reader}_reader.csv").open(encoding="utf-8", newline="") as file:
        is_sixth = reader == "sixth"
        lines = list(csv.DictReader(file, delimiter="," if is_sixth else ";"))
    with (GOLD / "judged" / "needs.csv").open(encoding="utf-8", newline="") as file:
        needs = [each["needs"] for each in csv.DictReader(file) if each["reader"] == reader]
    lines = [{**line, **_as_other_lists(line)} for line in lines] if is_sixth else lines
    return [{**line, "needs": need} for line, need in zip(lines, needs, strict=True)]


def _as_other_lists(line: dict[str, str]) -> dict[str, str]:
    """Return a line of the sixth reader with the columns of the other lists."""
    is_empty = line["kind"] == "empty cell"
    missing = "lead missing" if "lead" in line["should_be"] else "output missing"
    return {
        "page": line["page"],
        "ref": line["row_or_place"],
        "what": missing if is_empty else line["kind"],
        "quote": "" if is_empty else line["printed"],
    }


def _score(found: list[tuple[dict[str, str], bool]]) -> Score:
    missed = [line for line, is_found in found if not is_found]
    said = tuple(f"{line['ref']}: {line['what']}: {line['quote']}" for line in missed)
    return Score(len(found) - len(missed), (), said)


def _found(report: IssueReport, line: dict[str, str], *, by_words: bool = False) -> bool:
    marked = [
        issue.model_copy(update={"places": tuple(p for p in issue.places if p.printed)})
        for issue in report.issues
    ]
    by_text = not by_words or not line["quote"] or _WHOLE_TEXT.search(line["what"])
    return any(_names(issue, line) for issue in (report.issues if by_text else marked))


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
    if line["ref"].startswith("column "):
        label = line["ref"].removeprefix("column ")
        return issue.rule == "column-empty" and label in issue.message
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
