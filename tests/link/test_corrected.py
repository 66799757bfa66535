"""Corrections: the records, rows and columns that show them."""

from __future__ import annotations

from link.corrected import (
    corrected_columns,
    corrections_by_record,
    corrections_by_row,
    describe_correction,
    is_list,
)
from link.model import LinkedPlan
from link.plan_json import plan_json
from link.rows import CorrectionRecord, MatrixRecord
from link.tables import records_of
from normalize.model import Correction, NormalPlan
from tests.link.plans import RowText, make_plan


def correction(table: str, record_id: str, field: str, printed: str = "old") -> Correction:
    return Correction(
        issue_id=f"{table}-{record_id}", table=table, record_id=record_id, field=field,
        printed=printed, corrected="new", decided_by="R. Reader", date="2026-01-02", note="",
        value="new", words=(),
    )  # fmt: skip


def the_plan(*corrections: Correction) -> NormalPlan:
    """Three rows; one lead cell covers the first two, no cell the last."""
    plan = make_plan(
        [
            RowText("1.1", "Focus", "Train", "Report"),
            RowText("1.1", "Focus", "Train", "Handbook"),
            RowText("1.2", "", "Meet", ""),
        ]
    )
    rows = tuple(
        row.model_copy(update={"lead_cell_id": "c1" if row.area_id == "area-1.1" else None})
        for row in plan.rows
    )
    return plan.model_copy(update={"rows": rows, "corrections": corrections})


def test_a_merged_lead_cell_is_corrected_in_each_of_its_rows() -> None:
    found = corrections_by_record(the_plan(correction("matrix", "row-001", "lead_bodies")))
    assert set(found) == {("matrix", "row-000"), ("matrix", "row-001")}


def test_an_empty_lead_cell_and_other_fields_are_corrected_in_their_record() -> None:
    empty = correction("matrix", "row-001", "lead_bodies", printed="")
    other = correction("matrix", "row-000", "relevant_bodies")
    alone = correction("matrix", "row-002", "lead_bodies")
    found = corrections_by_record(the_plan(empty, other, alone))
    assert {key: list(fields) for key, fields in found.items()} == {
        ("matrix", "row-001"): ["lead_bodies"],
        ("matrix", "row-000"): ["relevant_bodies"],
        ("matrix", "row-002"): ["lead_bodies"],
    }


def test_each_row_shows_the_corrections_of_its_records() -> None:
    activity = the_plan().rows[0].activity_id or ""
    plan = the_plan(
        correction("activities", activity, "text"),
        correction("areas", "area-1.1", "title"),
        correction("matrix", "row-002", "lead_bodies", printed=""),
        correction("bodies", "AF", "name"),
    )
    assert corrected_columns(plan) == {
        "row-000": ("area", "activity"),
        "row-001": ("area", "activity"),
        "row-002": ("lead_bodies",),
    }
    assert corrections_by_row(the_plan()) == {}
    tables = records_of(LinkedPlan(plan=plan))
    fields = [r.corrected_fields for r in tables["matrix"] if isinstance(r, MatrixRecord)]
    assert fields == ["area; activity", "area; activity", "lead_bodies"]
    listed = [r.table for r in tables["corrections"] if isinstance(r, CorrectionRecord)]
    assert listed == ["areas", "activities", "matrix", "bodies"]


def test_the_nested_plan_names_the_corrected_fields_of_each_level() -> None:
    rows = the_plan().rows
    plan = the_plan(
        correction("sections", "section-1", "title"),
        correction("areas", "area-1.1", "title"),
        correction("focus_areas", rows[0].focus_id or "", "text"),
        correction("activities", rows[2].activity_id or "", "text"),
        correction("expected_outputs", rows[1].expected_output_id or "", "text"),
        correction("matrix", "row-001", "relevant_bodies"),
    )
    (section,) = plan_json(LinkedPlan(plan=plan), plan.source.named("plan.pdf")).sections
    assert section.corrected_fields == ("title",)
    assert [area.corrected_fields for area in section.areas] == [("title",), ()]
    first, second = (area.focus_areas[0] for area in section.areas)
    assert (first.corrected_fields, second.corrected_fields) == (("text",), ())
    assert [a.corrected_fields for a in (*first.activities, *second.activities)] == [(), ("text",)]
    outputs = [o.corrected_fields for o in first.activities[0].outputs]
    assert outputs == [(), ("text", "relevant_bodies")]


def test_a_correction_is_described_in_full_sentences() -> None:
    found = correction("areas", "area-1.1", "title")
    assert describe_correction(found) == ("Corrected by R. Reader on 2026-01-02. Printed: “old”.")
    empty = found.model_copy(update={"printed": "", "note": "see annex"})
    assert describe_correction(empty).endswith("Nothing is printed. Note: see annex")
    assert not is_list(found)
    assert is_list(correction("matrix", "row-000", "lead_bodies"))
