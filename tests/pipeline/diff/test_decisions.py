"""Reviewers' decisions over editions: carried on the same ground, else with the reason."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from expectations.model import Decision, Issue, Place
from expectations.settings import Decision as Line
from pipeline.config.edition_files import COLUMNS_OF_OTHERS
from pipeline.config.settings_files import read_records
from pipeline.diff.decisions import carry_decisions
from pipeline.diff.editions import Edition, IssueFile
from pipeline.diff.model import CarriedDecision, Difference
from pipeline.diff.write import write_difference
from tests.pipeline.diff.made_editions import edition, random_rows

NEW_OF = {"act-1": "act-2", "area-1.4": "area-1.5", "area-1.2": "area-1.2"}
BODIES = {"ACW": "ACGE", "SOMTC": "SOMTC"}


def issue(**values: Any) -> Issue:
    record = values.pop("record", "act-1")
    field = values.pop("field", "lead_bodies_printed")
    place = Place(table="matrix", record_id=record, field=field)
    given = {
        "issue_id": "lead-missing-1", "rule": "lead-missing", "severity": "error",
        "message": "no lead body is printed", "suggestion": "", "places": (place,), "ground": "g1",
    }  # fmt: skip
    return Issue.model_validate(given | values)


def decided(**values: Any) -> Issue:
    of = {
        "decision": "correct", "decision_value": "SOMTC", "decision_date": "2025-03-31",
        "decided_by": "Ana", "decision_note": "as minuted",
    }  # fmt: skip
    return issue(**of | values)


def with_issues(*issues: Issue, on_places: tuple[Decision, ...] = ()) -> Edition:
    made = edition("plan", random_rows(random.Random(1), 2, areas=1))
    made.tables["areas"] += [
        {"area_id": area, "title": "", "section_id": "", "number_printed": ""}
        for area in ("area-1.2", "area-1.4")
    ]
    made.tables["bodies"].append({"body_id": "ACGE", "name": "Committee"})
    made.issues = IssueFile(issues=issues, place_decisions=on_places)
    return made


def carried(old: Edition, new: Edition) -> list[CarriedDecision]:
    return list(carry_decisions(old, new, NEW_OF, BODIES))


def test_a_decision_on_a_reworded_row_is_carried_whole() -> None:
    new = issue(issue_id="lead-missing-2", record="act-2")
    (found,) = carried(with_issues(decided()), with_issues(new))
    assert found == CarriedDecision(
        old_issue_id="lead-missing-1", issue_id="lead-missing-2", decision="correct",
        value="SOMTC", decided_by="Ana", date="2025-03-31", note="as minuted", ground="g1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (issue(ground="g2"), "the printed words have changed"),
        (issue(issue_id="x", record="act-2", ground="g2"), "the printed words have changed"),
        (issue(issue_id="x", record="act-9"), "the new edition has no such issue at this place"),
        (issue(issue_id="x", record="act-2", rule="other"), "has no such issue at this place"),
    ],
)
def test_on_other_ground_the_reason_is_given(new: Issue, reason: str) -> None:
    (found,) = carried(with_issues(decided()), with_issues(new))
    assert reason in found.reason
    assert found.value == "SOMTC"


def test_of_issues_at_one_place_the_one_with_the_same_words_is_meant() -> None:
    same, other = (
        issue(issue_id=name, record="act-2", ground=ground)
        for name, ground in (("same", "g1"), ("other", "g2"))
    )
    for issues in ((same, other), (other, same)):
        assert carried(with_issues(decided()), with_issues(*issues))[0].issue_id == "same"


def test_a_corrected_body_has_its_new_identifier() -> None:
    new = with_issues(issue())
    (found,) = carried(with_issues(decided(decision_value="ACW; SOMTC")), new)
    assert (found.value, found.reason) == ("ACGE; SOMTC", "")
    (found,) = carried(with_issues(decided(decision_value="AUN")), new)
    assert found.reason == "the new edition has no body AUN"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("in line with 1.4", "the value names area-1.4, which is area-1.5 now"),
        ("in line with 1.2.", ""),
        ("a committee", ""),
    ],
)
def test_a_number_that_went_to_another_area_is_not_carried(value: str, reason: str) -> None:
    old = decided(decision_value=value, field="activity")
    (found,) = carried(with_issues(old), with_issues(issue(field="activity")))
    assert found.reason == reason


def test_a_decision_on_a_single_place_follows_its_record() -> None:
    line = Decision(
        issue_id="lead-missing-1/act-1", decision="accept", decided_by="Ana", date="2025-03-31"
    )
    new = issue(issue_id="lead-missing-2", record="act-2")
    (found,) = carried(with_issues(issue(), on_places=(line,)), with_issues(new))
    assert (found.issue_id, found.ground, found.reason) == ("lead-missing-2/act-2", "g1", "")


def test_an_edition_without_its_issues_says_so() -> None:
    old = with_issues()
    old.issues = IssueFile()
    old.tables["issues"].append(
        {"issue_id": "i", "decision": "accept", "decided_by": "Ana", "decision_note": "known"}
    )
    (found,) = carried(old, with_issues(issue()))
    assert "publish both editions again" in found.reason


def test_the_carried_file_is_one_that_a_run_reads(tmp_path: Path) -> None:
    kept = CarriedDecision(
        old_issue_id="i", issue_id="j", decision="correct", value="=SOMTC", decided_by="Ana",
        date="2025-03-31", note="as minuted", ground="g1",
    )  # fmt: skip
    left = kept.model_copy(update={"reason": "the printed words have changed"})
    write_difference(
        Difference(
            old="a", new="b", changes=(), identifiers=(), consequences=(), decisions=(kept, left)
        ),
        tmp_path,
    )
    (line,) = read_records(tmp_path / "decisions.csv", Line, ignored=COLUMNS_OF_OTHERS)
    assert (line.issue_id, line.value, line.ground, line.date) == ("j", "=SOMTC", "g1", kept.date)
    text = (tmp_path / "decisions_not_carried.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1].endswith("as minuted,the printed words have changed")
