"""The site in a browser: from disk and from a server, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.pipeline.publish.html.chromium import chromium, in_browser, served

PAGES = (
    "index.html",
    "bodies.html",
    "rules.html",
    "plans/river-plan/index.html",
    "plans/river-plan@2019/index.html",
    "plans/hostile/index.html",
    "plans/hostile/dictionary.html",
)
SIZES = {"desk": (1280, 720), "phone": (360, 740)}

pytestmark = [pytest.mark.slow, in_browser]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_and_fit_the_screen(
    browser: Browser, site: Path, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # for axe alone; the other test keeps the policy
    )
    page = context.new_page()
    for name in PAGES:
        page.goto((site / name).as_uri())
        for details in page.locator("details").all():
            details.locator("summary").click()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("window.hacked") is None, name
    context.close()


@pytest.mark.parametrize("place", ["disk", "server"])
def test_a_reader_goes_from_the_front_page_to_everything(
    browser: Browser, site: Path, server: str, place: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    start = f"{server}index.html" if place == "server" else (site / "index.html").as_uri()
    own = server if place == "server" else "file:"
    page.on(
        "request",
        lambda r: r.url.startswith((own, "data:", "blob:")) or wrong.append(r.url),
    )
    page.goto(start)
    cards = page.locator("article")
    assert cards.count() == 3
    for link, target in (
        ("Explore the plan", "data/river-plan/index.html"),
        ("Issues for reviewers", "data/river-plan/report.html"),
        ("Data, licence, how to cite", "plans/river-plan/index.html"),
    ):
        page.goto(start)
        cards.filter(has_text="(2026–2030)").first.get_by_role("link", name=link).click()
        page.wait_for_url(re.compile(re.escape(target) + r"(?:$|#)"))
        assert page.locator("h1").count() >= 1
    page.get_by_role("link", name="Data dictionary").click()
    expect(page.locator("h2", has_text="matrix.csv")).to_have_count(1)
    page.wait_for_load_state()  # what a page that is left still loads would be a failed request
    page.goto(start)
    page.locator("main").get_by_role("link", name="→").click()
    expect(page.locator("h1")).to_have_text("What changes")
    assert page.evaluate("window.hacked") is None
    assert wrong == []
    context.close()
