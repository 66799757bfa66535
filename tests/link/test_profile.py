"""What a plan asks of one body."""

from __future__ import annotations

from functools import cache

from link.model import LinkedPlan
from link.profile import BodyProfile, profile, profile_text
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


def test_the_text_names_each_record() -> None:
    text = profile_text(of("AICHR"))
    assert text.startswith("AICHR  ASEAN Inter-Governmental Commission on Human Rights\n")
    assert "mentioned: 2" in text
    assert "relevant: 0, 1 more through a collective" in text
    assert "[All sectoral bodies] Engage" in text
    assert "lead" not in text
