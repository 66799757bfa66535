"""The report in a real browser: nothing goes wrong in it, and nothing asks the network."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.publish.html.report import report_html
from tests.pipeline.publish.report_case import a_publication, draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


# Two instances of Playwright in one process do not work: each module ends its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a browser of its own; anything that goes wrong in one fails the test."""
    faults: list[str] = []
    contexts = []

    def make(width: int = 1280, height: int = 720, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # of a busy machine
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        own = ("file:", "data:", "blob:", "http://127.0.0.1")
        page.on("request", lambda r: r.url.startswith(own) or faults.append(r.url))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with an unknown body, a row nobody leads, and a misprint."""
    file = tmp_path / "report.html"
    file.write_text(report_html(a_publication(draw(tmp_path / "plan.pdf"))), encoding="utf-8")
    return file


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # named by the library
        """Say nothing."""


@pytest.fixture
def address(report: Path) -> Iterator[str]:
    """The address of the report on a static server."""
    handler = functools.partial(_Quiet, directory=str(report.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/report.html"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.slow)])
def home(request: pytest.FixtureRequest, report: Path) -> str:
    """The address of the report: of the file, and on a static server."""
    return report.as_uri() if request.param == "file" else request.getfixturevalue("address")
