"""The report in a real browser: nothing goes wrong in it, and nothing asks the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.publish.html.report import report_pieces
from tests.pipeline.publish.html.chromium import DESK, PHONE, served
from tests.pipeline.publish.html.report.reviewer import Reviewer
from tests.pipeline.publish.report_case import a_publication, draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


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
        # From the start: Chromium is asked for choosers of files only once somebody listens.
        page.on("filechooser", lambda _: None)
        page.on("request", lambda r: r.url.startswith(own) or faults.append(r.url))
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []


DEVICES: dict[str, dict[str, object]] = {
    "desk": dict(DESK),
    "phone": {**PHONE, "has_touch": True, "is_mobile": True},
}
"""Sizes and kinds of screens. A phone shows the list or an issue, not both."""


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.slow)])
def device(request: pytest.FixtureRequest) -> dict[str, object]:
    """A desk, and a phone."""
    return DEVICES[request.param]


@pytest.fixture
def page(new_page: Callable[..., Page], device: dict[str, object]) -> Page:
    return new_page(**device)


@pytest.fixture
def reviewer(page: Page) -> Reviewer:
    return Reviewer(page)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report with an unknown body, a row nobody leads, and a misprint."""
    file = tmp_path / "report.html"
    file.write_text(
        "".join(report_pieces(a_publication(draw(tmp_path / "plan.pdf")))), encoding="utf-8"
    )
    return file


@pytest.fixture
def address(report: Path) -> Iterator[str]:
    """The address of the report on a static server."""
    with served(report.parent) as folder:
        yield folder + report.name


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.slow)])
def home(request: pytest.FixtureRequest, report: Path) -> str:
    """The address of the report: of the file, and on a static server."""
    return report.as_uri() if request.param == "file" else request.getfixturevalue("address")


@pytest.fixture
def at_home(reviewer: Reviewer, home: str) -> Reviewer:
    """Someone who has opened the report."""
    reviewer.visit(home)
    return reviewer
