"""What a plan asks of one body."""

from __future__ import annotations

import re
from functools import cache

from link.model import LinkedPlan
from link.profile import BodyProfile, profile, profile_text
from link.roles import bodies_of, role_records
from normalize.model import PARTNERS
from tests.normalize.small_plan import small


@cache
def linked() -> LinkedPlan:
    return LinkedPlan(plan=small())


def of(name: str) -> BodyProfile:
    found = profile(linked(), name)
    assert found is not None
    return found


def test_leads_hold_for_each_row_of_a_merged_cell() -> None:
    rows = linked().plan.rows
    assert [entry.record_id for entry in of("ASLOM").lead] == [rows[0].row_id, rows[1].row_id]
    texts = [entry.text for entry in of("ASLOM").lead]
    assert texts == ["Workshop with AICHR → Report", "Seminar → Report"]


def test_a_collective_counts_apart() -> None:
    found = of("somed")
    assert [(e.record_id, e.through) for e in found.relevant] == [
        ("area-1.1", None),
        ("area-2.1", "all-sectoral-bodies"),
    ]
    (relevant,) = [count for count in found.counts if count.role == "relevant"]
    assert (relevant.named, relevant.through_collective) == (1, 1)


def test_a_body_is_found_by_its_name_and_knows_its_parts() -> None:
    found = of("ASEAN University Network")
    assert found.body.body_id == "AUN"
    assert found.sub_units == ("AUN-HRE",)
    assert found.lead == ()


def test_members_chairs_and_mentions() -> None:
    assert [entry.record_kind for entry in of("AF").member] == ["block"]
    assert len(of("SOMTC WG on CT").chair) == 1
    assert [entry.record_kind for entry in of("AICHR").mentioned] == ["activity", "activity"]


def test_an_unknown_body_has_no_profile() -> None:
    assert profile(linked(), "NATO") is None
    assert profile(linked(), " ") is None


def test_the_text_says_what_the_body_is() -> None:
    lines = profile_text(of("AUN-HRE")).splitlines()
    assert lines[1].startswith("  sub_unit; part of AUN; ")
    assert "no. 17 of the annex; its parts: AUN-HRE" in profile_text(of("AUN"))
    assert "no. 1 of the annex; on the membership list" in profile_text(of("ACW"))
    assert re.search(
        r"member: 1\n  p\. 2   block nar-[0-9a-f]{8}  Members of the MTF", profile_text(of("ACW"))
    )
    assert "lead: 2\n" in profile_text(of("ASLOM"))


def test_a_row_of_a_profile_says_how_the_body_is_named() -> None:
    plan = small()
    changes = {"is_principal": True, "match": "decided", "page": None}
    mentions = tuple(
        mention.model_copy(update=changes if mention.printed == "ASLOM" else {})
        for mention in plan.mentions
    )
    found = profile(LinkedPlan(plan=plan.model_copy(update={"mentions": mentions})), "ASLOM")
    assert found is not None
    assert f"{plan.rows[0].row_id}  (principal) (corrected) Workshop" in profile_text(found)
    assert "  p. " not in profile_text(found).split("lead: 2")[1]


def test_a_long_text_is_cut_at_a_word() -> None:
    plan = small()
    for title, last in (("word " * 19 + "final", "final"), ("word " * 19 + "finals", "word …")):
        assert len(title) in (100, 101)
        areas = tuple(area.model_copy(update={"title": title}) for area in plan.areas)
        found = profile(LinkedPlan(plan=plan.model_copy(update={"areas": areas})), "SOMED")
        assert found is not None
        lines = [line for line in profile_text(found).splitlines() if " word " in line]
        assert lines
        assert all(line.endswith(f" {last}") for line in lines)


def test_relevant_bodies_and_partners_of_a_row_stand_apart() -> None:
    plan = small()
    row = plan.rows[2]
    (lead,) = [m for m in plan.mentions if m.printed == "AUN-HRE"]
    own = {"role": "relevant", "record_kind": "row", "record_id": row.row_id, "cell_id": None}
    partner = lead.model_copy(update={**own, "mention_id": "partner", "field": PARTNERS})
    relevant = lead.model_copy(
        update={**own, "mention_id": "relevant", "field": "relevant_bodies_printed"}
    )
    plan = plan.model_copy(update={"mentions": (*plan.mentions, partner, relevant)})
    found = bodies_of(plan)
    assert found.partners == {row.row_id: (partner,)}
    assert found.relevant[row.row_id] == (relevant,)
    # The relevant bodies of a row in an area are those of its area.
    named = {role.mention_id for role in role_records(plan)}
    assert row.area_id
    assert {"partner", "relevant"} & named == {"partner"}
    alone = row.model_copy(update={"area_id": None})
    plan = plan.model_copy(update={"rows": (*plan.rows[:2], alone, *plan.rows[3:])})
    assert {"partner", "relevant"} <= {role.mention_id for role in role_records(plan)}
