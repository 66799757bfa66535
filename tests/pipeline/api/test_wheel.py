"""A wheel, installed elsewhere, works in an empty folder: it writes there, and finds its data."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.pipeline.small_project import small_pdf

ROOT = Path(__file__).resolve().parents[3]
USE = """
import planrows

if __name__ == "__main__":
    result = planrows.run("mine", jobs=1)
    matrix = result.tables()["matrix"]
    assert not result.is_new and len(matrix) == result.rows > 0, result
    published = planrows.read_plan("outputs/mine")["matrix"]
    assert published.equals(matrix)
    (table, *_) = planrows.read_tables("small.pdf", pages="1-2")
    assert table.is_matrix and len(table.to_frame()) == len(table.rows)
    try:
        planrows.run("nothing")
    except planrows.PlanrowsError as error:
        assert "no plan 'nothing'" in str(error), error
    print(planrows.__file__)
"""


def call(*command: str | Path, cwd: Path) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PLAN", "PY"))}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel in it, and this one's libraries in reach."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    call(*pip, "wheel", *offline, "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    call(sys.executable, "-m", "venv", "--without-pip", "env", cwd=folder)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    call(*pip, "--python", scripts / "python", "install", *offline, wheel, cwd=folder)
    (site,) = [path.parent for path in (folder / "env").rglob("planrows-*.dist-info")]
    # Only the folder itself: a .pth file in it, as of an editable install, does not count here.
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return scripts


def sources_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "__pycache__" not in path.parts}


@pytest.mark.slow
def test_a_wheel_works_in_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    planrows = environment / "planrows"
    small_pdf(tmp_path / "small.pdf")
    before = sources_in(environment.parent)

    call(planrows, "add", "small.pdf", "--id", "mine", cwd=tmp_path)
    assert (tmp_path / "sources" / "mine" / "plan.toml").is_file()
    # The only plan of the folder is its default plan; the shipped registers know its bodies.
    assert "mine: " in call(planrows, "run", cwd=tmp_path)
    assert (tmp_path / "outputs" / "mine" / "matrix.csv").is_file()
    call(planrows, "extract", "small.pdf", "--pages", "1-2", cwd=tmp_path)
    assert (tmp_path / "outputs" / "small.tables" / "tables.json").is_file()

    (tmp_path / "use.py").write_text(USE, encoding="utf-8")
    used = call(environment / "python", "use.py", cwd=tmp_path)
    assert Path(used.strip()).is_relative_to(environment.parent)
    assert sources_in(environment.parent) == before


@pytest.mark.slow
def test_the_shipped_plan_runs_in_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    printed = call(environment / "planrows", "run", cwd=tmp_path)
    assert "115 rows in 30 areas" in printed
    assert {path.name for path in tmp_path.iterdir()} == {".planrows", "outputs"}
