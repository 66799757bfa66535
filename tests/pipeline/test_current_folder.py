"""planrows is run where files from mail lie: it imports nothing from the current folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pipeline.dask_file import address_in
from tests.pipeline.small_project import ROOT, copy_of_project

NAMES = (
    "selectors.py", "json.py", "numpy.py", "pickle.py", "typing.py", "__future__.py",
    "sitecustomize.py", "usercustomize.py", "pebble.py", "cv2.py", "sqlite3.py", "pandas.py",
    "extract/__init__.py", "normalize/__init__.py", "expectations/__init__.py",
)  # fmt: skip
"""Modules of the standard library, of libraries and of planrows."""
WAYS = {
    "console script": [str(Path(sys.executable).with_name("planrows"))],
    "module": [sys.executable, "-m", "pipeline"],
    "module, environment ignored": [sys.executable, "-E", "-m", "pipeline"],
}


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a plan."""
    project = copy_of_project(tmp_path_factory, with_outputs=False)
    (project / "in").mkdir()
    (project / "given" / "small.pdf").rename(project / "in" / "given.pdf")
    return project


@pytest.fixture
def folder(added: Path, tmp_path: Path) -> Path:
    """A project with a plan, whose folder holds a file for each name."""
    project = Path(shutil.copytree(added, tmp_path / "project"))
    plant(project)
    return project


def plant(folder: Path) -> None:
    for name in NAMES:
        (folder / name).parent.mkdir(exist_ok=True)
        line = f"open({str(folder / 'imported.txt')!r}, 'a').write({name!r} + chr(10))\n"
        (folder / name).write_text(line, encoding="utf-8")


def imported(folder: Path) -> list[str]:
    """Return the planted files that were imported since the last call."""
    try:
        return (folder / "imported.txt").read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []


def run(folder: Path, way: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONSAFEPATH")}
    environment["PLANROWS_PROJECT"] = str(folder)
    return subprocess.run(
        [*WAYS[way], *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_each_command_leaves_the_current_folder_alone(folder: Path) -> None:
    shutil.copy(folder / "in" / "given.pdf", folder / "sources" / "small" / "next.pdf")
    toml = folder / "sources" / "small" / "plan.toml"
    lines = toml.read_text(encoding="utf-8")
    toml.write_text(f'{lines}\n[editions.next]\npdf = "next.pdf"\n', encoding="utf-8")
    published = "outputs/small"
    for words in (
        ["run", "small"],
        ["run", "small@next"],
        ["extract", "in/given.pdf", "--out", "tables"],
        ["add", "in/given.pdf", "--id", "another"],
        ["show", "small", "t1-r000-c0"],
        ["check", published],
        ["diff", published, "outputs/small@next"],
        ["monitor", f"{published}/monitoring.xlsx", "--plan", "small"],
        ["explain", "all"],
        ["batch", "in", "--out", "corpus", "--jobs", "1"],
        ["store"],
        ["--help"],
    ):
        ran = run(folder, "console script", *words)
        assert ran.returncode == 0, (words, ran.stderr)
        assert imported(folder) == [], words


@pytest.mark.parametrize("way", [way for way in WAYS if way != "console script"])
def test_each_other_way_of_starting_leaves_the_current_folder_alone(folder: Path, way: str) -> None:
    for words in (
        ["extract", "in/given.pdf", "--out", "tables"],
        ["batch", "in", "--out", "corpus", "--jobs", "1"],
    ):
        ran = run(folder, way, *words)
        assert ran.returncode == 0, (words, ran.stderr)
        assert imported(folder) == [], words


def test_an_empty_place_on_the_search_path_is_not_the_current_folder(folder: Path) -> None:
    # Python itself imports this one before any program starts.
    (folder / "sitecustomize.py").unlink()
    (folder / "usercustomize.py").unlink()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", ".", str(ROOT)])}
    ran = subprocess.run(
        [*WAYS["console script"], "extract", "in/given.pdf", "--out", "tables"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert imported(folder) == []


@contextmanager
def dask_cluster(folder: Path) -> Iterator[Path]:
    """Start a scheduler and a worker in a folder; yield the file with the scheduler's address."""
    dask = str(Path(sys.executable).with_name("dask"))
    address = folder / "scheduler.json"
    quiet = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    file = ["--scheduler-file", str(address)]
    with (
        subprocess.Popen(
            [dask, "scheduler", "--port", "0", "--no-dashboard", *file], **quiet
        ) as scheduler,
        subprocess.Popen(
            [dask, "worker", "--no-nanny", "--no-dashboard", "--nthreads", "1", *file], **quiet
        ) as worker,
    ):
        try:
            yield address
        finally:
            # In this order: the worker bids the scheduler farewell, and would wait for it.
            worker.terminate()
            worker.wait(timeout=300)
            scheduler.terminate()


def test_a_dask_worker_leaves_its_folder_alone(folder: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    with dask_cluster(folder) as file:
        words = ["batch", "in", "--out", "corpus", "--scheduler", address_in(file)]
        ran = run(folder, "console script", *words)
    assert ran.returncode == 0, ran.stderr
    assert imported(folder) == []


def test_a_worker_refuses_a_package_of_another_project(folder: Path) -> None:
    """The guard looks in the processes that read pages, too."""
    source = (
        "import sys\n"
        "from pathlib import Path\n"
        "from extract.system import guard\n"
        "from extract.runtime.workers import PagePool\n"
        "if __name__ == '__main__':\n"
        "    guard.check_packages()\n"
        "    sys.path.insert(0, str(Path(sys.argv[1])))\n"
        "    try:\n"
        "        PagePool().run(len, Path('x'), [1])\n"
        "    except Exception as error:\n"
        "        print(type(error).__name__, error)\n"
    )
    script = folder.parent / "elsewhere" / "script.py"
    script.parent.mkdir()
    script.write_text(source, encoding="utf-8")
    shadow = folder.parent / "shadow"
    (shadow / "link").mkdir(parents=True)
    (shadow / "link" / "__init__.py").write_text("", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(shadow)],
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "ShadowedPackageError" in ran.stdout, ran.stderr
    assert str(shadow) in ran.stdout
