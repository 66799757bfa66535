"""The workbooks: texts as printed, links, no formula; LibreOffice opens them."""

from __future__ import annotations

import gc
import shutil
import subprocess
import weakref
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from link.rows import TABLES
from pipeline.publish.data.sheets import CELL_LIMIT, Book, fitting
from pipeline.publish.forms.monitoring_form import HEADER_ROW
from tests.pipeline.publish.editions import CARD, ROWS


@pytest.fixture(scope="module")
def plan(published: Path) -> Workbook:
    return openpyxl.load_workbook(published / "plan.xlsx")


@pytest.fixture(scope="module")
def form(published: Path) -> Workbook:
    return openpyxl.load_workbook(published / "monitoring.xlsx")


def test_a_workbook_frees_its_memory_without_the_collector(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.xlsx", CARD, "a")
    sheet = book.sheet("one")
    book.write(sheet, 0, 0, "a text")
    parts = [weakref.ref(sheet), weakref.ref(book.workbook), weakref.ref(book.workbook.str_table)]
    gc.disable()
    try:
        book.close()
        del book, sheet
        assert [part() for part in parts] == [None] * 3
    finally:
        gc.enable()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["one"]["A1"].value == "a text"


def test_there_is_a_sheet_a_table(plan: Workbook) -> None:
    assert plan.sheetnames == ["Read me", "plan", *(spec.name for spec in TABLES), "dictionary"]


def test_a_sheet_is_to_read_and_print(plan: Workbook) -> None:
    sheet = plan["plan"]
    titles = [cell.value for cell in sheet[1]]
    assert titles[0] == "Row"
    assert [sheet.cell(row, 1).value for row in range(2, 6)] == [
        "1.1 no. 1", "1.1 no. 2", "1.2 no. 1", "2.1 no. 1",
    ]  # fmt: skip
    activity = titles.index("Activity") + 1
    assert [sheet.cell(row, activity).value for row in range(2, 6)] == [r.activity for r in ROWS]
    assert not any("_id" in str(title) for title in titles)
    setup = sheet.page_setup
    assert (setup.orientation, str(setup.paperSize)) == ("landscape", "9")
    assert setup.fitToHeight == 0  # as many pages as needed, each one page wide
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["B2"].alignment.indent > 0  # texts of neighbouring columns do not touch
    # An A4 page holds about 150 characters of the default font: nothing is scaled to be illegible.
    assert sum(each.width for each in sheet.column_dimensions.values()) < 165


def test_texts_are_texts(plan: Workbook) -> None:
    sheet = plan["matrix"]
    column = [cell.value for cell in sheet[1]].index("activity") + 1
    cells = [sheet.cell(row, column) for row in range(2, 6)]
    assert [cell.value for cell in cells] == [row.activity for row in ROWS]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [False, True, False, False]


def test_no_sheet_holds_a_formula(plan: Workbook, form: Workbook) -> None:
    cells = [c for book in (plan, form) for s in book for row in s.iter_rows() for c in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_identifiers_lead_to_their_row(plan: Workbook) -> None:
    sheet = plan["matrix"]
    column = [cell.value for cell in sheet[1]].index("area_id") + 1
    cell = sheet.cell(4, column)
    assert cell.value == "area-1.2"
    assert cell.hyperlink is not None
    name, _, place = str(cell.hyperlink.location).partition("!")
    assert plan[name.strip("'")][place].value == "area-1.2"


def test_headers_are_frozen_and_can_be_filtered(plan: Workbook) -> None:
    assert plan["matrix"].freeze_panes == "B2"
    assert list(plan["matrix"].tables) == ["t_matrix"]


def test_there_is_a_sheet_a_lead_body_and_one_for_rows_without(form: Workbook) -> None:
    assert form.sheetnames == ["Read me", "Lists", "ACW", "SOMY", "No lead body"]
    rows = [form["SOMY"].cell(HEADER_ROW + 2 + n, 2).value for n in range(3)]
    assert rows == ["row-000", "row-001", None]
    rows = [form["No lead body"].cell(HEADER_ROW + 2 + n, 2).value for n in range(2)]
    assert rows == ["row-002", "row-003"]


def test_only_what_is_to_be_filled_in_is_unlocked(form: Workbook) -> None:
    sheet = form["ACW"]
    assert sheet.protection.sheet
    line = sheet[HEADER_ROW + 2]
    free = [sheet.cell(HEADER_ROW + 1, c.column).value for c in line if not c.protection.locked]
    assert free == [
        "Year reported on",
        "Status",
        "Date (first day)",
        "Date (last day)",
        "Achievement of the performance indicators",
        "Assessment and recommendations",
    ]
    kinds = sorted(v.type for v in sheet.data_validations.dataValidation)
    assert kinds == ["date", "date", "list", "list", "list"]


def test_years_come_from_the_title() -> None:
    assert CARD.years == (2019, 2020, 2021, 2022, 2023, 2024, 2025)
    assert CARD.model_copy(update={"title": "Plan of 2019"}).years == ()
    assert CARD.model_copy(update={"period": "2026–2027"}).years == (2026, 2027)


def test_names_of_sheets_are_safe_and_unique(tmp_path: Path) -> None:
    book = Book(tmp_path / "x.xlsx", CARD, "x")
    names = [book.sheet(n).get_name() for n in ("a/b:c", "A-B-C", "x" * 40, "x" * 40, "'", "")]
    assert names == ["a-b-c", "A-B-C (2)", "x" * 31, "x" * 27 + " (2)", "sheet", "sheet (2)"]
    book.close()


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    assert fitting("a" * CELL_LIMIT) == "a" * CELL_LIMIT
    assert len(fitting("a" * (CELL_LIMIT + 1))) == CELL_LIMIT
    assert fitting("a" * (CELL_LIMIT + 1)).endswith("the whole text is in the CSV file")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["plan", "monitoring"])
def test_libreoffice_converts_it(published: Path, tmp_path: Path, name: str) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(published / f"{name}.xlsx")], check=True, capture_output=True, timeout=120
    )
    assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
