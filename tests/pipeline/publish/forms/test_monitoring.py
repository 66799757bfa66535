"""Filled-in forms come back: checked, merged, counted; nothing filled in is lost."""

from __future__ import annotations

import datetime
import os
import resource
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pipeline.commands.monitor import monitor_command
from pipeline.errors import UsageError
from pipeline.publish.core.errors import FormError
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.forms.monitoring import monitor
from pipeline.publish.forms.monitoring_form import COLUMNS, HEADER_ROW
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import small_publication

AT = {column.name: index for index, column in enumerate(COLUMNS, 1)}
GOOD = {"year": 2021, "status": "done", "date_start": datetime.date(2021, 5, 31)}
Fill = Callable[..., Path]


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "plan"))


@pytest.fixture
def fill(folder: Path, tmp_path: Path) -> Fill:
    def filled(name: str = "a.xlsx", sheet: str = "SOMY", line: int = 0, **values: object) -> Path:
        path = tmp_path / name
        book = openpyxl.load_workbook(path if path.exists() else folder / "monitoring.xlsx")
        for column, value in values.items():
            book[sheet].cell(HEADER_ROW + 2 + line, AT[column]).value = value  # type: ignore[assignment]  # any value, to be tested
        book.save(path)
        return path

    return filled


def test_a_filled_in_form_is_merged_and_counted(folder: Path, fill: Fill) -> None:
    path = fill(**GOOD, achievement="2 meetings", assessment="Go on")
    result = monitor([path], folder)
    assert result.problems == []
    merged = read_csv(folder / "monitoring" / "monitoring.csv")
    assert len(merged) == 1
    assert merged[0]["row_id"] == "row-000"
    assert merged[0]["date_start"] == "2021-05-31"
    assert merged[0]["achievement"] == "2 meetings"
    assert merged[0]["source"] == "a.xlsx, SOMY, line 5"
    counts = read_csv(folder / "monitoring" / "monitoring_summary.csv")
    found = {(c["by"], c["value"]): (c["rows_planned"], c["rows_reported"]) for c in counts}
    assert found["body", "SOMY"] == ("2", "1")
    assert found["body", "ACW"] == ("1", "0")
    assert found["area", "area-1.1"] == ("2", "1")
    assert found["year", "2021"] == ("4", "1")
    assert {c["edition"] for c in counts} == {""}


def test_an_empty_form_reports_nothing(folder: Path) -> None:
    result = monitor([folder / "monitoring.xlsx"], folder)
    assert (result.lines, result.problems) == ([], [])


def test_forms_of_several_years_add_up(folder: Path, fill: Fill) -> None:
    monitor([fill("a.xlsx", **GOOD)], folder)
    later = GOOD | {"year": 2022, "date_start": datetime.date(2022, 1, 2)}
    result = monitor([fill("b.xlsx", **later)], folder)
    assert [line.year for line in result.lines] == [2021, 2022]
    assert result.new == 1


def test_a_further_activity_of_a_row_is_added_below(folder: Path, fill: Fill) -> None:
    fill(**GOOD)
    again = GOOD | {"date_start": "2021-06-01"}
    path = fill(line=2, row_id="row-000", body_id="SOMY", **again)
    assert [line.key[3] for line in monitor([path], folder).lines] == ["2021-05-31", "2021-06-01"]


def test_a_line_may_name_its_row_as_people_do(folder: Path, fill: Fill) -> None:
    path = fill(line=2, ref="1.1 no. 1", body_id="SOMY", **GOOD)
    assert [line.row_id for line in monitor([path], folder).lines] == ["row-000"]


