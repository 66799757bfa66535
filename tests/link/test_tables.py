"""The published tables: what stands in them, and in which order."""

from __future__ import annotations

from typing import get_args

from link.model import Kind, LinkedPlan, TextSpan
from link.plan_json import PlanJson, plan_json
from link.rows import (
    TABLES,
    ActivityRecord,
    BodyRecord,
    BodyRoleRecord,
    CrossReferenceRecord,
    ExpectedOutputRecord,
    InstrumentRecord,
    KindRecord,
    MatrixRecord,
    MentionRecord,
)
from link.settings import KindRule, LinkSettings, RegisteredInstrument
from link.stage import link
from link.tables import matrix_model, records_of, tables_of
from link.totals import control_totals
from normalize.model import Body, ExtraValue, FocusArea, Mention, NormalPlan, RecordKind
from tests.link.plans import RowText, make_plan

BODIES = (
    Body(body_id="ACW", acronym="ACW", name="Committee on Women", kind="annex"),
    Body(body_id="SOMY", acronym="SOMY", name="Meeting on Youth", kind="annex"),
    Body(
        body_id="all-bodies",
        acronym="",
        name="All bodies",
        kind="collective",
        stands_for=("ACW", "SOMY"),
    ),
)


def mention(role: str, record_id: str, printed: str, body: str | None, order: int = 0) -> Mention:
    return Mention.model_validate(
        {
            "mention_id": f"m-{role}-{record_id}-{order}",
            "printed": printed,
            "body_id": body,
            "match": "unresolved" if body is None else "exact",
            "score": 0 if body is None else 100,
            "role": role,
            "record_kind": {"relevant": "area", "lead": "row", "member": "plan"}[role],
            "record_id": record_id,
            "field": "x",
            "start": order * 10,
            "stop": order * 10 + 5,
            "order": order,
            "cell_id": "t1-r000-c5" if role == "lead" else None,
        }
    )


def the_plan() -> NormalPlan:
    plan = make_plan(
        [
            RowText("1.10", "Focus", "Do this", "Result A", "SOMY, ACW, SOMY, XYZ"),
            RowText("1.10", "Focus", "Do this", "Result B"),
            RowText("1.2", "", "Do that", "Result C"),
        ],
        relevant={"1.10": "All bodies"},
        bodies=BODIES,
        mentions=(
            mention("relevant", "area-1.10", "All bodies", "all-bodies"),
            mention("lead", "row-000", "SOMY", "SOMY", 0),
            mention("lead", "row-000", "ACW", "ACW", 1),
            mention("lead", "row-000", "SOMY", "SOMY", 2),
            mention("lead", "row-000", "XYZ", None, 3),
            mention("member", "plan", "ACW", "ACW"),
        ),
    )
    rows = tuple(
        row.model_copy(
            update={"lead_cell_id": "t1-r000-c5", "lead_bodies_printed": "SOMY, ACW, SOMY, XYZ"}
        )
        if row.area_id == "area-1.10"
        else row
        for row in plan.rows
    )
    return plan.model_copy(update={"rows": rows})


def test_tables_stand_in_the_contracts_order() -> None:
    names = list(records_of(LinkedPlan(plan=the_plan())))
    assert names == [spec.name for spec in TABLES]
    assert names[:3] == ["matrix", "sections", "areas"]
    assert names[13] == "issues"


def test_a_merged_lead_cell_holds_for_each_row_it_covers() -> None:
    rows = records_of(LinkedPlan(plan=the_plan()))["matrix"]
    leads = [row.lead_bodies for row in rows if isinstance(row, MatrixRecord)]
    assert leads == ["SOMY; ACW", "SOMY; ACW", ""]
    assert [row.row_id for row in rows if isinstance(row, MatrixRecord)] == [
        "row-000",
        "row-001",
        "row-002",
    ]


def test_tables_stand_in_printed_order_and_say_so() -> None:
    tables = records_of(LinkedPlan(plan=the_plan()))
    assert [getattr(area, "area_id", None) for area in tables["areas"]] == ["area-1.10", "area-1.2"]
    for records in tables.values():
        places = [getattr(record, "position", None) for record in records]
        assert places == list(range(1, len(records) + 1))


