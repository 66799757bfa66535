"""Chromium for tests of pages: nothing may be asked of the network, nothing may go wrong."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
in_browser = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")
DESK = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine."""
expect.set_options(timeout=PATIENCE)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=arguments)
        yield browser
        browser.close()


@contextlib.contextmanager
def watched(browser: Browser, home: str = "file:", **options: Any) -> Iterator[Page]:
    """Open a page that may load nothing but `home`, and may report no error."""
    context: BrowserContext = browser.new_context(accept_downloads=True, **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: r.url.startswith((home, "data:", "blob:")) or wrong.append(r.url))
    yield page
    context.close()
    assert wrong == []


def opened(page: Page, address: str) -> Page:
    """Go to an address of the explorer and wait until it is ready."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


@contextlib.contextmanager
def explorer(browser: Browser, index: Path, server: str, setting: str) -> Iterator[Page]:
    """Open an explorer.

    Args:
        browser: the browser.
        index: the page.
        server: address at which the folder of the page is served.
        setting: "file" or "server", a comma, and "desk" or "phone".
    """
    place, screen = setting.split(", ")
    home, address = (
        ("file:", index.as_uri()) if place == "file" else (server, f"{server}{index.name}")
    )
    with watched(browser, home, viewport=DESK if screen == "desk" else PHONE) as page:
        yield opened(page, address)


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def end_headers(self) -> None:
        """Tell browsers to keep nothing: a file may be written anew within a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def do_GET(self) -> None:
        """Answer nothing but files that exist; browsers ask for an icon by themselves."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        super().do_GET()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; yield its address."""
    handler = functools.partial(_Silent, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, a line each."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]} ({node['failureSummary'][:300]})"
        for rule in found
        for node in rule["nodes"]
    ]
