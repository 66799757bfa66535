"""What a reviewer has corrected in one edition only is no change of the plan."""

from __future__ import annotations

import random

import pytest

from pipeline.diff.editions import Edition
from pipeline.diff.model import Change
from pipeline.diff.stage import compare_editions
from pipeline.diff.tables.printed import as_printed
from tests.pipeline.diff.made_editions import edition, random_rows

TEXTS = {
    "activities": ("activity_id", "activity", "text"),
    "expected_outputs": ("expected_output_id", "expected_output", "text"),
    "areas": ("area_id", "area", "title"),
    "focus_areas": ("focus_id", "focus", "text"),
}


def two_editions() -> tuple[Edition, Edition]:
    rows = random_rows(random.Random(5), 12, 3)
    return edition("old", rows), edition("new", [dict(row) for row in rows])


def correct(made: Edition, table: str, record: str, field: str, printed: str) -> None:
    made.tables["corrections"].append(
        {"table": table, "record_id": record, "field": field, "printed": printed}
    )


def changed(old: Edition, new: Edition) -> list[Change]:
    changes = compare_editions(as_printed(old), as_printed(new)).changes
    return [change for change in changes if change.kinds != ("unchanged",)]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("table", TEXTS)
def test_a_corrected_text_is_no_change(side: int, table: str) -> None:
    editions = two_editions()
    key, column, field = TEXTS[table]
    row = editions[side].rows[0]
    printed = row[column]
    for each in editions[side].rows:
        if each[column] == printed:
            each[column] = f"{printed} in other words"
    for area in editions[side].tables["areas"]:
        if table == "areas" and area["area_id"] == row["area_id"]:
            area["title"] = row["area"]
    assert changed(*editions)
    correct(editions[side], table, row[key], field, printed)
    assert changed(*editions) == []


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("field", ["lead_bodies", "relevant_bodies"])
def test_a_body_that_a_reviewer_gave_neither_gains_nor_loses_a_duty(side: int, field: str) -> None:
    editions = two_editions()
    for made in editions:
        made.rows[0]["lead_bodies"] = made.rows[0]["lead_bodies_printed"] = ""
    row = editions[side].rows[0]
    for each in editions[side].rows:
        if each is row or (field == "relevant_bodies" and each["area_id"] == row["area_id"]):
            each[field] = "SOMY; ACWC"
            each["corrected_fields"] = field
    correct(editions[side], "matrix", row["row_id"], field, "")
    assert changed(*editions) == []


def test_a_lead_that_the_new_edition_prints_in_place_of_a_correction_is_a_change() -> None:
    old, new = two_editions()
    old.rows[0] |= {"lead_bodies": "SOMY", "lead_bodies_printed": ""}
    old.rows[0]["corrected_fields"] = "lead_bodies"
    new.rows[0]["lead_bodies"] = new.rows[0]["lead_bodies_printed"] = "ACWC"
    kinds = [(change.table, change.kinds, change.bodies) for change in changed(old, new)]
    assert ("roles", ("removed",), ("SOMY",)) in kinds
    assert ("roles", ("added",), ("ACWC",)) in kinds
