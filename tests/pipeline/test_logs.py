"""Logging: silent by default; `--verbose` and `PLANROWS_LOG` show steps, those of workers too."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.runtime.worker_logs import LogLine, relay_logs
from extract.system.guard import PACKAGES
from pipeline.errors import UsageError
from pipeline.logs import VARIABLE, start_logging
from tests.pipeline.small_project import ROOT, make_project, small_pdf


@pytest.fixture
def loggers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo what a test does to the loggers."""
    monkeypatch.setenv(VARIABLE, "")
    found = [logging.getLogger(package) for package in PACKAGES]
    before = [(each, each.level, each.handlers[:], each.propagate) for each in found]
    yield
    for logger, level, handlers, propagate in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers
        logger.propagate = propagate


@pytest.mark.usefixtures("loggers")
def test_nothing_is_logged_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging()
    relay_logs([("extract.page.page", logging.INFO, "page 1: read")])
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("loggers")
def test_the_variable_names_a_level(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "info")
    start_logging()
    lines: list[LogLine] = [
        ("extract.page.page", logging.INFO, "page 1: \x1b[31m100 %s"),
        ("link.stage", logging.DEBUG, "not shown"),
    ]
    relay_logs(lines)
    assert capsys.readouterr().err == "INFO extract.page.page: page 1: [31m100 %s\n"


@pytest.mark.usefixtures("loggers")
def test_an_unknown_level_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "loud")
    with pytest.raises(UsageError, match="PLANROWS_LOG=LOUD: no such level: give one of DEBUG"):
        start_logging()


def extract(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "extract", "small.pdf", "--pages", "1-2", *options],
        cwd=folder,
        env={**inherited, "PYTHONPATH": str(ROOT), "PLANROWS_PROJECT": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )


def test_page_readers_log_to_the_command(tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    small_pdf(folder / "small.pdf")
    told = extract(folder, PLANROWS_LOG="DEBUG").stderr
    assert "DEBUG extract.runtime.workers: page 1: read in" in told
    assert "DEBUG extract.runtime.workers: page 2: read in" in told
    assert "pdfminer" not in told
    assert extract(folder).stderr == ""
