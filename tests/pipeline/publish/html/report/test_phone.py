"""On a phone, which shows the list or an issue, a reviewer always knows where they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from link.model import LinkedPlan
from tests.expectations.plans import plan_of
from tests.link.plans import RowText
from tests.pipeline.publish.html.report.conftest import DEVICES
from tests.pipeline.publish.html.report.reviewer import Reviewer
from tests.pipeline.publish.html.report.test_values import written

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.slow
ROWS = 14
"""Rows without a lead body: more issues than fit the screen."""


@pytest.fixture
def phone(new_page: Callable[..., Page], tmp_path: Path) -> Reviewer:
    """A reviewer of a plan with many issues of one cause, and one of another."""
    rows = [RowText("1.1", "Focus", f"Hold workshop {n}", f"Guide {n}", "") for n in range(ROWS)]
    led = [RowText("1.1", "Focus", "Train", "A book", body) for body in ("SOMTC", "SOMTX")]
    plan = plan_of([*rows, *led])
    reviewer = Reviewer(new_page(**DEVICES["phone"]))
    reviewer.visit(written(LinkedPlan(plan=plan), tmp_path))
    return reviewer


def in_view(place: Locator) -> bool:
    """Whether all of an element is on the screen, and nothing lies over it."""
    return bool(place.evaluate(
        """at => {
            const box = at.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const seen = document.elementFromPoint(x, y);
            return box.top >= 0 && box.bottom <= innerHeight && at.contains(seen);
        }"""
    ))  # fmt: skip


def test_many_issues_are_listed_by_cause_and_few_as_they_are(phone: Reviewer) -> None:
    assert phone.listed == []
    assert all(in_view(group) for group in phone.page.locator(".group h3 button").all())
    phone.choose("#f-rule", "lead-missing")
    assert phone.listed == ["lead-missing"] * ROWS, "one cause needs no choice"
    phone.to_filters()
    phone.press("#clear")
    assert phone.listed == []
    phone.search("SOMTX")
    assert 0 < len(phone.listed) < ROWS


def test_an_issue_starts_at_its_head_and_leads_back_to_its_place(phone: Reviewer) -> None:
    phone.press(".group[data-rule=lead-missing] h3 button")
    item = phone.page.locator(".item a").nth(ROWS - 2)
    phone.press(item)
    head = phone.page.locator("#issue h2")
    head.wait_for()
    assert in_view(head)
    phone.press("[data-verdict=accept]")
    assert in_view(head), "the next issue starts at its head, too"
    assert in_view(phone.page.locator("[data-verdict=accept]"))
    last = phone.page.locator(".item a[aria-current]").locator("..").get_attribute("data-id")
    phone.to_list()
    place = phone.page.locator(f".item[data-id={last}] a")
    assert in_view(place)
    assert place.evaluate("at => at === document.activeElement")
    phone.page.go_back()
    head.wait_for()


def test_what_is_selected_can_be_decided_at_once_in_view(phone: Reviewer) -> None:
    phone.press(".group[data-rule=lead-missing] h3 button")
    phone.select("lead-missing")
    accept = phone.page.get_by_role("button", name="Accept all")
    assert in_view(accept)
    phone.press(accept)
    assert phone.progress.startswith(f"{ROWS} of ")
    assert phone.page.locator("#list").is_visible(), "the list stays"
    assert phone.page.evaluate("document.activeElement.id") == "list"
