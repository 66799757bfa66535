"""The published tables: what stands in them, and in which order."""

from __future__ import annotations

from link.model import LinkedPlan
from link.plan_json import PlanJson, plan_json
from link.rows import TABLES, BodyRoleRecord, MatrixRecord
from link.tables import matrix_model, records_of, tables_of
from normalize.model import Body, ExtraValue, Mention, NormalPlan
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
    assert {(b.body_id, b.rows_led) for b in nested.bodies} == {
        ("ACW", 2),
        ("SOMY", 2),
        ("all-bodies", 0),
    }
    assert "SectionJson" in PlanJson.model_json_schema()["$defs"]
