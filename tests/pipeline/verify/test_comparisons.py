"""Each comparison of a published folder says what differs, and nothing else.

The files stay as published; what they are compared with changes: records, the card, the manifest.
"""

from __future__ import annotations

import dataclasses
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from expectations.model import Issue, IssueReport, Place
from extract.model import Frozen
from link.rows import CorrectionRecord
from normalize.model import Body
from pipeline.publish.core.model import FORMAT_VERSION, PDF, FileSum, Publication
from pipeline.publish.data.workbook import READING
from pipeline.publish.forms.monitoring import MERGED
from pipeline.publish.stage import publish
from pipeline.verify import formats
from pipeline.verify.contents import Contents, read_contents
from pipeline.verify.formats import as_in_sheet, compare_formats, first_difference, open_workbook
from pipeline.verify.issue_places import compare_places
from pipeline.verify.nested import compare_nested
from pipeline.verify.own_manifest import added_files, compare_manifest
from pipeline.verify.pages import compare_pages
from pipeline.verify.remade import compare_remade
from pipeline.verify.thresholds import VERIFY
from tests.pipeline.publish.editions import BODIES, CARD, ISSUE, small_linked
from tests.pipeline.verify.test_tampers import parquet_type, sql, text, workbook

NAMELESS = (
    Body(body_id="SAND-1", acronym="SAND", name="", kind="annex", annex_no=3),
    Body(body_id="MUD-1", acronym="", name="", kind="annex", annex_no=4),
)


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """A publication with bodies that have no name, read back."""
    linked = small_linked()
    plan = linked.plan.model_copy(update={"bodies": (*BODIES, *NAMELESS)})
    report = IssueReport(issues=(ISSUE,))
    linked = linked.model_copy(update={"plan": plan})
    folder = tmp_path_factory.mktemp("published") / "river-plan"
    publish(Publication.of(CARD, linked, report, None, report.records()), folder)
    problems: list[str] = []
    read = read_contents(folder, problems)
    assert read is not None, problems
    return read


@pytest.fixture
def copied(contents: Contents, tmp_path: Path) -> Contents:
    """The same, in a folder whose files a test may change."""
    folder = Path(shutil.copytree(contents.folder, tmp_path / "plan"))
    return dataclasses.replace(contents, folder=folder)


def with_records(contents: Contents, table: str, records: Iterable[Frozen]) -> Contents:
    return dataclasses.replace(contents, records={**contents.records, table: tuple(records)})


def with_first(contents: Contents, table: str, **values: object) -> Contents:
    first, *others = contents.records[table]
    return with_records(contents, table, [first.model_copy(update=values), *others])


def with_manifest(contents: Contents, **values: object) -> Contents:
    return dataclasses.replace(contents, manifest=contents.manifest.model_copy(update=values))


def with_card(contents: Contents, **values: object) -> Contents:
    card = contents.plan.card.model_copy(update=values)
    return dataclasses.replace(contents, plan=contents.plan.model_copy(update={"card": card}))


def only(contents: Contents, *names: str) -> Contents:
    """Let a publication have some formats alone."""
    return with_manifest(contents, formats=names)


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
    said = ["parquet/matrix.parquet: has other types or descriptions than planrows writes"]
    assert in_formats(copied, "parquet") == said
    # Another version may describe a column in other words; the values are the same.
    assert in_formats(copied, "parquet", same_version=False) == []


