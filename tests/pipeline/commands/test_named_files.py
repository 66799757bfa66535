"""Every option that names a file refuses, at once and in one line, what is no regular file."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pikepdf
import pytest

from tests.pipeline.small_project import copy_of_project, planrows

NAMED = {
    "run --pdf": ["run", "small", "--pdf", "FILE"],
    "run --password-file": ["run", "small", "--password-file", "FILE"],
    "extract": ["extract", "FILE"],
    "add": ["add", "FILE", "--id", "another"],
    "monitor": ["monitor", "FILE", "--plan", "small"],
    "batch": ["batch", "FILE", "--out", "corpus"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_of_project(tmp_path_factory)
    os.mkfifo(project / "pipe.pdf")
    with (project / "sparse.pdf").open("wb") as file:
        file.truncate(2**42)
    (project / "device.pdf").symlink_to("/dev/zero")
    (project / "folder.pdf").mkdir()
    return project


KINDS = ("pipe", "sparse", "device", "folder")
QUICK = {*((option, "pipe") for option in NAMED), *(("extract", kind) for kind in KINDS)}
"""The quick tests see that each option looks, and that each kind is refused."""


@pytest.mark.parametrize(
    ("option", "kind"),
    [
        pytest.param(option, kind, marks=[pytest.mark.slow] * ((option, kind) not in QUICK))
        for option in NAMED
        for kind in KINDS
    ],
)
def test_a_name_of_no_regular_file_is_reported(project: Path, option: str, kind: str) -> None:
    words = [f"{kind}.pdf" if word == "FILE" else word for word in NAMED[option]]
    started = time.monotonic()
    done = planrows(project, *words)
    assert time.monotonic() - started < 60
    assert done.returncode in (1, 2), done.stdout
    assert "unexpected" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr + done.stdout
    if option != "batch":  # whose summary tells it
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_a_limit_of_a_whole_file_names_its_option(project: Path) -> None:
    with pikepdf.open(project / "given" / "small.pdf") as pdf:
        for _ in range(40):  # no machine reads these in 0.06 s
            pdf.pages.append(pdf.pages[-1])
        pdf.save(project / "long.pdf")
    for words, message in (
        (["--max-pages", "1"], "pages, more than 1; .*--max-pages"),
        (["--max-minutes", "0.001"], "0.001 minutes to read: .* allow more with --max-minutes"),
    ):
        done = planrows(project, "run", "small", "--pdf", "long.pdf", "--no-cache", *words)
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert re.search(message, done.stderr), done.stderr
