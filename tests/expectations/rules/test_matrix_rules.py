"""Rules on rows, bodies and references: what is just an issue, and what is just none."""

from __future__ import annotations

import pytest

from link.model import LinkedPlan
from normalize.model import Body
from tests.expectations.cases import CASES
from tests.expectations.plans import (
    ALL,
    BODIES,
    PART,
    ROWS,
    issues_of,
    linked,
    with_cluster,
    with_instrument,
    with_own_names,
    with_reference,
)
from tests.link.plans import RowText


def messages(plan: LinkedPlan, code: str) -> list[str]:
    return [issue.message for issue in issues_of(plan, code)]


def row(area: str, activity: str = "", output: str = "", leads: str = "") -> RowText:
    return RowText(area, f"Focus of {area}", activity, output, leads)


# Empty cells.


def test_a_plan_that_prints_no_lead_body_misses_none() -> None:
    plan = linked((row("1.1", "Hold it", "A report"), row("1.2", "Train", "A handbook")))
    assert messages(plan, "lead-missing") == messages(plan, "lead-missing-area") == []


def test_an_area_without_lead_bodies_is_one_issue() -> None:
    plan = linked((ROWS[0], row("1.2", "Train", "A handbook"), row("1.2", "Teach", "A book")))
    assert messages(plan, "lead-missing-area") == [
        "1.2: no lead body is printed for any of its 2 rows."
    ]
    assert messages(plan, "lead-missing") == []


def test_a_focus_area_alone_needs_no_lead_body() -> None:
    plan = linked((*ROWS, row("1.2"), row("1.2", "Write", "A text", "AUN")))
    assert messages(plan, "lead-missing") == []
    assert messages(plan, "focus-alone") == []  # other rows of the focus area have a task


@pytest.mark.parametrize(("activity", "output"), [("Write it", ""), ("", "A text")])
def test_a_row_with_an_activity_or_an_output_needs_a_lead_body(activity: str, output: str) -> None:
    plan = linked((*ROWS, row("1.2", activity, output)))
    assert messages(plan, "lead-missing") == [
        f"1.2: no lead body is printed for “{activity or output}”."
    ]


def test_a_plan_without_outputs_misses_none() -> None:
    plan = linked((row("1.1", "Hold it", "", "AUN"), row("1.2", "Train", "", "AUN")))
    assert messages(plan, "output-missing") == []


def test_a_plan_without_focus_areas_misses_none() -> None:
    rows = (RowText("1.1", "", "Hold it", "A report", "AUN"),)
    assert messages(linked(rows, relevant={"1.1": "AUN"}), "focus-missing") == []


def test_a_section_that_prints_no_column_of_focus_areas_is_one_issue() -> None:
    # The matrix of a plan may be several tables, of which some lack a column.
    plan = linked((ROWS[0], *(RowText("1.2", "", f"Task {n}", "A text", "AUN") for n in range(9))))
    sections = ["one"] + ["two"] * 9
    rows = tuple(
        row.model_copy(update={"section_id": section})
        for row, section in zip(plan.plan.rows, sections, strict=True)
    )
    parts = plan.model_copy(update={"plan": plan.plan.model_copy(update={"rows": rows})})
    [found] = messages(parts, "focus-missing")
    assert "“Task 0”; “Task 1”" in found
    assert "and 3 other rows" in found


def test_a_long_text_is_named_by_its_first_eight_words() -> None:
    text = "Hold one two three four five six seven eight nine"
    plan = linked((ROWS[0], RowText("1.2", "Focus two", text, "", "AUN")))
    assert messages(plan, "output-missing") == [
        "1.2: no expected output is printed for “Hold one two three four five six seven …”."
    ]
    text = "Hold one two three four five six seven"
    plan = linked((ROWS[0], RowText("1.2", "Focus two", text, "", "AUN")))
    assert messages(plan, "output-missing") == [f"1.2: no expected output is printed for “{text}”."]


def test_an_output_alone_is_named_with_its_focus_area() -> None:
    plan = linked((ROWS[0], RowText("1.2", "Focus two", "", "A handbook", "AUN")))
    assert messages(plan, "activity-missing") == [
        "1.2: no activity is printed for “A handbook”, under the focus area “Focus two”."
    ]


