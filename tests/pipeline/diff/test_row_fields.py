"""What an area has left is matched by whole rows; replaced, split and merged rows are told so."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition, Record
from pipeline.diff.identifiers import (
    further_identifiers_of,
    further_records_of,
    identifiers_of,
    new_record_of,
)
from pipeline.diff.matching.whole_rows import WholeRow, match_whole_rows
from pipeline.diff.model import Change
from pipeline.diff.rows import map_rows, row_changes
from tests.pipeline.diff import made_editions as made

TRAIN = "Train border officers in the detection of forged documents"
MAYORS = "Convene mayors yearly to exchange views on neighbourhood radio"
CODE = "Code of conduct for harbour masters and pilots"
REPORT = "Printed report on asylum claims by country of origin"
CHAPLAINS = "Prison chaplains write letters to families each winter"


def row(row_id: str, activity: str, output: str, lead: str = "SOMTC", **values: str) -> Record:
    return made.record(row_id, 1, activity, output, lead) | values


def edition(*rows: Record) -> Edition:
    return made.edition("e", list(rows))


def changes(old: list[Record], new: list[Record]) -> list[Change]:
    a, b = edition(*old), edition(*new)
    return row_changes(a, b, map_rows(a, b), {})


def kinds(old: Record, new: Record) -> list[tuple[str, ...]]:
    return [change.kinds for change in changes([old], [new])]


APART = [("removed",), ("added",)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (row("n", TRAIN, REPORT), [("replaced",)]),
        (row("n", TRAIN, REPORT, "ACWC"), [("replaced", "reassigned")]),
        (row("n", f"{TRAIN} at sea", REPORT), [("replaced", "reworded")]),
        (row("n", MAYORS, CODE), [("replaced",)]),
        (row("n", MAYORS, REPORT), APART),
        (row("n", TRAIN, REPORT, area_id="1.2", area="Elsewhere and afar"), APART),
        (row("n", TRAIN, ""), [("reworded",)]),
    ],
)
def test_a_row_with_another_activity_or_output_is_one_row(
    new: Record, expected: list[tuple[str, ...]]
) -> None:
    # Rows that stay keep both areas apart.
    stay = [row(f"s{n}", f"{CHAPLAINS} {n}", "") for n in range(3)]
    there = [
        row(f"t{n}", f"Dredge {n} canals", "", area_id="1.2", area="Elsewhere and afar")
        for n in range(3)
    ]
    old = [row("o", TRAIN, CODE), *stay, *there]
    found = [c.kinds for c in changes(old, [new, *stay, *there]) if c.kinds != ("unchanged",)]
    assert found == expected


def test_a_row_of_another_area_is_another_one_unless_its_activity_goes_on() -> None:
    """Both rows print one long output."""
    long = f"{CODE}; {REPORT}; {CHAPLAINS}; with a printed guide for all of them in each harbour"
    place = {"area_id": "1.2", "area": "Elsewhere and afar"}
    stay = [row(f"s{n}", f"Repaint {n} lighthouses on the outer reefs", "") for n in range(3)]
    stay += [row(f"t{n}", f"Dredge {n} canals", "", **place) for n in range(3)]

    def kinds_of(activity: str) -> list[tuple[str, ...]]:
        new = [row("n", activity, long, **place), *stay]
        found = changes([row("o", TRAIN, long), *stay], new)
        return [c.kinds for c in found if c.kinds != ("unchanged",)]

    assert kinds_of(TRAIN) == [("moved",)]
    assert kinds_of(f"{TRAIN} and visas") == [("moved", "reworded")]
    assert kinds_of("Buy boats") == APART


def whole(activity: str, output: str, focus: str = "f", leads: str = "A") -> WholeRow:
    return WholeRow(activity, output, focus, frozenset(leads))


def test_focus_and_lead_bodies_decide_between_rows_of_the_same_output() -> None:
    old = {0: whole(TRAIN, CODE, "f"), 1: whole(MAYORS, CODE, "g")}
    new = {5: whole(CHAPLAINS, CODE, "g"), 6: whole(REPORT, CODE, "f")}
    pairs = {(m.old, m.new) for m in match_whole_rows(old, new, lambda _i, _j: True)}
    assert pairs == {(0, 6), (1, 5)}
    # With other lead bodies, too, only the output is the same: that is no evidence.
    led = {5: whole(CHAPLAINS, CODE, "g", "B")}
    assert match_whole_rows(old, led, lambda _i, _j: True) == []
    assert match_whole_rows(old, new, lambda _i, _j: False) == []
    assert match_whole_rows(old, {}, lambda _i, _j: True) == []
    assert match_whole_rows({}, new, lambda _i, _j: True) == []


@pytest.mark.parametrize("empty", [("", ""), ("", REPORT), (MAYORS, "")])
def test_empty_texts_are_no_evidence(empty: tuple[str, str]) -> None:
    """Two rows without an output, or without an activity, share nothing by that."""
    old = {0: whole(TRAIN if not empty[0] else "", "" if empty[1] else CODE)}
    assert match_whole_rows(old, {0: whole(*empty)}, lambda _i, _j: True) == []


def test_parts_of_a_row_keep_its_order_and_may_have_another_output() -> None:
    (split,) = changes(
        [row("o", f"{TRAIN} and {MAYORS}", CODE)],
        [row("a", TRAIN, REPORT), row("b", MAYORS, CODE)],
    )
    assert (split.kinds, split.new_ids) == (("split",), ("a", "b"))
    activity = split.fields[0]
    assert (activity.old, activity.new) == (f"{TRAIN} and {MAYORS}", f"{TRAIN} / {MAYORS}")
    (merged,) = changes(
        [row("a", TRAIN, CODE), row("b", MAYORS, REPORT)],
        [row("n", f"{TRAIN} and {MAYORS}", CODE)],
    )
    assert (merged.kinds, merged.old_ids) == (("merged",), ("a", "b"))


def test_values_of_parts_differ_only_where_they_are_new() -> None:
    due = {"timeline": "2027"}
    old = [row("a", TRAIN, CODE, **due), row("b", MAYORS, CODE, timeline="2028")]
    both = f"{TRAIN} and {MAYORS}"

    def of(lead: str, timeline: str) -> tuple[str, ...]:
        (change,) = changes(old, [row("n", both, CODE, lead, timeline=timeline)])
        return change.kinds

    assert of("SOMTC", "2028") == ("merged",)
    assert of("SOMTC", "2029") == ("merged", "updated")
    assert of("ACWC", "2027") == ("merged", "reassigned")


def test_leads_of_parts_differ_only_where_no_old_row_has_them() -> None:
    old = [row("a", TRAIN, CODE, "SOMTC"), row("b", MAYORS, CODE, "ACWC")]
    both = f"{TRAIN} and {MAYORS}"

    def of(lead: str) -> tuple[str, ...]:
        new = row("n", both, CODE, lead) | {"lead_bodies_printed": lead.replace("; ", " ")}
        return changes(old, [new])[0].kinds

    assert of("SOMTC") == of("ACWC") == of("SOMTC; ACWC") == ("merged",)
    assert of("SOMTC; SOMY") == ("merged", "reassigned")


def test_a_change_names_the_bodies_that_lead_now_and_before() -> None:
    (change,) = changes([row("o", TRAIN, CODE, "AF")], [row("n", TRAIN, CODE, "SOMY")])
    assert change.bodies == ("SOMY", "AF")


def test_identifiers_follow_split_and_merged_records() -> None:
    old = edition(
        row("whole", f"{TRAIN} and {MAYORS}", CODE),
        row("one", f"{CHAPLAINS}", REPORT), row("two", "Weekly broadcasts for sailors", REPORT),
    )  # fmt: skip
    new = edition(
        row("part-1", TRAIN, CODE), row("part-2", MAYORS, CODE),
        row("both", f"{CHAPLAINS}; Weekly broadcasts for sailors", REPORT),
    )  # fmt: skip
    rows = map_rows(old, new)
    new_of = new_record_of(old, new, rows)
    found = identifiers_of(old, rows, new_of, {"SOMTC": "SOMTC"})
    assert {(i.old_id, i.new_id, i.relation) for i in found if i.table == "matrix"} == {
        ("whole", new_of["whole"], "same"), ("one", "both", new_relation(rows.merges, old, "one")),
        ("two", "both", new_relation(rows.merges, old, "two")),
    }  # fmt: skip
    assert {i.relation for i in found if i.old_id in ("one", "two")} == {"same", "merged"}
    (part,) = further_identifiers_of(old, new, rows)
    assert {part.new_id, new_of["whole"]} == {"part-1", "part-2"}
    assert (part.table, part.old_id, part.relation) == ("matrix", "whole", "split")
    assert ("bodies", "SOMTC") in {(i.table, i.old_id) for i in found}
    assert {i.table for i in found if i.old_id.startswith("act-")} == {"activities"}
    further = further_records_of(old, new, rows)
    assert {"act-part-1", "act-part-2"} <= set(further["act-whole"])
    assert "act-both" in further["act-two"]
    assert list(found) == sorted(found, key=lambda i: (i.table, i.old_id))


def new_relation(merges: dict[int, list[int]], old: Edition, row_id: str) -> str:
    (parts,) = merges.values()
    return "merged" if row_id in {old.rows[i]["row_id"] for i in parts} else "same"


@pytest.mark.parametrize("lacking", ["focus", "expected_output", "lead_bodies_printed"])
def test_a_column_that_one_edition_lacks_is_no_change_of_its_rows(lacking: str) -> None:
    texts = [TRAIN, MAYORS, CHAPLAINS]
    rows = [row(f"r{n}", text, REPORT) for n, text in enumerate(texts)]
    old = edition(*rows, row("alone", "", CODE))  # known by its focus if no output is printed
    labels = {
        name: name for name in ("focus", "activity", "expected_output", "lead_bodies_printed")
    }
    old.labels = labels
    rows = [{**each, lacking: ""} for each in old.rows]
    if lacking == "lead_bodies_printed":
        rows = [{**each, "lead_bodies": ""} for each in rows]
    rows[0]["activity"] += " at sea"
    new = edition(*rows)
    new.labels = {name: label for name, label in labels.items() if name != lacking}
    for a, b in ((old, new), (new, old)):
        found = [change.kinds for change in row_changes(a, b, map_rows(a, b), {})]
        assert found == [("reworded",), *[("unchanged",)] * 3]
    # An edition that prints the column has lost its texts.
    new.labels = labels
    found = row_changes(old, new, map_rows(old, new), {})
    assert [len(change.fields) for change in found[:3]] == [2, 1, 1]
