"""Control totals of small plans, counted by hand."""

from __future__ import annotations

from link.model import ActivityPart, LinkedPlan
from link.plan_json import plan_json
from link.totals import control_totals
from normalize.model import Body, NormalPlan
from tests.link.plans import RowText, make_plan
from tests.link.test_tables import mention


def totals_of(plan: NormalPlan, parts: tuple[ActivityPart, ...] = ()) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for total in control_totals(plan, parts):
        found.setdefault(total.scope, {})[total.name] = total.value
    return found


def the_plan() -> NormalPlan:
    return make_plan(
        [
            RowText("1.1", "Focus", "Train", "Report"),
            RowText("1.1", "Focus", "Train", "Handbook"),
            RowText("1.2", "", "TRAIN.", "Report"),
            RowText("2.1", "Other", "", "Report"),
        ],
        bodies=(
            Body(body_id="AF", acronym="AF", name="", kind="annex"),
            Body(body_id="AUN", acronym="AUN", name="", kind="annex"),
        ),
        mentions=(
            mention("lead", "row-000", "AF", "AF", 0),
            mention("lead", "row-000", "AF", "AF", 1),
            mention("lead", "row-001", "AF", "AF"),
            mention("lead", "row-002", "XYZ", None),
            mention("relevant", "area-1.1", "AUN", "AUN"),
            mention("relevant", "area-2.1", "AUN", "AUN"),
        ),
    )


def test_each_scope_counts_its_own_records_once() -> None:
    plan = the_plan()
    train = plan.activities[0].activity_id
    parts = tuple(
        ActivityPart(part_id=n, activity_id=train, number=n, text=n, start=0, stop=1) for n in "123"
    )
    found = totals_of(plan, parts)
    assert found["plan"] == {
        "rows": 4, "focus_areas": 2, "activities": 2, "distinct_activities": 1,
        "activities_and_parts": 4, "expected_outputs": 4, "rows_with_lead": 3,
        "sections": 2, "areas": 3, "bodies": 2, "bodies_in_annex": 0, "members": 0,
    }  # fmt: skip
    assert found["section:section-2"] == {
        "rows": 1, "focus_areas": 1, "activities": 0, "distinct_activities": 0,
        "activities_and_parts": 0, "expected_outputs": 1, "rows_with_lead": 0, "areas": 1,
    }  # fmt: skip
    assert found["section:section-1"]["areas"] == 2
    assert found["area:area-1.2"]["activities_and_parts"] == 1


def test_a_body_counts_each_row_and_area_once() -> None:
    found = totals_of(the_plan())
    assert found["body:AF"] == {
        "rows_led": 2, "activities_led": 1, "outputs_led": 2, "areas_relevant": 0,
        "areas_relevant_expanded": 0,
    }  # fmt: skip
    assert found["body:AUN"] == {
        "rows_led": 0, "activities_led": 0, "outputs_led": 0, "areas_relevant": 2,
        "areas_relevant_expanded": 2,
    }  # fmt: skip


def test_areas_without_rows_count_nothing() -> None:
    found = totals_of(make_plan(areas={"1.1": "Youth"}))
    assert found["area:area-1.1"]["rows"] == 0
    assert found["plan"]["areas"] == 1


def test_a_body_that_no_list_has_counts_its_roles() -> None:
    plan = the_plan()
    unlisted = Body(body_id="XYZ", acronym="XYZ", name="", kind="unlisted")
    listed = plan.model_copy(
        update={
            "bodies": (*plan.bodies, unlisted),
            "mentions": (*plan.mentions, mention("relevant", "area-1.2", "XYZ", None)),
        }
    )
    assert totals_of(listed)["body:XYZ"] == {
        "rows_led": 1, "activities_led": 1, "outputs_led": 1, "areas_relevant": 1,
        "areas_relevant_expanded": 1,
    }  # fmt: skip
    published = plan_json(LinkedPlan(plan=listed), listed.source.named("plan.pdf"))
    (nested,) = (b for b in published.bodies if b.body_id == "XYZ")
    assert (nested.areas_relevant, nested.rows_led) == (1, 1)