def test_a_row_of_lead_bodies_alone_lacks_its_activity() -> None:
    plan = linked((ROWS[0], RowText("1.2", "", "", "", "AUN")))
    assert messages(plan, "activity-missing") == ["1.2: no activity is printed for “AUN”."]
    # A focus area alone may be a heading, and a plan that prints no activity lacks none.
    assert messages(linked((*ROWS, row("1.2", leads="AUN"))), "activity-missing") == []
    assert messages(linked((RowText("1.2", "", "", "", "AUN"),)), "activity-missing") == []


@pytest.mark.parametrize("count", [12, 13])
def test_a_repeated_text_is_named_by_its_first_twelve_words(count: int) -> None:
    words = " ".join(f"word{n}" for n in range(count))
    plan = with_cluster(words, words, "duplicate")
    first = " ".join(f"word{n}" for n in range(12)) + (" …" if count > 12 else "")
    assert messages(plan, "text-repeated") == [f"“{first}” is printed twice, in 1.1 and 1.2."]


REST = "with the towns of the region, the schools and all who care for the land that they share"


@pytest.mark.parametrize(
    ("one", "other", "is_style"),
    [
        ("abcde", "abcxy", False),  # similarity 60: forms of one word
        ("abcde", "vwxyz", True),  # two things
        ("abc", "xyz", False),  # no words of content
    ],
)
def test_many_texts_on_different_things_are_one_issue(one: str, other: str, is_style: bool) -> None:
    plan = with_cluster(
        f"Hold {one} {REST}", f"Hold {other} {REST}", "near_duplicate", f"[-{one}-] {{+{other}+}}"
    )
    (cluster,) = plan.clusters
    again = cluster.model_copy(update={"cluster_id": "clu-2"})
    found = messages(plan.model_copy(update={"clusters": (cluster, again)}), "text-similar")
    if is_style:
        assert found == [
            "2 groups of texts have almost the same wording about different things, such as "
            f"“{one}” beside “{other}”."
        ]
    else:
        assert found
        clause = f": the first has “{one}” where the second has “{other}”."
        assert all(message.endswith(clause) for message in found)


def test_a_few_texts_on_different_things_are_issues_of_their_own() -> None:
    rows = tuple(RowText("1.1", f"Focus {n}", f"Train group {n}", f"Report {n}") for n in range(9))
    one, other = (f"Hold {word} {REST}" for word in ("abcde", "vwxyz"))
    small = with_cluster(one, other, "near_duplicate", "[-abcde-] {+vwxyz+}")
    plan = linked(rows).model_copy(update={"clusters": small.clusters})
    (message,) = messages(plan, "text-similar")
    assert "are almost equal" in message


# Bodies.


def test_a_body_named_three_times_in_a_list() -> None:
    plan = linked(relevant={"1.1": "SOMTC, AUN, SOMTC, SOMTC", "1.2": "AUN"})
    (issue,) = issues_of(plan, "body-repeated")
    assert issue.message == "The relevant bodies of 1.1 name SOMTC 3 times."
    assert [place.start for place in issue.places] == [12, 19]


def test_lead_bodies_named_twice_in_a_row() -> None:
    rows = (RowText("1.1", "Focus one", "Hold it", "A report", "SOMTC, SOMTC"), ROWS[1])
    assert messages(linked(rows), "body-repeated") == ["The lead bodies of 1.1 name SOMTC twice."]


def test_a_body_of_two_lists_is_not_repeated() -> None:
    assert messages(linked(relevant={"1.1": "SOMTC, AUN", "1.2": "AUN"}), "body-repeated") == []


def test_a_sub_unit_outside_of_lists_is_no_issue() -> None:
    plan = linked(bodies=(*BODIES, PART), members="AUN-HRE")
    assert messages(plan, "body-sub-unit") == []


def test_a_sub_unit_without_a_parent_body() -> None:
    part = PART.model_copy(update={"parent_id": None})
    plan = linked(bodies=(*BODIES, part), relevant={"1.1": "SOMTC", "1.2": "AUN, AUN-HRE"})
    assert messages(plan, "body-sub-unit") == ["“AUN-HRE” is a sub-unit, not a body of its own."]


def test_the_frequent_wording_of_a_group_keeps_the_identifier() -> None:
    bodies = (*BODIES, ALL.model_copy(update={"stands_for": ()}))
    plan = linked(bodies=bodies, relevant={"1.1": "All bodies", "1.2": "AUN, All bodies"})
    assert messages(plan, "body-collective") == [
        "“All bodies” describes a group and names no body."
    ]


