"""Cells of the workbooks hold values with their types, links and heights."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.publish.data import workbook as module
from pipeline.publish.data.csv_files import csv_value, read_csv
from pipeline.publish.data.sheets import (
    LINE_HEIGHT,
    ROW_HEIGHT_LIMIT,
    WIDEST_COLUMN,
    Book,
    fit_rows,
    width_of,
)
from pipeline.publish.data.workbook import write_workbook
from tests.pipeline.publish.editions import CARD, small_publication


def test_values_keep_their_types(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.xlsx", CARD, "title")
    sheet = book.sheet("a")
    values = (None, "", "text", "=1+1", True, False, 3, 2.5, "12")
    for column, value in enumerate(values):
        book.write(sheet, 0, column, value)
    book.close()
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"][1]
    assert [cell.value for cell in cells] == [
        None, None, "text", "=1+1", True, False, 3, 2.5, "12",
    ]  # fmt: skip
    assert [cell.data_type for cell in cells][2:] == ["s", "s", "b", "b", "n", "n", "s"]
    assert [cell.quotePrefix for cell in cells] == [False] * 3 + [True] + [False] * 5


def test_rows_of_wrapped_text_are_as_high_as_it_needs(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.xlsx", CARD, "title")
    sheet = book.sheet("a")
    fit_rows(sheet, 0, [["short", ""], ["x" * 25, "y"], ["x" * 9000, "y"]], [10, 10])
    book.close()
    heights = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"].row_dimensions
    assert heights[2].height == 3 * LINE_HEIGHT + 3
    # Excel's heights are whole pixels.
    assert heights[3].height == pytest.approx(ROW_HEIGHT_LIMIT, abs=0.5)
    assert heights[1].height is None


def test_a_column_is_as_wide_as_its_texts_within_limits() -> None:
    assert width_of([], "name") == 8
    assert width_of(["x" * 20, "y"], "name") == 22
    assert width_of(["x" * 200], "name") == WIDEST_COLUMN
    assert width_of([], "n" * 60) == 64


def test_equal_styles_are_one_format(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.xlsx", CARD, "title")
    assert book.style(bold=True, italic=True) is book.style(italic=True, bold=True)
    assert book.style(bold=True) is not book.style(italic=True)
    book.sheet("a")
    book.close()


@pytest.mark.parametrize(("limit", "links"), [(0, 0), (1, 1), (60_000, 4)])
def test_a_sheet_has_no_more_links_than_excel_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, links: int
) -> None:
    monkeypatch.setattr(module, "LINK_LIMIT", limit)
    write_workbook(small_publication(), tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["matrix"]
    area = [cell.value for cell in sheet[1]].index("area_id")
    column = [row[area] for row in sheet.iter_rows(min_row=2)]
    assert sum(cell.hyperlink is not None for cell in column) <= links
    assert next(cell.value for cell in column) == "area-1.1"
    assert any(cell.hyperlink for cell in column) == bool(links > 1)


def test_an_empty_table_has_its_header_and_no_excel_table(tmp_path: Path) -> None:
    publication = small_publication()
    empty = next(name for name, records in publication.records.items() if not records)
    write_workbook(publication, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert not book[empty].tables
    assert book[empty].auto_filter.ref is not None
    assert book["matrix"].tables


def test_csv_values_are_text(tmp_path: Path) -> None:
    assert [csv_value(v) for v in (None, True, False, 0, 1.5, "=x")] == [
        "", "true", "false", "0", "1.5", "'=x",
    ]  # fmt: skip
    path = tmp_path / "a.csv"
    path.write_text("a,b\n'=x\nlong,row,more\n", encoding="utf-8")
    assert read_csv(path) == [{"a": "=x", "b": ""}, {"a": "long", "b": "row"}]
