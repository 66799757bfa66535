"""What leads planrows from outside: the example for schedulers, the Action, the container."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf

EXAMPLES = ROOT / "docs" / "examples"
ACTION = ROOT / ".github" / "actions" / "compare-plan"


def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scheduled", EXAMPLES / "scheduled.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PLANROWS_PROJECT", raising=False)


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_a_step_may_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make_project(tmp_path)
    small_pdf(tmp_path / "a.pdf")
    assert planrows(project, "add", "a.pdf", "--id", "one").returncode == 0
    monkeypatch.setenv("PLANROWS_PROJECT", str(project))
    scheduled = example()
    (first,) = scheduled.steps(project, ["one"])
    assert (first["is_new"], first["exit_status"]) == (True, 0)
    (second,) = scheduled.steps(project, ["one"])
    assert (second["is_new"], second["stages_ran"]) == (False, [])
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "bad.pdf").write_bytes(b"no PDF")
    with pytest.raises(scheduled.RefusedError):
        scheduled.publish_all(project, "plans", "out")
    with pytest.raises(subprocess.CalledProcessError):
        scheduled.publish(project, "nowhere")


def test_the_action_names_what_it_uses() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        # A tag may be moved to other code; a commit may not.
        assert re.search(r"@[0-9a-f]{40}$", step["uses"]) if "uses" in step else step["shell"]
        # What a pull request can choose reaches the shell as a variable, never as code.
        assert "${{" not in step.get("run", "")
    given = set(action["runs"]["steps"][-1]["env"])
    used = set(re.findall(r"\$\{?([A-Z_]+)\b", (ACTION / "compare.sh").read_text("utf-8")))
    assert used - {"PWD", "RUNNER_TEMP"} <= given


def test_the_workflow_may_do_what_the_action_needs() -> None:
    workflow = yaml.safe_load((EXAMPLES / "compare-plans.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    checkout, compare = workflow["jobs"]["compare"]["steps"]
    assert re.search(r"@[0-9a-f]{40}$", checkout["uses"])
    assert checkout["with"]["fetch-depth"] == 0
    assert (ROOT / compare["uses"] / "action.yml").samefile(ACTION / "action.yml")


@pytest.mark.slow
def test_the_action_posts_what_a_new_pdf_changes(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    small_pdf(tmp_path / "one.pdf", seed=1)
    assert planrows(project, "add", tmp_path / "one.pdf", "--id", "one").returncode == 0
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    scripts = {
        "gh": 'cp "$5" "$POSTED"; echo "$3" >"$POSTED.to"',
        "planrows": f'exec {sys.executable} -m pipeline "$@"',
        "python": f'exec {sys.executable} "$@"',
    }
    for name, script in scripts.items():
        (bin_ / name).write_text(f"#!/bin/bash\n{script}\n")
        (bin_ / name).chmod(0o755)
    posted = tmp_path / "comment.md"
    environment = {
        **{key: value for key, value in os.environ.items() if "PLANROWS" not in key},
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "POSTED": str(posted),
        "PULL_REQUEST": "7",
        "RUNNER_TEMP": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def run(*command: str) -> str:
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    def commit() -> str:
        run("git", "add", "--all", "sources")
        run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Change")
        return run("git", "rev-parse", "HEAD")

    run("git", "init", "-q")
    environment["BASE"] = commit()
    (project / "notes.txt").write_text("x")
    assert run("bash", str(ACTION / "compare.sh")) == "no plan has changed"
    assert not posted.exists()
    toml = project / "sources" / "one" / "plan.toml"
    toml.write_text(
        re.sub(r'^title = ".*"', 'title = "Another title"', toml.read_text(), flags=re.M)
    )
    small_pdf(tmp_path / "two.pdf", seed=3)
    assert planrows(project, "add", tmp_path / "two.pdf", "--id", "two").returncode == 0
    commit()
    run("bash", str(ACTION / "compare.sh"))
    text = posted.read_text(encoding="utf-8")
    assert "## one" in text
    assert re.search(r"## two\n\nNew plan: \d+ rows in \d+ areas, \d+ places in doubt\.", text)
    assert (tmp_path / "comment.md.to").read_text() == "7\n"
    assert not list(tmp_path.glob("compare-plan-*"))


def test_the_container_is_pinned_and_without_privileges() -> None:
    lines = (EXAMPLES / "Containerfile").read_text(encoding="utf-8").splitlines()
    (base,) = (line for line in lines if line.startswith("ARG BASE="))
    assert re.search(r":\d+\.\d+\.\d+-|@sha256:", base)
    assert [line for line in lines if line.startswith("FROM")] == [
        "FROM ${BASE} AS build", "FROM ${BASE}",
    ]  # fmt: skip
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users[-1] not in ("root", "0", "0:0")
    assert any("--require-hashes" in line for line in lines)
    assert not any(line.startswith("ADD") for line in lines)
    copied = {line.split()[1] for line in lines if line.startswith("COPY") and "--from" not in line}
    assert all((ROOT / name).exists() for name in copied)
    # Nothing else is sent to the builder.
    kept = (EXAMPLES / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    copies = [
        line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line
    ]
    assert "*" in kept
    assert {line[1:] for line in kept if line.startswith("!")} == {
        name for names in copies for name in names
    }


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_the_script_starts_a_cluster_and_ends_it(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    small_pdf(tmp_path / "plans" / "one.pdf")
    done = subprocess.run(
        ["bash", str(EXAMPLES / "dask_cluster.sh"), "1", "plans", "--out", "out"],
        cwd=project,
        env={**os.environ, "PYTHON": sys.executable, "PLANROWS_PROJECT": str(project)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert planrows(project, "check", "out/one").returncode == 0
