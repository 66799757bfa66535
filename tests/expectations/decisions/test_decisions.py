"""Reviewers' decisions: what files are read, what is applied, what is reported."""

import pytest

from expectations.decisions.corrections import apply_corrections
from expectations.model import Decision, IssueReport
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from extract.model import Span
from link.model import LinkedPlan
from link.rows import BodyRoleRecord, MatrixRecord
from link.tables import records_of
from normalize.model import CellFragment
from tests.expectations.cases import CASES
from tests.expectations.plans import linked, with_text


def decide(
    plan: LinkedPlan, rule: str, verdict: str, value: str = "", ground: str = ""
) -> IssueReport:
    """Decide the one issue of a rule."""
    issue = next(i for i in find_issues(plan, ExpectationSettings()).issues if i.rule == rule)
    decision = Decision.model_validate(
        {
            "issue_id": issue.issue_id,
            "decision": verdict,
            "value": value,
            "decided_by": "Ana",
            "date": "2025-03-31",
            "note": "as minuted",
            "ground": ground or issue.ground,
        }
    )
    return find_issues(plan, ExpectationSettings(), (decision,))


def test_accepting_marks_the_issue_and_changes_no_data() -> None:
    report = decide(CASES["body-unknown"].broken, "body-unknown", "accept")
    issue = next(i for i in report.issues if i.rule == "body-unknown")
    assert (issue.decision, issue.decided_by, issue.decision_note) == (
        "accept",
        "Ana",
        "as minuted",
    )
    assert report.corrections == ()
    assert report.stale_decisions == ()
    assert [r.decision for r in report.records() if r.rule == "body-unknown"] == ["accept"]


def test_a_corrected_body_is_published_beside_its_print() -> None:
    plan = CASES["body-unknown"].broken
    report = decide(plan, "body-unknown", "correct", "AUN; SOMTC")
    records = records_of(apply_corrections(plan, report.corrections))
    rows = {r.area_id: r for r in records["matrix"] if isinstance(r, MatrixRecord)}
    assert rows["area-1.1"].relevant_bodies == "SOMTC; AUN"
    assert rows["area-1.1"].relevant_bodies_printed == "SOMTC, SOMS"
    roles = [r for r in records["body_roles"] if isinstance(r, BodyRoleRecord)]
    decided = {
        (r.printed, r.body_id, r.match)
        for r in roles
        if r.scope_id == "area-1.1" and r.match == "decided"
    }
    assert decided == {("SOMS", "AUN", "decided"), ("SOMS", "SOMTC", "decided")}
    assert [(c.printed, c.corrected, c.decided_by) for c in report.corrections] == [
        ("SOMS", "AUN; SOMTC", "Ana")
    ] * 2


def test_a_lead_is_given_to_a_row_that_prints_none() -> None:
    plan = CASES["lead-missing"].broken
    report = decide(plan, "lead-missing", "correct", "AUN")
    rows = records_of(apply_corrections(plan, report.corrections))["matrix"]
    row = next(r for r in rows if isinstance(r, MatrixRecord) and r.activity == "Write it down")
    assert (row.lead_bodies, row.lead_bodies_printed) == ("AUN", "")


def test_of_a_body_named_twice_the_second_is_corrected() -> None:
    plan = CASES["body-repeated"].broken
    report = decide(plan, "body-repeated", "correct", "AUN")
    changed = apply_corrections(plan, report.corrections)
    bodies = [m.body_id for m in changed.plan.mentions if m.record_id == "area-1.1"]
    assert bodies == ["SOMTC", "AUN", "AUN"]


def test_a_corrected_text_keeps_its_record_and_its_cell() -> None:
    plan = with_text("Conduct an evalution, an evalution", narrative=("Evaluation counts",))
    report = decide(plan, "misprint", "correct", "evaluation")
    changed = apply_corrections(plan, report.corrections)
    before, after = plan.plan.activities[0], changed.plan.activities[0]
    assert after.text == "Conduct an evaluation, an evaluation"
    assert after.activity_id == before.activity_id
    assert changed.plan.cells == plan.plan.cells
    assert report.corrections[0].printed == before.text


def test_a_decision_on_other_ground_is_reported_not_applied() -> None:
    report = decide(CASES["body-unknown"].broken, "body-unknown", "correct", "AUN", ground="other")
    assert report.corrections == ()
    assert [s.reason for s in report.stale_decisions] == [
        "The printed words have changed since the decision; decide again."
    ]
    assert {i.decision for i in report.issues} == {""}


def test_a_decision_whose_issue_is_gone_is_reported() -> None:
    decision = Decision(
        issue_id="body-unknown-1", decision="accept", decided_by="Ana", date="2025-03-31"
    )
    report = find_issues(linked(), ExpectationSettings(), (decision,))
    assert [s.decision.issue_id for s in report.stale_decisions] == ["body-unknown-1"]
    assert "no longer exists" in report.stale_decisions[0].reason


