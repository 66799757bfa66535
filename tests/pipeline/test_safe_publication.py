"""No room, no leave to write, links, two at once: one line, and the last publication stands."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.kills import add_edition, sums
from tests.pipeline.small_project import ROOT, copy_of_project, planrows

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of two editions, both in the store, so that later runs only publish."""
    folder = copy_of_project(tmp_path_factory, with_outputs=False)
    lines = 'pdf = "plan.pdf"\ntitle = "Another title"'
    add_edition(folder / "sources" / "small" / "plan.toml", lines)
    for edition in ("", "next"):
        done = run(folder, folder / "first" / "plan", edition)
        assert done.returncode == 0, done.stderr
    return folder


def run(
    project: Path, out: Path, edition: str = "", largest: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Publish an edition, where need be with a limit to the size of a file."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        # Root may write where nobody may: a run is to meet what other users meet (Linux).
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)

    environment = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
    environment |= {
        "PLANROWS_PROJECT": str(project),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "small", "--edition", edition, "--out", str(out)],
        cwd=out.parent if out.parent.is_dir() else project,
        env=environment,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def out(project: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "here" / "plan"
    done = run(project, folder)
    assert done.returncode == 0, done.stderr
    return folder


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that says why; progress is not shown where no one looks on."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("planrows: ")
    assert done.stdout == ""
    return line


def test_wherever_room_ends_the_last_publication_stands(project: Path, out: Path) -> None:
    before = sums(out)
    sizes = {path.name: path.stat().st_size for path in (project / "first" / "plan").iterdir()}
    # Each of these stops another writer: of texts, of the database, of the pages.
    for room in (3_000, sizes["plan.sqlite"] - 1, max(sizes.values()) - 1):
        line = refusal(run(project, out, "next", largest=room))
        assert "the last publication is untouched; make room" in line
        assert sums(out) == before
        assert [path.name for path in out.parent.iterdir()] == ["plan"]


def test_a_link_is_not_followed(project: Path, out: Path, tmp_path: Path) -> None:
    before = sums(out)
    link = tmp_path / "link"
    link.symlink_to(out)
    assert "is a symbolic link; name the folder" in refusal(run(project, link, "next"))
    assert sums(out) == before
    assert link.is_symlink()


def test_a_file_linked_to_from_the_folder_is_left_alone(
    project: Path, out: Path, tmp_path: Path
) -> None:
    precious = tmp_path / "precious.csv"
    precious.write_text("mine")
    (out / "matrix.csv").unlink()
    (out / "matrix.csv").symlink_to(precious)
    (out / "parquet").rename(tmp_path / "elsewhere")
    (out / "parquet").symlink_to(tmp_path / "elsewhere")
    elsewhere = sums(tmp_path / "elsewhere")
    done = run(project, out, "next")
    assert done.returncode in (0, 2), done.stderr
    assert precious.read_text() == "mine"
    assert sums(tmp_path / "elsewhere") == elsewhere
    if done.returncode == 0:
        assert not (out / "matrix.csv").is_symlink()


@pytest.mark.parametrize("is_the_folder", [True, False])
def test_a_read_only_folder_is_refused(project: Path, out: Path, is_the_folder: bool) -> None:
    before = sums(out)
    place = out if is_the_folder else out.parent
    place.chmod(0o555)
    line = refusal(run(project, out, "next"))
    place.chmod(0o755)
    assert str(out) in line
    assert sums(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["plan"]


def test_two_runs_at_once_both_end_well(project: Path, out: Path) -> None:
    own = sums(out)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", "small", *words, "--out", str(out)],
            cwd=project,
            env=os.environ | {"PLANROWS_PROJECT": str(project), "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in ([], ["--edition", "next"], ["--edition", "next"])
    ]
    for process in started:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    found = sums(out)
    assert sorted(found) == sorted(own)
    assert planrows(project, "check", out).returncode == 0
    assert [path.name for path in out.parent.iterdir()] == ["plan"]


def test_what_a_killed_run_left_goes_even_when_nothing_is_published(
    project: Path, out: Path
) -> None:
    (out.parent / ".plan.new-killed").mkdir()
    (out.parent / ".plan.lock").touch()
    done = run(project, out)
    assert "nothing has changed" in done.stdout
    assert [path.name for path in out.parent.iterdir()] == ["plan"]
