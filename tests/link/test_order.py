"""Printed order, and how people cite rows."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, strategies as st

from extract.model import Span
from link.model import LinkedPlan
from link.order import cells_in_order, reading_order, row_refs
from link.rows import BodyRecord, IssueRecord
from link.tables import records_of
from normalize.model import Area, CellFragment, MatrixRow, NarrativeBlock, NormalPlan, Section
from tests.expectations.plans import plan_of
from tests.link.plans import RowText, make_plan


def the_plan() -> NormalPlan:
    return make_plan(
        [RowText("1.10", "F", "A", "O"), RowText("1.2", "G", "B"), RowText("1.10", "F", "C")]
    )


def test_rows_are_cited_by_their_area_and_place_in_it() -> None:
    assert list(row_refs(the_plan()).values()) == ["1.10 no. 1", "1.2 no. 1", "1.10 no. 2"]


def placed(areas: Sequence[str | None], sections: Sequence[str | None]) -> NormalPlan:
    """A plan whose rows stand in these areas and sections."""
    plan = the_plan()
    rows = tuple(
        MatrixRow(
            row_id=f"row-{n}", section_id=section, area_id=area, focus_id=None, activity_id=None,
            expected_output_id=None, page_first=1, page_last=1,
        )
        for n, (area, section) in enumerate(zip(areas, sections, strict=True))
    )  # fmt: skip
    known = [a for a in dict.fromkeys(areas) if a is not None]
    bands = [s for s in dict.fromkeys(sections) if s is not None]
    blank = {"title": "T", "number_printed": "", "page": 1}
    return plan.model_copy(
        update={
            "rows": rows,
            "areas": tuple(
                Area.model_validate(
                    {"area_id": a, "section_id": None, "relevant_bodies_printed": "", **blank}
                )
                for a in known
            ),
            "sections": tuple(Section.model_validate({"section_id": s, **blank}) for s in bands),
        }
    )


def test_a_plan_without_numbers_can_be_cited_too() -> None:
    youth, women = "area-11111111", "area-22222222"
    refs = row_refs(placed([youth, women, women], [None] * 3))
    assert list(refs.values()) == ["area 1 no. 1", "area 2 no. 1", "area 2 no. 2"]
    refs = row_refs(placed([None] * 3, ["section-IV", "section-IV", "section-33333333"]))
    assert list(refs.values()) == ["section IV no. 1", "section IV no. 2", "section 2 no. 1"]
    assert list(row_refs(placed([None] * 2, [None] * 2)).values()) == ["no. 1", "no. 2"]


GROUPS = st.sampled_from(["area-1", "area-1-2", "area-area 1", "area-12345678", "area-no. 1", None])
BANDS = st.sampled_from(["section-1", "section-87654321", None])


@given(st.lists(st.tuples(GROUPS, BANDS), max_size=20))
def test_no_two_rows_are_cited_alike(groups: list[tuple[str | None, str | None]]) -> None:
    plan = placed([area for area, _ in groups], [section for _, section in groups])
    refs = row_refs(plan)
    assert len(set(refs.values())) == len(plan.rows)
    shorter = plan.model_copy(update={"rows": plan.rows[:-1]})
    assert list(row_refs(shorter).values()) == list(refs.values())[: len(shorter.rows)]


def test_records_stand_where_they_are_read() -> None:
    block = NarrativeBlock(
        block_id="nar-001", section="", heading="", kind="paragraph", text="x", page=1
    )
    after = block.model_copy(update={"block_id": "nar-002", "page": 9})
    plan = the_plan().model_copy(update={"narrative": (block, after)})
    row = plan.rows[0]
    own = ("section-1", "area-1.10", row.focus_id, row.activity_id, row.expected_output_id)
    places = list(reading_order(plan))
    assert places[:7] == ["nar-001", *own, "row-000"]
    assert places[7:9] == ["area-1.2", plan.rows[1].focus_id]
    assert places[-1] == "nar-002"


def test_fragments_of_a_cell_stay_together() -> None:
    def cell(cell_id: str, fragment: int, page: int, x0: float, top: float) -> CellFragment:
        return CellFragment(
            cell_id=cell_id, record_ids=(), column="area", fragment=fragment,
            span=Span(page=page, bbox=(x0, top, x0 + 9, top + 9)), text="", readings_agree=None,
        )  # fmt: skip

    cells = [
        cell("b", 0, 1, 20, 5),
        cell("c", 0, 2, 0, 1),
        cell("a", 1, 2, 0, 0),
        cell("a", 0, 1, 0, 5),
    ]
    ids = [(found.cell_id, found.fragment) for found in cells_in_order(cells)]
    assert ids == [("a", 0), ("a", 1), ("b", 0), ("c", 0)]


def test_bodies_outside_of_the_annex_follow_as_they_are_named() -> None:
    from normalize.model import Body

    others = tuple(
        Body(body_id=i, acronym=i, name="", kind="external") for i in ("UNODC", "INTERPOL", "ABAC")
    )
    plan = plan_of(relevant={"1.1": "INTERPOL", "1.2": "UNODC"})
    annex = plan.bodies
    plan = plan_of(bodies=(*others, *annex), relevant={"1.1": "INTERPOL", "1.2": "UNODC"})
    bodies = records_of(LinkedPlan(plan=plan))["bodies"]
    names = [b.body_id for b in bodies if isinstance(b, BodyRecord)]
    assert names == ["SOMTC", "AUN", "INTERPOL", "UNODC", "ABAC"]


def test_issues_stand_as_they_are_printed() -> None:
    plan = plan_of()

    def issue(name: str, page: int | None, record: str) -> IssueRecord:
        return IssueRecord(
            issue_id=name, rule="r", severity="info", table="matrix", record_id=record, field="f",
            page=page, printed="", message="m", suggestion="s", decision="", decided_by="",
            decision_note="",
        )  # fmt: skip

    issues = [
        issue("nowhere", None, "row-000"), issue("late", 2, "row-000"),
        issue("second", 1, "row-001"), issue("first", 1, "row-000"),
    ]  # fmt: skip
    found = records_of(LinkedPlan(plan=plan), issues)["issues"]
    assert [(i.issue_id, i.position) for i in found if isinstance(i, IssueRecord)] == [
        ("first", 1), ("second", 2), ("late", 3), ("nowhere", 4),
    ]  # fmt: skip