def test_the_form_shows_references_and_hides_identifiers(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "monitoring.xlsx")
    sheet = book["SOMY"]
    titles = [cell.value for cell in sheet[HEADER_ROW + 1]]
    assert titles[:2] == ["Reference", "Row"]
    assert sheet["A5"].value == "1.1 no. 1"
    assert sheet.column_dimensions["B"].hidden
    assert not sheet.column_dimensions["A"].hidden


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"row_id": None, "ref": "9.9 no. 1"}, "row '9.9 no. 1': the plan has no such row"),
        ({"date_start": "5/4/2021"}, "expected 2021-04-05 or 2021-05-04: it is unclear"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_written(
    folder: Path, fill: Fill, values: dict[str, object], problem: str
) -> None:
    result = monitor([fill(**(GOOD | values))], folder)
    assert len(result.problems) == 1
    assert result.problems[0].startswith("a.xlsx, SOMY, line 5: ")
    assert problem in result.problems[0]
    assert not (folder / "monitoring").exists()


def test_a_row_without_lead_takes_any_body_of_the_plan(folder: Path, fill: Fill) -> None:
    path = fill(sheet="No lead body", body_id="ACW", **GOOD)
    assert [line.body_id for line in monitor([path], folder).lines] == ["ACW"]


def test_contradictions_are_never_settled_silently(folder: Path, fill: Fill) -> None:
    monitor([fill("a.xlsx", **GOOD)], folder)
    other = fill("b.xlsx", **(GOOD | {"status": "dropped"}))
    before = (folder / "monitoring" / "monitoring.csv").read_bytes()
    assert "differs from a.xlsx" in monitor([other], folder).problems[0]
    assert (folder / "monitoring" / "monitoring.csv").read_bytes() == before
    assert [line.status for line in monitor([other], folder, replace=True).lines] == ["dropped"]
    both = [fill("a.xlsx"), other]
    assert "differs from a.xlsx" in monitor(both, folder, replace=True).problems[0]


def test_a_sheet_saved_as_csv_with_semicolons_is_read(folder: Path, tmp_path: Path) -> None:
    lines = [";".join(column.title for column in COLUMNS)]
    lines.append("1.1 no. 2;row-001;SOMY;;;;;;2021;Done;2021-05-31;;'=2 of 3;")
    path = tmp_path / "form.csv"
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    result = monitor([path], folder)
    assert result.problems == []
    assert result.lines[0].status == "done"
    assert result.lines[0].achievement == "=2 of 3"
    merged = folder / "monitoring" / "monitoring.csv"
    assert ",'=2 of 3," in merged.read_text()
    assert monitor([path], folder).problems == []


def test_a_form_of_another_plan_is_refused(folder: Path, fill: Fill) -> None:
    path = fill(**GOOD)
    book = openpyxl.load_workbook(path)
    book["Lists"]["E2"] = "other-plan"
    book.save(path)
    assert monitor([path], folder).problems == [
        "a.xlsx: is a form of other-plan, not of river-plan"
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"no zip", "is not an XLSX file"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "cannot be read as XLSX"),
        ("a.csv", b"\xff\xfe\x00", "is not UTF-8"),
        ("a.csv", b"a,b\n1,2\n", "no line holds the column titles"),
        ("missing.xlsx", None, "No such file"),
    ],
)
def test_what_is_no_form_is_refused(
    folder: Path, tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FormError, match=message):
        monitor([tmp_path / name], folder)


def test_a_form_filled_in_where_it_stands_survives_a_rerun(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "monitoring.xlsx")
    book["ACW"].cell(HEADER_ROW + 2, AT["status"]).value = "done"
    book.save(folder / "monitoring.xlsx")
    filled = (folder / "monitoring.xlsx").read_bytes()
    publish(small_publication(), folder)
    kept = list((folder / "monitoring").glob("filled-*.xlsx"))
    assert [path.read_bytes() for path in kept] == [filled]
    publish(small_publication(), folder)
    assert list((folder / "monitoring").iterdir()) == kept


def test_the_command_says_what_was_merged(
    folder: Path, fill: Fill, capsys: pytest.CaptureFixture[str]
) -> None:
    monitor_command([fill(**GOOD)], str(folder), None, replace=False)
    said = capsys.readouterr().out
    assert "1 new reports, 1 in all" in said
    assert "by body: SOMY 1" in said
    assert "by year: 2021 1" in said


def test_the_command_names_problems_and_fails(
    folder: Path, fill: Fill, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match="1 problems in the forms: nothing merged"):
        monitor_command([fill(status="done", year="x")], str(folder), None, replace=False)
    assert "line 5: year 'x'" in capsys.readouterr().out


def with_part(form: Path, name: str, content: bytes, target: Path) -> Path:
    """Copy a workbook with another content for one of its parts."""
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return target


SHEET = "xl/worksheets/sheet3.xml"
OPENING = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
ENDING = b"</sheetData></worksheet>"
BOMBS = {
    "a row beyond those that sheets have": (
        OPENING + b'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>' + ENDING,
        "has more than 1,048,576 rows",
    ),
    "a document type": (
        b'<!DOCTYPE worksheet [<!ENTITY a "a">]>' + OPENING + ENDING,
        "contains a document type",
    ),
    "an entity of entities": (
        b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + OPENING
        + b'<row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row>'
        + ENDING,
        "contains a document type",
    ),
    "zeros": (OPENING + bytes(65 * 2**20) + ENDING, "unpacks to 65 MiB"),
    "a row of millions of cells": (
        OPENING + b"<row>" + b"<c/>" * 12_000_000 + b"</row>" + ENDING,
        "takes more than",
    ),
    "a sheet that is cut off": (OPENING + b"<row><c", "cannot be read as XLSX"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_form_made_to_take_all_memory_or_time_is_refused(
    folder: Path, tmp_path: Path, name: str
) -> None:
    content, message = BOMBS[name]
    form = with_part(folder / "monitoring.xlsx", SHEET, content, tmp_path / "bomb.xlsx")
    assert form.stat().st_size < 1_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FormError, match=message) as told:
        monitor([form], folder)
    assert "bomb.xlsx" in str(told.value)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200 * 1024  # KiB: whatever it takes, the worker takes


def test_a_pipe_is_not_waited_for(folder: Path, tmp_path: Path) -> None:
    for name in ("form.xlsx", "form.csv"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(FormError, match="is not a regular file"):
            monitor([tmp_path / name], folder)