@pytest.mark.parametrize("kind", ["annex", "proposed"])
def test_only_proposed_bodies_need_a_confirmation(kind: str) -> None:
    body = BODIES[1].model_copy(update={"kind": kind, "mark": "*"})
    plan = linked(bodies=(BODIES[0], body))
    assert messages(plan, "body-proposed") == (
        []
        if kind == "annex"
        else [
            "The annex marks AUN with “*” as proposed only, but the matrix names it as a relevant "
            "and lead body."
        ]
    )


EXTERNAL = Body(body_id="UNODC", acronym="UNODC", name="United Nations Office", kind="external")


def test_bodies_outside_of_the_annex_are_no_idle_bodies() -> None:
    assert messages(linked(bodies=(*BODIES, EXTERNAL)), "body-idle") == []


def test_an_idle_member_of_the_annex() -> None:
    third = BODIES[0].model_copy(
        update={"body_id": "SEOM", "acronym": "SEOM", "annex_no": 3, "is_member": True}
    )
    assert messages(linked(bodies=(*BODIES, third)), "body-idle") == [
        "SEOM is in the annex and on the membership list, but no area or row names it."
    ]


def test_a_member_outside_of_the_annex() -> None:
    plan = linked(bodies=(*BODIES, EXTERNAL, ALL), members="SOMTC, AUN, UNODC, All bodies")
    assert messages(plan, "membership-differs") == [
        "UNODC is on the membership list, but not in the annex."
    ]


def test_a_member_that_the_annex_only_proposes() -> None:
    first, *others = BODIES
    proposed = first.model_copy(update={"kind": "proposed", "mark": "*"})
    plan = linked(bodies=(proposed, *others), members="SOMTC, AUN")
    assert messages(plan, "membership-differs") == [
        "The annex marks SOMTC with “*” as proposed only, but the membership list names it as a "
        "member."
    ]


def test_without_an_annex_the_membership_list_differs_from_nothing() -> None:
    bodies = tuple(b.model_copy(update={"annex_no": None}) for b in BODIES)
    assert messages(linked(bodies=bodies, members="SOMTC"), "membership-differs") == []


def leads(relevant: str, lead: str = "SOMTC") -> LinkedPlan:
    rows = (RowText("1.1", "Focus one", "Hold it", "A report", lead), ROWS[1])
    return linked(rows, bodies=(*BODIES, PART, ALL), relevant={"1.1": relevant, "1.2": "AUN"})


@pytest.mark.parametrize(
    ("plan", "is_reported"),
    [
        (leads("AUN"), True),
        (leads("SOMTC"), False),
        (leads("AUN, All bodies"), False),  # the group may include it
        (leads(""), False),  # the area lists no bodies
        (leads("AUN", "AUN-HRE"), False),  # a part of a listed body
        (leads("SOMTC", "AUN-HRE"), True),
        (leads("SOMTC", "All bodies"), False),
    ],
)
def test_a_lead_body_that_the_area_does_not_list(plan: LinkedPlan, is_reported: bool) -> None:
    assert bool(messages(plan, "lead-not-relevant")) is is_reported


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (leads("SOMTC, All bodies"), []),
        (leads("SOMTC", ""), []),  # no body leads in the area
        (leads("SOMTC, AUN", "SOMTC, AUN-HRE"), []),  # a part of it leads
        (leads("AUN, SOMTC"), ["Relevant bodies that lead no row of the area: AUN (1.1)."]),
        (
            leads("AUN, SOMTC", "AUN"),
            [
                "Relevant bodies that lead no row of the area: SOMTC (1.1). They lead no row in "
                "any other area: SOMTC.",
            ],
        ),
    ],
)
def test_a_relevant_body_that_leads_no_row(plan: LinkedPlan, found: list[str]) -> None:
    assert messages(plan, "relevant-leads-nothing") == found


def annex(*names: str) -> LinkedPlan:
    extra = (
        Body(body_id=f"B{n}", acronym=f"B{n}", name=name, kind="annex", annex_no=n)
        for n, name in enumerate(names, 3)
    )
    return linked(bodies=(*BODIES, *extra))


