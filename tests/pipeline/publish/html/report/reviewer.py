"""Someone at the report, at a desk or with a phone, who can only use what is in view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from expectations.settings import Decision
from pipeline.config.settings_files import read_records

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

READY = "html[data-ready]"


class Reviewer:
    """Counts what is done: each click or tap, key pressed, and text typed is an action."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    @property
    def has_phone(self) -> bool:
        """Whether the screen is touched, and too narrow for the list and an issue."""
        return bool(self.page.evaluate("matchMedia('(hover: none)').matches"))

    def visit(self, address: str) -> None:
        """Open an address; a page that is open is left before."""
        self.page.goto("about:blank")
        self.page.goto(address)
        self.page.wait_for_selector(READY, state="attached")

    def reload(self) -> None:
        self.page.reload()
        self.page.wait_for_selector(READY, state="attached")

    def press(self, what: str | Locator) -> None:
        """Click, or tap; fails where something covers it."""
        place = self.page.locator(what).first if isinstance(what, str) else what
        if self.has_phone:
            place.tap()
        else:
            place.click()
        self.actions += 1

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True).first)

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.actions += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.actions += 1

    def fill(self, field: str | Locator, text: str) -> None:
        """Go to a field and type: two actions."""
        place = self.page.locator(field).first if isinstance(field, str) else field
        self.press(place)
        place.fill(text)
        self.actions += 1

    def to_list(self) -> None:
        """Go back to the list, where an issue takes its place."""
        if self.page.locator(".back").is_visible():
            self.press(".back")

    def to_filters(self) -> None:
        self.to_list()
        if not self.page.locator("#filters").is_visible():
            self.press("#folding summary")

    def choose(self, field: str, value: str) -> None:
        """Choose in a list: two actions, to open it and to choose."""
        self.to_filters()
        self.page.select_option(field, value)
        self.actions += 2

    def search(self, words: str) -> None:
        self.to_filters()
        self.fill("#f-q", words)

    def sign(self, name: str) -> None:
        self.to_list()
        self.fill("#who", name)

    def open(self, rule: str, item: str = "") -> None:
        """Open the first issue of a rule, or an issue by its identifier."""
        self.to_list()
        issue = self.page.locator(f".item[data-id={item}]" if item else f".item[data-rule={rule}]")
        self.press(issue.first.locator("a"))

    def select(self, rule: str) -> None:
        self.to_list()
        self.press(f".group[data-rule={rule}] h3 input")

    def several(self, rule: str, button: str, reason: str = "") -> None:
        """Decide all issues of a rule in the same way."""
        self.select(rule)
        if reason:
            self.fill(".bulk label input", reason)
        self.button(button)

    def load(self, file: Path) -> None:
        """Load a file of decisions: two actions, to press the button and to choose the file."""
        self.to_list()
        with self.page.expect_file_chooser() as waiting:
            self.button("Load…")
        waiting.value.set_files(file)
        self.actions += 1
        self.page.wait_for_selector("dialog[open]")

    def download(self, file: Path) -> tuple[Decision, ...]:
        self.to_list()
        with self.page.expect_download() as waiting:
            self.press("#download")
        waiting.value.save_as(file)
        return read_records(file, Decision)

    @property
    def listed(self) -> list[str]:
        """The rules of the issues in the list."""
        self.to_list()
        items = self.page.locator(".item").all()
        assert all(item.is_visible() for item in items)
        return [item.get_attribute("data-rule") or "" for item in items]

    @property
    def progress(self) -> str:
        return self.page.inner_text("#progress")

    @property
    def issue(self) -> str:
        """The message of the issue that is shown."""
        return self.page.inner_text("#issue h2")
