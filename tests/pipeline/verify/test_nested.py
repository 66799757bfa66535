"""``plan.json``, ``issues.json`` and the vocabulary: what differs from the tables is said."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from expectations.model import Issue, Place
from link.rows import CorrectionRecord
from pipeline.verify.contents import Contents
from pipeline.verify.issue_places import compare_places
from pipeline.verify.nested import compare_nested
from tests.pipeline.publish.editions import ISSUE
from tests.pipeline.verify.changed import with_first, with_records


def quoting(contents: Contents, **values: object) -> Contents:
    """Return contents whose only issue quotes the narrative."""
    block: Any = contents.records["narrative"][0]
    place = {
        "table": "narrative", "record_id": block.block_id, "field": "text",
        "printed": block.text[:6], "start": 0, "stop": 6, "text": block.text, **values,
    }  # fmt: skip
    issue: Issue = ISSUE.model_copy(update={"places": (Place.model_validate(place),)})
    return dataclasses.replace(contents, issues=(issue,))


@pytest.mark.parametrize(
    ("values", "is_named"),
    [
        ({}, False),
        ({"text": "Rivers batter."}, True),
        ({"text": "Rivers matter. "}, True),
        ({"printed": "Lakes"}, True),
        ({"stop": 5}, True),
        # A rule on wording sees an address as blanks; a blank is no other character.
        ({"text": "Rivers       ."}, False),
        ({"start": None, "text": "Lakes"}, False),
        ({"text": ""}, False),
        ({"record_id": "nowhere", "text": "Lakes"}, False),
        ({"table": "nowhere", "text": "Lakes"}, False),
        ({"field": "page", "text": "Lakes"}, False),
    ],
)
def test_an_issue_quotes_what_its_record_says(
    contents: Contents, values: dict[str, object], is_named: bool
) -> None:
    assert bool(list(compare_places(quoting(contents, **values)))) is is_named


def test_an_issue_may_quote_what_a_decision_has_changed(contents: Contents) -> None:
    record: Any = contents.records["matrix"][0]
    there = {"table": "matrix", "record_id": record.row_id, "field": "activity", "text": "Lakes"}
    quotes = quoting(contents, **there)
    assert list(compare_places(quotes)) == [
        f"issues.json: {ISSUE.issue_id} quotes a text of {record.row_id} that matrix.csv does not "
        "have"
    ]
    assert list(compare_places(with_first(quotes, "matrix", corrected_fields="activity"))) == []
    correction = CorrectionRecord(
        issue_id=ISSUE.issue_id, table="matrix", record_id=record.row_id, field="activity",
        position=1, printed="x", corrected="y", decided_by="Ana Lim", date="2025-03-31", note="",
    )  # fmt: skip
    assert list(compare_places(with_records(quotes, "corrections", [correction]))) == []


ROW_FIELDS = (
    "row_id", "ref", "section_id", "section", "area_id", "area", "relevant_bodies",
    "relevant_bodies_printed", "focus_id", "focus", "activity_id", "activity",
    "expected_output_id", "expected_output", "lead_bodies", "lead_bodies_printed", "page_last",
)  # fmt: skip


@pytest.mark.parametrize("name", ROW_FIELDS)
def test_each_column_of_the_matrix_is_compared_with_plan_json(
    contents: Contents, name: str
) -> None:
    problems = list(compare_nested(with_first(contents, "matrix", **{name: "forged"})))
    assert any(problem.startswith(f"plan.json, row 1, {name}: ") for problem in problems)


def test_a_reference_that_differs_is_named(contents: Contents) -> None:
    (reference,) = contents.records["cross_references"]
    second = reference.model_copy(update={"reference_id": "ref-00000002"})
    for records, name in (
        ([reference, second], "ref-00000002"),
        ([second], "ref-00000001"),
        ([reference.model_copy(update={"printed": "forged"})], "ref-00000001"),
    ):
        assert list(compare_nested(with_records(contents, "cross_references", records))) == [
            f"plan.json: reference {name} differs from cross_references.csv"
        ]


def test_a_name_of_a_body_that_differs_is_named(contents: Contents) -> None:
    bodies: list[Any] = list(contents.records["bodies"])
    bodies[1] = bodies[1].model_copy(update={"name": "Meeting on Age"})
    problems = list(compare_nested(with_records(contents, "bodies", bodies)))
    assert f"bodies.jsonld: {bodies[1].body_id} differs from bodies.csv" in problems


def test_bodies_are_counted_again(contents: Contents) -> None:
    plan = contents.plan
    bodies = (plan.bodies[0].model_copy(update={"rows_led": 7}), *plan.bodies[1:])
    changed = dataclasses.replace(contents, plan=plan.model_copy(update={"bodies": bodies}))
    led = plan.bodies[0].rows_led
    assert any(problem.endswith(f"and leads {led} rows") for problem in compare_nested(changed))
