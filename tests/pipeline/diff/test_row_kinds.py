"""What became of a row is named by what of it changed."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition, Record
from pipeline.diff.identifiers import new_record_of
from pipeline.diff.model import Change
from pipeline.diff.rows import map_rows, row_changes
from tests.pipeline.diff import made_editions as made

TEXT = "Train border officers in the detection of forged documents"
OTHER = "Convene mayors yearly to exchange views on neighbourhood radio"


def row(row_id: str = "r0", **values: str) -> Record:
    return made.record(row_id, 1, TEXT, "A handbook", "SOMTC") | values


def changes(old: list[Record], new: list[Record], **bodies: str) -> list[Change]:
    a, b = made.edition("a", old), made.edition("b", new)
    return row_changes(a, b, map_rows(a, b), bodies)


def change(old: Record, new: Record, **bodies: str) -> Change:
    (found,) = changes([old], [new], **bodies)
    return found


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({}, ("unchanged",)),
        ({"activity": f"{TEXT}."}, ("unchanged",)),
        ({"activity": f"{TEXT} and visas"}, ("reworded",)),
        ({"expected_output": "A handbook and a poster"}, ("reworded",)),
        ({"focus": "Focus on borders and coasts"}, ("reworded",)),
        ({"focus": "Reintegration by radio"}, ("moved",)),
        ({"lead_bodies": "ACWC", "lead_bodies_printed": "ACWC"}, ("reassigned",)),
        ({"lead_bodies_printed": "Somtc (chair)"}, ("unchanged",)),
        (
            {"activity": f"{TEXT} and visas", "focus": "Reintegration by radio"},
            ("moved", "reworded"),
        ),
    ],
)  # fmt: skip
def test_a_change_is_named_by_the_fields_that_changed(
    values: dict[str, str], kinds: tuple[str, ...]
) -> None:
    old = row(focus="Focus on borders and seas")
    found = change(old, old | values)
    assert found.kinds == kinds
    assert (found.old_ids, found.new_ids) == (("r0",), ("r0",))


def test_a_row_in_another_area_has_moved() -> None:
    stay = [row(f"s{n}", activity=f"{OTHER} no {n}") for n in range(3)]
    area = {"area_id": "1.9", "area": "Ports of call"}
    there = [row(f"t{n}", activity=f"Draft {n} letters of consent", **area) for n in range(3)]
    found = changes([row(), *stay, *there], [row(**area), *stay, *there])
    assert [c.kinds for c in found] == [("moved",), *[("unchanged",)] * 6]
    assert (found[0].old_area, found[0].new_area) == ("1.1", "1.9")


def test_a_renamed_lead_body_is_the_same_lead_body() -> None:
    new = row(lead_bodies="ACRI", lead_bodies_printed="ACRI")
    assert change(row(), new, SOMTC="ACRI").kinds == ("unchanged",)
    assert change(row(), new).kinds == ("reassigned",)


def test_lead_bodies_that_are_not_resolved_are_compared_by_name() -> None:
    def edition(printed: str, role: str = "lead") -> Edition:
        made_edition = made.edition("e", [row(lead_bodies="", lead_bodies_printed=printed)])
        made_edition.tables["body_roles"] = [
            {"role": role, "body_id": "", "scope_id": "r0", "printed": printed}
        ]
        return made_edition

    def kinds(old: Edition, new: Edition) -> tuple[str, ...]:
        return row_changes(old, new, map_rows(old, new), {})[0].kinds

    assert kinds(edition("HM Treasury"), edition("HMT")) == ("unchanged",)
    assert kinds(edition("HM Treasury"), edition("Home Office")) == ("reassigned",)
    assert edition("HMT").leads_of(edition("HMT").rows[0]) == {"HMT"}
    relevant = edition("HMT", "relevant")
    assert relevant.leads_of(relevant.rows[0]) == frozenset()


def test_resolved_roles_do_not_count_as_unresolved() -> None:
    edition = made.edition("e", [row()])
    edition.tables["body_roles"] = [
        {"role": "lead", "body_id": "SOMTC", "scope_id": "r0", "printed": "the SOMTC"}
    ]
    assert edition.leads_of(edition.rows[0]) == {"SOMTC"}


def test_a_column_of_this_plan_is_updated_where_both_editions_have_it() -> None:
    old, new = row(timeline="Jun 10"), row(timeline="July 2010")
    found = change(old, new)
    assert (found.kinds, [f.field for f in found.fields]) == (("updated",), ["timeline"])
    assert change(old, row(timeline="June 2010")).kinds == ("unchanged",)
    assert change(row(), new).kinds == change(new, row()).kinds == ("unchanged",)


def test_a_row_without_activity_and_output_is_known_by_focus_or_own_columns() -> None:
    empty = {"activity": "", "expected_output": ""}
    assert change(row(**empty, focus=TEXT), row("r1", **empty, focus=TEXT)).old_text == TEXT
    own = row(**empty, focus="", dataset=TEXT)
    assert change(own, own | {"row_id": "r1"}).old_text == TEXT


def test_added_and_removed_rows_say_where_they_are_printed() -> None:
    removed, added = changes(
        [row(page_first="3")], [row("r1", activity=OTHER, expected_output="", page_first="")]
    )
    assert (removed.kinds, removed.old_ids, removed.new_ids) == (("removed",), ("r0",), ())
    assert (removed.old_page, removed.new_page, removed.old_area) == (3, None, "1.1")
    assert (added.kinds, added.old_ids, added.new_ids) == (("added",), (), ("r1",))
    assert (added.old_page, added.new_page, added.new_area) == (None, None, "1.1")
    both = change(row(page_first="3"), row(page_first="4"))
    assert (both.old_page, both.new_page) == (3, 4)
    (page,) = {c.new_page for c in changes([], [row(page_first="5")])}
    assert page == 5
    unknown = change(row(page_first=""), row(page_first=""))
    assert (unknown.old_page, unknown.new_page) == (None, None)


def test_the_parts_of_a_split_row_are_neither_reworded_nor_added() -> None:
    whole = row(activity=f"{TEXT}; {OTHER}", expected_output="")
    parts = [row(expected_output=""), row("r1", activity=OTHER, expected_output="")]
    (split,) = changes([whole], parts)
    assert (split.kinds, set(split.new_ids)) == (("split",), {"r0", "r1"})
    (merged,) = changes(parts, [whole])
    assert (merged.kinds, set(merged.old_ids)) == (("merged",), {"r0", "r1"})
    assert " / " in split.new_text
    assert " / " in merged.old_text


def test_repeated_rows_stay_in_their_areas() -> None:
    def rows(first: str, second: str) -> list[Record]:
        own = [
            made.record(f"{area}-{n}", int(area), f"{word} {n} {OTHER[n:]}", "", "SOMTC")
            for area, word in (("1", "alpha"), ("2", "omega"))
            for n in range(3)
        ]
        return [row(first, area_id="1.1"), row(second, area_id="1.2"), *own]

    old, new = rows("a", "b"), rows("a", "b")
    new[0], new[1] = new[1], new[0]
    assert {c.kinds for c in changes(old, new)} == {("unchanged",)}


def test_records_keep_their_id_or_get_the_one_that_most_rows_have() -> None:
    texts = [TEXT, OTHER, "Publish statistics of asylum claims", "Draft letters of consent"]

    def edition(activities: list[str], focus: str) -> Edition:
        return made.edition(
            "e",
            [
                row(f"r{n}", activity=texts[n], activity_id=activity, focus_id=focus)
                for n, activity in enumerate(activities)
            ],
        )

    old = edition(["act-a", "act-a", "act-a", "act-b"], "foc-a")
    new = edition(["act-x", "act-y", "act-y", "act-b"], "")
    new_of = new_record_of(old, new, map_rows(old, new))
    assert new_of["act-a"] == "act-y"
    assert new_of["act-b"] == "act-b"
    assert "foc-a" not in new_of
    assert new_of["1.1"] == "1.1"
    kept = edition(["act-x", "act-x", "act-a", "act-b"], "foc-a")
    assert new_record_of(old, kept, map_rows(old, kept))["act-a"] == "act-a"
