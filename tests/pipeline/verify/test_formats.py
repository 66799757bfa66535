"""Tables in Parquet, SQLite and XLSX: what differs from the CSV files is said, and nothing else."""

from __future__ import annotations

import dataclasses
import zipfile

import pyarrow.parquet
import pytest

from pipeline.publish.data.workbook import READING
from pipeline.verify import formats
from pipeline.verify.contents import Contents
from pipeline.verify.formats import as_in_sheet, compare_formats, first_difference, open_workbook
from pipeline.verify.nested import compare_nested
from pipeline.verify.own_manifest import added_files, compare_manifest
from pipeline.verify.pages import compare_pages
from pipeline.verify.thresholds import VERIFY
from tests.pipeline.verify.changed import only, with_first, with_records
from tests.pipeline.verify.test_tampers import parquet_type, sql, workbook


def in_formats(contents: Contents, *names: str, same_version: bool = True) -> list[str]:
    return list(compare_formats(only(contents, *names), same_version=same_version))


FILES = {
    "parquet": "parquet/areas.parquet",
    "sqlite": "plan.sqlite, areas",
    "xlsx": "plan.xlsx, areas",
}


def test_what_is_published_agrees(contents: Contents) -> None:
    assert in_formats(contents, *FILES) == []
    assert list(compare_nested(contents)) == []
    assert list(compare_manifest(contents)) == []
    assert list(compare_pages(contents, same_version=True)) == []
    assert list(added_files(contents.folder)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_format_that_differs_from_a_table_is_named_with_its_place(
    contents: Contents, name: str
) -> None:
    areas = contents.records["areas"]
    title = getattr(areas[0], "title")  # noqa: B009 - a table's own field
    assert in_formats(with_first(contents, "areas", title="Sand"), name) == [
        f"{FILES[name]}, row 1, title: {title!r}, but the CSV file has 'Sand'"
    ]
    assert in_formats(with_records(contents, "areas", areas[:-1]), name) == [
        f"{FILES[name]}: has more rows than the CSV file"
    ]
    assert in_formats(with_records(contents, "areas", [*areas, areas[0]]), name) == [
        f"{FILES[name]}: has fewer rows than the CSV file"
    ]


@pytest.mark.parametrize("name", ["parquet", "sqlite", "xlsx"])
def test_truths_and_unknown_values_differ_from_each_other(contents: Contents, name: str) -> None:
    (problem,) = in_formats(with_first(contents, "cells", readings_agree=True), name)
    assert "readings_agree" in problem
    (problem,) = in_formats(with_first(contents, "matrix", position=7), name)[:1]
    assert "position" in problem


def test_a_difference_quotes_no_more_than_a_line() -> None:
    most = "x" * (VERIFY.shown - 2)
    for value, shown in ((most, repr(most)), (f"{most}x", f"'{most}…")):
        assert list(first_difference("f", ["a"], [[value]], [["y"]])) == [
            f"f, row 1, a: {shown}, but the CSV file has 'y'"
        ]
    # The first difference is enough.
    assert len(list(first_difference("f", ["a", "b"], [[1, 2], [3, 4]], [[0, 0], [0, 0]]))) == 1


def test_types_and_descriptions_count_if_this_version_wrote_them(copied: Contents) -> None:
    parquet_type(copied.folder)
    said = ["parquet/matrix.parquet: its types or descriptions are not those that planrows writes"]
    assert in_formats(copied, "parquet") == said
    # Another version may describe a column in other words; the values are the same.
    assert in_formats(copied, "parquet", same_version=False) == []


def test_a_parquet_file_with_other_columns_is_named(copied: Contents) -> None:
    path = copied.folder / "parquet" / "areas.parquet"
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.rename_columns([f"{n}_" for n in table.column_names]), path)
    assert in_formats(copied, "parquet") == [
        "parquet/areas.parquet: its columns are not those of areas.csv"
    ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP VIEW body_totals", "its tables, indexes or views are not those"),
        ("PRAGMA application_id = 7", "its tables, indexes or views are not those"),
        ("UPDATE search SET activity = 'forged' WHERE rowid = 1", ", search, row 1, activity"),
    ],
)
def test_a_database_that_holds_something_else_is_named(
    copied: Contents, statement: str, said: str
) -> None:
    sql(statement)(copied.folder)
    (problem,) = in_formats(copied, "sqlite")
    assert said in problem


@pytest.mark.parametrize(
    ("sheet", "cell", "said"),
    [
        ("areas", "A1", "plan.xlsx, areas: its columns are not those of areas.csv"),
        (READING, "A1", f"plan.xlsx, {READING}: its columns are not those that planrows writes"),
    ],
)
def test_a_sheet_with_other_columns_is_named(
    copied: Contents, sheet: str, cell: str, said: str
) -> None:
    workbook("plan.xlsx", sheet, cell, "forged")(copied.folder)
    assert in_formats(copied, "xlsx") == [said]


def test_a_workbook_that_cannot_be_opened_is_named_once(copied: Contents) -> None:
    for name in ("plan.xlsx", "monitoring.xlsx"):
        (copied.folder / name).write_bytes(b"no workbook")
    (problem,) = in_formats(copied, "xlsx")
    assert problem.startswith("plan.xlsx: cannot be read: ")
    (problem,) = compare_pages(only(copied, "form"), same_version=True)
    assert problem.startswith("monitoring.xlsx: cannot be read: ")


def test_a_workbook_may_be_as_large_as_the_limit(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = contents.folder / "plan.xlsx"
    with zipfile.ZipFile(path) as book:
        size = sum(entry.file_size for entry in book.infolist())
    for limit, is_opened in ((size, True), (size - 1, False)):
        limits = dataclasses.replace(VERIFY, workbook_bytes=limit)
        monkeypatch.setattr(formats, "VERIFY", limits)
        book_, problems = open_workbook(path)
        assert (book_ is not None) is is_opened
        assert bool(problems) is not is_opened


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        ("xl/worksheets/sheet99.xml", "<f>1+1</f>", "a formula"),
        ("xl/worksheets/sheet99.xml", "<v>1</v>", ""),
        ("xl/tables/table99.xml", "<f>1+1</f>", ""),
        ("xl/_rels/other.xml.rels", 'TargetMode="External"', "a link to another file"),
        ("xl/_rels/other.xml.rels", 'TargetMode="Internal"', ""),
        ("xl/other.xml", 'TargetMode="External"', ""),
        ("xl/vbaProject.bin", "", "something that a spreadsheet may run or load"),
        ("xl/connections.xml", "", "something that a spreadsheet may run or load"),
        ("xl/externalLinks/one.xml", "", "something that a spreadsheet may run or load"),
    ],
)
def test_what_a_spreadsheet_would_run_or_load_is_named(
    copied: Contents, part: str, data: str, said: str
) -> None:
    path = copied.folder / "plan.xlsx"
    with zipfile.ZipFile(path, "a") as book:
        book.writestr(part, data)
    assert open_workbook(path)[1] == ([f"plan.xlsx: holds {said} ({part})"] if said else [])


def test_a_sheet_holds_fifteen_digits() -> None:
    assert as_in_sheet(0.1 + 0.2) == as_in_sheet(0.3)
    assert as_in_sheet(12) == as_in_sheet(12.0)
    assert as_in_sheet(True) is True
    assert as_in_sheet("12") == "12"