@pytest.mark.parametrize(
    ("rule", "value", "says"),
    [
        ("body-unknown", "NOBODY", "`bodies` has no identifier 'NOBODY'"),
        ("glyphs-unaccounted", "all", "no value that can be corrected"),
    ],
)
def test_a_value_that_cannot_be_published_is_reported(rule: str, value: str, says: str) -> None:
    report = decide(CASES[rule].broken, rule, "correct", value)
    assert report.corrections == ()
    assert says in report.stale_decisions[0].reason


def several_cells_differ() -> LinkedPlan:
    """Three cells that the readers read differently by one cause, in a plan of one row."""
    plan = linked()
    row = plan.plan.rows[0]
    texts = {
        row.activity_id: "activity",
        row.expected_output_id: "output",
        row.focus_id: "focus",
    }
    whole = {
        **{a.activity_id: a.text for a in plan.plan.activities},
        **{o.expected_output_id: o.text for o in plan.plan.expected_outputs},
        **{f.focus_id: f.text for f in plan.plan.focus_areas},
    }
    cells = tuple(
        CellFragment(
            cell_id=f"c{n}",
            record_ids=(str(record_id),),
            column=column,
            fragment=0,
            span=Span(page=n, bbox=(0, 0, 10, 10)),
            text=whole[str(record_id)],
            readings_agree=False,
            other_text=f"{whole[str(record_id)]} more",
            other_cause="added",
        )
        for n, (record_id, column) in enumerate(texts.items(), start=1)
    )
    return linked(cells=cells)


def decided_in_places(plan: LinkedPlan, **values: str) -> IssueReport:
    """Correct the places of the one issue of readings, each by its record's place in it."""
    (issue,) = [
        i for i in find_issues(plan, ExpectationSettings()).issues if i.rule == "readings-disagree"
    ]
    decisions = [
        Decision(
            issue_id=f"{issue.issue_id}/{issue.places[int(at[1:])].record_id}",
            decision="correct",
            value=value,
            decided_by="Ana",
            date="2025-03-31",
            ground=issue.ground,
        )
        for at, value in values.items()
    ]
    return find_issues(plan, ExpectationSettings(), decisions)


def test_one_decision_answers_all_places_of_a_cause() -> None:
    report = decide(several_cells_differ(), "readings-disagree", "accept")
    (issue,) = [i for i in report.issues if i.rule == "readings-disagree"]
    assert (issue.decision, len(issue.places), report.stale_decisions) == ("accept", 3, ())


def test_one_value_is_not_put_in_place_of_different_texts() -> None:
    report = decide(several_cells_differ(), "readings-disagree", "correct", "The same everywhere")
    (stale,) = report.stale_decisions
    assert report.corrections == ()
    assert "3 different texts; correct each place, for example readings-disagree-" in stale.reason


def test_one_value_is_not_put_in_place_of_a_number_that_must_not_repeat() -> None:
    plan = CASES["number-repeated"].broken
    report = decide(plan, "number-repeated", "correct", "8")
    (stale,) = report.stale_decisions
    assert report.corrections == ()
    assert "correct one place, for example number-repeated-" in stale.reason
    _, target = stale.reason.rsplit(" ", 1)
    given = Decision(
        issue_id=target.rstrip("."), decision="correct", value="8", decided_by="Ana",
        date="2025-03-31",
    )  # fmt: skip
    report = find_issues(plan, ExpectationSettings(), (given,))
    assert [(c.printed, c.corrected) for c in report.corrections] == [("7", "8")]


def test_a_correction_of_a_part_of_a_cell_keeps_the_rest_of_its_text() -> None:
    plan = several_cells_differ()
    first, *others = plan.plan.cells
    words = first.text.split()
    part = first.model_copy(update={"text": words[-1]})
    cut = plan.plan.model_copy(update={"cells": (part, *others)})
    report = decided_in_places(plan.model_copy(update={"plan": cut}), p0="other")
    assert [(c.printed, c.corrected) for c in report.corrections] == [
        (first.text, " ".join([*words[:-1], "other"]))
    ]


def test_a_place_of_a_cause_is_corrected_by_itself() -> None:
    plan = several_cells_differ()
    report = decided_in_places(plan, p1="A better text")
    (issue,) = [i for i in report.issues if i.rule == "readings-disagree"]
    assert [(c.record_id, c.corrected) for c in report.corrections] == [
        (issue.places[1].record_id, "A better text")
    ]
    assert issue.decision == ""
    assert [d.value for d in report.place_decisions] == ["A better text"]
    report = decided_in_places(plan, p0="One", p1="Two", p2="Three")
    (issue,) = [i for i in report.issues if i.rule == "readings-disagree"]
    assert (issue.decision, len(report.corrections), report.stale_decisions) == ("correct", 3, ())


