"""The whole afternoon by keys alone: the focus is in view and marked, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.publish.html.report.reviewer import Reviewer
from tests.pipeline.publish.html.report.test_flows import decisions_file, line

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
    const seen = document.elementFromPoint(x, y);
    if (at === document.body) return 'is lost';
    if (style.outlineStyle === 'none' && style.boxShadow === 'none') return 'has no mark';
    if (!seen) return 'is out of view';
    return at.contains(seen) || seen.contains(at) || seen.closest('label')?.control === at
        ? '' : `is covered by ${seen.outerHTML.slice(0, 80)}`;
}"""
MOST = 80
"""More tabs than the page has controls before the one that is wanted."""


class Typist:
    """Someone without a mouse; after each key the focus is looked for."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        fault = self.page.evaluate(FOCUS)
        assert fault == "", f"after {name} the focus {fault}: {self.at()}"

    def keys(self, *names: str) -> None:
        for name in names:
            self.key(name)

    def at(self) -> str:
        found: str = self.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        return found

    def to(self, selector: str, step: str = "Tab") -> None:
        for _ in range(MOST):
            self.key(step)
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached by {step}; at {self.at()}")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_an_afternoon(
    new_page: Callable[..., Page], report: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = new_page(*size)
    reviewer = Reviewer(page)
    reviewer.visit(report.as_uri())
    typist = Typist(page)
    typist.to("#skip")
    typist.to("#who")
    page.keyboard.type("Ana")
    typist.to(".group[data-rule=misprint] h3 input")
    typist.key("Space")
    typist.to(".bulk button.correct")
    typist.key("Enter")
    assert reviewer.progress == "1 of 3 issues decided"

    is_in_list = page.evaluate("document.activeElement.id") == "list"
    typist.to(".item[data-rule=lead-missing] a", "Tab" if is_in_list else "Shift+Tab")
    typist.key("Enter")
    page.locator(".item[data-rule=lead-missing] a[aria-current]").wait_for(state="attached")
    typist.key("c")
    page.keyboard.type("univ")
    typist.keys("ArrowDown", "Enter", "Escape", "u", "u", "c")
    page.keyboard.type("univ")
    typist.keys("ArrowDown", "Enter", "Enter")
    assert reviewer.progress == "2 of 3 issues decided"
    typist.keys("k", "j", "a")
    typist.to(".clear")
    typist.key("Enter")
    typist.keys("d", "u")

    typist.key("/")
    page.keyboard.type("nothing like this")
    typist.keys("Escape", "/", "Control+a", "Delete", "Escape")
    typist.key("x")
    typist.key("x")
    typist.key("?")
    typist.key("Escape")

    file = decisions_file(tmp_path, line("misprint", decision="dismiss"), line("body-unknown"))
    typist.to("#load + button", "Shift+Tab")
    with page.expect_file_chooser() as waiting:
        page.keyboard.press("Enter")
    waiting.value.set_files(file)
    page.wait_for_selector("dialog[open]")
    typist.to("dialog [type=radio]")
    typist.key("ArrowDown")
    typist.to("dialog button.main")
    typist.key("Enter")
    assert reviewer.progress == "3 of 3 issues decided"

    typist.to("#views a[href*=overview]", "Shift+Tab")
    typist.key("Enter")
    typist.to(".heat a, #forget")
    typist.to("#views a:last-child", "Shift+Tab")
    typist.key("Enter")
    typist.to("#other summary")
    typist.key("Enter")
    typist.to("#views a:first-child", "Shift+Tab")
    typist.key("Enter")
    typist.to("#download")
    with page.expect_download() as waiting_download:
        typist.key("Enter")
    assert waiting_download.value.suggested_filename == "decisions.csv"
    typist.to("#undo", "Shift+Tab")
    for _ in range(8):
        typist.key("Enter")
