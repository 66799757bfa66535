"""Corrections that need more than one value, or contradict each other, in the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from expectations.decisions.corrections import apply_corrections
from expectations.settings import Decision, ExpectationSettings
from expectations.stage import find_issues
from link.model import LinkedPlan
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.model import Publication
from pipeline.publish.html.report import report_html
from tests.expectations.cases import CASES
from tests.expectations.decisions.test_correctable import group_and_note
from tests.pipeline.publish.html.report.test_flows import download, progress, show

if TYPE_CHECKING:
    from playwright.sync_api import Page


def written(plan: LinkedPlan, folder: Path, decisions: tuple[Decision, ...] = ()) -> str:
    """Write the report of a plan; return its address."""
    report = find_issues(plan, ExpectationSettings(), decisions)
    corrected = apply_corrections(plan, report.corrections)
    card = SourceCard(id="small-plan", title="A small plan")
    publication = Publication.of(card, corrected, report, None, report.records())
    file = folder / "report.html"
    file.write_text(report_html(publication), encoding="utf-8")
    return file.as_uri()


def test_places_that_differ_have_a_value_each(page: Page, tmp_path: Path) -> None:
    plan = CASES["compound-mixed"].broken
    show(page, written(plan, tmp_path))
    total = page.locator(".item").count()
    page.fill("#who", "Ana")
    page.click(".item[data-rule=compound-mixed] a")
    page.click("[data-verdict=correct]")
    fields = page.locator("#issue .value input")
    count = fields.count()
    assert count > 1
    for index in range(count):
        page.keyboard.type("counter-terrorism")
        wanted = 1 if index == count - 1 else 0
        assert progress(page) == f"{wanted} of {total} issues decided"
        page.keyboard.press("Enter")
    decisions = download(page, tmp_path / "decisions.csv")
    assert [d.value for d in decisions] == ["counter-terrorism"] * count
    assert all("/" in d.issue_id for d in decisions)
    report = find_issues(plan, ExpectationSettings(), decisions)
    assert report.stale_decisions == ()
    assert len(report.corrections) == count
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    show(page, written(plan, tmp_path, decisions))
    assert progress(page) == f"1 of {total} issues decided"
    again = download(page, tmp_path / "again.csv")
    assert [d.issue_id for d in again] == [d.issue_id for d in decisions]


def test_two_values_for_the_same_words_are_reported(page: Page, tmp_path: Path) -> None:
    plan, group, note = group_and_note()
    show(page, written(plan, tmp_path))
    page.fill("#who", "Ana")
    for issue, value in ((group, "SOMTC"), (note, "AUN")):
        page.click(f".item[data-id={issue}] a")
        page.click("[data-verdict=correct]")
        page.locator("#issue .value input").fill(value)
    assert "gives the same words another value" in page.inner_text(".decision > .state")
    page.click("#download")
    assert "gives the same words another value" in page.inner_text("#said")
    page.click(f".item[data-id={note}] a")
    page.locator("#issue .value input").fill("SOMTC")
    decisions = download(page, tmp_path / "decisions.csv")
    assert find_issues(plan, ExpectationSettings(), decisions).stale_decisions == ()