def test_roles_expand_collectives_and_mark_what_they_add() -> None:
    roles = [
        r
        for r in records_of(LinkedPlan(plan=the_plan()))["body_roles"]
        if isinstance(r, BodyRoleRecord)
    ]
    relevant = {(r.body_id, r.match) for r in roles if r.role == "relevant"}
    assert relevant == {
        ("all-bodies", "exact"),
        ("ACW", "collective"),
        ("SOMY", "collective"),
    }
    assert {(r.role, r.scope) for r in roles} == {
        ("relevant", "area"),
        ("lead", "row"),
        ("lead", "output"),
        ("member", "plan"),
    }
    unresolved = [r for r in roles if r.printed == "XYZ" and r.scope == "row"]
    assert [(r.body_id, r.match) for r in unresolved] == [(None, "unresolved")] * 2
    assert len({r.role_id for r in roles}) == len(roles)


def test_a_lead_body_has_its_role_in_a_shared_output_once() -> None:
    plan = the_plan()
    output = plan.rows[0].expected_output_id
    rows = tuple(
        row.model_copy(
            update={"expected_output_id": output if row.area_id == "area-1.10" else None}
        )
        for row in plan.rows
    )
    plan = plan.model_copy(update={"rows": rows})
    roles = [
        (r.scope, r.scope_id, r.printed)
        for r in records_of(LinkedPlan(plan=plan))["body_roles"]
        if isinstance(r, BodyRoleRecord) and r.role == "lead"
    ]
    names = ["SOMY", "ACW", "SOMY", "XYZ"]
    assert [name for scope, _, name in roles if scope == "output"] == names
    assert [name for scope, _, name in roles if scope == "row"] == names * 2
    assert {scope_id for scope, scope_id, _ in roles if scope == "output"} == {output}


def test_a_reference_names_the_kind_of_its_record() -> None:
    plan = make_plan(
        [RowText("1.1", activity="Train (see 1.2)"), RowText("1.2", output="Note (see 1.1)")],
        narrative=["As described in 1.1."],
    )
    found = records_of(link(plan, LinkSettings()))["cross_references"]
    kinds = [(r.from_kind, r.from_id) for r in found if isinstance(r, CrossReferenceRecord)]
    assert kinds == [
        ("block", "b-000"),
        ("activity", plan.activities[0].activity_id),
        ("output", plan.expected_outputs[0].expected_output_id),
    ]
    assert list(CrossReferenceRecord.model_fields)[:4] == [
        "reference_id", "position", "from_kind", "from_id"
    ]  # fmt: skip


def test_kinds_of_a_record_are_joined_without_repeats() -> None:
    plan = make_plan([RowText("1.1", activity="Train and meet", output="Report")])
    activity, output = plan.activities[0].activity_id, plan.expected_outputs[0].expected_output_id

    def kind(facet: str, value: str, kind_of: str, record: str, start: int) -> Kind:
        source = TextSpan.model_validate(
            {"record_kind": kind_of, "record_id": record, "field": "text", "start": start,
             "stop": start + 1, "printed": "x"}
        )  # fmt: skip
        return Kind.model_validate({"facet": facet, "value": value, "source": source})

    kinds = (
        kind("output_type", "report", "output", output, 0),
        kind("activity_type", "training", "activity", activity, 0),
        kind("activity_type", "meeting", "activity", activity, 10),
        kind("activity_type", "training", "activity", activity, 5),
        kind("target_group", "youth", "activity", activity, 3),
    )
    tables = records_of(LinkedPlan(plan=plan, kinds=kinds))
    (found,) = tables["activities"]
    assert isinstance(found, ActivityRecord)
    assert (found.activity_type, found.target_groups) == ("training; meeting", "youth")
    (written,) = tables["expected_outputs"]
    assert isinstance(written, ExpectedOutputRecord)
    assert written.output_type == "report"
    nested = plan_json(LinkedPlan(plan=plan, kinds=kinds), plan.source.named("plan.pdf"))
    (task,) = nested.sections[0].areas[0].focus_areas[0].activities
    assert (task.activity_type, task.target_groups) == (("training", "meeting"), ("youth",))
    assert task.outputs[0].output_type == ("report",)
    starts = [(r.record_id, r.start) for r in tables["kinds"] if isinstance(r, KindRecord)]
    assert starts == [(activity, 0), (activity, 3), (activity, 5), (activity, 10), (output, 0)]


