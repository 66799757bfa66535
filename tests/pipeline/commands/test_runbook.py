"""``docs/revised-plan.md`` does what it says, command by command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.config.project import Project
from tests.pipeline.diff.test_revised_plan import PLAN, ROOT, revised

PAGE = ROOT / "docs" / "revised-plan.md"


def steps() -> list[tuple[str, str]]:
    """Return each command of the page and the output that it is shown with."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            if "<<'END'\n" in part:
                found.append((part, ""))
            else:
                command, _, output = part.partition("\n")
                found.append((command, output))
    return found


def fits(output: str, shown: str) -> bool:
    """Tell whether an output is as shown; ``…`` stands for anything, ``…`` alone for any lines."""
    pattern = re.escape(shown.strip()).replace("…", ".*")
    return re.fullmatch(pattern, output.strip(), re.S) is not None


def test_the_page_has_commands() -> None:
    assert len(steps()) >= 8
    assert fits("a 12 b\nc", "a … b\nc")
    assert not fits("a 12 b", "a … c")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice sets the revised edition")
def test_the_runbook_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    revised(Project(ROOT), tmp_path / "revised.pdf")
    programs = tmp_path / "bin"
    programs.mkdir()
    script = programs / "planrows"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    environment = {
        **{key: value for key, value in os.environ.items() if "PLANROWS" not in key},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    for command, shown in [(f"planrows run {PLAN}", f"{PLAN}: …"), *steps()]:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert fits(done.stdout, shown), f"{command}:\n{done.stdout}"