def test_a_correction_of_one_place_stands_for_the_issue() -> None:
    plan = several_cells_differ()
    (issue,) = [
        i for i in find_issues(plan, ExpectationSettings()).issues if i.rule == "readings-disagree"
    ]
    decisions = [
        Decision(
            issue_id=f"{issue.issue_id}/{place.record_id}",
            decision="correct" if n == 1 else "accept",
            value="Two" if n == 1 else "",
            decided_by="Ana",
            date="2025-03-31",
        )
        for n, place in enumerate(issue.places)
    ]
    report = find_issues(plan, ExpectationSettings(), decisions)
    (issue,) = [i for i in report.issues if i.rule == "readings-disagree"]
    assert (issue.decision, issue.decision_value) == ("correct", "Two")


def test_a_decision_without_a_ground_is_not_compared() -> None:
    plan = CASES["body-unknown"].broken
    issue = next(i for i in find_issues(plan, ExpectationSettings()).issues)
    decision = Decision(
        issue_id=issue.issue_id, decision="accept", decided_by="Ana", date="2025-03-31"
    )
    report = find_issues(plan, ExpectationSettings(), (decision,))
    assert report.stale_decisions == ()


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (with_text("Prevent radicalization", narrative=("A radicalisation",)), ""),
        (
            with_text(
                "Radicalization by an organization",
                narrative=("Radicalisation, organisation", "Radicalisation, organisation"),
            ),
            "use `accept` or `dismiss`",
        ),
    ],
)
def test_one_value_replaces_equal_words_only(plan: LinkedPlan, says: str) -> None:
    report = decide(plan, "spelling-mixed", "correct", "radicalisation")
    reasons = [stale.reason for stale in report.stale_decisions]
    assert bool(reasons) is bool(says)
    assert all(says in reason for reason in reasons)


def of_reviewers(plan: LinkedPlan, *verdicts: tuple[str, str, str]) -> IssueReport:
    """Decide the one issue of an unknown body, a line for each reviewer, verdict and value."""
    rule = "body-unknown"
    issue = next(i for i in find_issues(plan, ExpectationSettings()).issues if i.rule == rule)
    decisions = [
        Decision.model_validate(
            {
                "issue_id": issue.issue_id, "decision": verdict, "value": value,
                "decided_by": name, "date": "2025-03-31", "line": 2,
                "file": f"decisions-{name}.csv",
            }
        )
        for name, verdict, value in verdicts
    ]  # fmt: skip
    return find_issues(plan, ExpectationSettings(), decisions)


def test_equal_decisions_of_two_reviewers_count_once() -> None:
    plan = CASES["body-unknown"].broken
    report = of_reviewers(plan, ("Ana", "correct", "AUN"), ("Ben", "correct", " AUN"))
    assert report.stale_decisions == ()
    assert {c.decided_by for c in report.corrections} == {"Ana; Ben"}
    same = of_reviewers(plan, ("Ana; Ben", "correct", "AUN"), ("Ana", "correct", "AUN"))
    assert {c.decided_by for c in same.corrections} == {"Ana; Ben"}
    assert {i.decision_note for i in same.issues if i.decision} == {""}


@pytest.mark.parametrize("other", [("Ben", "accept", ""), ("Ben", "correct", "SOMTC")])
def test_contradictions_are_named_and_leave_the_issue_open(other: tuple[str, str, str]) -> None:
    report = of_reviewers(CASES["body-unknown"].broken, ("Ana", "correct", "AUN"), other)
    assert report.corrections == ()
    assert {issue.decision for issue in report.issues} == {""}
    assert [stale.decision.decided_by for stale in report.stale_decisions] == ["Ana", "Ben"]
    for stale in report.stale_decisions:
        assert "“AUN” by Ana (decisions-Ana.csv, line 2)" in stale.reason
        assert "by Ben (decisions-Ben.csv, line 2)" in stale.reason


def test_a_decision_on_words_that_changed_contradicts_no_present_one() -> None:
    plan = CASES["body-unknown"].broken
    issue = next(
        i for i in find_issues(plan, ExpectationSettings()).issues if i.rule == "body-unknown"
    )
    old, new = (
        Decision(
            issue_id=issue.issue_id, decision="correct", value=value, decided_by="Ana",
            date="2025-03-31", ground=ground,
        )
        for value, ground in (("AUN", "other"), ("SOMTC", issue.ground))
    )  # fmt: skip
    report = find_issues(plan, ExpectationSettings(), (old, new))
    assert {c.corrected for c in report.corrections} == {"SOMTC"}
    assert [stale.decision.value for stale in report.stale_decisions] == ["AUN"]


def test_a_value_with_a_replaced_character_is_refused() -> None:
    with pytest.raises(ValueError, match="text without control characters"):
        Decision(
            issue_id="misprint-1",
            decision="correct",
            value="eval\ufffduation",
            decided_by="Ana",
            date="2025-03-31",
        )
