"""axe finds no violation in any state of the report, on screens and on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from expectations.model import IssueReport
from pipeline.publish.html.report import report_pieces
from tests.expectations.cases import CASES
from tests.pipeline.publish.html.chromium import violations
from tests.pipeline.publish.html.report.conftest import DEVICES
from tests.pipeline.publish.html.report.reviewer import Reviewer
from tests.pipeline.publish.html.report.test_flows import decisions_file, line
from tests.pipeline.publish.html.report.test_values import written
from tests.pipeline.publish.report_case import a_publication

if TYPE_CHECKING:
    from playwright.sync_api import Page

Step = Callable[[Reviewer], object]


def faults(page: Page) -> list[str]:
    """What axe finds wrong on the screen, and then on paper."""
    found = violations(page)
    page.emulate_media(media="print")
    page.wait_for_selector("#paper")
    found += [f"printed: {fault}" for fault in violations(page)]
    page.emulate_media(media="screen")
    return found


def correct(at: Reviewer) -> None:
    at.open("lead-missing")
    at.press("[data-verdict=correct]")


def correct_badly(at: Reviewer) -> None:
    correct(at)
    at.type("so")


def correct_several(at: Reviewer) -> None:
    at.several("lead-missing", "Correct all…")
    at.type("so")


def decide(at: Reviewer) -> None:
    at.sign("Ana")
    at.open("lead-missing")
    at.press("[data-verdict=accept]")
    at.open("lead-missing")


def undo_nothing(at: Reviewer) -> None:
    at.key("u")
    at.page.get_by_text("There is nothing to undo.").wait_for()


def explain_rule(at: Reviewer) -> None:
    at.open("lead-missing")
    at.press("a.rule")
    at.page.wait_for_selector("#other details[open]")


STATES: dict[str, Step] = {
    "list": lambda at: at.listed,
    "no results": lambda at: at.search("nothing like this"),
    "filters": lambda at: at.choose("#f-rule", "misprint"),
    "an issue": lambda at: at.open("misprint"),
    "correcting": correct,
    "a faulty value": correct_badly,
    "selected": lambda at: at.select("misprint"),
    "correcting several": correct_several,
    "decided": decide,
    "a message": undo_nothing,
    "help": lambda at: at.press("#help"),
    "overview": lambda at: at.link("Overview"),
    "rules": lambda at: at.link("Rules"),
    "a rule": explain_rule,
}


@pytest.fixture(params=["light", "dark"])
def screen(
    request: pytest.FixtureRequest, new_page: Callable[..., Page], device: dict[str, object]
) -> Callable[[], Reviewer]:
    """Make new pages, in light and dark, at a desk and on a phone."""
    return lambda: Reviewer(new_page(**device, color_scheme=request.param))


def test_at_first_sight(new_page: Callable[..., Page], report: Path) -> None:
    at = Reviewer(new_page(**DEVICES["desk"]))
    at.visit(report.as_uri())
    assert faults(at.page) == []


@pytest.mark.slow
def test_every_state(screen: Callable[[], Reviewer], report: Path) -> None:
    for state, reach in STATES.items():
        at = screen()
        at.visit(report.as_uri())
        reach(at)
        assert faults(at.page) == [], state
        at.page.context.close()


@pytest.mark.slow
def test_a_merge(screen: Callable[[], Reviewer], report: Path, tmp_path: Path) -> None:
    at = screen()
    at.visit(report.as_uri())
    decide(at)
    rules = ("lead-missing", "misprint", "body-unknown")
    gone = line("misprint", issue_id="misprint-00000000")
    at.load(decisions_file(tmp_path, *(line(rule, decision="dismiss") for rule in rules), gone))
    assert faults(at.page) == []
    at.button("Merge")
    at.press("#aside")
    assert faults(at.page) == []


@pytest.mark.slow
def test_a_value_for_each_place(screen: Callable[[], Reviewer], tmp_path: Path) -> None:
    at = screen()
    at.visit(written(CASES["compound-mixed"].broken, tmp_path))
    at.open("compound-mixed")
    at.press("[data-verdict=correct]")
    at.type("counter-terrorism")
    assert faults(at.page) == []


@pytest.mark.slow
def test_a_plan_without_issues(screen: Callable[[], Reviewer], tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    publication = replace(a_publication(), report=IssueReport(issues=()))
    file.write_text("".join(report_pieces(publication)), encoding="utf-8")
    at = screen()
    at.visit(file.as_uri())
    assert "No issues were found." in at.page.inner_text("#list")
    assert faults(at.page) == []
