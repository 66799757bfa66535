"""The browser in which the tests of this folder open pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.publish.html.chromium import PROGRAM, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# Two instances of Playwright in one process do not work: each module ends its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if PROGRAM is None:
        pytest.skip("Chromium is not installed")
    with chromium() as started:
        yield started