def test_target_groups_of_area_and_focus_stand_in_a_column_of_their_own() -> None:
    plan = make_plan(
        [
            RowText("1.1", "Schools", activity="Meet teachers", output="Report"),
            RowText("1.1", "", activity="Youth camp", output="Guide"),
            RowText("1.2", "Prisons", activity="Train", output="Report on youth"),
        ]
    )
    areas = tuple(
        area.model_copy(update={"title": "Empower youth and women"})
        if area.area_id == "area-1.1"
        else area
        for area in plan.areas
    )
    focus = tuple(
        each.model_copy(update={"text": "Schools for women and teachers"})
        if each.text == "Schools"
        else each
        for each in plan.focus_areas
    )
    plan = plan.model_copy(update={"areas": areas, "focus_areas": focus})
    rules = tuple(
        KindRule(facet="target_group", value=value, words=(value.rstrip("s"),))
        for value in ("teachers", "women", "youth")
    )
    linked = link(plan, LinkSettings(kinds=rules))
    found = [r for r in records_of(linked)["activities"] if isinstance(r, ActivityRecord)]
    own = [record.target_groups for record in found]
    inherited = [set(record.target_groups_context.split("; ")) - {""} for record in found]
    assert own == ["teachers", "youth", ""]
    # In area 1.1, with the focus area where one is printed; nothing comes from the output.
    assert inherited == [{"youth", "women", "teachers"}, {"youth", "women"}, set()]
    nested = plan_json(linked, plan.source.named("plan.pdf"))
    tasks = [
        task
        for section in nested.sections
        for area in section.areas
        for focus_area in area.focus_areas
        for task in focus_area.activities
    ]
    by_id = {task.activity_id: set(task.target_groups_context) for task in tasks}
    assert [by_id[record.activity_id] for record in found] == inherited


def test_the_kind_of_record_that_a_reference_is_from_is_described() -> None:
    description = CrossReferenceRecord.model_fields["from_kind"].description or ""
    kinds = set(get_args(RecordKind)) - {"plan"}
    assert all(kind in description for kind in kinds)


def test_instruments_are_listed_as_they_are_first_cited() -> None:
    plan = make_plan(
        [RowText("1.1", activity="Sign the Hague Convention"), RowText("1.2", activity="Meet")],
        narrative=["It rests on the Geneva Convention and the Hague Convention."],
    )
    linked = link(plan, LinkSettings())
    reversed_order = linked.model_copy(update={"instruments": linked.instruments[::-1]})
    found = records_of(reversed_order)["instruments"]
    titles = [r.title for r in found if isinstance(r, InstrumentRecord)]
    assert titles == ["Geneva Convention", "Hague Convention"]


def test_an_activity_and_an_output_of_several_rows_are_one_pair() -> None:
    plan = make_plan(
        [RowText("1.1", "F", "A", "O"), RowText("1.1", "G", "A", "O"), RowText("1.1", "G", "A"),
         RowText("1.1", "G", "", "O")]
    )  # fmt: skip
    pairs = records_of(LinkedPlan(plan=plan))["activity_outputs"]
    assert len(pairs) == 1


def test_other_columns_follow_the_contracts() -> None:
    plan = make_plan([RowText("1.1", "F", "A", "O")], extra_columns=("timeline", "focus"))
    extra = (ExtraValue(column="timeline", text="2020"), ExtraValue(column="focus", text="x"))
    rows = tuple(row.model_copy(update={"extra": extra}) for row in plan.rows)
    plan = plan.model_copy(update={"rows": rows})
    columns = list(matrix_model(plan).model_fields)
    assert columns == [*MatrixRecord.model_fields, "timeline", "extra_focus"]
    record = records_of(LinkedPlan(plan=plan))["matrix"][0].model_dump()
    assert (record["timeline"], record["extra_focus"], record["focus"]) == ("2020", "x", "F")
    assert list(tables_of(LinkedPlan(plan=plan))[0].model.model_fields) == columns


