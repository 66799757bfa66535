"""The explorer of a plan with 20,000 rows: drawn soon, and searched at once."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.publish.html.explore import explore_pieces
from tests.pipeline.publish.editions import large_publication
from tests.pipeline.publish.html.chromium import DESK, in_browser, opened, watched

pytestmark = [pytest.mark.slow, in_browser]
QUERIES = {
    "row 19999": "1 of 20,000 rows",
    "rivers": "20,000 of 20,000 rows",
    '"share practices"': "20,000 of 20,000 rows",
    "workshop OR seminar": "20,000 of 20,000 rows",
    "zzzz": "0 of 20,000 rows",
    "workshop -rivers": "0 of 20,000 rows",
    "wokrshop": "0 of 20,000 rows",
    "19998": "1 of 20,000 rows",
}
SEARCH = """async (query) => {
    const input = document.getElementById('q');
    input.value = query;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    await new Promise((done) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(null);
    }));
    return document.getElementById('count').textContent;
}"""
"""Search as a reader does, and wait until the rows are drawn; return the count."""
HOLD = """
const after = window.setTimeout;
const held = [];
window.setTimeout = (...given) => held ? held.push(given) : after(...given);
"""
"""Take the page its pauses, so that a search comes before anything is indexed."""
PAINT = 2000
ONE_SEARCH = 100
FIRST_SEARCH = 400
"""Milliseconds of the page's own thread: other programs on the machine do not count."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "index.html"
    path.write_text("".join(explore_pieces(large_publication(20_000))), encoding="utf-8")
    return path


class Stopwatch:
    """Measure the time of processor that a page takes, in milliseconds."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._last = 0.0
        self.lap()

    def lap(self) -> float:
        """Return the time since the last lap."""
        found = self._session.send("Performance.getMetrics")["metrics"]
        now = 1000 * next(each["value"] for each in found if each["name"] == "TaskDuration")
        since, self._last = now - self._last, now
        return float(since)


def test_20_000_rows_are_drawn_soon_and_searched_at_once(browser: Browser, large: Path) -> None:
    with watched(browser, viewport=DESK) as page:
        watch = Stopwatch(page)
        opened(page, large.as_uri())
        expect(page.locator("tr[data-ref]").first).to_be_visible()
        assert watch.lap() < PAINT
        times: dict[str, list[float]] = {query: [] for query in QUERIES}
        for query in [*QUERIES] * 3:
            watch.lap()
            count = page.evaluate(SEARCH, query)
            times[query].append(watch.lap())
            assert count == QUERIES[query]
        assert max(statistics.median(found) for found in times.values()) < ONE_SEARCH, times
        assert max(found[0] for found in times.values()) < ONE_SEARCH, times
        page.locator("#q").fill("")
        page.mouse.wheel(0, 600_000)
        expect(page.locator("tr[data-ref]").first).to_be_visible()
        assert page.locator("tr[data-ref]").count() < 60


@pytest.mark.parametrize("query", ["rivers", '"share practices"', "wokrshop"])
def test_a_search_before_20_000_rows_are_indexed_is_answered(
    browser: Browser, large: Path, query: str
) -> None:
    with watched(browser, viewport=DESK) as page:
        page.add_init_script(HOLD)
        watch = Stopwatch(page)
        page.goto(large.as_uri())
        expect(page.locator("tr[data-ref]").first).to_be_visible()
        watch.lap()
        count = page.evaluate(SEARCH, query)
        took = watch.lap()
        assert count == QUERIES[query]
        assert took < FIRST_SEARCH