def test_a_parquet_file_with_other_columns_is_named(copied: Contents) -> None:
    path = copied.folder / "parquet" / "areas.parquet"
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.rename_columns([f"{n}_" for n in table.column_names]), path)
    assert in_formats(copied, "parquet") == [
        "parquet/areas.parquet: has other columns than areas.csv"
    ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP VIEW body_totals", "has other tables, indexes or views"),
        ("PRAGMA application_id = 7", "has other tables, indexes or views"),
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
        ("areas", "A1", "plan.xlsx, areas: has other columns than areas.csv"),
        (READING, "A1", f"plan.xlsx, {READING}: has other columns than planrows writes"),
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


def quoting(contents: Contents, **values: object) -> Contents:
    """Return contents whose only issue quotes the narrative."""
    block: Any = contents.records["narrative"][0]
    place = {
        "table": "narrative", "record_id": block.block_id, "field": "text",
        "printed": block.text[:6], "start": 0, "stop": 6, "text": block.text, **values,
    }  # fmt: skip
    issue: Issue = ISSUE.model_copy(update={"places": (Place.model_validate(place),)})
    return dataclasses.replace(contents, issues=(issue,))


@pytest.mark.parametrize(
    ("values", "is_named"),
    [
        ({}, False),
        ({"text": "Rivers batter."}, True),
        ({"text": "Rivers matter. "}, True),
        ({"printed": "Lakes"}, True),
        ({"stop": 5}, True),
        # A rule on wording sees an address as blanks; a blank is no other character.
        ({"text": "Rivers       ."}, False),
        ({"start": None, "text": "Lakes"}, False),
        ({"text": ""}, False),
        ({"record_id": "nowhere", "text": "Lakes"}, False),
        ({"table": "nowhere", "text": "Lakes"}, False),
        ({"field": "page", "text": "Lakes"}, False),
    ],
)
def test_an_issue_quotes_what_its_record_says(
    contents: Contents, values: dict[str, object], is_named: bool
) -> None:
    assert bool(list(compare_places(quoting(contents, **values)))) is is_named


def test_an_issue_may_quote_what_a_decision_has_changed(contents: Contents) -> None:
    record: Any = contents.records["matrix"][0]
    there = {"table": "matrix", "record_id": record.row_id, "field": "activity", "text": "Lakes"}
    quotes = quoting(contents, **there)
    assert list(compare_places(quotes)) == [
        f"issues.json: {ISSUE.issue_id} quotes a text of {record.row_id} that matrix.csv does not "
        "have"
    ]
    assert list(compare_places(with_first(quotes, "matrix", corrected_fields="activity"))) == []
    correction = CorrectionRecord(
        issue_id=ISSUE.issue_id, table="matrix", record_id=record.row_id, field="activity",
        position=1, printed="x", corrected="y", decided_by="Ana Lim", date="2025-03-31", note="",
    )  # fmt: skip
    assert list(compare_places(with_records(quotes, "corrections", [correction]))) == []


ROW_FIELDS = (
    "row_id", "ref", "section_id", "section", "area_id", "area", "relevant_bodies",
    "relevant_bodies_printed", "focus_id", "focus", "activity_id", "activity",
    "expected_output_id", "expected_output", "lead_bodies", "lead_bodies_printed", "page_last",
)  # fmt: skip


@pytest.mark.parametrize("name", ROW_FIELDS)
def test_each_column_of_the_matrix_is_compared_with_plan_json(
    contents: Contents, name: str
) -> None:
    problems = list(compare_nested(with_first(contents, "matrix", **{name: "forged"})))
    assert any(problem.startswith(f"plan.json, row 1, {name}: ") for problem in problems)


def test_a_reference_that_differs_is_named(contents: Contents) -> None:
    (reference,) = contents.records["cross_references"]
    second = reference.model_copy(update={"reference_id": "ref-00000002"})
    for records, name in (
        ([reference, second], "ref-00000002"),
        ([second], "ref-00000001"),
        ([reference.model_copy(update={"printed": "forged"})], "ref-00000001"),
    ):
        assert list(compare_nested(with_records(contents, "cross_references", records))) == [
            f"plan.json: reference {name} differs from cross_references.csv"
        ]


def test_a_name_of_a_body_that_differs_is_named(contents: Contents) -> None:
    bodies: list[Any] = list(contents.records["bodies"])
    bodies[1] = bodies[1].model_copy(update={"name": "Meeting on Age"})
    problems = list(compare_nested(with_records(contents, "bodies", bodies)))
    assert f"bodies.jsonld: {bodies[1].body_id} differs from bodies.csv" in problems


def test_bodies_are_counted_again(contents: Contents) -> None:
    plan = contents.plan
    bodies = (plan.bodies[0].model_copy(update={"rows_led": 7}), *plan.bodies[1:])
    changed = dataclasses.replace(contents, plan=plan.model_copy(update={"bodies": bodies}))
    led = plan.bodies[0].rows_led
    assert any(problem.endswith(f"and leads {led} rows") for problem in compare_nested(changed))


MANIFEST_FACTS: dict[str, object] = {
    "plan": "lake-plan", "edition": "2", "status": "superseded", "years": (1999,),
    "title": "Forged", "format_version": "0.1", "planrows": "9.9",
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFEST_FACTS)
def test_the_manifest_says_what_the_files_say(contents: Contents, name: str) -> None:
    changed = with_manifest(contents, **{name: MANIFEST_FACTS[name]})
    assert list(compare_manifest(changed)) == [
        "manifest.json: was changed (its own sha256 does not fit)",
        f"manifest.json: {name} is not that of the published files",
    ]


def test_a_manifest_of_another_format_may_name_other_files(contents: Contents) -> None:
    files = contents.manifest.files[1:]
    said = [
        p for p in compare_manifest(with_manifest(contents, files=files)) if "does not name" in p
    ]
    assert len(said) == 1
    other = with_manifest(contents, files=files, format_version="0.1")
    assert FORMAT_VERSION != "0.1"
    assert not any("does not name" in problem for problem in compare_manifest(other))


def test_the_card_names_the_pdf_that_was_read(contents: Contents) -> None:
    said = "plan.json: the source card is that of another PDF"
    for sha, is_said in (("", False), (contents.source.sha256, False), ("f" * 64, True)):
        assert (said in compare_manifest(with_card(contents, sha256=sha))) is is_said


def test_the_ledger_adds_up_page_by_page(contents: Contents) -> None:
    (page,) = contents.manifest.ledger
    adds, pages = (
        "manifest.json: the ledger of page 1 does not add up",
        "manifest.json: the ledger has other pages than the source",
    )
    for changed, said in (
        (page.model_copy(update={"lost": 3}), {adds}),
        (page.model_copy(update={"lost": 3, "glyphs": page.glyphs + 3}), set()),
        (page.model_copy(update={"doubled": 2, "matrix": page.matrix + 2}), set()),
        (page.model_copy(update={"page": 2}), {pages}),
    ):
        found = set(compare_manifest(with_manifest(contents, ledger=(changed,))))
        assert found & {adds, pages} == said


def files_said(contents: Contents, *more: FileSum, without: str = "") -> list[str]:
    files = [file for file in contents.manifest.files if file.path != without]
    found = compare_manifest(with_manifest(contents, files=(*files, *more)))
    return [problem for problem in found if "sha256" not in problem]


def test_the_list_of_files_fits_the_folder(copied: Contents) -> None:
    first = copied.manifest.files[0]
    size = f"manifest.json: gives another size of {first.path} than it has"
    twice = "manifest.json: names a file twice, or itself"
    wrong = first.model_copy(update={"bytes": first.bytes + 1})
    assert files_said(copied) == []
    assert files_said(copied, wrong, without=first.path) == [size]
    assert files_said(copied, first) == [twice]
    itself = first.model_copy(update={"path": "manifest.json"})
    assert twice in files_said(copied, itself)
    (copied.folder / first.path).unlink()
    assert files_said(copied, wrong, without=first.path) == []
    # A file outside of the folder is not looked at.
    outside = FileSum(path=f"../{copied.folder.name}/areas.csv", bytes=1, sha256="0" * 64)
    assert not any("size" in problem for problem in files_said(copied, outside))


def test_a_pdf_beside_the_data_is_the_source(contents: Contents) -> None:
    said = f"{PDF}: is not the file that the manifest gives as the source"
    for sha, is_said in ((contents.manifest.source.sha256, False), ("f" * 64, True)):
        pdf = FileSum(path=PDF, bytes=1, sha256=sha)
        assert (said in files_said(contents, pdf)) is is_said


def make_file(folder: Path, name: str, content: bytes = b"x") -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)