def test_plan_json_nests_every_row_once() -> None:
    linked = LinkedPlan(plan=the_plan())
    nested = plan_json(linked, linked.plan.source.named("plan.pdf"))
    rows = [
        output.row_id
        for section in nested.sections
        for area in section.areas
        for focus in area.focus_areas
        for activity in focus.activities
        for output in activity.outputs
    ]
    assert rows == ["row-000", "row-001", "row-002"]
    titles = [(section.title, [a.title for a in section.areas]) for section in nested.sections]
    assert titles == [("Section 1", ["Title of 1.10", "Title of 1.2"])]
    assert {(b.body_id, b.rows_led) for b in nested.bodies} == {
        ("ACW", 2),
        ("SOMY", 2),
        ("all-bodies", 0),
    }
    assert "SectionJson" in PlanJson.model_json_schema()["$defs"]


def test_plan_json_keeps_rows_and_records_that_stand_alone() -> None:
    plan = make_plan(
        [RowText("1.1", "", "", "Report (see 1.2)"), RowText("1.2", "Focus", "Meet (see 1.1)", "")],
        areas={"1.1": "Youth", "1.2": "Women (see 1.1)", "2.1": "Media"},
        relevant={"1.2": "ACW"},
        bodies=BODIES,
        mentions=(
            mention("relevant", "area-1.2", "ACW", "ACW"),
            mention("relevant", "area-2.1", "ACW", "ACW"),
            mention("lead", "row-001", "SOMY", "SOMY"),
        ),
    )
    orphan = plan.rows[0].model_copy(
        update={"row_id": "row-009", "section_id": None, "area_id": None}
    )
    unused = FocusArea(focus_id="foc-unused", area_id="area-2.1", text="Nothing yet")
    plan = plan.model_copy(
        update={"rows": (*plan.rows, orphan), "focus_areas": (*plan.focus_areas, unused)}
    )
    nested = plan_json(link(plan, LinkSettings()), plan.source.named("plan.pdf"))
    assert [s.section_id for s in nested.sections] == [None, "section-1", "section-2"]
    alone, first, second = nested.sections
    assert [a.area_id for a in alone.areas] == [None]
    assert (alone.title, alone.areas[0].title) == ("", "")
    assert alone.areas[0].relevant_bodies == ()
    assert [a.area_id for a in first.areas] == ["area-1.1", "area-1.2"]
    assert [f.focus_id for f in second.areas[0].focus_areas] == ["foc-unused"]
    youth, women = first.areas
    assert (women.relevant_bodies, women.relevant_bodies_printed) == (("ACW",), "ACW")
    assert women.number_printed == "1.2."
    assert [len(area.references) for area in (youth, women)] == [0, 1]
    nothing = youth.focus_areas[0]
    assert (nothing.focus_id, nothing.text, nothing.activities[0].text) == (None, "", "")
    assert [len(o.references) for o in nothing.activities[0].outputs] == [1]
    (focus,) = women.focus_areas
    assert (focus.text, len(focus.activities[0].references)) == ("Focus", 1)
    assert focus.activities[0].text == "Meet (see 1.1)"
    assert nothing.activities[0].outputs[0].text == "Report (see 1.2)"
    (output,) = focus.activities[0].outputs
    assert (output.expected_output_id, output.text, output.references) == (None, "", ())
    assert (output.ref, output.position, output.lead_bodies) == ("1.2 no. 1", 2, ("SOMY",))
    counts = {b.body_id: (b.areas_relevant, b.rows_led) for b in nested.bodies}
    assert counts == {"ACW": (2, 0), "SOMY": (0, 1), "all-bodies": (0, 0)}


def test_an_unlisted_body_has_its_roles() -> None:
    plan = the_plan()
    unlisted = Body(body_id="XYZ", acronym="XYZ", name="", kind="unlisted")
    plan = plan.model_copy(update={"bodies": (*plan.bodies, unlisted)})
    roles = records_of(LinkedPlan(plan=plan))["body_roles"]
    found = [r for r in roles if isinstance(r, BodyRoleRecord) and r.printed == "XYZ"]
    assert {(r.body_id, r.match) for r in found} == {("XYZ", "unresolved")}
    before = records_of(LinkedPlan(plan=the_plan()))["body_roles"]
    assert [getattr(r, "role_id") for r in roles] == [getattr(r, "role_id") for r in before]  # noqa: B009 - rows of any table


