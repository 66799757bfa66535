"""Monitoring over editions: each report counts for the edition of its form, and only there."""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from link.model import LinkedPlan
from normalize.model import ExtraValue
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.errors import FormError
from pipeline.publish.core.model import Publication
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.forms.monitoring import Monitoring, monitor
from pipeline.publish.forms.monitoring_form import COLUMNS, HEADER_ROW
from pipeline.publish.forms.progress import STANDINGS
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import CARD, small_publication

AT = {column.name: index for index, column in enumerate(COLUMNS, 1)}
OLD = {"edition": "2019", "status": "superseded", "latest": "2026"}
NEW = {
    "edition": "2026", "latest": "2026", "title": "Plan of Action on Rivers (2026–2030)",
}  # fmt: skip
Fill = Callable[..., Path]


def of_edition(card: dict[str, Any], sha256: str) -> Publication:
    """Return the small publication as another edition, read from another file."""
    made = small_publication()
    plan = made.linked.plan
    source = plan.source.model_copy(update={"sha256": sha256})
    linked = LinkedPlan.model_validate(
        {**dict(made.linked), "plan": plan.model_copy(update={"source": source})}
    )
    values = CARD.model_dump() | {"period": None} | card
    return dataclasses.replace(made, card=SourceCard.model_validate(values), linked=linked)


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outputs = tmp_path_factory.mktemp("outputs")
    publish(of_edition(NEW, "b" * 64), outputs / "river-plan")
    publish(of_edition(OLD, "a" * 64), outputs / "river-plan@2019")
    draft = {"edition": "2031", "status": "draft", "latest": "2026"}
    publish(of_edition(draft, "c" * 64), outputs / "river-plan@2031")
    return outputs


@pytest.fixture
def outputs(editions: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(editions, tmp_path / "outputs"))


@pytest.fixture
def fill(outputs: Path, tmp_path: Path) -> Fill:
    def filled(
        edition: str = "",
        name: str = "a.xlsx",
        sheet: str = "SOMY",
        line: int = 0,
        **values: object,
    ) -> Path:
        path = tmp_path / name
        form = outputs / f"river-plan{edition}" / "monitoring.xlsx"
        book = openpyxl.load_workbook(path if path.exists() else form)
        for column, value in ({"year": 2026, "status": "done"} | values).items():
            book[sheet].cell(HEADER_ROW + 2 + line, AT[column]).value = value  # type: ignore[assignment]  # any value
        book.save(path)
        return path

    return filled


