"""The runbooks in ``docs`` do what they say, command by command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.config.project import Project
from tests.generators.other_plans import spanish_budget
from tests.pipeline.diff.test_revised_plan import PLAN, ROOT, revised
from tests.pipeline.small_project import make_project

REVISED, NEW = (ROOT / "docs" / name for name in ("revised-plan.md", "new-plan.md"))


def steps(page: Path) -> list[tuple[str, str]]:
    """Return each command of a page and the output that it is shown with."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            if "<<'END'\n" in part:
                found.append((part, ""))
            else:
                command, _, output = part.partition("\n")
                found.append((command, output))
    return found


def fits(output: str, shown: str) -> bool:
    """Return whether an output is as shown; ``…`` is any text, ``…`` alone any lines."""
    pattern = re.escape(shown.strip()).replace("…", ".*")
    return re.fullmatch(pattern, output.strip(), re.S) is not None


def run_page(project: Path, commands: list[tuple[str, str]]) -> None:
    """Run commands in a project and compare their output with what is shown."""
    programs = project / "bin"
    programs.mkdir()
    script = programs / "planrows"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    environment = {
        **{key: value for key, value in os.environ.items() if "PLANROWS" not in key},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    for command, shown in commands:
        done = subprocess.run(
            ["bash", "-c", command], cwd=project, env=environment, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert fits(done.stdout, shown), f"{command}:\n{done.stdout}"


def test_the_pages_have_commands() -> None:
    assert len(steps(REVISED)) >= 8
    assert len(steps(NEW)) >= 6
    assert fits("a 12 b\nc", "a … b\nc")
    assert not fits("a 12 b", "a … c")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice sets the revised edition")
def test_the_runbook_of_a_revised_plan_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    revised(Project(ROOT), tmp_path / "revised.pdf")
    run_page(tmp_path, [(f"planrows run {PLAN}", f"{PLAN}: …"), *steps(REVISED)])


@pytest.mark.slow
def test_the_runbook_of_a_new_plan_runs(tmp_path: Path) -> None:
    make_project(tmp_path)
    spanish_budget().write(tmp_path).rename(tmp_path / "salud.pdf")
    run_page(tmp_path, steps(NEW))
