"""A body keeps its history under another name, and its duties are counted for it."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition, Record
from pipeline.diff.model import Change, Difference
from pipeline.diff.rows import RowMap, map_rows, row_changes
from pipeline.diff.stage import compare_editions
from pipeline.diff.tables.bodies import map_bodies
from pipeline.diff.tables.roles import consequences, role_changes
from tests.pipeline.diff import made_editions as made

TEXTS = (
    "Train border officers in the detection of forged documents",
    "Convene mayors yearly to exchange views on neighbourhood radio",
    "Publish statistics of asylum claims by country of origin",
    "Draft a handbook for prison chaplains and social workers",
)


def body(body_id: str, name: str, **values: str) -> Record:
    empty = {"acronym": body_id, "kind": "annex", "parent_id": "", "annex_no": "", "mark": ""}
    return {"body_id": body_id, "name": name, "note": ""} | empty | values


def edition(bodies: list[Record], *leads: str, relevant: str = "", area: int = 1) -> Edition:
    rows = [
        made.record(f"r{n}", area, TEXTS[n], "", lead) | {"relevant_bodies": relevant}
        for n, lead in enumerate(leads)
    ]
    result = made.edition("e", rows)
    result.tables["bodies"] = bodies
    return result


def mapped(old: Edition, new: Edition) -> dict[str, str]:
    return map_bodies(old, new, map_rows(old, new))


def changes_of(old: Edition, new: Edition, table: str) -> list[Change]:
    difference: Difference = compare_editions(old, new)
    return [c for c in difference.changes if c.table == table]


COUNCIL = body("COC", "Council on Culture")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (COUNCIL, body("XYZ", "Council on Culture")),
        (COUNCIL, body("COC2", "Forum of Museums", acronym="COC")),
        (body("a-1", "Council on Culture", acronym=""), body("a-2", "Zoo", acronym="a-1")),
    ],
    ids=["by name", "by acronym", "by id where no acronym is printed"],
)
def test_a_body_is_known_by_name_or_acronym(old: Record, new: Record) -> None:
    assert mapped(edition([old]), edition([new])) == {old["body_id"]: new["body_id"]}


def test_a_body_that_keeps_neither_name_nor_acronym_is_known_by_its_duties() -> None:
    old, new = [COUNCIL], [body("XYZ", "Forum of Museums")]
    assert mapped(edition(old, "COC", "COC"), edition(new, "XYZ", "XYZ")) == {"COC": "XYZ"}
    assert mapped(edition(old, "COC", "COC"), edition(new, "", "")) == {}
    supports = edition(old, "", relevant="COC"), edition(new, "", relevant="XYZ")
    assert mapped(*supports) == {"COC": "XYZ"}


def test_half_of_the_duties_are_enough_with_the_same_number_in_the_annex() -> None:
    # Duties: Dice's coefficient 2 * 1 / (2 + 2) = 0.5, weighed alone less than the limit.
    leads = ("COC", "COC", ""), ("XYZ", "", "XYZ")
    same = body("COC", "mmmmmmmm", annex_no="3"), body("XYZ", "mmmmmmmn", annex_no="3")
    assert mapped(edition([same[0]], *leads[0]), edition([same[1]], *leads[1])) == {"COC": "XYZ"}
    other = body("XYZ", "mmmmmmmn", annex_no="4")
    assert mapped(edition([same[0]], *leads[0]), edition([other], *leads[1])) == {}
    none = body("COC", "mmmmmmmm"), body("XYZ", "mmmmmmmn")
    assert mapped(edition([none[0]], *leads[0]), edition([none[1]], *leads[1])) == {}


def test_bodies_of_different_kinds_are_never_one() -> None:
    new = COUNCIL | {"body_id": "XYZ", "kind": "state"}
    assert mapped(edition([COUNCIL]), edition([new])) == {}


def test_bodies_may_only_be_removed_or_only_be_added() -> None:
    other = body("XYZ", "Forum of Museums")
    assert mapped(edition([COUNCIL, other]), edition([COUNCIL])) == {"COC": "COC"}
    assert mapped(edition([COUNCIL]), edition([COUNCIL, other])) == {"COC": "COC"}
    changes = changes_of(edition([COUNCIL, other]), edition([COUNCIL]), "bodies")
    assert [(c.kinds, c.old_ids, c.new_ids, c.bodies) for c in changes] == [
        (("unchanged",), ("COC",), ("COC",), ("COC",)),
        (("removed",), ("XYZ",), (), ("XYZ",)),
    ]
    changes = changes_of(edition([COUNCIL]), edition([COUNCIL, other]), "bodies")
    assert [(c.kinds, c.new_text) for c in changes] == [
        (("unchanged",), "Council on Culture (COC)"),
        (("added",), "Forum of Museums (XYZ)"),
    ]


@pytest.mark.parametrize(
    ("values", "kinds", "fields"),
    [
        ({"name": "Council on Culture."}, ("unchanged",), []),
        ({"name": "Council on the Arts"}, ("renamed",), ["name"]),
        ({"acronym": "CoA"}, ("renamed",), ["acronym"]),
        ({"mark": "†"}, ("updated",), ["mark"]),
        ({"parent_id": "SOMTC"}, ("updated",), ["parent_id"]),
        ({"name": "Council on the Arts", "mark": "*"}, ("renamed", "updated"), ["name", "mark"]),
    ],
)
def test_what_changed_of_a_body_is_named(
    values: dict[str, str], kinds: tuple[str, ...], fields: list[str]
) -> None:
    (change,) = changes_of(edition([COUNCIL]), edition([COUNCIL | values]), "bodies")
    assert (change.kinds, [field.field for field in change.fields]) == (kinds, fields)


def test_an_acronym_that_is_the_name_is_printed_once() -> None:
    same = body("COC", "COC"), body("SEC", "Secretariat", acronym="")
    changes = changes_of(edition(list(same)), edition(list(same)), "bodies")
    assert [c.old_text for c in changes] == ["COC", "Secretariat"]


def roles(old: Edition, new: Edition) -> tuple[RowMap, dict[str, str], list[Change]]:
    rows = map_rows(old, new)
    bodies = map_bodies(old, new, rows)
    return rows, bodies, role_changes(old, new, rows, bodies)


def test_duties_are_gained_lost_and_kept() -> None:
    bodies = [COUNCIL, body("FOM", "Forum of Museums")]
    old = edition(bodies, "COC", "COC", "COC", relevant="COC")
    new = edition(bodies, "COC", "FOM; COC", relevant="FOM")
    found = {
        (c.bodies[0], c.note, (c.old_ids or c.new_ids)[0]): c.kinds[0] for c in roles(old, new)[2]
    }
    assert found == {
        ("COC", "lead", "r0"): "unchanged",
        ("COC", "lead", "r1"): "unchanged",
        ("COC", "lead", "r2"): "removed",
        ("COC", "relevant", "1.1"): "removed",
        ("FOM", "lead", "r1"): "added",
        ("FOM", "relevant", "1.1"): "added",
    }


def test_a_duty_names_its_record_in_each_edition() -> None:
    old, new = edition([COUNCIL], "COC"), edition([COUNCIL], "COC", area=2)
    new.rows[0]["row_id"] = "s0"
    (change,) = [c for c in roles(old, new)[2] if c.note == "lead"]
    assert (change.old_ids, change.new_ids) == (("r0",), ("s0",))
    assert (change.old_area, change.new_area) == ("1.1", "1.2")
    assert change.old_text == change.new_text == TEXTS[0]


def test_the_duties_of_a_removed_area_are_lost() -> None:
    old = edition([COUNCIL], "COC", relevant="COC")
    new = edition([COUNCIL])
    assert {(c.note, c.kinds) for c in roles(old, new)[2]} == {
        ("lead", ("removed",)), ("relevant", ("removed",)),
    }  # fmt: skip


def test_consequences_name_the_duties_of_each_body() -> None:
    bodies = [COUNCIL, body("FOM", "Forum of Museums")]
    old = edition(bodies, "COC", "COC", "FOM", relevant="COC")
    new = edition([COUNCIL], "COC", "COC", "COC", relevant="COC")
    new.rows[1]["activity"] = "Convene mayors weekly to exchange views on local radio"
    rows, mapping, changes = roles(old, new)
    council, forum = consequences(new, old, changes, row_changes(old, new, rows, mapping))
    assert (council.body_id, council.name) == ("COC", "Council on Culture")
    assert council.new_duties == (f"leads 1.1: {TEXTS[2]}",)
    assert council.lost_duties == ()
    assert council.changed_duties == (f"leads 1.1: {new.rows[1]['activity']}",)
    assert council.kept == 2  # the first row, and the area
    assert (forum.body_id, forum.name, forum.kept) == ("FOM", "Forum of Museums", 0)
    assert forum.lost_duties == (f"leads 1.1: {TEXTS[2]}",)


def test_a_duty_outside_of_any_area_names_none() -> None:
    old, new = edition([COUNCIL]), edition([COUNCIL], "COC")
    new.rows[0]["area_id"] = ""
    (council,) = consequences(new, old, roles(old, new)[2], [])
    assert council.new_duties == (f"leads: {TEXTS[0]}",)


def test_a_reworded_row_changes_no_duty_to_support_its_area() -> None:
    old = edition([COUNCIL], "", relevant="COC")
    new = edition([COUNCIL], "", relevant="COC")
    new.rows[0]["activity"] = "Train border officers in the detection of forged passports"
    rows, mapping, changes = roles(old, new)
    (council,) = consequences(new, old, changes, row_changes(old, new, rows, mapping))
    assert (council.changed_duties, council.kept) == ((), 1)


def test_columns_that_come_or_go_are_named() -> None:
    old, new = edition([COUNCIL], "COC"), edition([COUNCIL], "COC")
    old.rows[0] |= {"kept": "x", "gone": "x"}
    new.rows[0] |= {"kept": "x", "fresh": "x"}
    changes = changes_of(old, new, "columns")
    assert [(c.kinds, c.old_ids, c.new_ids) for c in changes] == [
        (("removed",), ("gone",), ()),
        (("added",), (), ("fresh",)),
    ]
