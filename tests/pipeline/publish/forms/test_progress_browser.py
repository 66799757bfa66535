"""The page of progress in a browser: each figure opens its rows, on a desk and on a phone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.publish.forms.progress import progress
from pipeline.publish.forms.progress_page import progress_page
from tests.pipeline.publish.forms.test_progress import FACTS, report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_figure_opens_its_rows_and_a_link_keeps_them(tmp_path: Path, width: int) -> None:
    from playwright.sync_api import expect, sync_playwright

    lines = [report("r1", "A", 2021, "done"), report("r2", "A", 2022, "under way")]
    file = tmp_path / "monitoring.html"
    file.write_text(progress_page(FACTS, lines, progress(lines, FACTS), 2022), encoding="utf-8")
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("console", lambda message: faults.append(message.text))
        page.goto(file.as_uri())
        rows = page.locator(".rows li:visible")
        expect(rows).to_have_count(3)
        expect(page.locator("#shown")).to_have_text("3 rows")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator('[data-go="body|A|under way"]').click()
        expect(page.locator("#shown")).to_have_text("1 row, body A, under way")
        expect(rows.first).to_contain_text("Activity r2")
        page.reload()
        expect(rows).to_have_count(1)
        page.get_by_role("button", name="Show all rows").click()
        expect(rows).to_have_count(3)
        browser.close()
    assert faults == []
