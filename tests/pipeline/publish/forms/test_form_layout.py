"""What the reporting form gives, what it asks for, and what it lets people type."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from link.rows import JOINED, MatrixRecord
from normalize.model import Correction, ExtraValue
from pipeline.publish.core.model import Publication
from pipeline.publish.data.corrected_places import CorrectedPlaces
from pipeline.publish.forms.monitoring_form import (
    COLUMNS,
    HEADER_ROW,
    form_columns,
    given_value,
    rows_by_lead,
    write_form,
)
from tests.pipeline.publish.editions import CARD, small_publication

NAMED = {column.name: column for column in COLUMNS}
AT = {column.name: index for index, column in enumerate(COLUMNS, 1)}
FIRST = HEADER_ROW + 2
CORRECTION = Correction(
    issue_id="iss-1", table="matrix", record_id="row-000", field="activity", printed="Workshp",
    corrected="Workshop on rivers", decided_by="Ana Lim", date="2025-03-31", note="",
    value="Workshop", words=(),
)  # fmt: skip
LEAD = CORRECTION.model_copy(update={"field": "lead_bodies", "corrected": "SOMY"})


def matrix() -> list[MatrixRecord]:
    return [r for r in small_publication().records["matrix"] if isinstance(r, MatrixRecord)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    places = {
        "row-000": {"activity": (CORRECTION,), "lead_bodies": (LEAD,)},
        "row-003": {"activity": (CORRECTION,), "expected_output": (CORRECTION,)},
    }
    write_form(small_publication(), path, CorrectedPlaces(by_row=places))
    return openpyxl.load_workbook(path)


def cell(sheet: Worksheet, line: int, name: str) -> Any:
    return sheet.cell(FIRST + line, AT[name])


def test_the_plan_s_own_columns_stand_after_the_expected_output() -> None:
    made = small_publication()
    names = ("indicator", "status", "timeline")
    plan = made.linked.plan.model_copy(
        update={
            "rows": tuple(
                row.model_copy(
                    update={"extra": tuple(ExtraValue(column=n, text="x") for n in names)}
                )
                for row in made.linked.plan.rows
            ),
            "extra_columns": names,
            "column_labels": (
                ExtraValue(column="indicator", text="Performance  indicator"),
                ExtraValue(column="status", text="STATUS"),
            ),
        }
    )
    linked = made.linked.model_copy(update={"plan": plan})
    columns = form_columns(
        Publication.of(made.card, linked, made.report, None, made.report.records())
    )
    titles = [column.title for column in columns]
    at = titles.index("Expected output") + 1
    assert titles[at : at + 3] == ["Performance indicator", "STATUS (plan)", "timeline"]
    assert titles[:at] + titles[at + 3 :] == [column.title for column in COLUMNS]
    assert form_columns(made) == COLUMNS


def test_rows_stand_with_each_body_that_leads_them_and_last_those_of_none() -> None:
    leads = ("B", "", JOINED.join(("C", "A")), "A")
    rows = [
        row.model_copy(update={"lead_bodies": lead})
        for row, lead in zip(matrix(), leads, strict=True)
    ]
    found = {body: [row.row_id for row in own] for body, own in rows_by_lead(rows).items()}
    assert list(found) == ["A", "B", "C", ""]
    assert found == {
        "A": ["row-002", "row-003"], "B": ["row-000"], "C": ["row-002"], "": ["row-001"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("area_id", "area", "name", "value"),
    [
        ("area-1.1", "Awareness", "area", "1.1 Awareness"),
        ("area-1.1", "", "area", "1.1"),
        ("awareness", "Awareness", "area", "Awareness"),
        (None, "Awareness", "area", "Awareness"),
        ("area-1.1", "Awareness", "body_id", "SOMY"),
        ("area-1.1", "Awareness", "row_id", "row-000"),
        ("area-1.1", "Awareness", "year", ""),
        ("area-1.1", "Awareness", "achievement", ""),
    ],
)
def test_a_form_gives_what_the_plan_says(
    area_id: str | None, area: str, name: str, value: str
) -> None:
    record = matrix()[0].model_copy(update={"area_id": area_id, "area": area})
    assert given_value(record, NAMED[name], "SOMY") == value


def test_each_lead_body_has_a_sheet_with_its_name(book: Any) -> None:
    assert book.sheetnames == ["Read me", "Lists", "ACW", "SOMY", "No lead body"]
    titles = [book[name]["A1"].value for name in book.sheetnames[2:]]
    assert titles == ["ACW: Committee on Women", "SOMY: Meeting on Youth", "No lead body"]
    assert book["Read me"]["A1"].value == f"Monitoring of: {CARD.short_title}"
    listed = [row[0] for row in book["Read me"].iter_rows(min_row=9, values_only=True) if row[0]]
    assert listed == titles


def test_a_form_of_a_plan_without_a_short_title_has_its_title(tmp_path: Path) -> None:
    made = small_publication()
    card = CARD.model_copy(update={"short_title": ""})
    write_form(dataclasses.replace(made, card=card), tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    assert book["Read me"]["A1"].value == f"Monitoring of: {CARD.title}"


def test_what_the_plan_gives_is_locked_and_what_is_asked_for_is_not(book: Any) -> None:
    sheet = book["SOMY"]
    locked = {name for name in AT if cell(sheet, 0, name).protection.locked}
    assert locked == {column.name for column in COLUMNS if column.kind in ("plan", "body")}
    grey = {name for name in AT if cell(sheet, 1, name).fill.fgColor.rgb == "FFF1F4F7"}
    assert grey == locked
    # Whoever reports on a row without a lead says which body that is.
    free = book["No lead body"]
    assert not cell(free, 0, "body_id").protection.locked
    assert cell(free, 0, "row_id").protection.locked
    # Lines for further activities are all free, and as many as the form says.
    assert not any(cell(sheet, 2, name).protection.locked for name in AT)
    assert [cell(sheet, line, "row_id").value for line in range(3)] == ["row-000", "row-001", None]


def test_identifiers_are_hidden_and_dates_look_like_dates(book: Any) -> None:
    sheet = book["SOMY"]
    letters = {name: openpyxl.utils.get_column_letter(at) for name, at in AT.items()}
    hidden = {name for name, at in letters.items() if sheet.column_dimensions[at].hidden}
    assert hidden == {"row_id"}
    dates = {name for name in AT if cell(sheet, 0, name).number_format == "yyyy-mm-dd"}
    assert dates == {"date_start", "date_end"}


def rules_of(sheet: Worksheet) -> dict[str, Any]:
    letters = {openpyxl.utils.get_column_letter(at): name for name, at in AT.items()}
    rules = sheet.data_validations.dataValidation
    return {letters[str(rule.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789")]: rule
            for rule in rules}  # fmt: skip


@pytest.mark.parametrize("is_known", [True, False])
def test_people_choose_from_lists_where_the_plan_has_them(tmp_path: Path, is_known: bool) -> None:
    made = small_publication()
    update = {} if is_known else {"period": None, "title": "A plan", "short_title": ""}
    card = CARD.model_copy(update=update)
    records = dict(made.records) if is_known else {**made.records, "bodies": ()}
    write_form(dataclasses.replace(made, card=card, records=records), tmp_path / "form.xlsx")
    rules = rules_of(openpyxl.load_workbook(tmp_path / "form.xlsx")["SOMY"])
    assert {name: rule.type for name, rule in rules.items()} == {
        "year": "list" if is_known else "whole", "status": "list", "date_start": "date",
        "date_end": "date", **({"body_id": "list"} if is_known else {}),
    }  # fmt: skip
    assert rules["status"].formula1 == "Lists!$A$2:$A$6"
    if is_known:
        assert rules["year"].formula1 == "Lists!$B$2:$B$8"
        assert rules["body_id"].formula1 == "Lists!$C$2:$C$4"
    else:
        assert (rules["year"].formula1, rules["year"].formula2) == ("1900", "2200")
    assert rules["year"].prompt == "Year that you report on."


def test_corrected_values_are_marked_where_they_are_shown(book: Any) -> None:
    lines = (("ACW", 0), ("SOMY", 0), ("SOMY", 1), ("No lead body", 0), ("No lead body", 1))
    found = {
        (name, line): [at for at in AT if cell(book[name], line, at).fill.fgColor.rgb == "FFFFF3C4"]
        for name, line in lines
    }
    # The body of a sheet counts only where it was corrected, and an empty cell shows nothing.
    assert found == {
        ("ACW", 0): ["activity"], ("SOMY", 0): ["body_id", "activity"], ("SOMY", 1): [],
        ("No lead body", 0): [], ("No lead body", 1): ["activity"],
    }  # fmt: skip
    assert "Ana Lim" in cell(book["ACW"], 0, "activity").comment.text
    assert cell(book["ACW"], 0, "body_id").comment is None
