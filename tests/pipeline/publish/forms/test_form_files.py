"""Forms as files: what is a line of a form, what is none, and how much of it is read."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from pipeline.publish.core.errors import FormError
from pipeline.publish.forms import forms
from pipeline.publish.forms.forms import Form, RawLine, read_form
from pipeline.publish.forms.monitoring_form import LISTS
from pipeline.publish.forms.thresholds import FORMS

HEADER = ("Row", "Year reported on", "Status", "Achievement of the performance indicators")


def csv_form(folder: Path, *lines: str) -> Form:
    path = folder / "form.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_form(path)


def workbook(folder: Path, *rows: Sequence[object], **facts: str) -> Path:
    """Write a form; a pair in place of a cell is a formula and the value stored for it."""
    path = folder / "form.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("A")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, tuple):
                sheet.write_formula(at, column, cell[0], None, cell[1])
            else:
                sheet.write(at, column, cell)
    if facts:
        lists = book.add_worksheet(LISTS)
        lists.write_row(0, 3, ("fact", "value"))
        for at, fact in enumerate(facts.items(), 1):
            lists.write_row(at, 3, fact)
    book.close()
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_three_titles_make_a_header_whatever_the_separator(tmp_path: Path, separator: str) -> None:
    cells = (("Plan on rivers", "", ""), ("Row", "Status", "Date (first day)"),
             ("r1", "done", "2021-05-31"), ("", "", ""), ("r2", "", ""))  # fmt: skip
    form = csv_form(tmp_path, *(separator.join(row) for row in cells))
    assert [(line.line, line.text("row_id"), line.text("status")) for line in form.lines] == [
        (3, "r1", "done"), (5, "r2", ""),
    ]  # fmt: skip
    assert [line.is_filled for line in form.lines] == [True, False]
    assert (form.plan, form.source, form.edition) == ("", "", "")


@pytest.mark.parametrize(
    "lines",
    [
        ("Row,Status", "r1,done"),
        ("Reference,Status,Year reported on,Date (first day)", "r1,done,2021,"),
        ("Row,Status,Date (first day)",),
        ("a,b", "1,2"),
        ("",),
    ],
)
def test_a_table_without_these_titles_is_no_form(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(FormError, match="no line holds the column titles of a form"):
        csv_form(tmp_path, *lines)


def test_titles_that_a_spreadsheet_wrapped_are_read(tmp_path: Path) -> None:
    form = csv_form(tmp_path, '"Row\n","Status\n","Date\n(first day)"', "r1,done,2021-05-31")
    assert [line.text("date_start") for line in form.lines] == ["2021-05-31"]


def test_a_file_that_is_not_there_is_told_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(FormError) as told:
        read_form(tmp_path / "none.csv")
    path = tmp_path / "none.csv"
    assert str(told.value) == f"{path}: No such file or directory; name a monitoring form"


@pytest.mark.parametrize("name", ["form.csv", "form.CSV"])
def test_the_name_says_which_kind_of_file_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff")
    with pytest.raises(FormError, match=r"is not UTF-8 \(byte 0\)"):
        read_form(tmp_path / name)
    (tmp_path / "form.xlsx").write_text(",".join(HEADER), encoding="utf-8")
    with pytest.raises(FormError, match="is not an XLSX file"):
        read_form(tmp_path / "form.xlsx")


def test_a_workbook_names_its_plan_and_holds_lines(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, ("Plan on rivers",), (), HEADER, ("r1", 2021.0, "done", "x"), (),
        ("r2", 2021.5, "", ""), plan="p", source="s", edition="2021",
    )  # fmt: skip
    form = read_form(path)
    assert (form.plan, form.source, form.edition) == ("p", "s", "2021")
    found = [(line.line, line.text("row_id"), line.text("year")) for line in form.lines]
    assert found == [(4, "r1", "2021"), (6, "r2", "2021.5")]
    plain = read_form(workbook(tmp_path, HEADER, ("r1", 2021, "done", "x")))
    assert (plain.plan, plain.source, plain.edition) == ("", "", "")


def test_a_workbook_without_a_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="no sheet holds the column titles of a form"):
        read_form(workbook(tmp_path, ("a", "b"), ("1", "2")))


@pytest.mark.parametrize(
    ("cell", "value", "unknown"),
    [
        (("=1+1", "2 meetings"), "2 meetings", ()),
        (("=1+1", "#NAME?"), None, ("D2",)),
        ("#N/A", "#N/A", ()),
        ("", None, ()),
    ],
)
def test_a_formula_counts_by_its_stored_value(
    tmp_path: Path, cell: object, value: str | None, unknown: tuple[str, ...]
) -> None:
    (line,) = read_form(workbook(tmp_path, HEADER, ("r1", 2021, "done", cell))).lines
    assert line.values.get("achievement") == value
    assert line.formulas == unknown


def test_an_unknown_formula_alone_makes_a_line(tmp_path: Path) -> None:
    (line,) = read_form(workbook(tmp_path, HEADER, ("", "", "", ("=A9", "#REF!")))).lines
    assert (line.line, line.formulas, line.is_filled) == (2, ("D2",), True)


def test_an_unknown_formula_in_a_column_of_the_plan_does_not_matter(tmp_path: Path) -> None:
    header = (*HEADER, "Priority area")
    row = ("r1", 2021, "done", "x", ("=A9", "#REF!"))
    (line,) = read_form(workbook(tmp_path, header, row)).lines
    assert line.formulas == ()


def test_limits_are_those_that_a_form_may_just_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "form.csv"
    path.write_text(",".join(HEADER) + "\nr1,2021,done,x\n", encoding="utf-8")
    monkeypatch.setattr(forms, "FORMS", replace(FORMS, max_rows=2))
    assert len(read_form(path).lines) == 1
    monkeypatch.setattr(forms, "FORMS", replace(FORMS, max_rows=1))
    with pytest.raises(FormError, match=r"form\.csv: has more than 1 rows; a form has fewer"):
        read_form(path)


def test_a_workbook_may_unpack_to_just_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, HEADER, ("r1", 2021, "done", "x"))
    with zipfile.ZipFile(path) as archive:
        size = sum(member.file_size for member in archive.infolist())
    monkeypatch.setattr(forms, "FORMS", replace(FORMS, max_unpacked_bytes=size))
    assert len(read_form(path).lines) == 1
    monkeypatch.setattr(forms, "FORMS", replace(FORMS, max_unpacked_bytes=size - 1))
    with pytest.raises(FormError, match="unpacks to 0 MiB; a form is far smaller"):
        read_form(path)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2021.0, "2021"),
        (2021.5, "2021.5"),
        (" a\n b ", "a b"),
        (None, ""),
        (0, "0"),
        (True, "True"),
    ],
)
def test_a_value_as_text(value: object, text: str) -> None:
    assert RawLine("a.csv", "", 1, {"year": value}).text("year") == text
    assert RawLine("a.csv", "", 1, {}).text("year") == ""


@pytest.mark.parametrize(
    ("part", "is_refused"),
    [("xl/worksheets/sheet9.xml", True), ("xl/_rels/more.rels", True), ("xl/media/a.bin", False)],
)
def test_a_part_with_a_document_type_is_refused(
    tmp_path: Path, part: str, is_refused: bool
) -> None:
    path = workbook(tmp_path, HEADER, ("r1", 2021, "done", "x"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, '<!DOCTYPE a [<!ENTITY b "c">]><a/>')
    if is_refused:
        with pytest.raises(FormError, match=f"{part} contains a document type"):
            read_form(path)
    else:
        assert len(read_form(path).lines) == 1