def summary(folder: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    with (folder / "monitoring_summary.csv").open(encoding="utf-8", newline="") as file:
        return {(row["edition"], row["by"], row["value"]): row for row in csv.DictReader(file)}


def told(result: Monitoring) -> list[str]:
    return [*result.problems, *result.notes.values()]


def test_a_late_report_is_accepted_with_a_word_and_counted_in_its_edition(
    outputs: Path, fill: Fill
) -> None:
    published = outputs / "river-plan"
    old, new = fill("@2019", "old.xlsx", year=2024), fill("", "new.xlsx")
    result = monitor([old, new], published, align=lambda *_: {"row-000": "row-001"})
    assert result.problems == []
    assert result.notes == {old: "late report on edition 2019, which is superseded; counted there"}
    late = read_csv(outputs / "river-plan@2019" / "monitoring" / "monitoring.csv")
    own = read_csv(published / "monitoring" / "monitoring.csv")
    assert [(r["edition"], r["row_id"], r["latest_row_id"]) for r in late] == [
        ("2019", "row-000", "row-001")
    ]
    assert [(r["edition"], r["row_id"], r["latest_row_id"]) for r in own] == [
        ("2026", "row-000", "row-000")
    ]
    for folder, edition in ((published, "2026"), (outputs / "river-plan@2019", "2019")):
        counts = summary(folder / "monitoring")
        assert {key[0] for key in counts} == {edition}
        assert counts[edition, "plan", "river-plan"]["reports"] == "1"


def test_one_folder_keeps_the_editions_apart(outputs: Path, fill: Fill, tmp_path: Path) -> None:
    out = tmp_path / "merged"
    files = [fill("@2019", "old.xlsx", year=2024), fill("", "new.xlsx")]
    monitor(files, outputs / "river-plan", out)
    counts = summary(out)
    for edition in ("2019", "2026"):
        whole = counts[edition, "plan", "river-plan"]
        assert (whole["rows_planned"], whole["rows_reported"], whole["reports"]) == ("4", "1", "1")
        assert sum(int(whole[standing]) for standing in STANDINGS) == 4
    pages = {path.name for path in out.glob("*.html")}
    assert pages == {"monitoring.html", "monitoring@2019.html"}
    assert "(2019–2025)" in (out / "monitoring@2019.html").read_text(encoding="utf-8")
    assert monitor(files, outputs / "river-plan", out).new == 0


def test_a_form_of_an_unknown_edition_is_refused_unless_it_is_named(
    outputs: Path, fill: Fill
) -> None:
    path = fill("@2019", year=2024)
    shutil.rmtree(outputs / "river-plan@2019")
    (problem,) = monitor([path], outputs / "river-plan").problems
    assert "is a form of an edition that is not published beside river-plan" in problem
    path = fill("", "b.xlsx")
    book = openpyxl.load_workbook(path)
    book["Lists"]["E3"] = "d" * 64
    book.save(path)
    assert monitor([path], outputs / "river-plan", edition="2026").problems == []
    (problem,) = monitor([path], outputs / "river-plan", edition="1999").problems
    assert "no edition '1999' is published; there is 2026" in problem
    (problem,) = monitor([fill("", "c.xlsx")], outputs / "river-plan", edition="2031").problems
    assert "is a form of edition 2026, not of edition 2031" in problem


def test_a_form_without_its_edition_says_as_what_it_is_read(outputs: Path, tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    title = {column.name: column.title for column in COLUMNS}
    names = ("row_id", "body_id", "year", "status")
    path.write_text(
        ",".join(title[n] for n in names) + "\nrow-001,SOMY,2026,done\n", encoding="utf-8"
    )
    result = monitor([path], outputs / "river-plan")
    assert told(result) == ["names no edition; read as a form of edition 2026"]
    assert [line.edition for line in result.lines] == ["2026"]


def test_reports_from_before_the_edition_had_a_name_stay(outputs: Path, fill: Fill) -> None:
    folder = outputs / "river-plan@2019"
    monitor([fill("@2019", year=2023)], folder)
    merged = folder / "monitoring" / "monitoring.csv"
    text = merged.read_text(encoding="utf-8")
    merged.write_text(text.replace("2019,row-000", ",row-000"), encoding="utf-8")
    late = fill("@2019", "late.xlsx", line=1, year=2024)
    result = monitor([late], outputs / "river-plan")
    assert [(line.edition, line.row_id, line.year) for line in result.lines] == [
        ("2019", "row-000", 2023), ("2019", "row-001", 2024),
    ]  # fmt: skip


def test_two_bodies_that_differ_are_reported_and_never_done(outputs: Path, fill: Fill) -> None:
    fill(year=2026)
    path = fill(sheet="ACW", year=2026, status="under way")
    result = monitor([path], outputs / "river-plan")
    assert result.problems == []
    assert result.differing == [
        "edition 2026, 1.1 no. 1 (row-000) is reported differently: ACW “under way” (2026), "
        "SOMY “done” (2026)"
    ]
    counts = summary(outputs / "river-plan" / "monitoring")
    whole = counts["2026", "plan", "river-plan"]
    assert (whole["done"], whole["reported differently"], whole["silent"]) == ("0", "1", "3")
    assert counts["2026", "body", "SOMY"]["done"] == "1"


def test_a_bad_line_refuses_its_own_form_only(outputs: Path, fill: Fill, tmp_path: Path) -> None:
    bad, good = fill("", "bad.xlsx", status="finished"), fill("", "good.xlsx")
    fill("", "bad.xlsx", line=1)
    (tmp_path / "none.xlsx").write_bytes(b"no zip")
    files = [bad, tmp_path / "none.xlsx", good]
    strict = monitor(files, outputs / "river-plan", strict=True)
    assert strict.written == {}
    assert strict.new == 0
    result = monitor(files, outputs / "river-plan")
    assert result.refused == set(files[:2])
    assert len(result.problems) == 2
    assert [(line.row_id, line.source) for line in result.lines] == [
        ("row-000", "good.xlsx, SOMY, line 5")
    ]
    with pytest.raises(FormError, match="is not an XLSX file"):
        monitor(files[1:2], outputs / "river-plan")


def test_forms_of_one_name_in_two_folders_are_two_forms(
    outputs: Path, fill: Fill, tmp_path: Path
) -> None:
    for folder in ("somy", "acw"):
        (tmp_path / folder).mkdir()
    bad = fill("", "somy/monitoring.xlsx", status="finished")
    good = fill("", "acw/monitoring.xlsx", sheet="ACW")
    result = monitor([bad, good], outputs / "river-plan")
    assert result.refused == {bad}
    assert [line.body_id for line in result.lines] == ["ACW"]


def test_a_formula_without_a_stored_value_is_named_and_nothing_merged(
    outputs: Path, fill: Fill
) -> None:
    path = fill("", achievement="=1+1", assessment='=HYPERLINK("http://x","y")')
    (problem,) = monitor([path], outputs / "river-plan").problems
    assert problem.startswith("a.xlsx, SOMY, line 5: M5 and N5: formula without a stored value")
    assert not (outputs / "river-plan" / "monitoring").exists()
    only = fill("", "b.xlsx", line=1, year=None, status="=A1")
    (problem,) = monitor([only], outputs / "river-plan").problems
    assert "line 6: J6: formula" in problem


def test_formulas_beside_the_form_s_own_columns_do_not_matter(outputs: Path, fill: Fill) -> None:
    path = fill("")
    book = openpyxl.load_workbook(path)
    book["SOMY"].cell(HEADER_ROW + 2, len(COLUMNS) + 2).value = "=SUM(A1:A2)"
    book.save(path)
    assert monitor([path], outputs / "river-plan").problems == []


def test_the_merged_plan_holds_progress_and_reports(outputs: Path, tmp_path: Path) -> None:
    folder = outputs / "river-plan"
    path = tmp_path / "form.csv"
    path.write_text(
        "row_id,body_id,year,status,achievement\nrow-000,SOMY,2026,done,'=2+2 meetings\n",
        encoding="utf-8",
    )
    assert monitor([path], folder).problems == []
    plan = json.loads((folder / "monitoring" / "plan.json").read_text(encoding="utf-8"))
    assert plan["sections"] == json.loads((folder / "plan.json").read_bytes())["sections"]
    assert plan["monitoring"]["edition"] == "2026"
    assert [report["status"] for report in plan["monitoring"]["reports"]] == ["done"]
    whole = plan["monitoring"]["progress"][0]
    assert (whole["by"], whole["standings"]["done"]) == ("plan", ["row-000"])
    book = openpyxl.load_workbook(folder / "monitoring" / "plan.xlsx")
    before = openpyxl.load_workbook(folder / "plan.xlsx").sheetnames
    assert book.sheetnames == [*before, "progress", "reports"]
    cells = {cell.value: cell.data_type for row in book["reports"].iter_rows() for cell in row}
    assert cells["=2+2 meetings"] == "s"
    assert book["progress"]["H1"].value == "done"


def test_the_form_shows_the_plan_s_own_columns_and_is_still_read(tmp_path: Path) -> None:
    """Here are many of them, and one has the title of a column to fill in."""
    made = small_publication()
    names = ("timeline", "status", *(f"column_{n}" for n in range(30)))
    labels = {"timeline": "Timeline", "status": "Status"}
    rows = [
        row.model_copy(
            update={"extra": tuple(ExtraValue(column=name, text=f"{name} 2024") for name in names)}
        )
        for row in made.linked.plan.rows
    ]
    plan = made.linked.plan.model_copy(
        update={
            "rows": tuple(rows),
            "extra_columns": names,
            "column_labels": tuple(ExtraValue(column=c, text=t) for c, t in labels.items()),
        }
    )
    linked = made.linked.model_copy(update={"plan": plan})
    folder = tmp_path / "river-plan"
    issues = made.report.records()
    publish(Publication.of(made.card, linked, made.report, None, issues), folder)
    path = tmp_path / "a.xlsx"
    book = openpyxl.load_workbook(folder / "monitoring.xlsx")
    sheet = book["SOMY"]
    titles = {cell.value: at for at, cell in enumerate(sheet[HEADER_ROW + 1], start=1)}
    assert sheet.cell(HEADER_ROW + 2, titles["Timeline"]).value == "timeline 2024"
    assert sheet.cell(HEADER_ROW + 2, titles["Status (plan)"]).value == "status 2024"
    sheet.cell(HEADER_ROW + 2, titles["Year reported on"]).value = 2025
    sheet.cell(HEADER_ROW + 2, titles["Status"]).value = "under way"
    book.save(path)
    result = monitor([path], folder)
    assert result.problems == []
    assert [line.status for line in result.lines] == ["under way"]
    assert summary(folder / "monitoring")["", "plan", "river-plan"]["overdue"] == "1"
    assert "Timeline: timeline 2024" in (folder / "monitoring" / "monitoring.html").read_text(
        encoding="utf-8"
    )
