"""axe finds no violation in any state of the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.publish.html.report.test_flows import line, load, show

if TYPE_CHECKING:
    from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def no_results(page: Page) -> None:
    page.fill("#f-q", "nothing like this")


def correcting(page: Page) -> None:
    page.click(".item[data-rule=lead-missing] a")
    page.click("[data-verdict=correct]")
    page.keyboard.type("so")


def selected(page: Page) -> None:
    page.check("#select-all")


def decided(page: Page) -> None:
    page.fill("#who", "Ana")
    page.click("[data-verdict=accept]")


def view(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("link", name=name, exact=True).click()


STATES: dict[str, Callable[[Page], object]] = {
    "list": lambda page: page.wait_for_selector(".item"),
    "no results": no_results,
    "correcting": correcting,
    "selected": selected,
    "decided": decided,
    "help": lambda page: page.click("#help"),
    "overview": view("Overview"),
    "rules": view("Rules"),
}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_every_state(new_page: Callable[..., Page], report: Path, state: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    show(page, report.as_uri())
    STATES[state](page)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_merge(new_page: Callable[..., Page], report: Path, tmp_path: Path, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    show(page, report.as_uri())
    decided(page)
    rules = ("lead-missing", "misprint", "body-unknown")
    gone = line("misprint", issue_id="misprint-00000000")
    load(page, tmp_path, *(line(rule, decision="dismiss") for rule in rules), gone)
    assert violations(page) == []
    page.get_by_role("button", name="Merge").click()
    page.click("#aside")
    assert violations(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone(new_page: Callable[..., Page], report: Path, scheme: str) -> None:
    page = new_page(390, 844, color_scheme=scheme)
    show(page, report.as_uri())
    assert violations(page) == []
    page.locator(".group h3 button").first.click()
    page.locator(".item a").first.click()
    page.locator("[data-verdict=correct]").click()
    assert violations(page) == []