def test_a_collective_is_expanded_in_each_table_and_reported_apart() -> None:
    tables = records_of(LinkedPlan(plan=the_plan()))
    roles = [r for r in tables["body_roles"] if isinstance(r, BodyRoleRecord)]
    through = {(r.body_id, r.collective_id) for r in roles if r.role == "relevant"}
    assert through == {("all-bodies", None), ("ACW", "all-bodies"), ("SOMY", "all-bodies")}
    rows = [row for row in tables["matrix"] if isinstance(row, MatrixRecord)]
    expanded = {(row.relevant_bodies, row.relevant_bodies_expanded) for row in rows}
    assert ("all-bodies", "ACW; SOMY") in expanded
    assert [row.lead_bodies_expanded for row in rows] == [row.lead_bodies for row in rows]


def test_roles_totals_and_matrix_name_the_same_bodies_of_an_area() -> None:
    plan = the_plan()
    tables = records_of(LinkedPlan(plan=plan))
    roles = [r for r in tables["body_roles"] if isinstance(r, BodyRoleRecord)]
    totals = {(t.scope, t.name): t.value for t in control_totals(plan, ())}
    rows = [row for row in tables["matrix"] if isinstance(row, MatrixRecord)]
    for body in ("ACW", "SOMY", "all-bodies"):
        areas = {r.scope_id for r in roles if r.body_id == body and r.role == "relevant"}
        ending = "" if body == "all-bodies" else "_expanded"
        assert totals[f"body:{body}", f"areas_relevant{ending}"] == len(areas) > 0, body
        field = f"relevant_bodies{ending}"
        printed = {r.area_id for r in rows if body in getattr(r, field).split("; ")}
        assert printed == areas, body
    assert totals["body:all-bodies", "areas_relevant_expanded"] == 0
    assert totals["body:ACW", "areas_relevant"] == 0  # no list names it


def test_members_and_chair_belong_to_the_body_that_their_list_names() -> None:
    force = Body(body_id="MTF", acronym="MTF", name="Task Force", kind="sub_unit", reports_to="ACW")
    plan = make_plan(
        [RowText("1.1", "Focus", "Do this", "Result")],
        bodies=(*BODIES, force),
        narrative=["Members of the MTF are ACW and SOMY.", "SOMY chairs it and reports to ACW."],
    )
    first, second = (block.block_id for block in plan.narrative)

    def named(role: str, block: str, body: str, start: int) -> Mention:
        found = mention("member", block, body, body)
        place = {"role": role, "record_kind": "block", "start": start, "stop": start + len(body)}
        name = f"m-{block}-{start}"
        return found.model_copy(update={**place, "mention_id": name, "field": "text"})

    mentions = (
        named("mentioned", first, "MTF", 15),
        named("member", first, "ACW", 23),
        named("member", first, "SOMY", 31),
        named("chair", second, "SOMY", 0),
        named("mentioned", second, "ACW", 30),
    )
    tables = records_of(LinkedPlan(plan=plan.model_copy(update={"mentions": mentions})))
    roles = [r for r in tables["body_roles"] if isinstance(r, BodyRoleRecord)]
    of_force = [(r.body_id, r.role) for r in roles if r.of_body_id == "MTF"]
    assert of_force == [("ACW", "member"), ("SOMY", "member"), ("SOMY", "chair")]
    assert all(r.of_body_id is None for r in roles if r.role == "mentioned")
    (published,) = [b for b in tables["bodies"] if isinstance(b, BodyRecord) and b.body_id == "MTF"]
    assert (published.parent_id, published.reports_to) == (None, "ACW")


