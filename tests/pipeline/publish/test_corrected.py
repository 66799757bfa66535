"""Corrected values: marked wherever they are shown, with who, when and what is printed."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from expectations.model import Decision
from link.profile import profile, profile_text
from pipeline.commands.show import show, shown_text
from pipeline.publish.core.model import Manifest, Publication
from pipeline.publish.forms.monitoring_form import COLUMNS, HEADER_ROW
from pipeline.publish.stage import publish
from pipeline.validate.gate import make_verdict, verdict_summary
from tests.pipeline.publish.html.chromium import chromium, in_browser
from tests.pipeline.publish.report_case import a_publication

WHO = "Corrected by Ana Lim on 2025-03-31."
LEAD = f"{WHO} Nothing is printed. Note: as minuted"
TEXT = f"{WHO} Printed: “Conduct an evalution ”. Note: as minuted"
VALUES = {"lead-missing": "AUN", "misprint": "evaluation"}


@pytest.fixture(scope="module")
def publication() -> Publication:
    issues = a_publication().report.issues
    decisions = [
        Decision(
            issue_id=issue.issue_id,
            decision="correct",
            value=VALUES[issue.rule],
            decided_by="Ana Lim",
            date="2025-03-31",
            note="as minuted",
        )
        for issue in issues
        if issue.rule in VALUES
    ]
    made = a_publication(decisions=decisions)
    assert {i.rule for i in made.report.issues if i.is_open} == {"body-unknown"}
    return made


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corrected") / "plan"
    publish(publication, out)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(60_000)  # of a busy machine
    yield page
    page.close()


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))


# Marked wherever it is shown.


def test_the_matrix_names_the_columns_that_were_corrected(folder: Path) -> None:
    matrix = rows(folder, "matrix.csv")
    assert "corrected_fields" in matrix[0]
    assert [row["corrected_fields"] for row in matrix] == ["activity", "lead_bodies", ""]
    assert matrix[0]["activity"].strip() == "Conduct an evaluation"
    assert [(r["lead_bodies"], r["lead_bodies_printed"]) for r in matrix] == [
        ("SOMTC", "SOMTC"),
        ("AUN", ""),
        ("AUN", "AUN"),
    ]


def test_the_table_of_corrections_says_who_when_and_what_is_printed(folder: Path) -> None:
    found = {
        (r["table"], r["field"]): (r["printed"].strip(), r["corrected"].strip())
        for r in rows(folder, "corrections.csv")
        if (r["decided_by"], r["date"], r["note"]) == ("Ana Lim", "2025-03-31", "as minuted")
    }
    assert found == {
        ("activities", "text"): ("Conduct an evalution", "Conduct an evaluation"),
        ("matrix", "lead_bodies"): ("", "AUN"),
    }


def test_plan_json_marks_each_level(folder: Path) -> None:
    plan = json.loads((folder / "plan.json").read_text())
    marked: dict[str, list[str]] = {}

    def look(level: Any) -> None:
        if isinstance(level, list):
            for each in level:
                look(each)
        elif isinstance(level, dict):
            if level.get("corrected_fields"):
                name = level.get("row_id") or level.get("activity_id")
                marked[name[:3]] = level["corrected_fields"]
            for value in level.values():
                look(value)

    look(plan["sections"])
    assert marked == {"act": ["text"], "row": ["lead_bodies"]}
    assert {c["decided_by"] for c in plan["corrections"]} == {"Ana Lim"}
    led = {body["body_id"]: body["rows_led"] for body in plan["bodies"]}
    assert led["AUN"] == 2


def marks(path: Path, sheet: str) -> dict[str, str]:
    cells = [cell for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row]
    for cell in cells:
        yellow = cell.fill.fgColor.rgb == "FFFFF3C4"
        assert yellow == (cell.comment is not None), cell.coordinate
    return {str(c.value).strip(): c.comment.text.strip() for c in cells if c.comment}


def test_the_workbook_marks_corrected_cells(folder: Path) -> None:
    path = folder / "plan.xlsx"
    assert marks(path, "matrix") == {"Conduct an evaluation": TEXT, "AUN": LEAD}
    assert marks(path, "activities") == {"Conduct an evaluation": TEXT}
    assert marks(path, "areas") == {}


def test_the_reporting_form_marks_corrected_cells(folder: Path) -> None:
    path = folder / "monitoring.xlsx"
    assert marks(path, "SOMTC") == {"Conduct an evaluation": TEXT}
    assert marks(path, "AUN") == {"AUN": LEAD}
    book = openpyxl.load_workbook(path)
    assert "No lead body" not in book.sheetnames
    at = [column.name for column in COLUMNS].index("row_id") + 1
    assert [book["AUN"].cell(HEADER_ROW + 2 + n, at).value for n in range(2)] == [
        "row-001",
        "row-002",
    ]


def test_the_dictionary_says_how_many_values_were_corrected(folder: Path) -> None:
    text = (folder / "dictionary.md").read_text()
    assert "2 values replace what is printed" in text
    assert "| `corrected_fields` |" in text


def test_show_says_how_a_value_was_corrected(publication: Publication) -> None:
    linked, report = publication.linked, publication.report
    said = shown_text(show(linked, report, "row-001"))
    assert re.search(rf"lead_bodies +AUN  {re.escape(f'[{LEAD}]')}", said)
    assert "(error, decided: correct, by Ana Lim): 1.1: no lead body is printed" in said
    aun = profile(linked, "AUN")
    assert aun is not None
    assert "row-001  (corrected) " in profile_text(aun)
    activity = linked.plan.activities[0].activity_id
    assert "[Corrected by Ana Lim on" in shown_text(show(linked, report, activity))


@in_browser
def test_the_explorer_shows_corrected_leads_as_such(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    lead = page.locator("td.c-lead").nth(1)
    expect(lead).to_contain_text("AUN")
    expect(lead.get_by_role("img", name=LEAD)).to_be_visible()
    assert page.locator("tr[data-ref]", has_text="none printed").count() == 0
    mark = lead.locator(".mark")
    assert mark.evaluate(
        "e => e.getBoundingClientRect().right <= e.parentNode.getBoundingClientRect().right"
    )
    page.get_by_role("link", name="Open row 1.1 no. 2").click()
    record = page.locator("#record")
    value = record.locator("[data-column=lead_bodies]")
    expect(value.locator(".words")).to_have_text("AUN")
    expect(value.locator(".corrected").first).to_have_text(LEAD)
    expect(value.locator(".issue.decided")).to_contain_text("no lead body is printed")
    expect(value.locator(".issue.decided")).to_contain_text(
        "Decided: corrected to “AUN”, by Ana Lim on 2025-03-31. as minuted"
    )
    expect(record.locator(".issue.error", has_text="no lead body is printed")).to_have_count(0)


@in_browser
def test_the_explorers_badges_counts_and_filters_are_of_open_issues(
    folder: Path, page: Page
) -> None:
    page.goto((folder / "index.html").as_uri())
    expect(page.locator("tr[data-ref]")).to_have_count(3)
    assert page.locator("tr[data-ref] .badge").count() == 0
    issues = page.locator("[data-facet=issue] .label").all_inner_texts()
    assert set(issues) == {
        "(a decided issue)",
        "(a corrected value)",
        "(any open issue)",
        "Unknown body",
    }
    page.locator("[data-facet=issue]").get_by_label("(a corrected value)").check()
    expect(page.locator("#count")).to_have_text("2 of 3 rows")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("[data-facet=lead]")).not_to_contain_text("no lead body")
    page.get_by_role("link", name="Counts").click()
    counted = page.locator("section", has_text="Open issues, by rule").locator("th")
    expect(counted).to_have_text(["Unknown body"])
    page.get_by_role("link", name="Heat map").click()
    expect(page.get_by_role("link", name="AUN, 1.1: leads 1, corrected")).to_be_visible()


@in_browser
def test_the_report_shows_what_is_published_and_counts_open_issues(
    folder: Path, page: Page
) -> None:
    page.goto((folder / "report.html").as_uri())
    page.locator("#issue h2").wait_for()
    page.locator(".item[data-rule=lead-missing] a").click()
    issue = page.locator("#issue")
    expect(issue.locator(".published")).to_contain_text("Published: AUN")
    expect(issue.locator(".published")).to_contain_text(LEAD)
    expect(issue.locator(".decision .state")).to_contain_text("Decided: corrected to “AUN”")
    page.get_by_role("link", name="Overview").click()
    cards = [text.split()[:5] for text in page.locator(".card").all_inner_texts()]
    assert cards == [
        ["1", "open:", "error", "of", "2"],
        ["0", "open:", "warning", "of", "0"],
        ["0", "open:", "info", "of", "1"],
        ["2", "decided", "of", "3"],
    ]
    cells = page.locator(".heat td a").all()
    assert [c.get_attribute("aria-label") for c in cells] == ["1 × Unknown body in 1.1"]


# Counts are of open issues.


def test_every_count_is_of_open_issues(publication: Publication, folder: Path) -> None:
    manifest = Manifest.model_validate_json((folder / "manifest.json").read_text())
    assert manifest.issues.model_dump() == {"error": 1, "warning": 0, "info": 0, "decided": 2}
    verdict = make_verdict(publication.linked, publication.report, ())
    assert verdict.issues == manifest.issues
    assert "issues: 1 error, 0 warning, 0 info open; 2 decided;" in verdict_summary(verdict)
    (run,) = json.loads((folder / "issues.sarif").read_text())["runs"]
    open_ones = [r["ruleId"] for r in run["results"] if not r.get("suppressions")]
    assert open_ones == ["body-unknown"]
    database = sqlite3.connect(folder / "plan.sqlite")
    assert database.execute("SELECT rule FROM open_issues").fetchall() == [("body-unknown",)]
    database.close()


def test_a_run_without_decisions_counts_all_as_open() -> None:
    publication = a_publication()
    verdict = make_verdict(publication.linked, publication.report, ())
    assert "issues: 2 error, 0 warning, 1 info open; " in verdict_summary(verdict)
    assert "decided" not in verdict_summary(verdict)


# What rests on a corrected value follows.


def test_roles_and_totals_follow_corrected_leads(folder: Path) -> None:
    roles = [r for r in rows(folder, "body_roles.csv") if r["match"] == "decided"]
    assert {(r["scope"], r["body_id"], r["printed"]) for r in roles} == {
        ("row", "AUN", ""),
        ("output", "AUN", ""),
    }
    totals = {(t["scope"], t["name"]): t["value"] for t in rows(folder, "totals.csv")}
    assert totals["plan", "rows_with_lead"] == "3"
    assert totals["body:AUN", "rows_led"] == "2"
