"""The report in a browser: filter, decide, reload, download, feed back, see it applied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from expectations.decisions.corrections import apply_corrections
from expectations.settings import Decision
from pipeline.config.settings_files import read_records
from pipeline.publish.html.report import report_html
from tests.pipeline.publish.report_case import HOSTILE, a_plan, a_publication, draw

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu"],
            accept_downloads=True,
        )
        yield context
        context.close()


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(5000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on(
        "request",
        lambda r: faults.append(r.url) if r.url[:4] not in ("file", "data", "blob") else None,
    )
    yield page
    page.close()
    assert faults == []


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    file.write_text(report_html(a_publication(draw(tmp_path / "plan.pdf"))), encoding="utf-8")
    return file


def shown(page: Page) -> list[str]:
    return [a.get_attribute("data-rule") or "" for a in page.locator("article:visible").all()]


def test_filters_show_what_fits(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    everything = shown(page)
    page.select_option("#f-rule", "lead-missing")
    assert shown(page) == ["lead-missing"]
    assert page.text_content("#status") == f"1 of {len(everything)} issues shown"
    page.select_option("#f-area", "area-1.2")
    assert shown(page) == []
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(
        "n => document.querySelectorAll('article:not([hidden])').length === n", arg=len(everything)
    )
    page.select_option("#f-severity", "error")
    assert set(shown(page)) == {"lead-missing", "body-unknown"}
    page.select_option("#f-severity", "")
    page.fill("#f-text", "EVALUTION")
    assert shown(page) == ["misprint"]
    page.fill("#f-text", "")
    page.get_by_role("button", name="1 × body-unknown in 1.1").click()
    assert shown(page) == ["body-unknown"]


def test_a_decision_goes_round(page: Page, report: Path, tmp_path: Path) -> None:
    page.goto(report.as_uri())
    page.fill("#who", "Ana Lim")
    misprint = page.locator("article[data-rule=misprint]")
    misprint.get_by_role("button", name="Correct to “evaluation”").click()
    misprint.get_by_label("Note").fill('as "minuted", page 3')
    unknown = page.locator("article[data-rule=body-unknown]")
    unknown.get_by_label("Dismiss").check()
    assert page.text_content("#progress") == "2 of 3 issues decided"
    page.reload()
    assert page.text_content("#progress") == "2 of 3 issues decided"
    assert misprint.get_by_label("Value to publish").input_value() == "evaluation"
    assert page.input_value("#who") == "Ana Lim"
    page.select_option("#f-decision", "dismiss")
    assert shown(page) == ["body-unknown"]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download decisions.csv").click()
    file = tmp_path / "decisions.csv"
    waiting.value.save_as(file)

    decisions = read_records(file, Decision)
    assert [(d.decision, d.value, d.decided_by, d.note) for d in decisions] == [
        ("dismiss", "", "Ana Lim", ""),
        ("correct", "evaluation", "Ana Lim", 'as "minuted", page 3'),
    ]
    again = a_publication(decisions=decisions)
    assert again.report.stale_decisions == ()
    assert {i.rule: i.decision for i in again.report.issues} == {
        "lead-missing": "",
        "body-unknown": "dismiss",
        "misprint": "correct",
    }
    corrected = apply_corrections(a_plan(), again.report.corrections)
    assert corrected.plan.activities[0].text.strip() == "Conduct an evaluation"

    page.evaluate("localStorage.clear()")
    report.write_text(report_html(again), encoding="utf-8")
    page.goto(report.as_uri())
    assert page.text_content("#progress") == "2 of 3 issues decided"
    assert "Decided by Ana Lim" in (misprint.locator("[data-says]").text_content() or "")


def test_decisions_that_contradict_each_other_both_stay(page: Page, tmp_path: Path) -> None:
    issue = next(i for i in a_publication().report.issues if i.rule == "body-unknown")
    decisions = [
        Decision.model_validate(
            {"issue_id": issue.issue_id, "decision": verdict, "decided_by": name,
             "date": "2026-02-03"}
        )
        for name, verdict in (("Ana", "accept"), ("Ben", "dismiss"))
    ]  # fmt: skip
    report, file = tmp_path / "report.html", tmp_path / "decisions.csv"
    report.write_text(report_html(a_publication(decisions=decisions)), encoding="utf-8")
    page.goto(report.as_uri())
    assert page.text_content("#progress") == "0 of 3 issues decided"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download decisions.csv").click()
    waiting.value.save_as(file)
    lines = read_records(file, Decision)
    assert [(d.decided_by, d.decision) for d in lines] == [("Ana", "accept"), ("Ben", "dismiss")]


def test_a_decision_without_its_author_is_not_downloaded(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    page.evaluate("localStorage.clear()")
    page.reload()
    page.locator("article[data-rule=lead-missing]").get_by_label("Correct").check()
    page.get_by_role("button", name="Download decisions.csv").click()
    assert "enter the value to publish" in (page.text_content("#status") or "")
    page.locator("article[data-rule=lead-missing]").get_by_label("Accept").check()
    page.get_by_role("button", name="Download decisions.csv").click()
    assert "enter your name" in (page.text_content("#status") or "")
    assert page.evaluate("document.activeElement.id") == "who"
    page.evaluate("localStorage.clear()")


def test_what_is_new_since_the_last_visit_is_marked(
    page: Page, report: Path, tmp_path: Path
) -> None:
    page.goto(report.as_uri())
    ids = [a.get_attribute("id") or "" for a in page.locator("article").all()]
    earlier = tmp_path / "issues.csv"
    earlier.write_text("issue_id,rule\n" + "\n".join([*ids[1:], "lead-missing-00000000"]) + "\n")
    page.set_input_files("#earlier", earlier)
    page.wait_for_selector("article[data-new]")
    assert "1 new and 1 gone since issues.csv." in (page.text_content("#changes") or "")
    page.select_option("#f-fresh", "new")
    assert page.locator("article:visible").count() == 1


def test_it_fits_a_phone(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_the_document_prints_runs(page: Page, tmp_path: Path, words: str) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_html(a_publication(words=words)), encoding="utf-8")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(file.as_uri())
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
