"""Bodies of the annex, the membership list and the matrix: where the lists agree and differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.rules.bodies import (
    find_collectives,
    find_joined_names,
    find_proposed,
    find_repeated_bodies,
    find_sub_units,
    find_unknown_bodies,
    find_variant_spellings,
    strip_marks,
)
from expectations.rules.roster import (
    find_different_names,
    find_idle_bodies,
    find_membership_differences,
    find_relevant_without_lead,
    find_unlisted_leads,
)
from expectations.settings import ExpectationSettings
from link.model import LinkedPlan
from normalize.model import Body, Mention
from tests.expectations.plans import ALL, BODIES, PART, linked
from tests.link.plans import RowText

SETTINGS = ExpectationSettings()
Finder = Callable[[PlanIndex, ExpectationSettings], Iterator[Finding]]


def found(find: Finder, plan: LinkedPlan) -> list[Finding]:
    return list(find(PlanIndex(plan), SETTINGS))


def messages(find: Finder, plan: LinkedPlan) -> list[str]:
    return [each.message for each in found(find, plan)]


def rows(*leads: str, area: str = "1.1") -> tuple[RowText, ...]:
    """Return a row for each list of leads, in one area."""
    return tuple(RowText(area, f"F{n}", f"Task {n}", f"R{n}", each) for n, each in enumerate(leads))


def body(body_id: str, kind: str = "annex", **more: object) -> Body:
    number = {"annex": 9, "proposed": 9}.get(kind)
    values = {"body_id": body_id, "acronym": body_id, "name": "", "kind": kind, "annex_no": number}
    return Body.model_validate({**values, **more})


def changed(plan: LinkedPlan, printed: str, **values: object) -> LinkedPlan:
    """Return a plan in which the mentions of some words have other values."""
    mentions = tuple(
        m.model_copy(update=values) if m.printed == printed else m for m in plan.plan.mentions
    )
    assert mentions != plan.plan.mentions
    return plan.model_copy(update={"plan": plan.plan.model_copy(update={"mentions": mentions})})


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("SOMTC", "SOMTC"),
        (" (SOMTC). ", "SOMTC"),
        ("“SOMTC*”", "SOMTC"),
        ("SOMTC’s", "SOMTC"),
        ("SOMTC'", "SOMTC"),
    ],
)
def test_marks_around_a_name_are_no_part_of_it(printed: str, name: str) -> None:
    assert strip_marks(printed) == name


@pytest.mark.parametrize(
    ("leads", "relevant", "is_member", "idle"),
    [
        ("SOMTC", "SOMTC", False, ["AUN is in the annex, but no area or row names it."]),
        (
            "SOMTC",
            "SOMTC",
            True,
            ["AUN is in the annex and on the membership list, but no area or row names it."],
        ),
        ("AUN", "SOMTC", False, []),
        ("SOMTC", "AUN", False, []),
        ("", "", False, []),  # a matrix without lists of bodies says nothing
    ],
)
def test_a_body_of_the_annex_has_a_task(
    leads: str, relevant: str, is_member: bool, idle: list[str]
) -> None:
    bodies = (BODIES[0], BODIES[1].model_copy(update={"is_member": is_member}))
    other = body("OTHER", "external")
    plan = linked(rows(leads), (*bodies, other), {"1.1": relevant})
    assert messages(find_idle_bodies, plan) == idle


@pytest.mark.parametrize(
    ("members", "bodies", "expected"),
    [
        ("SOMTC, AUN", BODIES, []),
        ("SOMTC", BODIES, ["AUN is in the annex, but not on the membership list."]),
        ("", BODIES, []),
        ("Nobody", BODIES, []),  # a list of unknown names is none
        (
            "SOMTC, AUN, OTHER",
            (*BODIES, body("OTHER", "external")),
            ["OTHER is on the membership list, but not in the annex."],
        ),
        ("SOMTC, AUN, All bodies", (*BODIES, ALL), []),
        ("OTHER", (body("OTHER", "external"),), []),  # no annex
        (
            "SOMTC, AUN, NEW",
            (*BODIES, body("NEW", "proposed", mark="*")),
            [
                "The annex marks NEW with “*” as proposed only, but the membership list names it "
                "as a member."
            ],
        ),
        (
            "SOMTC, AUN, NEW",
            (*BODIES, body("NEW", mark="*", is_contested=True)),
            [
                "The annex marks NEW with “*” as proposed only, but the membership list names it "
                "as a member."
            ],
        ),
        (
            "SOMTC, AUN",
            (*BODIES, body("NEW", "proposed", mark="*")),
            ["NEW is in the annex, but not on the membership list."],
        ),
    ],
)
def test_the_membership_list_has_the_bodies_of_the_annex(
    members: str, bodies: Sequence[Body], expected: list[str]
) -> None:
    assert messages(find_membership_differences, linked(bodies=bodies, members=members)) == expected


@pytest.mark.parametrize(
    ("leads", "relevant", "bodies", "expected"),
    [
        ("AUN", "SOMTC", BODIES, ["AUN"]),
        ("AUN", "SOMTC, AUN", BODIES, []),
        ("AUN", "", BODIES, []),
        ("Nobody", "SOMTC", BODIES, []),
        ("AUN-HRE", "SOMTC", (*BODIES, PART), ["AUN-HRE"]),
        ("AUN-HRE", "AUN", (*BODIES, PART), []),  # a part of a listed body
        ("AUN", "AUN-HRE", (*BODIES, PART), ["AUN"]),
        ("AUN", "SOMTC, All bodies", (*BODIES, ALL), []),
        ("All bodies", "SOMTC", (*BODIES, ALL), []),
    ],
)
def test_a_lead_body_is_a_relevant_one(
    leads: str, relevant: str, bodies: Sequence[Body], expected: list[str]
) -> None:
    plan = linked(rows(leads, leads), bodies, {"1.1": relevant})
    findings = found(find_unlisted_leads, plan)
    assert [each.bodies[0] for each in findings] == expected
    for each in findings:
        assert each.message.endswith("lead body in 1.1, but not one of its relevant bodies.")
        assert len(each.places) == 2


@pytest.mark.parametrize(
    ("leads", "relevant", "bodies", "message"),
    [
        ("SOMTC", "SOMTC", BODIES, None),
        (
            "SOMTC",
            "SOMTC, AUN",
            BODIES,
            "Relevant bodies that lead no row of the area: AUN (1.1). They lead no row in any "
            "other area: AUN.",
        ),
        ("", "SOMTC, AUN", BODIES, None),  # an area without any lead body
        ("Nobody", "SOMTC", BODIES, None),
        ("SOMTC", "SOMTC, Nobody", BODIES, None),
        ("SOMTC", "SOMTC, All bodies", (*BODIES, ALL), None),
        ("AUN-HRE", "AUN", (*BODIES, PART), None),
    ],
)
def test_a_relevant_body_leads_a_row(
    leads: str, relevant: str, bodies: Sequence[Body], message: str | None
) -> None:
    plan = linked(rows(leads), bodies, {"1.1": relevant})
    assert messages(find_relevant_without_lead, plan) == ([message] if message else [])


def test_a_body_that_leads_elsewhere_is_not_idle_everywhere() -> None:
    made = (*rows("SOMTC"), *rows("AUN", area="1.2"))
    plan = linked(made, BODIES, {"1.1": "SOMTC, AUN", "1.2": "AUN, SOMTC"})
    (message,) = messages(find_relevant_without_lead, plan)
    assert message == ("Relevant bodies that lead no row of the area: AUN (1.1); SOMTC (1.2).")


LONG = "Senior Officials Meeting on Transnational Crime"


@pytest.mark.parametrize(
    ("name", "text", "printed"),
    [
        (LONG, f"The {LONG} meets", []),
        (LONG, f"The {LONG}s meets", [f"{LONG}s"]),
        (LONG, "The Senior Officers Meeting of all", []),
        ("Water Board", "The Water Boards meet", []),  # two words are like many others
    ],
)
def test_the_text_spells_a_name_as_the_annex_does(name: str, text: str, printed: list[str]) -> None:
    plan = linked(bodies=(body("SOMTC", name=name), BODIES[1]), narrative=(text,))
    findings = found(find_different_names, plan)
    assert [each.places[0].printed for each in findings] == printed


@pytest.mark.parametrize(("usual", "is_told"), [(3, True), (2, False)])
def test_a_name_begins_as_the_others_of_the_annex(usual: int, is_told: bool) -> None:
    names = [f"Senior Officials Meeting on Topic{n}" for n in range(usual)]
    bodies = [body(f"S{n}", name=name) for n, name in enumerate(names)]
    odd = body("ODD", name="Senior Official Meeting on Roads")
    outside = body("OUT", "external", name="Senior Official Meeting on Rails")
    other = body("CTR", name="Centre of all Towns and Roads")
    plan = linked(bodies=(*bodies, odd, outside, other))
    found_names = [each.bodies[0] for each in found(find_different_names, plan)]
    assert found_names == (["ODD"] if is_told else [])


@pytest.mark.parametrize(
    ("leads", "relevant", "expected"),
    [
        ("SOMTC, AUN, SOMTC", "SOMTC", ["The lead bodies of 1.1 name SOMTC twice."]),
        ("SOMTC", "SOMTC, SOMTC", ["The relevant bodies of 1.1 name SOMTC twice."]),
        ("SOMTC, AUN", "SOMTC, AUN", []),
        ("Nobody, Nobody", "SOMTC", []),
    ],
)
def test_a_list_names_a_body_once(leads: str, relevant: str, expected: list[str]) -> None:
    plan = linked(rows(leads, "SOMTC"), BODIES, {"1.1": relevant})
    findings = found(find_repeated_bodies, plan)
    assert [each.message for each in findings] == expected
    assert [len(each.places) for each in findings] == [1] * len(expected)


def test_an_unknown_name_is_told_with_the_bodies_that_the_list_lacks() -> None:
    plan = linked(rows("SOMTX, AUN"), BODIES, {"1.1": "SOMTX, SOMTC"})
    (finding,) = found(find_unknown_bodies, plan)
    assert finding.key == ("somtx",)
    assert len(finding.places) == 2
    assert finding.candidates == ("SOMTC",)  # the list of the leads lacks it
    assert "The most similar of them: SOMTC." in finding.message
    alone = linked(rows("AUN"), BODIES, {"1.1": "SOMTX, SOMTC"})
    (finding,) = found(find_unknown_bodies, alone)
    assert finding.candidates == ()
    assert finding.message.endswith("that the plan or the register lists.")
    assert found(find_unknown_bodies, linked(rows("AUN"), BODIES, {})) == []


@pytest.mark.parametrize(
    ("acronym", "printed", "kind", "match", "source"),
    [
        ("SOM-TC", "SOM TC", "annex", "variant", "the annex"),
        ("SOM-TC", "SOM TC", "annex", "fuzzy", "the annex"),
        ("SOM-TC", "SOM TC", "annex", "exact", None),
        ("SOM-TC", "SOM TC", "unlisted", "fuzzy", None),  # `body-joined` tells it
        ("SOM-TC", "SOM TC", "external", "variant", "the register"),
        ("SOM-TC", "SOM", "annex", "variant", None),  # a part of it
        ("SOM-TC", "Some long name of it", "annex", "variant", None),
        ("", "Some other name of it", "annex", "variant", None),
    ],
)
def test_a_variant_is_another_spelling_of_the_acronym(
    acronym: str, printed: str, kind: str, match: str, source: str | None
) -> None:
    own = body("SOM-TC", kind, acronym=acronym, name="Some Name")
    plan = changed(
        linked(rows(printed), (own,), {}), printed, body_id="SOM-TC", match=match, score=90
    )
    findings = found(find_variant_spellings, plan)
    named = " (Some Name)" if source == "the register" else ""
    message = f"“{printed}” was read as {acronym}{named}, the spelling of {source}."
    assert [each.message for each in findings] == ([message] if source else [])


def test_the_rest_of_the_plan_may_spell_a_body_of_no_annex() -> None:
    own = body("SOM-TC", "external", name="Some Name")
    plan = linked(rows("SOM TC", "SOM-TC"), (own,), {})
    (message,) = messages(find_variant_spellings, plan)
    assert message == "“SOM TC” was read as SOM-TC, the spelling of the rest of the plan."


@pytest.mark.parametrize(
    ("kind", "match", "is_told"),
    [
        ("unlisted", "fuzzy", True),
        ("unlisted", "exact", False),
        ("annex", "fuzzy", False),
    ],
)
def test_a_name_that_the_plan_joins_to_a_body_is_told(kind: str, match: str, is_told: bool) -> None:
    own = body("rivers-board", kind, acronym="", name="Rivers Board")
    plan = linked(rows("Rivers"), (own,), {})
    plan = changed(plan, "Rivers", body_id="rivers-board", match=match, score=85)
    expected = "“Rivers” was taken for Rivers Board, another name in the plan (85% sure)."
    assert messages(find_joined_names, plan) == ([expected] if is_told else [])


@pytest.mark.parametrize(
    ("printed", "parent", "message"),
    [
        ("AUN-HRE", "AUN", "“AUN-HRE” is a sub-unit of AUN, not a body of its own."),
        ("AUN-HRE", None, "“AUN-HRE” is a sub-unit, not a body of its own."),
        ("AUN", "AUN", None),
    ],
)
def test_a_part_of_a_body_is_none_of_its_own(
    printed: str, parent: str | None, message: str | None
) -> None:
    part = PART.model_copy(update={"parent_id": parent})
    plan = linked(rows(printed), (*BODIES, part), {})
    assert messages(find_sub_units, plan) == ([message] if message else [])


def test_a_part_in_running_text_is_no_member_of_a_list() -> None:
    plan = linked(rows("AUN"), (*BODIES, PART), {}, members="AUN-HRE")
    assert messages(find_sub_units, plan) == []


def test_each_wording_of_a_group_is_told_apart() -> None:
    plan = linked(rows("All bodies", "All bodies"), (*BODIES, ALL), {"1.1": "Every body"})
    plan = changed(plan, "Every body", body_id="all", match="collective")
    findings = found(find_collectives, plan)
    assert sorted(each.key for each in findings) == [("all",), ("all", "every body")]
    assert all("up to 2 bodies" in each.message for each in findings)
    plan = changed(plan, "Every body", body_id=None, match="unresolved")
    assert [each.key for each in found(find_collectives, plan)] == [("all",)]


def test_a_group_of_nobody_has_no_number() -> None:
    empty = ALL.model_copy(update={"stands_for": ()})
    (message,) = messages(find_collectives, linked(rows("All bodies"), (empty,), {}))
    assert message == "“All bodies” describes a group and names no body."


@pytest.mark.parametrize(
    ("own", "leads", "relevant", "roles"),
    [
        (body("NEW", "proposed", mark="*"), "NEW", "NEW", "relevant and lead body."),
        (body("NEW", "proposed", mark="*"), "NEW", "", "lead body."),
        (
            body("NEW", "proposed", mark="*"),
            "",
            "NEW",
            "relevant body, though it leads no row.",
        ),
        (body("NEW", mark="*", is_contested=True), "NEW", "", "lead body."),
        (body("NEW", mark="*"), "NEW", "", None),
        (body("NEW", "proposed", mark="*"), "", "", None),
    ],
)
def test_a_proposed_body_has_no_task(
    own: Body, leads: str, relevant: str, roles: str | None
) -> None:
    plan = linked(rows(leads), (*BODIES, own), {"1.1": relevant})
    told = "The annex marks NEW with “*” as proposed only, but the matrix names it as a"
    assert messages(find_proposed, plan) == ([f"{told} {roles}"] if roles else [])


def test_a_member_that_is_proposed_has_no_task_by_that() -> None:
    own = body("NEW", "proposed", mark="*")
    plan = linked(rows("AUN"), (*BODIES, own), {}, members="NEW")
    mention: Mention = plan.plan.mentions[-1]
    assert (mention.role, mention.body_id) == ("member", "NEW")
    assert messages(find_proposed, plan) == []
