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

from tests.pipeline.publish.html.report.reviewer import Reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[5]
PLAN = "asean-pcrve-2019-2025"
MAX_ACTIONS_PER_ISSUE = 150 / 121
pytestmark = pytest.mark.slow


def accept_one_by_one(reviewer: Reviewer, count: int) -> None:
    """Accept the open issues; after each the next one is shown."""
    for _ in range(count):
        reviewer.key("a")


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

    ana = Reviewer(new_page(1440, 900))
    ana.visit((out / "report.html").as_uri())
    ana.sign("Ana Lim")
    ana.several("lead-missing", "Correct all…")
    ana.type("somtc")
    for key in ("ArrowDown", "Enter", "Enter"):
        ana.key(key)
    assert ana.progress == f"14 of {len(issues)} issues decided"
    ana.several("lead-missing-area", "Accept all", "the chair decides")
    ana.several("text-similar", "Dismiss all", "they mean different things")
    ana.several("misprint", "Correct each as suggested")
    own = ana.download(tmp_path / "decisions-ana.csv")

    ben = Reviewer(new_page(1280, 720))
    ben.visit((out / "report.html").as_uri())
    ben.sign("Ben Tan")
    for rule in ("instrument-undated", "acronym-unexplained", "lead-not-relevant", "punctuation"):
        ben.several(rule, "Accept all", "known")
    ben.several("text-similar", "Accept all", "as printed")
    ben.download(tmp_path / "decisions-ben.csv")

    ana.load(tmp_path / "decisions-ben.csv")
    assert f"{rules['text-similar']} contradict yours" in ana.page.inner_text("dialog")
    ana.button("Take all of the file’s")
    ana.button("Merge")
    # The list shows a part of a long group first, and the rest when that is decided.
    ana.choose("#f-state", "open")
    while ana.listed:
        ana.press(".item a")
        accept_one_by_one(ana, len(ana.listed))
        ana.choose("#f-state", "open")
    assert ana.progress == f"{len(issues)} of {len(issues)} issues decided"
    merged = project / "sources" / PLAN / "decisions.csv"
    decided = {made.issue_id: made.decision for made in ana.download(merged)}
    most = MAX_ACTIONS_PER_ISSUE * len(issues)
    assert ana.actions + ben.actions < most, (ana.actions, ben.actions)

    assert len(decided) == len(issues)
    assert {made.issue_id for made in own} <= set(decided)
    run(project)
    after = records(out / "issues.csv")
    assert {row["issue_id"]: row["decision"] for row in after} == decided
    counts = json.loads((out / "manifest.json").read_text())["issues"]
    assert counts == {"error": 0, "warning": 0, "info": 0, "decided": len(issues)}
    assert len(records(out / "corrections.csv")) >= 14 + rules["misprint"]

    later = Reviewer(new_page(1440, 900))
    later.visit((out / "report.html").as_uri())
    assert later.progress == f"{len(issues)} of {len(issues)} issues decided"
    assert later.page.locator("#aside").is_hidden()
    later.open("lead-missing")
    assert "Published: SOMTC" in later.page.inner_text("#issue")
    assert "by Ana Lim" in later.page.inner_text(".decision .state")
    later.visit((out / "index.html").as_uri())
    html = (out / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'id="data">(.*?)</script>', html, re.DOTALL)
    shown = json.loads(data)["issues"]
    assert len(shown) == len(issues)
    assert not any(issue["isOpen"] for issue in shown)
