"""The explorer on paper: axe finds no violation in any state, whatever the screen's colours are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pipeline.publish.html.explore import explore_pieces
from tests.pipeline.publish.editions import small_publication
from tests.pipeline.publish.html.chromium import (
    DESK,
    PHONE,
    in_browser,
    opened,
    violations,
    watched,
)
from tests.pipeline.publish.html.test_explore import STATES

pytestmark = in_browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("explorer") / "index.html"
    path.write_text("".join(explore_pieces(small_publication())), encoding="utf-8")
    return path.as_uri()


def printed(page: Page, address: str, state: str) -> list[str]:
    opened(page, address + state)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = violations(page)
    page.emulate_media(media="screen")
    return found


def test_axe_finds_nothing_on_paper(browser: Browser, address: str) -> None:
    with watched(browser, viewport=DESK) as page:
        assert printed(page, address, "") == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_axe_finds_nothing_on_paper_in_any_state(
    browser: Browser, address: str, scheme: Any, size: Any
) -> None:
    with watched(browser, viewport=size, color_scheme=scheme) as page:
        for state in STATES:
            assert printed(page, address, state) == [], state


@pytest.mark.slow
def test_a_page_that_was_made_dark_is_printed_light(browser: Browser, address: str) -> None:
    with watched(browser, viewport=DESK) as page:
        opened(page, address)
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        page.emulate_media(media="print")
        assert violations(page) == []
