"""A project of its own for a test: the shared registers, and small plans set by our generators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from tests.generators.variants import set_plan

ROOT = Path(__file__).resolve().parents[2]
SMALL = "no_annex_few_rows"


def make_project(folder: Path) -> Path:
    shutil.copytree(ROOT / "sources" / "registers", folder / "sources" / "registers")
    return folder


def small_pdf(path: Path, seed: int = 1, variant: str = SMALL) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    set_plan(variant, seed, path)
    return path


def published_project(factory: pytest.TempPathFactory) -> Path:
    """Return a project whose plan ``small`` is published; tests change copies of it only.

    One of the processes that run tests makes it, and all of them use it.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "published-project"
    with FileLock(shared / "published-project.lock"):
        if not folder.is_dir():
            made = make_project(factory.mktemp("small"))
            pdf = small_pdf(made / "given" / "small.pdf")
            for arguments in (("add", pdf, "--id", "small"), ("run", "small", "--jobs", "1")):
                done = planrows(made, *arguments)
                assert done.returncode == 0, done.stderr
            assert "files published to" in done.stdout
            made.rename(folder)
    return folder


def copy_of_project(factory: pytest.TempPathFactory, *, with_outputs: bool = True) -> Path:
    """Copy the project of `published_project` and its store; without outputs, as after ``add``."""
    copy = shutil.copytree(published_project(factory), factory.mktemp("project") / "project")
    if not with_outputs:
        shutil.rmtree(copy / "outputs")
    return copy


def planrows(
    project: Path, *arguments: str | Path, python: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    environment = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
    environment |= {"PLANROWS_PROJECT": str(project), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *python, "-m", "pipeline", *map(str, arguments)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
