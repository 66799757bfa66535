"""`--json` prints one JSON object, `--quiet` nothing, and `--version` the version."""

from __future__ import annotations

import json
import re
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.commands.test_cli import COMMANDS
from tests.pipeline.small_project import copy_of_project, planrows


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a plan that is published."""
    return copy_of_project(tmp_path_factory)


def summary(project: Path, *arguments: str | Path) -> dict[str, Any]:
    """Return the JSON object that a command prints, which has its exit status."""
    done = planrows(project, *arguments, "--json")
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    assert found["exit_status"] == done.returncode
    assert "Traceback" not in done.stderr
    return found


def test_run_tells_what_it_published(project: Path) -> None:
    found = summary(project, "run", "small")
    assert (found["exit_status"], found["plan"]) == (0, "small")
    assert found["folder"] == str(project / "outputs" / "small")
    assert (found["is_new"], found["stages_ran"]) == (False, [])
    assert found["rows"] > 0
    assert found["lost"] == 0


def test_run_tells_what_it_would_run(project: Path) -> None:
    found = summary(project, "run", "small", "--explain", "--no-cache")
    assert found["first_stage_to_run"] == "extract"
    assert found["reason"]


def test_check_tells_each_problem(project: Path, tmp_path: Path) -> None:
    published = project / "outputs" / "small"
    assert summary(project, "check", published)["problems"] == []
    changed = Path(shutil.copytree(published, tmp_path / "small"))
    (changed / "areas.csv").unlink()
    found = summary(project, "check", changed)
    assert found["exit_status"] == 1
    assert any("areas.csv" in problem for problem in found["problems"])
    assert found["error"].startswith(f"{changed}: ")


def test_diff_tells_its_counts_and_files(project: Path, tmp_path: Path) -> None:
    published = project / "outputs" / "small"
    found = summary(project, "diff", published, published, "--out", tmp_path)
    assert set(found["counts"]["rows"]) == {"unchanged"}
    assert all((tmp_path / name).is_file() for name in found["files"])


def test_extract_tells_its_tables(project: Path, tmp_path: Path) -> None:
    found = summary(project, "extract", project / "given" / "small.pdf", "--out", tmp_path)
    tables = json.loads((tmp_path / "tables.json").read_text("utf-8"))["tables"]
    assert [(t["table_id"], t["rows"]) for t in found["tables"]] == [
        (t["table_id"], len(t["rows"])) for t in tables
    ]
    assert all((tmp_path / name).is_file() for name in found["files"])
    assert sum(page["lost"] for page in found["ledger"]) == 0


def test_batch_tells_each_plan(project: Path, tmp_path: Path) -> None:
    shutil.copyfile(project / "given" / "small.pdf", tmp_path / "good.pdf")
    (tmp_path / "bad.pdf").write_bytes(b"x")
    found = summary(project, "batch", tmp_path, "--out", tmp_path / "out", "--jobs", "1")
    assert (found["exit_status"], found["failed"]) == (1, 1)
    assert {p["plan_id"]: p["status"] for p in found["plans"]} == {
        "bad": "failed", "good": "published",
    }  # fmt: skip


@pytest.mark.parametrize("command", ["run", "check", "extract", "batch"])
def test_an_error_is_reported_in_json_and_in_words(project: Path, command: str) -> None:
    done = planrows(project, command, "nothing-here", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == found["exit_status"] == 2
    assert done.stderr == f"planrows: {found['error']}\n"


def test_quiet_commands_print_nothing(project: Path, tmp_path: Path) -> None:
    published, pdf = project / "outputs" / "small", project / "given" / "small.pdf"
    for arguments in (
        ("run", "small"), ("check", published), ("diff", published, published, "--out", tmp_path),
        ("extract", pdf, "--out", tmp_path / "tables"), ("batch", pdf, "--out", tmp_path / "out"),
    ):  # fmt: skip
        done = planrows(project, *arguments, "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), arguments
    done = planrows(project, "run", "nothing-here", "--quiet")
    assert done.returncode == 2
    assert done.stderr.startswith("planrows: no plan 'nothing-here'")
    assert "use only one of them" in planrows(project, "run", "--quiet", "--verbose").stderr


def test_the_version_is_printed(project: Path) -> None:
    done = planrows(project, "--version")
    assert (done.returncode, done.stdout) == (0, f"planrows {version('planrows')}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_quiet_where_a_command_has_it(project: Path, command: str) -> None:
    shown = planrows(project, command, "--help").stdout
    is_summarizing = command in (
        *("run", "check", "diff", "extract", "batch", "reconcile", "site", "release"),
    )
    assert bool(re.search(r"^  --quiet +Print nothing but", shown, re.M)) == is_summarizing
