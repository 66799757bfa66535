"""An afternoon's review of the real plan: every issue decided by two people, merged, run again."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.publish.html.report.test_flows import READY, listed, progress

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[5]
PLAN = "asean-pcrve-2019-2025"
MAX_ACTIONS = 150
pytestmark = pytest.mark.slow


class Reviewer:
    """Someone at the report; each click, key and field filled in is an action."""

    def __init__(self, page: Page, report: Path, name: str) -> None:
        self.page = page
        self.actions = 0
        page.goto(report.as_uri())
        page.wait_for_selector(READY, state="attached")
        self.fill("#who", name)

    def fill(self, field: str, text: str) -> None:
        self.page.fill(field, text)
        self.actions += 1

    def click(self, what: str) -> None:
        self.page.click(what)
        self.actions += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.actions += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.actions += 1

    def select(self, rule: str) -> None:
        self.click(f".group[data-rule={rule}] h3 input")

    def several(self, rule: str, button: str, reason: str) -> None:
        """Decide all issues of a rule in the same way."""
        self.select(rule)
        self.fill(".bulk label input >> nth=0", reason)
        self.click(f".bulk button:text-is('{button}')")

    def rest(self, count: int) -> None:
        """Accept the open issues one by one; after each the next one is shown."""
        for _ in range(count):
            self.press("a")

    def download(self, file: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.click("#download")
        waiting.value.save_as(file)
        return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("registers", PLAN):
        shutil.copytree(ROOT / "sources" / name, tmp_path / "project" / "sources" / name)
    return tmp_path / "project"


def run(project: Path) -> Path:
    """Run the plan. What the project's own store holds is not read again."""
    environment = os.environ | {
        "PLANROWS_PROJECT": str(project),
        "PLANROWS_STORE": str(ROOT / ".planrows"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "pipeline", "run", PLAN]
    subprocess.run(command, cwd=project, env=environment, check=True, timeout=400)
    return project / "outputs" / PLAN


def records(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_an_afternoon(project: Path, tmp_path: Path, new_page: Callable[..., Page]) -> None:
    out = run(project)
    issues = records(out / "issues.csv")
    rules = Counter(issue["rule"] for issue in issues)
    assert rules["lead-missing"] + rules["lead-missing-area"] == 18

    ana = Reviewer(new_page(1440, 900), out / "report.html", "Ana Lim")
    ana.select("lead-missing")
    ana.click(".bulk button:text-is('Correct all…')")
    ana.type("somtc")
    ana.press("ArrowDown")
    ana.press("Enter")
    ana.press("Enter")
    assert progress(ana.page) == f"14 of {len(issues)} issues decided"
    ana.several("lead-missing-area", "Accept all", "the chair decides")
    ana.several("text-similar", "Dismiss all", "they mean different things")
    ana.several("misprint", "Correct each as suggested", "")
    own = ana.download(tmp_path / "decisions-ana.csv")

    ben = Reviewer(new_page(1280, 720), out / "report.html", "Ben Tan")
    for rule in ("instrument-undated", "acronym-unexplained", "lead-not-relevant", "punctuation"):
        ben.several(rule, "Accept all", "known")
    ben.several("text-similar", "Accept all", "as printed")
    theirs = ben.download(tmp_path / "decisions-ben.csv")

    ana.page.set_input_files("#load", theirs)
    ana.actions += 1
    assert f"{rules['text-similar']} contradict yours" in ana.page.inner_text("dialog")
    ana.click("text=Take all of the file’s")
    ana.click("dialog button:text-is('Merge')")
    ana.page.select_option("#f-state", "open")
    ana.actions += 1
    ana.click(".item a >> nth=0")
    ana.rest(len(listed(ana.page)))
    assert progress(ana.page) == f"{len(issues)} of {len(issues)} issues decided"
    merged = ana.download(project / "sources" / PLAN / "decisions.csv")
    assert ana.actions + ben.actions < MAX_ACTIONS, (ana.actions, ben.actions)

    decided = {row["issue_id"]: row for row in records(merged)}
    assert len(decided) == len(issues)
    assert {row["issue_id"] for row in records(own)} <= set(decided)
    run(project)
    after = records(out / "issues.csv")
    assert {row["issue_id"]: row["decision"] for row in after} == {
        name: row["decision"] for name, row in decided.items()
    }
    counts = json.loads((out / "manifest.json").read_text())["issues"]
    assert counts == {"error": 0, "warning": 0, "info": 0, "decided": len(issues)}
    assert len(records(out / "corrections.csv")) >= 14 + rules["misprint"]

    page = new_page(1440, 900)
    page.goto((out / "report.html").as_uri())
    assert progress(page) == f"{len(issues)} of {len(issues)} issues decided"
    assert page.locator("#aside").is_hidden()
    page.click(".item[data-rule=lead-missing] a >> nth=0")
    assert "Published: SOMTC" in page.inner_text("#issue")
    assert "by Ana Lim" in page.inner_text(".decision > .state")
    page.goto((out / "index.html").as_uri())
    html = (out / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'id="data">(.*?)</script>', html, re.DOTALL)
    shown = json.loads(data)["issues"]
    assert len(shown) == len(issues)
    assert not any(issue["isOpen"] for issue in shown)
