"""Corrections hit what they were meant for, and what rests on a corrected value follows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from expectations.decisions.corrections import apply_corrections
from expectations.model import Decision, Issue, IssueReport
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from extract.model import Frozen
from link.model import ActivityPart, Kind, LinkedPlan, TextSpan
from link.rows import TABLES
from link.tables import records_of
from normalize.model import Correction, MatrixRow
from tests.expectations.cases import CASES
from tests.expectations.notes import plan_with_group_as_note, with_note
from tests.expectations.plans import ALL, BODIES, linked, plan_of, with_reference, with_text
from tests.link.plans import RowText

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = ExpectationSettings()


def issue_of(plan: LinkedPlan, rule: str, words: str = "") -> Issue:
    return next(
        issue
        for issue in find_issues(plan, SETTINGS).issues
        if issue.rule == rule and words in issue.message
    )


def correct(issue: Issue, value: str) -> Decision:
    return Decision(
        issue_id=issue.issue_id,
        decision="correct",
        value=value,
        decided_by="Ana",
        date="2025-03-31",
        note="as minuted",
    )


def decided(plan: LinkedPlan, *decisions: Decision) -> tuple[LinkedPlan, IssueReport]:
    report = find_issues(plan, SETTINGS, decisions)
    return apply_corrections(plan, report.corrections), report


def matrix(plan: LinkedPlan) -> list[Any]:
    return list(records_of(plan)["matrix"])


def relevant(plan: LinkedPlan) -> dict[str, str]:
    return {row.area_id: row.relevant_bodies for row in matrix(plan)}


# Where a correction applies.


def test_a_group_in_other_words_is_not_decided_with_it() -> None:
    words = "All bodies pertaining to [this April meeting]"
    plan = linked(bodies=(*BODIES, ALL), relevant={"1.1": words, "1.2": "All bodies"})
    mentions = tuple(
        m.model_copy(update={"body_id": "all", "match": "collective"}) if m.printed == words else m
        for m in plan.plan.mentions
    )
    plan = plan.model_copy(update={"plan": plan.plan.model_copy(update={"mentions": mentions})})
    changed, report = decided(plan, correct(issue_of(plan, "body-collective", "April"), "AUN"))
    assert relevant(changed) == {"area-1.1": "AUN", "area-1.2": "all"}
    assert [(i.message[:13], i.is_open) for i in report.issues if i.rule == "body-collective"] == [
        ("“All bodies p", False),
        ("“All bodies” ", True),
    ]


def test_a_note_inside_of_a_name_replaces_the_name() -> None:
    words = "SOMS (to be confirmed)"
    plan = linked(relevant={"1.1": f"SOMTC, {words}", "1.2": "AUN"})
    at = ("area", "area-1.1")
    plan = with_note(plan, at, "relevant_bodies_printed", 12, "(to be confirmed)")
    changed, report = decided(plan, correct(issue_of(plan, "drafting-note"), "AUN"))
    assert relevant(changed)["area-1.1"] == "SOMTC; AUN"
    assert [c.printed for c in report.corrections] == [words]


def test_of_a_body_named_three_times_both_repetitions_are_corrected() -> None:
    bodies = (*BODIES, BODIES[0].model_copy(update={"body_id": "ACW", "acronym": "ACW"}))
    plan = linked(bodies=bodies, relevant={"1.1": "SOMTC, AUN, SOMTC, SOMTC", "1.2": "AUN"})
    changed, _ = decided(plan, correct(issue_of(plan, "body-repeated"), "ACW"))
    bodies_named = [m.body_id for m in changed.plan.mentions if m.record_id == "area-1.1"]
    assert bodies_named == ["SOMTC", "AUN", "ACW", "ACW"]


def test_a_section_is_not_corrected_with_an_area_of_the_same_number() -> None:
    plan = plan_of((RowText("4", "", "Help", "A report", "AUN"),), relevant={"4": "AUN"})
    title = "Plan the evalution"
    update = {
        "areas": (plan.areas[0].model_copy(update={"title": title}),),
        "sections": (plan.sections[0].model_copy(update={"title": "Of the evaluation"}),),
    }
    found = LinkedPlan(plan=plan.model_copy(update=update))
    changed, _ = decided(found, correct(issue_of(found, "misprint"), "evaluation"))
    assert changed.plan.areas[0].title == "Plan the evaluation"
    assert changed.plan.sections[0].title == "Of the evaluation"
    assert [row.corrected_fields for row in matrix(changed)] == ["area"]


def under_one_cell(leads: str) -> LinkedPlan:
    """Build two rows of one output whose leads one cell prints."""
    rows = (
        RowText("1.1", "Focus", "Hold a workshop", "A report", leads),
        RowText("1.1", "Focus", "Hold a forum", "A report", leads),
        RowText("1.2", "Focus two", "Train officers", "A handbook", "AUN"),
    )
    plan = plan_of(rows, relevant={"1.1": "SOMTC", "1.2": "AUN"})
    cells = ("cell-1", "cell-1", "cell-2")
    lead = {"row-000": "cell-1", "row-002": "cell-2"}
    return LinkedPlan(
        plan=plan.model_copy(
            update={
                "rows": tuple(
                    row.model_copy(update={"lead_cell_id": cell})
                    for row, cell in zip(plan.rows, cells, strict=True)
                ),
                "mentions": tuple(
                    m.model_copy(update={"cell_id": lead.get(m.record_id)})
                    for m in plan.mentions
                    if m.record_id != "row-001"
                ),
            }
        )
    )


def test_a_merged_cell_is_corrected_for_all_rows_that_it_covers() -> None:
    plan = under_one_cell("SOMS")
    changed, _ = decided(plan, correct(issue_of(plan, "body-unknown"), "AUN; SOMTC"))
    assert [(row.lead_bodies, row.corrected_fields) for row in matrix(changed)] == [
        ("AUN; SOMTC", "lead_bodies"),
        ("AUN; SOMTC", "lead_bodies"),
        ("AUN", ""),
    ]
    roles: Sequence[Any] = records_of(changed)["body_roles"]
    assert {(r.scope, r.body_id) for r in roles if r.match == "decided"} == {
        (scope, body) for scope in ("row", "output") for body in ("AUN", "SOMTC")
    }


def test_words_of_any_row_of_a_merged_cell_are_those_of_the_cell() -> None:
    plan = with_note(under_one_cell("SOMS"), ("row", "row-001"), "lead_bodies_printed", 0, "SOMS")
    changed, _ = decided(plan, correct(issue_of(plan, "drafting-note"), "AUN"))
    assert [row.lead_bodies for row in matrix(changed)] == ["AUN", "AUN", "AUN"]


def test_two_corrections_of_one_text_are_both_published() -> None:
    plan = with_text("Conduct an evalution of the the plan", narrative=("Evaluation counts",))
    decisions = (
        correct(issue_of(plan, "misprint"), "evaluation"),
        correct(issue_of(plan, "words-doubled"), "the"),
    )
    changed, report = decided(plan, *decisions)
    text = "Conduct an evaluation of the plan"
    assert changed.plan.activities[0].text == text
    assert {c.corrected for c in report.corrections} == {text}
    assert len(report.corrections) == 2


def test_words_that_a_graver_decision_replaced_are_not_replaced_otherwise() -> None:
    plan = plan_with_group_as_note()
    group, remark = issue_of(plan, "body-collective"), issue_of(plan, "drafting-note")
    changed, report = decided(plan, correct(group, "SOMTC"), correct(remark, "AUN"))
    assert relevant(changed)["area-1.2"] == "AUN; SOMTC"
    (stale,) = report.stale_decisions
    assert stale.reason.endswith(f"{group.issue_id} gives the same words another value.")
    assert [i.is_open for i in report.issues if i.rule == "drafting-note"] == [True]
    for value in ("SOMTC", "SOMTC; SOMTC"):
        _, same = decided(plan, correct(group, "SOMTC"), correct(remark, value))
        assert same.stale_decisions == ()


def test_one_value_is_not_put_in_place_of_words_that_differ() -> None:
    plan = CASES["compound-mixed"].broken
    changed, report = decided(plan, correct(issue_of(plan, "compound-mixed"), "counter-terrorism"))
    assert changed == plan
    assert "its places print different words" in report.stale_decisions[0].reason


# What rests on a corrected value.


def test_totals_follow_a_lead_that_a_reviewer_named() -> None:
    plan = CASES["lead-missing"].broken
    changed, _ = decided(plan, correct(issue_of(plan, "lead-missing"), "AUN"))
    rows = matrix(changed)
    totals = {(t.scope, t.name): t.value for t in changed.totals}
    assert totals["plan", "rows_with_lead"] == sum(bool(row.lead_bodies) for row in rows)
    assert totals["body:AUN", "rows_led"] == sum("AUN" in row.lead_bodies for row in rows) > 0
    (added,) = [m for m in changed.plan.mentions if m.match == "decided"]
    assert (added.record_kind, added.role, added.cell_id) == ("row", "lead", None)
    assert added.field == "lead_bodies_printed"


def test_a_reference_goes_where_a_reviewer_says() -> None:
    plan = CASES["reference-ambiguous"].broken
    changed, _ = decided(plan, correct(issue_of(plan, "reference-ambiguous"), "1.2"))
    assert changed.plan.activities[0].text == "Train (i.e. 1.2)"
    reference = changed.references[0]
    assert (reference.target_id, reference.status, reference.source.printed) == (
        "area-1.2",
        "resolved",
        "youth",
    )


@pytest.mark.parametrize(
    ("words", "target"),
    [((13, 16), "area-1.2"), ((0, 2), "area-1.2"), ((16, 20), "area-1.1"), ((0, 0), "area-1.1")],
)
def test_only_a_correction_of_its_words_changes_a_reference(
    words: tuple[int, int], target: str
) -> None:
    text = "in line with 1.1 (now)"
    plan = with_reference("in line with 1.1", text, target_id="area-1.1", status="self")
    activity = plan.plan.activities[0].activity_id
    correction = Correction(
        issue_id="misprint-1",
        table="activities",
        record_id=activity,
        field="text",
        printed=text,
        corrected=f"{text[: words[0]]}1.2{text[words[1] :]}",
        decided_by="Ana",
        date="2025-03-31",
        note="",
        value="1.2",
        words=(words,),
    )
    changed = apply_corrections(plan, (correction,))
    assert changed.references[0].target_id == target


def test_links_stand_where_their_words_do_in_the_corrected_text() -> None:
    plan = with_text(
        "An evalution, then [1] a workshop", narrative=("Evaluation counts, an evaluation",)
    )
    activity = plan.plan.activities[0]
    at = activity.text.index("workshop")
    source = TextSpan(
        record_kind="activity",
        record_id=activity.activity_id,
        field="text",
        start=at,
        stop=at + 8,
        printed="workshop",
    )
    part = ActivityPart(
        part_id="part-1",
        activity_id=activity.activity_id,
        number="1",
        text=activity.text[at - 2 :],
        start=at - 2,
        stop=len(activity.text),
    )
    kind = Kind(facet="activity_type", value="workshop", source=source)
    plan = plan.model_copy(update={"kinds": (kind,), "parts": (part,)})
    changed, _ = decided(plan, correct(issue_of(plan, "misprint"), "evaluation"))
    text, moved = changed.plan.activities[0].text, changed.kinds[0].source
    assert text[moved.start : moved.stop] == "workshop"
    assert changed.parts[0].text == "a workshop"
    assert text[changed.parts[0].start : changed.parts[0].stop] == "a workshop"


def test_a_body_put_in_place_of_a_name_in_a_text_is_meant_there() -> None:
    plan = with_text("Ask SOMS first")
    activity = plan.plan.activities[0].activity_id
    mention = plan.plan.mentions[0].model_copy(
        update={
            "mention_id": "in-text",
            "role": "mentioned",
            "record_kind": "activity",
            "record_id": activity,
            "field": "text",
            "printed": "SOMS",
            "body_id": None,
            "match": "unresolved",
            "start": 4,
            "stop": 8,
        }
    )
    update = {"mentions": (*plan.plan.mentions, mention)}
    plan = plan.model_copy(update={"plan": plan.plan.model_copy(update=update)})
    changed, _ = decided(plan, correct(issue_of(plan, "body-unknown"), "AUN"))
    assert changed.plan.activities[0].text == "Ask AUN first"
    named = [(m.body_id, m.match) for m in changed.plan.mentions if m.role == "mentioned"]
    assert named == [("AUN", "decided")]


@pytest.mark.parametrize(
    ("text", "words"), [("Ask SOMS, then AUN", (15, 18)), ("Ask AUN, then SOMS", (4, 7))]
)
def test_a_name_beside_a_corrected_one_keeps_its_body(text: str, words: tuple[int, int]) -> None:
    plan = with_text(text)
    activity = plan.plan.activities[0].activity_id
    start, stop = words
    beside = plan.plan.mentions[0].model_copy(
        update={
            "mention_id": "beside",
            "role": "mentioned",
            "record_kind": "activity",
            "record_id": activity,
            "field": "text",
            "printed": "AUN",
            "body_id": "AUN",
            "match": "acronym",
            "start": start,
            "stop": stop,
        }
    )
    at = text.index("SOMS")
    unknown = beside.model_copy(
        update={"mention_id": "unknown", "printed": "SOMS", "body_id": None,
                "match": "unresolved", "start": at, "stop": at + 4}
    )  # fmt: skip
    update = {"mentions": (*plan.plan.mentions, unknown, beside)}
    plan = plan.model_copy(update={"plan": plan.plan.model_copy(update=update)})
    changed, _ = decided(plan, correct(issue_of(plan, "body-unknown"), "SOMTC"))
    named = [(m.body_id, m.match) for m in changed.plan.mentions if m.role == "mentioned"]
    assert sorted(named) == [("AUN", "acronym"), ("SOMTC", "decided")]


@given(
    st.text("ab ", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 5), st.text("xy", max_size=8))),
    st.integers(0, 39),
    st.integers(1, 6),
)
def test_words_that_no_correction_touches_are_found_again(
    text: str, drawn: list[tuple[int, int, str]], start: int, length: int
) -> None:
    from expectations.decisions.corrections import shift_range
    from expectations.decisions.replacing import apply_edits, edits_of

    taken = [(min(start, len(text)), min(start + length, len(text)))]
    corrections = []
    for at, size, value in drawn:
        words = (at, at + size)
        if words[1] <= len(text) and all(words[1] <= a or b <= words[0] for a, b in taken):
            taken.append(words)
            corrections.append(
                Correction.model_construct(words=(words,), value=value, field="text")
            )
    result = apply_edits(text, edits_of(corrections))
    first, last = shift_range(taken[0], corrections)
    assert result[first:last] == text[slice(*taken[0])]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((0, 4), (0, 4)),  # they end where the correction begins
        ((9, 12), (11, 14)),  # they begin where it ends
        ((5, 9), (4, 11)),  # it replaces them in part
        ((0, 5), (0, 11)),
        ((4, 9), (4, 11)),
        ((0, 12), (0, 14)),
        ((6, 7), (4, 11)),
    ],
)
def test_words_beside_a_correction_move_and_corrected_words_are_its_value(
    words: tuple[int, int], found: tuple[int, int]
) -> None:
    from expectations.decisions.corrections import shift_range

    correction = Correction.model_construct(words=((4, 9),), value="7 signs", field="text")
    assert shift_range(words, [correction]) == found


# For every issue: one decision changes only the records that its issue names.


def by_key(plan: LinkedPlan) -> dict[str, dict[tuple[str, ...], Any]]:
    """The published records by table and key; positions move with records before them."""
    records: Mapping[str, Sequence[Frozen]] = records_of(plan)
    return {
        spec.name: {
            tuple(str(getattr(r, name)) for name in spec.key): r.model_copy(update={"position": 0})
            for r in records[spec.name]
        }
        for spec in TABLES
    }


def holders(plan: LinkedPlan, issue: Issue) -> set[str]:
    """Identifiers of what an issue names: its records, rows of their cells, outputs of rows."""
    named = {place.record_id for place in issue.places}
    cells = {r.lead_cell_id for r in plan.plan.rows if r.row_id in named and r.lead_cell_id}
    rows = [r for r in plan.plan.rows if r.row_id in named or r.lead_cell_id in cells]
    return named | {r.row_id for r in rows} | {r.expected_output_id or "" for r in rows}


def parts(row: MatrixRow | Any) -> set[str]:
    names = ("row_id", "section_id", "area_id", "focus_id", "activity_id", "expected_output_id")
    return {getattr(row, name) for name in names} - {None}


def is_named(table: str, record: Any, named: set[str]) -> bool:
    if table == "matrix":
        return bool(parts(record) & named)
    fields = ("scope_id", "record_id", "from_id", "activity_id", "expected_output_id", "block_id")
    ids = {getattr(record, name, None) for name in fields}
    key = next(spec.key for spec in TABLES if spec.name == table)
    return bool((ids | {getattr(record, key[0])}) & named)


def check_only_named_records_change(plan: LinkedPlan, issue: Issue) -> bool:
    """Correct one issue and compare all tables; returns whether it takes a correction."""
    is_list = any(p.field.endswith("bodies_printed") for p in issue.places)
    value = plan.plan.bodies[-1].body_id if is_list else "CORRECTED"
    changed, report = decided(plan, correct(issue, value))
    if report.stale_decisions:
        return False
    named = holders(plan, issue)
    before, after = by_key(plan), by_key(changed)
    for table in before.keys() - {"totals", "corrections", "issues"}:
        for key in before[table].keys() | after[table].keys():
            old, new = before[table].get(key), after[table].get(key)
            # Plans with columns of their own have a class of records each.
            if old and new and old.model_dump() == new.model_dump():
                continue
            assert is_named(table, new or old, named), (issue.issue_id, table, key)
            if table == "matrix":
                differ = {n for n in type(new).model_fields if getattr(old, n) != getattr(new, n)}
                marked = set(new.corrected_fields.split("; "))
                derived = {"corrected_fields", *(f"{name}_expanded" for name in marked)}
                assert differ <= marked | derived, (issue.issue_id, key, differ)
    assert changed.plan.cells == plan.plan.cells
    assert {c.record_id for c in changed.plan.corrections} <= {p.record_id for p in issue.places}
    return True


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_decision_changes_the_records_of_its_issue_alone(rule: str) -> None:
    plan = CASES[rule].broken
    plan = plan.model_copy(update={"totals": apply_totals(plan)})
    for issue in find_issues(plan, SETTINGS).issues:
        check_only_named_records_change(plan, issue)


def apply_totals(plan: LinkedPlan) -> tuple[Any, ...]:
    from link.tables import recounted

    return recounted(plan).totals


@pytest.mark.slow
def test_in_the_adopted_plan_a_decision_changes_the_records_of_its_issue_alone() -> None:
    from extract.stage import extract_plan
    from link.stage import link
    from normalize.stage import normalize
    from pipeline.config.config import load_plan
    from pipeline.config.project import Project

    plan = load_plan(Project(ROOT), "asean-pcrve-2019-2025")
    read = link(normalize(extract_plan(plan.pdf, plan.extract), plan.normalize), plan.link)
    issues = find_issues(read, SETTINGS).issues
    taken = [issue for issue in issues if check_only_named_records_change(read, issue)]
    assert len(taken) > len(issues) / 2
    assert {"lead-missing", "body-collective", "alternatives-open", "misprint"} <= {
        issue.rule for issue in taken
    }


def test_a_plan_that_nobody_corrected_is_left_as_it_is() -> None:
    plan = with_reference("in line with 1.2", "Train (in line with 1.2)")
    assert apply_corrections(plan, ()) is plan
    assert {row.corrected_fields for row in matrix(plan)} == {""}
