"""Progress is shown to somebody at a terminal, with pages and the time left, and to nobody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf

pty = pytest.importorskip("pty", reason="the system has no pseudo-terminals")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("progress"))
    small_pdf(project / "plan.pdf")
    return project


def on_terminal(project: Path, *arguments: str) -> str:
    """Return what a command prints on standard error, which is a terminal."""
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if "PLANROWS" not in k} | {
        "PLANROWS_PROJECT": str(project), "PYTHONPATH": str(ROOT), "TERM": "xterm",
        "COLUMNS": "80",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=project,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    read = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        read += piece
    os.close(ours)
    assert process.wait() == 0, read
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", read.decode())


@pytest.mark.parametrize("command", ["extract", pytest.param("add", marks=pytest.mark.slow)])
def test_a_terminal_shows_the_pages_read_and_the_time_left(project: Path, command: str) -> None:
    more = ["--id", "terminal"] if command == "add" else []
    shown = on_terminal(project, command, "plan.pdf", *more)
    (pages,) = set(re.findall(r"\d+/(\d+) pages,", shown))
    assert f"{pages}/{pages} pages, 00:00 left" in shown


@pytest.mark.slow
def test_a_run_shows_the_pages_of_its_first_stage(project: Path) -> None:
    assert planrows(project, "add", "plan.pdf", "--id", "shown").returncode == 0
    shown = on_terminal(project, "run", "shown", "--no-cache")
    assert re.search(r"extract \S+ +\d+/\d+ pages, +\S+ left", shown)
    assert re.search(r"[\r\n]extract +[\d.]+ s ", shown)


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_nothing_of_it_goes_into_a_pipe(project: Path, option: list[str]) -> None:
    done = planrows(project, "extract", "plan.pdf", *option)
    assert done.returncode == 0
    assert "left" not in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_quiet_is_quiet_on_a_terminal_too(project: Path) -> None:
    assert on_terminal(project, "extract", "plan.pdf", "--quiet") == ""
