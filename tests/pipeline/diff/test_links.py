"""References and issues are followed from one edition to the next."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition, Record
from pipeline.diff.links import issue_changes, reference_changes
from tests.pipeline.diff.made_editions import edition

NEW_OF = {"act-1": "act-2", "area-1.7": "area-1.8"}


def reference(**values: str) -> Record:
    return {
        "reference_id": "ref-1", "from_id": "act-1", "field": "text", "printed": "see 1.2",
        "relation": "see", "target_kind": "area", "target_id": "area-1.2", "status": "resolved",
    } | values  # fmt: skip


def with_table(table: str, *records: Record) -> Edition:
    made = edition("e", [])
    made.tables[table] = list(records)
    return made


def references(old: list[Record], new: list[Record]) -> list[tuple[str, str, str]]:
    changes = reference_changes(
        with_table("cross_references", *old), with_table("cross_references", *new), NEW_OF
    )
    return [(c.kinds[0], "".join(c.old_ids), "".join(c.new_ids)) for c in changes]


AFTER = {"reference_id": "ref-2", "from_id": "act-2"}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({}, {}, "unchanged"),
        ({}, {"printed": "See 1.2."}, "unchanged"),
        # The text that prints it tells that its words have changed.
        ({}, {"printed": "in line with 1.2"}, "unchanged"),
        ({}, {"printed": "repeats 1.2", "relation": "repeats"}, "reworded"),
        ({}, {"printed": "see 1.9", "target_id": "area-1.9"}, "retargeted"),
        ({}, {"printed": "see 9.9", "target_id": "", "status": "dangling"}, "retargeted"),
        (
            {"printed": "see 9.9", "target_id": "", "status": "dangling"},
            {},
            "retargeted",
        ),
        (
            {"printed": "see 1.7", "target_id": "area-1.7"},
            {"printed": "see 1.8", "target_id": "area-1.8"},
            "renumbered",
        ),
        (
            {"printed": "see 1.7", "target_id": "area-1.7"},
            {"printed": "see 1.7", "target_id": "area-1.7"},
            "retargeted",
        ),
        (
            {"target_id": "", "status": "missing"},
            {"target_id": "", "status": "missing"},
            "unchanged",
        ),
    ],
)
def test_a_reference_is_followed(old: dict[str, str], new: dict[str, str], kind: str) -> None:
    assert references([reference(**old)], [reference(**AFTER, **new)]) == [(kind, "ref-1", "ref-2")]


@pytest.mark.parametrize(
    "new",
    [
        {"from_id": "act-9"},
        {"relation": "repeats", "printed": "repeats 1.9", "target_id": "area-1.9"},
    ],
)
def test_a_reference_of_another_record_or_of_other_relation_and_target_is_another_one(
    new: dict[str, str],
) -> None:
    after = reference(**AFTER) | new
    assert references([reference()], [after]) == [("removed", "ref-1", ""), ("added", "", "ref-2")]


def test_references_that_lead_nowhere_are_known_by_their_words_alone() -> None:
    old = reference(printed="see 9.1", target_id="", status="missing")
    new = reference(**AFTER, printed="see 9.2", target_id="", status="missing")
    assert references([old], [new]) == [("removed", "ref-1", ""), ("added", "", "ref-2")]


def test_of_several_references_the_one_with_target_and_words_is_first() -> None:
    other_words = reference(**AFTER | {"reference_id": "words"}, printed="as in 1.2")
    other_target = reference(**AFTER | {"reference_id": "target"}, target_id="area-1.3")
    same = reference(**AFTER | {"reference_id": "same"})
    found = references([reference()], [other_target, other_words, same])
    assert found[0] == ("unchanged", "ref-1", "same")
    assert references([reference()], [other_target, other_words])[0] == (
        "unchanged", "ref-1", "words",
    )  # fmt: skip
    assert references([reference()], [other_target])[0] == ("retargeted", "ref-1", "target")


def test_a_strong_match_is_not_taken_by_a_weak_one() -> None:
    """The first reference went, the second stayed: neither points elsewhere."""
    old = [reference(printed="see 1.5", target_id="area-1.5"), reference(reference_id="ref-3")]
    assert references(old, [reference(**AFTER)]) == [
        ("removed", "ref-1", ""), ("unchanged", "ref-3", "ref-2"),
    ]  # fmt: skip


def test_a_reference_is_looked_for_in_the_other_parts_of_its_row() -> None:
    moved = reference(**AFTER | {"from_id": "act-3"})
    old = with_table("cross_references", reference())
    new = with_table("cross_references", moved)
    (change,) = reference_changes(old, new, NEW_OF, {"act-1": ("act-2", "act-3")})
    assert change.kinds == ("unchanged",)


def test_the_number_of_an_area_that_is_gone_leads_elsewhere() -> None:
    """Area 1.2 is gone, and another area has its number: "see 1.2" now means that one."""
    old, new = with_table("cross_references", reference()), edition("n", [])
    old.tables["areas"] = [{"area_id": "area-1.2", "title": "Borders"}]
    new.tables["cross_references"] = [reference(**AFTER)]
    (change,) = reference_changes(old, new, NEW_OF)
    assert change.kinds == ("retargeted",)


def test_each_reference_is_matched_once() -> None:
    twice = [reference(), reference(reference_id="ref-3")]
    assert references(twice, [reference(**AFTER)]) == [
        ("unchanged", "ref-1", "ref-2"), ("removed", "ref-3", ""),
    ]  # fmt: skip


def test_a_changed_reference_says_what_changed() -> None:
    (change,) = reference_changes(
        with_table("cross_references", reference()),
        with_table("cross_references", reference(**AFTER, target_id="", status="missing")),
        NEW_OF,
    )
    assert [(f.field, f.old, f.new) for f in change.fields] == [
        ("target_id", "area-1.2", ""), ("status", "resolved", "missing"),
    ]  # fmt: skip
    assert (change.old_text, change.new_text) == ("see 1.2 → area-1.2", "see 1.2 → missing")
    assert change.note == "act-2"


def issue(**values: str) -> Record:
    return {
        "issue_id": "lead-missing-1", "rule": "lead-missing", "severity": "error",
        "table": "activities", "record_id": "act-1", "field": "lead_bodies_printed", "page": "3",
        "printed": "SOMTC or ACWC", "message": "no lead body is printed", "suggestion": "",
        "decision": "", "decided_by": "", "decision_note": "",
    } | values  # fmt: skip


def issues(old: list[Record], new: list[Record]) -> list[tuple[str, str, str]]:
    changes = issue_changes(with_table("issues", *old), with_table("issues", *new), NEW_OF)
    return [(c.kinds[0], "".join(c.old_ids), "".join(c.new_ids)) for c in changes]


CARRIED = {"issue_id": "lead-missing-2", "record_id": "act-2"}


def test_an_issue_is_followed_by_its_id_or_by_rule_record_and_field() -> None:
    moved = issue(record_id="act-9", field="activity")
    assert issues([issue()], [moved]) == [("open", "lead-missing-1", "lead-missing-1")]
    assert issues([issue()], [issue(**CARRIED)]) == [("open", "lead-missing-1", "lead-missing-2")]


@pytest.mark.parametrize(
    "values", [{"rule": "lead-unknown"}, {"record_id": "act-1"}, {"field": "activity"}]
)
def test_another_rule_record_or_field_is_another_issue(values: dict[str, str]) -> None:
    assert issues([issue()], [issue(**CARRIED | values)]) == [
        ("fixed", "lead-missing-1", ""), ("new", "", "lead-missing-2"),
    ]  # fmt: skip


def test_of_several_issues_the_one_with_the_same_words_is_the_same() -> None:
    other = issue(**CARRIED, printed="ACWC")
    same = issue(**CARRIED | {"issue_id": "lead-missing-3"})
    assert issues([issue()], [other, same]) == [
        ("open", "lead-missing-1", "lead-missing-3"), ("new", "", "lead-missing-2"),
    ]  # fmt: skip
    assert issues([issue()], [other])[0] == ("open", "lead-missing-1", "lead-missing-2")


def test_an_issue_says_its_page_rule_and_severity() -> None:
    changes = issue_changes(
        with_table("issues", issue(), issue(issue_id="x", rule="y", page="")),
        with_table("issues", issue(**CARRIED, page="4")),
        NEW_OF,
    )
    assert [(c.old_page, c.new_page, c.note) for c in changes] == [
        (3, 4, "lead-missing (error)"), (None, None, "y (error)"),
    ]  # fmt: skip
