"""Whoever changes a published folder is noticed: plainly, with hashes made anew, with a key."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from expectations.model import Decision, IssueReport, Place
from extract.model import PageLedger
from link.model import LinkedPlan
from pipeline.publish.core.model import Publication
from pipeline.publish.stage import publish
from pipeline.verify.folder import verify_folder
from pipeline.verify.signature import sign, signature_problems
from tests.link.plans import RowText, make_plan
from tests.pipeline.publish.editions import BODIES, CARD, ISSUE, small_publication
from tests.pipeline.publish.report_case import a_publication
from tests.pipeline.verify.refreshed import refresh

Tamper = Callable[[Path], object]
KEY = Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signed") / "river-plan"
    publish(small_publication(), folder)
    sign(folder, KEY)
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "plan"))


def text(name: str, old: str, new: str) -> Tamper:
    def tamper(folder: Path) -> None:
        path = folder / name
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")

    return tamper


def manifest(**changes: object) -> Tamper:
    def tamper(folder: Path) -> None:
        path = folder / "manifest.json"
        value = json.loads(path.read_text())
        assert set(changes) <= set(value)
        path.write_text(json.dumps({**value, **changes}))

    return tamper


def swapped_rows(folder: Path) -> None:
    path = folder / "matrix.csv"
    head, first, second, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, second, first, *rest]), encoding="utf-8")


def longer_row(folder: Path) -> None:
    path = folder / "sections.csv"
    head, first, rest = path.read_text(encoding="utf-8").split("\n", 2)
    path.write_text(f"{head}\n{first},forged\n{rest}", encoding="utf-8")


def without_last_row(folder: Path) -> None:
    path = folder / "body_roles.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def parquet(folder: Path) -> None:
    path = folder / "parquet" / "areas.parquet"
    table = pyarrow.parquet.read_table(path)
    at = table.column_names.index("title")
    forged = pyarrow.array(["forged"] * table.num_rows)
    pyarrow.parquet.write_table(table.set_column(at, table.schema.field(at), forged), path)


def sql(*statements: str) -> Tamper:
    def tamper(folder: Path) -> None:
        with sqlite3.connect(folder / "plan.sqlite") as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    return tamper


def workbook(name: str, sheet: str, cell: str, value: object) -> Tamper:
    def tamper(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / name)
        book[sheet][cell] = value
        book.save(folder / name)

    return tamper


def part(name: str, part_name: str, old: str, new: str) -> Tamper:
    """Change a part of a workbook and leave all others as they are."""

    def tamper(folder: Path) -> None:
        path = folder / name
        with zipfile.ZipFile(path) as book:
            parts = {each: book.read(each).decode("utf-8") for each in book.namelist()}
        assert old in parts[part_name]
        parts[part_name] = parts[part_name].replace(old, new, 1)
        with zipfile.ZipFile(path, "w") as book:
            for each, content in parts.items():
                book.writestr(each, content)

    return tamper


def added_part(folder: Path) -> None:
    with zipfile.ZipFile(folder / "plan.xlsx", "a") as book:
        book.writestr("xl/evil.html", "forged")


def parquet_metadata(folder: Path) -> None:
    path = folder / "parquet" / "framework.parquet"
    table = pyarrow.parquet.read_table(path)
    metadata = {**(table.schema.metadata or {}), b"description": b"forged"}
    pyarrow.parquet.write_table(table.replace_schema_metadata(metadata), path)


def parquet_type(folder: Path) -> None:
    path = folder / "parquet" / "matrix.parquet"
    table = pyarrow.parquet.read_table(path)
    at = table.column_names.index("position")
    as_float = table.column(at).cast(pyarrow.float64())
    pyarrow.parquet.write_table(table.set_column(at, "position", as_float), path)


def pictures(folder: Path) -> None:
    for name, picture in (("index.html", "data:a"), ("report.html", "data:b")):
        page = f'"pages":{{"1":{{"width":1,"height":1,"picture":"{picture}"}}}}'
        text(name, '"pages":{}', page)(folder)


def lost_glyphs(folder: Path) -> None:
    path = folder / "manifest.json"
    value = json.loads(path.read_text())
    value["ledger"][0]["matrix"] -= 5
    value["conservation"]["matrix"] -= 5
    path.write_text(json.dumps(value))


def source(folder: Path) -> None:
    path = folder / "manifest.json"
    value = json.loads(path.read_text())
    value["source"]["sha256"] = "f" * 64
    path.write_text(json.dumps(value))


def deleted(folder: Path) -> None:
    (folder / "report.html").unlink()
    path = folder / "manifest.json"
    value = json.loads(path.read_text())
    value["files"] = [file for file in value["files"] if file["path"] != "report.html"]
    path.write_text(json.dumps(value))


def added(name: str, content: str) -> Tamper:
    def tamper(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")

    return tamper


def versions(folder: Path) -> None:
    path = folder / "manifest.json"
    value = json.loads(path.read_text())
    value["versions"]["Python"] = "2.7"
    path.write_text(json.dumps(value))


TAMPERS: dict[str, Tamper] = {
    "a text of the matrix": text("matrix.csv", "Workshop on rivers", "Workshop on lakes"),
    "a lead body": text("matrix.csv", "ACW; SOMY,", "SOMY,"),
    "two rows swapped": swapped_rows,
    "a row taken away": without_last_row,
    "a place on paper": text("cells.csv", ",100.25,", ",90.25,"),
    "an issue's message": text("issues.csv", "No lead body", "Every lead body"),
    "the narrative": text("narrative.csv", "Rivers matter", "Lakes matter"),
    "Parquet": parquet,
    "SQLite": sql("UPDATE activities SET text = 'forged'"),
    "a view of SQLite": sql(
        "DROP VIEW body_totals", "CREATE VIEW body_totals AS SELECT 'forged' AS body_id"
    ),
    "the search of SQLite": sql("UPDATE search SET activity = 'forged' WHERE rowid = 1"),
    "plan.json": text("plan.json", "Workshop on rivers", "Workshop on lakes"),
    "the card in plan.json": text("plan.json", '"licence": "Text', '"licence": "Free'),
    "issues.json": text("issues.json", "Ask the secretariat.", "Ask nobody."),
    "a sheet": workbook("plan.xlsx", "areas", "D2", "forged"),
    "a formula in a sheet": workbook("plan.xlsx", "areas", "Z2", "=1+1"),
    "the form": workbook("monitoring.xlsx", "ACW", "F5", "forged"),
    "data of index.html": text("index.html", "Workshop on rivers", "Workshop on lakes"),
    "the ground of a type in index.html": text(
        "index.html", '[["activity_type","workshop"', '[["activity_type","meeting"'
    ),
    "a place in index.html": text("index.html", ",1,100.0,100.2,", ",1,100.0,120.2,"),
    "the script of index.html": text("index.html", "</body>", "<script>1</script></body>"),
    "an issue in report.html": text("report.html", "No lead body", "Every lead body"),
    "the script of report.html": text("report.html", "</body>", "<script>1</script></body>"),
    "the dictionary": text("dictionary.md", "Pages count from 1", "Pages count from 0"),
    "the Data Package": text("datapackage.json", '"licenses"', '"licences"'),
    "CSV on the Web": text("csv-metadata.json", "Secretariat", "Somebody"),
    "provenance": text("provenance.jsonld", '"prov:PrimarySource"', '"prov:Plan"'),
    "SARIF": text("issues.sarif", "No lead body", "Every lead body"),
    "Turtle": text("bodies.ttl", "Committee on Women", "Committee on Men"),
    "a schema": text("plan.schema.json", '"title": "Title"', '"title": "Name"'),
    "a page added": added("extra.html", "<p>forged</p>"),
    "a table added": added("budget.csv", "a,b\n1,2\n"),
    "a file among the forms": added("monitoring/evil.html", "<p>forged</p>"),
    "a forged form": added("monitoring/filled-00000000.xlsx", "forged"),
    "the manifest's title": manifest(title="Forged"),
    "the manifest's source": source,
    "the manifest's version": manifest(planrows="9.9.9"),
    "the manifest's ledger": lost_glyphs,
    "no files": manifest(files=[]),
    "a file deleted with its line": deleted,
}
FILES = {
    "a text of the matrix": "matrix.csv",
    "a lead body": "matrix.csv",
    "two rows swapped": "matrix.csv",
    "a row taken away": "body_roles.csv",
    "a place on paper": "cells.csv",
    "an issue's message": "issues.csv",
    "the narrative": "narrative.csv",
    "Parquet": "parquet/areas.parquet",
    "SQLite": "plan.sqlite",
    "plan.json": "plan.json",
    "the card in plan.json": "plan.json",
    "issues.json": "issues.json",
    "a sheet": "plan.xlsx",
    "the form": "monitoring.xlsx",
    "data of index.html": "index.html",
    "an issue in report.html": "report.html",
    "the Data Package": "datapackage.json",
    "CSV on the Web": "csv-metadata.json",
    "SARIF": "issues.sarif",
    "a page added": "extra.html",
}
"""The file that a plain tamper changes; the others change the manifest, or several files."""
INSIDE: dict[str, Tamper] = {
    "a value beyond the columns": longer_row,
    "the header of an empty table": text("corrections.csv", "printed", "forged"),
    "a hidden row": part(
        "plan.xlsx", "xl/worksheets/sheet3.xml", '<row r="2"', '<row r="2" hidden="1"'
    ),
    "a hidden sheet": part(
        "plan.xlsx",
        "xl/workbook.xml",
        '<sheet name="matrix"',
        '<sheet name="matrix" state="hidden"',
    ),
    "a cell beside a table": workbook("plan.xlsx", "areas", "Z2", "forged"),
    "what the workbook is called": part(
        "plan.xlsx", "docProps/core.xml", "Plan of Action", "Plan of Inaction"
    ),
    "what the workbook says of itself": part(
        "plan.xlsx", "xl/sharedStrings.xml", "This workbook holds no formulas", "Run all formulas"
    ),
    "a file in the workbook": added_part,
    "what the form says": part(
        "monitoring.xlsx", "xl/sharedStrings.xml", "send it back", "send it to me"
    ),
    "a list of the form": part("monitoring.xlsx", "xl/sharedStrings.xml", "postponed", "dropped"),
    "a description in Parquet": parquet_metadata,
    "a type in Parquet": parquet_type,
    "the header of SQLite": sql("PRAGMA user_version = 7"),
    "the picture of a page": pictures,
    "the manifest's status": manifest(status="superseded"),
    "the manifest's years": manifest(years=[1999]),
}
"""What the values of a file do not show; that hashes and a key show it goes without saying."""
KEY_ONLY: dict[str, Tamper] = {
    "versions of libraries": versions,
    "the time": manifest(published_at="1999-01-01T00:00:00+00:00"),
}
"""What nothing else in the folder repeats."""


def test_an_untouched_folder_has_no_problem_and_is_signed(folder: Path) -> None:
    assert verify_folder(folder)[0] == []
    assert list(signature_problems(folder, KEY.public_key())) == []


@pytest.mark.parametrize("name", [name for name in TAMPERS | KEY_ONLY if name not in FILES])
def test_a_plain_tamper_is_noticed(folder: Path, name: str) -> None:
    (TAMPERS | KEY_ONLY)[name](folder)
    problems, _ = verify_folder(folder)
    assert problems
    assert all("\n" not in problem for problem in problems)


@pytest.mark.parametrize("name", [*TAMPERS, *INSIDE])
def test_a_tamper_with_fresh_hashes_is_noticed(folder: Path, name: str) -> None:
    (TAMPERS | INSIDE)[name](folder)
    refresh(folder)
    assert verify_folder(folder)[0]


@pytest.mark.parametrize("name", [*TAMPERS, *KEY_ONLY])
def test_every_tamper_with_fresh_hashes_breaks_the_signature(folder: Path, name: str) -> None:
    (TAMPERS | KEY_ONLY)[name](folder)
    refresh(folder)
    broken = list(signature_problems(folder, KEY.public_key()))
    if name in ("a file among the forms", "a forged form"):
        assert broken == []  # the users' folder is not signed
        assert verify_folder(folder)[0]
    else:
        assert broken == ["manifest.json.sig: is not the signature of manifest.json by this key"]


def test_a_quotation_that_the_record_does_not_have_is_noticed(tmp_path: Path) -> None:
    small = small_publication()
    block = small.linked.plan.narrative[0]
    place = Place(
        table="narrative", record_id=block.block_id, field="text", printed="Rivers",
        start=0, stop=6, text=block.text,
    )  # fmt: skip
    report = IssueReport(issues=(ISSUE.model_copy(update={"places": (place,)}),))
    publish(Publication.of(CARD, small.linked, report, None, report.records()), tmp_path / "plan")
    assert verify_folder(tmp_path / "plan")[0] == []
    text("issues.json", block.text, block.text.replace("matter", "batter"))(tmp_path / "plan")
    refresh(tmp_path / "plan")
    assert f"quotes a text of {block.block_id}" in "".join(verify_folder(tmp_path / "plan")[0])


def test_publishing_again_mends_a_changed_manifest(folder: Path) -> None:
    KEY_ONLY["the time"](folder)
    publish(small_publication(), folder)
    assert verify_folder(folder)[0] == []


ODD = (
    "_x0041_ and _x000D_", "a\tb", "  two  blanks ", "1e5", "true", "NaN", "'=quoted", "''", '"',
    "=1+1", "é e\u0301 ﬁ \u00ad \u200b", "\U0001f600", "\ufffd", "x" * 40_000, "<a>&amp;", "\\N",
    "</script><!--", "{{ 7*7 }}", "2019-01-01", "-0", "; ; ", "\u2028 \x85",
)  # fmt: skip


def test_sound_folders_with_odd_texts_have_no_problem(tmp_path: Path) -> None:
    plan = make_plan(
        [
            RowText(f"1.{at}", text, f"{text} a", f"{text} o", "ACW")
            for at, text in enumerate(ODD, 1)
        ],
        relevant={"1.1": "ACW"},
        narrative=ODD,
        bodies=BODIES,
        mentions=(),
    ).model_copy(update={"ledger": (PageLedger(page=1, glyphs=0),)})
    issues = tuple(
        ISSUE.model_copy(update={"issue_id": f"iss-{at:08d}", "message": text, "suggestion": text})
        for at, text in enumerate(ODD)
    )
    report = IssueReport(issues=issues)
    linked = LinkedPlan(plan=plan, references=(), instruments=(), kinds=())
    card = CARD.model_copy(update={"title": "T </script> 'x' \"y\" <b> & _x0041_"})
    publish(Publication.of(card, linked, report, None, report.records()), tmp_path / "plan")
    assert verify_folder(tmp_path / "plan")[0] == []


def test_workbooks_with_marks_of_corrections_are_compared_but_for_these(tmp_path: Path) -> None:
    found = a_publication().report.issues
    issue = next(issue for issue in found if issue.rule == "misprint")
    decision = Decision(
        issue_id=issue.issue_id, decision="correct", value="evaluation", decided_by="Ana Lim",
        date="2025-03-31",
    )  # fmt: skip
    publish(a_publication(decisions=[decision]), tmp_path / "plan")
    assert [p for p in verify_folder(tmp_path / "plan")[0] if ".xlsx" in p] == []
    part("plan.xlsx", "xl/worksheets/sheet3.xml", '<row r="2"', '<row r="2" hidden="1"')(
        tmp_path / "plan"
    )
    refresh(tmp_path / "plan")
    problems = verify_folder(tmp_path / "plan")[0]
    assert any(p.startswith("plan.xlsx: differs from what planrows makes") for p in problems)
