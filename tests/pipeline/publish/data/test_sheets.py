"""Cells of the workbooks hold values with their types, links and heights."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extract.model import Frozen
from link.corrected import describe_correction
from link.tables import tables_of
from normalize.model import Correction
from pipeline.publish.data import workbook as module
from pipeline.publish.data.csv_files import csv_value, read_csv, shape_of
from pipeline.publish.data.sheets import (
    CELL_LIMIT,
    COMMENT_LIMIT,
    LINE_HEIGHT,
    ROW_HEIGHT_LIMIT,
    WIDEST_COLUMN,
    Book,
    fit_rows,
    fitting,
    width_of,
)
from pipeline.publish.data.sqlite import create_schema
from pipeline.publish.data.workbook import READING_COLUMNS, write_workbook
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


@pytest.mark.parametrize(
    ("text", "uneven"),
    [("a,b\n1,2\n", []), ("a,b\n\n1,2\n", []), ("a,b\n1\n1,2,3\n", [2, 3]), ("a,b\n", [])],
)
def test_the_shape_of_a_table_counts_its_rows_from_the_header(
    tmp_path: Path, text: str, uneven: list[int]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert shape_of(path) == (["a", "b"], uneven)


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (("SOMY", "somy", "SOMY"), ["SOMY", "somy (2)", "SOMY (3)"]),
        (("History", "HISTORY"), ["History (2)", "HISTORY (3)"]),
        (("a/b:c", "'quoted'", "''"), ["a-b-c", "quoted", "sheet"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 27 + " (2)"]),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(
    tmp_path: Path, names: tuple[str, ...], sheets: list[str]
) -> None:
    book = Book(tmp_path / "a.xlsx", CARD, "title")
    assert [book.sheet(name).get_name() for name in names] == sheets
    book.close()


@pytest.mark.parametrize(("more", "is_cut"), [(0, False), (1, True)])
def test_text_that_is_too_long_is_cut_and_says_so(tmp_path: Path, more: int, is_cut: bool) -> None:
    text = fitting("x" * (CELL_LIMIT + more))
    assert len(text) == CELL_LIMIT
    assert text.endswith("the whole text is in the CSV file") is is_cut
    book = Book(tmp_path / "a.xlsx", CARD, "title")
    sheet = book.sheet("a")
    plain = {"issue_id": "i", "table": "t", "record_id": "r", "field": "f", "printed": "a",
             "corrected": "b", "decided_by": "Ana", "date": "2025-03-31", "value": "b",
             "words": ()}  # fmt: skip
    short = describe_correction(Correction(**plain, note="n"))
    note = "n" * (COMMENT_LIMIT - len(short) + 1 + more)
    book.mark_corrected(sheet, 0, 0, [Correction(**plain, note=note)])
    book.close()
    comment = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"]["A1"].comment
    assert comment is not None
    assert len(comment.text) == COMMENT_LIMIT
    assert comment.text.endswith("…") is is_cut


@pytest.mark.parametrize(
    ("adopted", "created"),
    [(datetime.date(2019, 11, 27), (2019, 11, 27)), (None, (2000, 1, 1))],
)
def test_a_workbook_is_dated_by_its_plan(
    tmp_path: Path, adopted: datetime.date | None, created: tuple[int, ...]
) -> None:
    card = CARD.model_copy(update={"adopted_on": adopted})
    book = Book(tmp_path / "a.xlsx", card, "title")
    book.sheet("a")
    book.close()
    date = openpyxl.load_workbook(tmp_path / "a.xlsx").properties.created
    assert (date.year, date.month, date.day) == created


def test_a_row_of_one_line_keeps_its_height(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.xlsx", CARD, "title")
    sheet = book.sheet("a")
    fit_rows(sheet, 0, [["x" * 9], ["x" * 10], [""]], [10])  # 0.95 and 1.06 lines
    book.close()
    heights = openpyxl.load_workbook(tmp_path / "a.xlsx")["a"].row_dimensions
    assert (heights[1].height, heights[3].height) == (None, None)
    assert heights[2].height == pytest.approx(2 * LINE_HEIGHT + 3, abs=0.5)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(small_publication(), path)
    return openpyxl.load_workbook(path)


def column(sheet: Any, name: str) -> list[Any]:
    at = [cell.value for cell in sheet[1]].index(name)
    return [row[at] for row in sheet.iter_rows(min_row=2)]


def test_identifiers_are_links_to_their_rows_and_lists_of_them_are_not(book: Any) -> None:
    parents = column(book["bodies"], "parent_id")
    links = [cell.hyperlink.location if cell.hyperlink else None for cell in parents]
    assert links == [None, None, "'bodies'!A3"]
    # The relevant bodies of area 1.2 are one body alone, but the column is a list.
    lists = column(book["matrix"], "relevant_bodies")
    assert "ACW" in [cell.value for cell in lists]
    assert not any(cell.hyperlink for cell in lists)


def test_texts_that_look_like_formulas_stay_texts_when_they_are_edited(book: Any) -> None:
    quoted = {cell.value: cell.quotePrefix for cell in column(book["matrix"], "activity")}
    assert quoted['=HYPERLINK("http://x")'] is True
    assert quoted["- Workshop on rivers"] is False
    assert not any(cell.quotePrefix for cell in column(book["matrix"], "position"))


def test_the_sheet_to_read_shows_what_is_printed(book: Any) -> None:
    rows = [[cell.value for cell in row] for row in book["plan"].iter_rows()]
    assert rows[0] == [title for _, title, _ in READING_COLUMNS]
    assert rows[1] == [
        "1.1 no. 1", "Title of 1.1", "ACW; SOMY", "Awareness", "- Workshop on rivers",
        "Report, in line with 1.2", "ACW; SOMY", "1",
    ]  # fmt: skip
    assert rows[4][6] is None


@pytest.mark.parametrize(
    ("values", "title", "edition"),
    [
        ({}, CARD.short_title, "adopted"),
        ({"short_title": "", "edition": "2019"}, CARD.title, "2019"),
    ],
)
def test_the_first_sheet_names_the_plan_and_its_edition(
    tmp_path: Path, values: dict[str, str], title: str, edition: str
) -> None:
    made = small_publication()
    card = CARD.model_copy(update=values)
    nothing: dict[str, tuple[Frozen, ...]] = dict.fromkeys(made.records, ())
    write_workbook(dataclasses.replace(made, card=card, records=nothing), tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Read me"]
    assert sheet["A1"].value == title
    facts = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert facts["Edition"] == edition


def test_sqlite_has_an_index_for_each_reference() -> None:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        create_schema(database, tables_of(small_publication().linked))
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        names = {name for (name,) in named if not name.startswith("sqlite_")}
    assert {"matrix_area_id", "bodies_parent_id", "body_roles_scope_id"} <= names
    assert not names & {"matrix_row_id", "matrix_relevant_bodies", "matrix_activity"}
