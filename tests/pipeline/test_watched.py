"""A run uses no network and writes nowhere but where it says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.small_project import ROOT, make_project, small_pdf
from tests.pipeline.watched import WATCH, watched

PLAN = "asean-pcrve-2019-2025"


def test_the_watch_sees_network_and_writing(tmp_path: Path) -> None:
    code = (
        "import socket, pathlib, multiprocessing as m; pathlib.Path('x').write_text('')\n"
        "try: socket.create_connection(('127.0.0.1', 9))\n"
        "except PermissionError: print('forbidden')\n"
        "p = m.get_context('spawn').Process(target=print, args=('child',)); p.start(); p.join()"
    )
    environment = os.environ | {"PYTHONPATH": str(WATCH), "WATCH_LOG": str(tmp_path / "log")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["forbidden", "child"], done.stderr
    log = (tmp_path / "log").read_text()
    assert log.count("start\t") >= 2
    assert "network\t" in log
    assert f"write\t{str(tmp_path / 'x')!r}" in log


@pytest.mark.slow
def test_the_plan_is_read_and_published_without_network(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    shutil.copytree(ROOT / "sources" / PLAN, project / "sources" / PLAN)
    run = watched(project, tmp_path / "of", "run", "--jobs", "2")
    assert run.done.returncode == 0, run.done.stderr
    assert run.found.get("network", []) == []
    # The run itself, the process that checks tables, the fork server; workers are its forks.
    assert len(run.found["start"]) >= 3
    assert (
        run.written_outside(project / "outputs", project / ".planrows", tmp_path / "of" / "tmp")
        == []
    )
    assert list((tmp_path / "of" / "home").iterdir()) == []
    assert list((tmp_path / "of" / "cwd").iterdir()) == []
    assert list((tmp_path / "of" / "tmp").iterdir()) == []


def test_commands_write_where_they_say(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    pdf = small_pdf(tmp_path / "given" / "..\u202efdp. \x1b[31m$(x).pdf")
    cache, tmp = project / ".planrows", tmp_path / "of" / "tmp"
    for arguments, places in (
        (["extract", pdf, "--out", tmp_path / "tables"], [tmp_path / "tables"]),
        (["add", pdf, "--id", "small"], [project / "sources" / "small"]),
        (["run", "small", "--out", tmp_path / "out" / "plan"], [tmp_path / "out"]),
    ):
        run = watched(project, tmp_path / "of", *arguments)
        assert run.done.returncode == 0, run.done.stderr
        assert run.found.get("network", []) == []
        assert run.found["write"]
        assert run.written_outside(*places, cache, tmp) == [], arguments
        for text in (run.done.stdout, run.done.stderr):
            assert not {"\x1b", "\u202e"} & set(text)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["plan"]
    assert list(tmp.iterdir()) == []
