"""A project of its own for a test: the shared registers, and small plans set by our generators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