@pytest.mark.parametrize(
    ("odd", "usual", "is_reported"),
    [
        ("Senior Official Meeting on D", 3, True),
        ("Senior Official Meeting on D", 2, False),  # two are no custom
        ("Senior Officials Meeting on D", 3, False),
        ("Committee of Women and D", 3, False),
        ("Senior Official Meeting", 3, False),  # a name of three words
    ],
)
def test_a_name_that_begins_unlike_the_others(odd: str, usual: int, is_reported: bool) -> None:
    named = (f"Senior Officials Meeting on {letter}" for letter in "ABC"[: usual - 1])
    plan = annex(*named, odd)  # the first body of every plan begins like them, too
    assert bool(messages(plan, "name-differs")) is is_reported


def test_only_names_in_the_annex_begin_alike() -> None:
    plan = annex(*(f"Senior Officials Meeting on {letter}" for letter in "AB"))
    external = EXTERNAL.model_copy(update={"name": "Senior Official Meeting on D"})
    bodies = (*plan.plan.bodies, external)
    plan = plan.model_copy(update={"plan": plan.plan.model_copy(update={"bodies": bodies})})
    assert messages(plan, "name-differs") == []


# References.


@pytest.mark.parametrize(
    ("code", "status"),
    [("reference-dangling", "dangling"), ("reference-to-itself", "self")],
)
def test_references_to_instruments_are_no_references_to_areas(code: str, status: str) -> None:
    plan = CASES[code].broken
    assert messages(plan, code)
    (reference,) = plan.references
    outside = reference.model_copy(update={"target_kind": "instrument", "status": status})
    assert messages(plan.model_copy(update={"references": (outside,)}), code) == []


def test_a_same_as_reference_to_an_area_without_such_a_text_is_reported() -> None:
    words = "same as under 1.3"
    fields = {"relation": "same_as", "target_kind": "area", "target_id": "area-1.3"}
    plan = with_reference(words, f"Train judges ({words})", **fields)
    assert messages(plan, "reference-same-as-differs") == [
        "“Train judges” is declared to be the same as in 1.3, which has no text in that column."
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"relation": "in_line_with"},
        {"relation": "same_as", "status": "dangling", "target_id": "area-1.2"},
    ],
)
def test_only_resolved_same_as_references_compare_texts(fields: dict[str, str]) -> None:
    words = "same as under 1.2"
    plan = with_reference(words, f"Train judges ({words})", **fields)
    assert messages(plan, "reference-same-as-differs") == []


@pytest.mark.parametrize(
    ("names", "is_reported"),
    [
        (("Bali Plan", "City Plan"), True),
        (("Bali Plan", "Bali Plan (2019-2025)"), False),
        (("Bali Plan", "BALI PLAN"), False),  # a title in capitals
        (("Bali Plan", "Bali Plan of Action for Peace"), True),  # six words
        (("Bali Plan", "Bali Plan of Action for Peace Now"), False),  # the full title
    ],
)
def test_short_names_of_the_plan(names: tuple[str, ...], is_reported: bool) -> None:
    plan = with_own_names(f"Apply {'; '.join(names)}", *names)
    assert bool(messages(plan, "plan-named-differently")) is is_reported


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Follow the 2012 Rome Memorandum", False),
        ("Follow the 2012 old Rome Memorandum", True),  # the year is not next to it
        ("Follow the Rome Memorandum adopted in 2012", False),
        ("Follow the Rome Memorandum. Done in 2012", True),  # another sentence
        (f"Follow the Rome Memorandum {'so ' * 38} 2012", False),
        (f"Follow the Rome Memorandum {'so ' * 40} 2012", True),
    ],
)
def test_where_the_year_of_an_instrument_may_be(text: str, is_reported: bool) -> None:
    plan = with_instrument(text, "Rome Memorandum")
    assert bool(messages(plan, "instrument-undated")) is is_reported


def test_an_instrument_without_a_year_in_the_register() -> None:
    plan = with_instrument("Follow the Rome Memorandum", "Rome Memorandum")
    (instrument,) = plan.instruments
    without = instrument.model_copy(update={"year": None})
    unknown = without.model_copy(update={"is_registered": False})
    assert messages(plan.model_copy(update={"instruments": (without,)}), "instrument-undated") == []
    # An instrument of no register: only a plan that dates the others of its kind should date it.
    assert messages(plan.model_copy(update={"instruments": (unknown,)}), "instrument-undated") == []
    other = instrument.model_copy(update={"instrument_id": "oslo", "title": "Oslo Memorandum"})
    both = plan.model_copy(update={"instruments": (unknown, other)})
    assert messages(both, "instrument-undated") == ["“Rome Memorandum” is cited without a year."]
