"""Pages, the form and workbooks made anew: what differs from the tables is said."""

from __future__ import annotations

import zipfile

import pytest

from pipeline.verify.contents import Contents
from pipeline.verify.pages import compare_pages
from pipeline.verify.remade import compare_remade
from tests.pipeline.verify.changed import only, with_card, with_first, with_manifest, with_records
from tests.pipeline.verify.test_tampers import text


def in_pages(contents: Contents, *, same_version: bool = True) -> list[str]:
    return list(compare_pages(only(contents, "html"), same_version=same_version))


@pytest.mark.parametrize("name", ["index.html", "report.html"])
def test_a_page_counts_as_a_whole_if_this_version_wrote_it(copied: Contents, name: str) -> None:
    text(name, "</body>", "<p>forged</p></body>")(copied.folder)
    assert in_pages(copied) == [f"{name}: differs, outside of its data, from what planrows writes"]
    assert in_pages(copied, same_version=False) == []
    text(name, 'id="data"', 'id="other"')(copied.folder)
    assert in_pages(copied) == [f"{name}: holds no data"]


@pytest.mark.parametrize("changed", [{"title": "Lakes"}, {"id": "lake-plan"}])
def test_a_page_of_another_plan_is_named(contents: Contents, changed: dict[str, str]) -> None:
    problems = in_pages(with_card(contents, **changed), same_version=False)
    assert problems == [
        f"{name}: its plan or title is not that of plan.json"
        for name in ("index.html", "report.html")
    ]


def test_a_page_in_another_language_is_named(contents: Contents) -> None:
    problems = in_pages(with_card(contents, language="fr"), same_version=False)
    assert problems == ["index.html: its language is not that of plan.json"]


def test_a_page_with_other_columns_is_named(copied: Contents) -> None:
    text("index.html", '"columns":["row_id"', '"columns":["row"')(copied.folder)
    assert in_pages(copied, same_version=False) == [
        "index.html: its columns are not those of matrix.csv"
    ]


@pytest.mark.parametrize(
    ("table", "field"),
    [("sections", "title"), ("areas", "title"), ("bodies", "note"), ("cross_references", "field")],
)
def test_each_list_of_the_page_is_compared_with_its_table(
    contents: Contents, table: str, field: str
) -> None:
    problems = in_pages(with_first(contents, table, **{field: "zzz"}), same_version=False)
    name = "references" if table == "cross_references" else table
    assert problems
    assert all(problem.startswith(f"index.html, {name}") for problem in problems)


@pytest.mark.parametrize(
    ("first", "second", "is_named"),
    [("data:a", "data:a", False), ("data:a", "data:b", True), ("data:a", "", False),
     ("", "data:b", False)],
)  # fmt: skip
def test_both_pages_show_the_same_picture_where_both_have_one(
    copied: Contents, first: str, second: str, is_named: bool
) -> None:
    for name, picture in (("index.html", first), ("report.html", second)):
        page = f'"pages":{{"1":{{"width":1,"height":1,"picture":"{picture}"}}}}'
        text(name, '"pages":{}', page)(copied.folder)
    said = ["report.html: its picture of page 1 is not that of index.html"]
    assert in_pages(copied, same_version=False) == (said if is_named else [])


def in_form(contents: Contents) -> list[str]:
    return list(compare_pages(only(contents, "form"), same_version=True))


def test_a_form_of_other_rows_or_another_plan_is_named(contents: Contents) -> None:
    assert in_form(contents) == []
    said = ["monitoring.xlsx: belongs to another plan or source"]
    assert in_form(with_card(contents, id="lake-plan")) == said
    (problem,) = in_form(with_first(contents, "matrix", activity="Lakes"))[:1]
    assert problem.startswith("monitoring.xlsx, ACW, row 1, ")
    matrix = contents.records["matrix"]
    (problem,) = in_form(with_records(contents, "matrix", matrix[1:]))
    assert "sheets with rows; expected" in problem


def test_workbooks_of_another_library_are_not_made_anew(copied: Contents) -> None:
    with zipfile.ZipFile(copied.folder / "monitoring.xlsx", "a") as book:
        book.writestr("xl/more.xml", "forged")
    both = only(copied, "xlsx", "form")
    assert list(compare_remade(both)) == ["monitoring.xlsx: holds the part 'xl/more.xml'"]
    assert list(compare_remade(only(copied, "xlsx"))) == []
    assert list(compare_remade(with_manifest(both, versions={}))) == []