def make_link(folder: Path, name: str, target: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(target)


FILLED = "monitoring/filled-2d711642.xlsx"
"""The name has the first digits of the SHA-256 of ``x``."""


@pytest.mark.parametrize(
    ("make", "added"),
    [
        (lambda folder: (folder / "empty").mkdir(), []),
        (lambda folder: make_file(folder, "more/notes.txt"), ["more/notes.txt"]),
        (lambda folder: make_link(folder, "areas", "/"), ["areas"]),
        (lambda folder: make_file(folder, f"monitoring/{MERGED}"), []),
        (lambda folder: make_file(folder, f"more/{MERGED}"), [f"more/{MERGED}"]),
        (
            lambda folder: make_link(folder, f"monitoring/{MERGED}", "../areas.csv"),
            [f"monitoring/{MERGED}"],
        ),
        (lambda folder: make_file(folder, FILLED), []),
        (lambda folder: make_file(folder, FILLED, b"y"), [FILLED]),
        (lambda folder: (folder / "manifest.json").unlink(), None),
    ],
)
def test_what_planrows_did_not_publish_is_named(
    copied: Contents, make: Callable[[Path], None], added: list[str] | None
) -> None:
    make(copied.folder)
    found = list(added_files(copied.folder))
    if added is None:
        assert "areas.csv" in found
    else:
        assert found == added


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
        f"{name}: has another plan or title than plan.json"
        for name in ("index.html", "report.html")
    ]


def test_a_page_in_another_language_is_named(contents: Contents) -> None:
    problems = in_pages(with_card(contents, language="fr"), same_version=False)
    assert problems == ["index.html: is in another language than plan.json"]


def test_a_page_with_other_columns_is_named(copied: Contents) -> None:
    text("index.html", '"columns":["row_id"', '"columns":["row"')(copied.folder)
    assert in_pages(copied, same_version=False) == ["index.html: has other columns than matrix.csv"]


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
    said = ["report.html: shows another picture of page 1 than index.html"]
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