def test_each_mention_is_one_row_and_each_role_names_its_mention() -> None:
    plan = the_plan()
    tables = records_of(LinkedPlan(plan=plan))
    mentions = [m for m in tables["mentions"] if isinstance(m, MentionRecord)]
    assert {m.mention_id for m in mentions} == {m.mention_id for m in plan.mentions}
    assert len(mentions) == len(plan.mentions)
    roles = [r for r in tables["body_roles"] if isinstance(r, BodyRoleRecord)]
    assert {r.mention_id for r in roles} == {m.mention_id for m in mentions}


def test_the_years_printed_with_an_instrument_stand_beside_the_year_of_the_register() -> None:
    register = RegisteredInstrument(
        instrument_id="pact", kind="declaration", title="City Pact", names=("City Pact",),
        year=2012, issuing_body="Cities",
    )  # fmt: skip
    plan = make_plan(
        [RowText("1.1", activity="Apply the 2013 City Pact", output="Report on the City Pact")],
        narrative=["The City Pact (2012) and the City Pact (2013)."],
    )
    linked = link(plan, LinkSettings(instruments=(register,)))
    (found,) = records_of(linked)["instruments"]
    assert isinstance(found, InstrumentRecord)
    assert (found.year, found.years_printed) == (2012, "2012; 2013")
    cited = [
        r for r in records_of(linked)["cross_references"] if isinstance(r, CrossReferenceRecord)
    ]
    assert sorted(str(r.year_printed) for r in cited) == ["2012", "2013", "2013", "None"]


def test_each_row_of_the_matrix_has_the_texts_and_bodies_of_its_records() -> None:
    plan = the_plan()
    bare = plan.rows[2].model_copy(
        update={
            "row_id": "row-003",
            "section_id": None,
            "area_id": None,
            "activity_id": None,
            "expected_output_id": None,
            "relevant_bodies_printed": "ACW",
        }
    )
    own = mention("relevant", "row-003", "ACW", "ACW").model_copy(
        update={"record_kind": "row", "field": "relevant_bodies_printed"}
    )
    plan = plan.model_copy(update={"rows": (*plan.rows, bare), "mentions": (*plan.mentions, own)})
    rows = [r for r in records_of(LinkedPlan(plan=plan))["matrix"] if isinstance(r, MatrixRecord)]
    assert [(r.section, r.area, r.focus, r.activity, r.expected_output) for r in rows] == [
        ("Section 1", "Title of 1.10", "Focus", "Do this", "Result A"),
        ("Section 1", "Title of 1.10", "Focus", "Do this", "Result B"),
        ("Section 1", "Title of 1.2", "", "Do that", "Result C"),
        ("", "", "", "", ""),
    ]
    assert [(r.relevant_bodies, r.relevant_bodies_expanded) for r in rows] == [
        ("all-bodies", "ACW; SOMY"),
        ("all-bodies", "ACW; SOMY"),
        ("", ""),
        ("ACW", "ACW"),
    ]
    assert [r.relevant_bodies_printed for r in rows] == ["All bodies", "All bodies", "", "ACW"]


def test_pairs_of_activity_and_output_are_listed_once_and_whole() -> None:
    rows = [
        RowText("1.1", "F", "Plan", "Report"),
        RowText("1.1", "F", "Plan", "Report"),
        RowText("1.1", "F", "Plan", ""),
        RowText("1.1", "F", "", "Report"),
    ]
    assert len(records_of(LinkedPlan(plan=make_plan(rows)))["activity_outputs"]) == 1


def test_bodies_stand_in_the_order_of_the_annex_and_then_of_their_roles() -> None:
    others = tuple(
        Body(body_id=each, acronym=each, name="", kind="external") for each in ("X1", "X2", "X3")
    )
    proposed = Body(body_id="NEW", acronym="NEW", name="", kind="proposed")
    plan = make_plan(
        [RowText("1.1", "F", "Plan", "Report", "X2, X1")],
        bodies=(*others, BODIES[0], proposed),
        mentions=(
            mention("lead", "row-000", "X2", "X2", 0),
            mention("lead", "row-000", "X1", "X1", 1),
        ),
    )
    bodies = records_of(LinkedPlan(plan=plan))["bodies"]
    assert [getattr(body, "body_id", "") for body in bodies] == ["ACW", "NEW", "X2", "X1", "X3"]
