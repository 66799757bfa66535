"""The adopted plan's issues against what a reader of its 34 pages found, written by hand."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from expectations.model import IssueReport, Place

ROOT = Path(__file__).resolve().parents[2]
TRUTH = ROOT / "tests" / "data" / "gold" / "plan_defects.csv"
# A reader's name for a defect, and the rules that report it.
ALSO = {
    "drafting-note": {"text-ellipsis"},
    "misprint-real-word": {"grammar-slip", "term-spelt-differently", "compound-mixed"},
    "style-mixed": {"punctuation"},
    "alternatives-open": {"option-open", "choice-open"},
    "compound-mixed": {"grammar-slip"},
    "misprint": {"grammar-slip", "term-spelt-differently", "body-variant"},
    # That the plan's words stand elsewhere, or that nobody knows which name is meant.
    "acronym-unexplained": {"acronym-apart", "acronym-spelt-differently", "body-variant"},
    "text-repeated": {"text-similar"},
    "output-worded-as-task": {"activity-worded-as-result"},
    "plan-named-differently": {"term-spelt-differently"},
    "body-unknown": {"body-variant"},
    "term-spelt-differently": {"body-variant", "compound-mixed", "grammar-slip"},
    "wording": {"grammar-slip", "outputs-run-together", "words-doubled"},
    "words-doubled": {"grammar-slip"},
    "term-undefined": {"plan-named-differently", "group-undefined"},
    "acronym-spelt-differently": {"plan-named-differently"},
}
FALSE_ALARMS = 0.05
"""Share of issues that may be false alarms: a reviewer who meets more of them stops reading."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> IssueReport:
    from expectations.stage import find_issues
    from extract.stage import extract_plan
    from link.stage import link
    from normalize.stage import normalize
    from pipeline.config.config import load_plan
    from pipeline.config.project import Project

    plan = load_plan(Project(ROOT), "asean-pcrve-2019-2025")
    linked = link(normalize(extract_plan(plan.pdf, plan.extract), plan.normalize), plan.link)
    return find_issues(linked, plan.expectations)


def defects() -> Iterator[dict[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def disputes() -> Iterator[dict[str, str]]:
    """Yield the defects that contradict what an issue is; they stay in the truth."""
    with TRUTH.with_name("plan_defects_disputed.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def key_of(defect: dict[str, str]) -> tuple[str, str, str]:
    return defect["rule"], defect["where"], defect["words"]


def is_there(defect: dict[str, str], place: Place, message: str) -> bool:
    """Whether an issue's place is a defect's: the same page, and its words."""
    words = defect["words"].split(" / ")[0].casefold()
    printed = place.printed.casefold()
    # A message that quotes the beginning of a text is about that text.
    begins = [each.casefold() for each in re.findall(r"“([^”]+) …”", message)]
    # An issue that marks words is about those; one about a whole row is found by its text.
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    is_about = whole.search(f"{printed or place.text.casefold()} | {message.casefold()}") or (
        printed != "" and printed in words
    )
    is_about = is_about or any(words.startswith(begin) for begin in begins)
    page = str(place.span.page) if place.span else ""
    at_place = defect["page"] in {"", page} or place.area_id == f"area-{defect['where']}"
    return at_place and bool(is_about)


def found_in(report: IssueReport, defect: dict[str, str]) -> bool:
    rules = {defect["rule"]} | ALSO.get(defect["rule"], set())
    return any(
        is_there(defect, place, issue.message)
        for issue in report.issues
        if issue.rule in rules
        for place in issue.places
    )


def test_what_a_reader_found_is_found(report: IssueReport) -> None:
    disputed = {key_of(row) for row in disputes()}
    wanted = [d for d in defects() if d["needs"] == "form" and key_of(d) not in disputed]
    missed = [d for d in wanted if not found_in(report, d)]
    recall = 1 - len(missed) / len(wanted)
    assert recall >= 0.95, [(d["rule"], d["where"], d["words"]) for d in missed]


def test_disputed_lines_are_lines_of_the_truth_and_have_a_reason() -> None:
    truth = {key_of(defect) for defect in defects()}
    assert all(key_of(row) in truth and row["reason"] for row in disputes())


def test_every_issue_was_judged_by_eye(report: IssueReport) -> None:
    with TRUTH.with_name("plan_issues_judged.csv").open(encoding="utf-8", newline="") as file:
        judged = {row["issue_id"]: row["verdict"] for row in csv.DictReader(file)}
    unknown = [i.issue_id for i in report.issues if i.issue_id not in judged]
    assert unknown == []
    verdicts = Counter(judged[issue.issue_id] for issue in report.issues)
    assert verdicts["false"] <= FALSE_ALARMS * len(report.issues)
