"""Batches that are killed, side by side, or on a cluster: nothing is lost, and nothing is twice."""

from __future__ import annotations

import contextlib
import csv
import importlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from pipeline.corpus.model import IN_CORPUS
from tests.fuzz.classics import classics
from tests.pipeline.dask_file import address_in
from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf


def states(rows: Iterable[Mapping[str, str]]) -> dict[str, object]:
    """The state of each plan; those whose tables are in the corpus count as one."""
    found = {row["plan_id"]: row["status"] for row in rows}
    return {plan: IN_CORPUS if status in IN_CORPUS else status for plan, status in found.items()}


def batch(project: Path, *options: str) -> subprocess.Popen[str]:
    """Start a batch as a user does."""
    environment = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
    environment |= {"PLANROWS_PROJECT": str(project), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "batch", "plans", "--out", "out", *options],
        cwd=project, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def recorded(project: Path) -> set[str]:
    return {path.stem for path in (project / "out" / ".batch").glob("*.json")}


def wait_for(project: Path, least: int, seconds: float = 240) -> None:
    """Wait until some plans have ended."""
    deadline = time.monotonic() + seconds
    while len(recorded(project)) < least and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(recorded(project)) >= least


def require_whole(project: Path, plans: Iterable[str]) -> None:
    """Check that each plan is once in each place, and whole."""
    wanted = sorted(plans)
    rows = 0
    for plan in wanted:
        assert planrows(project, "check", f"out/{plan}").returncode == 0, plan
        rows += len((project / "out" / plan / "matrix.csv").read_text().splitlines()) - 1
    checked = planrows(project, "check", "out")
    assert checked.returncode == 0, checked.stdout
    with sqlite3.connect(project / "out" / "corpus.sqlite") as corpus:
        assert corpus.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = corpus.execute(
            "SELECT plan_id FROM plans WHERE status IN ('published', 'doubtful')"
        )
        assert sorted(plan for (plan,) in found) == wanted
        assert corpus.execute("SELECT count(*) FROM matrix").fetchone() == (rows,)
    parts = (project / "out" / "dataset" / "matrix").glob("*/*.parquet")
    assert sorted(path.parent.name.removeprefix("plan=") for path in parts) == wanted


REFUSED = {
    "zip": "failed",
    "flate bomb": "failed",
    "encrypted": "failed",
    "blank": "failed",
    "cut in half": "failed",
}


@pytest.mark.slow
def test_a_batch_that_was_killed_goes_on(tmp_path: Path) -> None:
    make_project(tmp_path)
    for seed in range(6):
        small_pdf(tmp_path / "plans" / f"plan-{seed}.pdf", seed=seed)
    files = classics()
    for name in REFUSED:
        (tmp_path / "plans" / f"{name}.pdf").write_bytes(files[name])
    environment = {**os.environ, "PLANROWS_PROJECT": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline", "batch", "plans", "--out", "out", "--jobs", "2"]
    state = tmp_path / "out" / ".batch"
    for least in (2, 5, 7):
        killed = subprocess.Popen(command, cwd=tmp_path, env=environment)
        others: list[psutil.Process] = []
        deadline = time.monotonic() + 240
        while len(list(state.glob("*.json"))) < least and time.monotonic() < deadline:
            time.sleep(0.1)
            others = psutil.Process(killed.pid).children(recursive=True)
        killed.kill()
        killed.wait()
        assert not psutil.wait_procs(others, timeout=120)[1]
    done = planrows(tmp_path, "batch", "plans", "--out", "out", "--jobs", "2")
    assert done.returncode == 1, done.stderr
    # What was done before the last kill is not done again.
    already = int(done.stdout.split(" of 11 plans are done already")[0])
    assert 7 <= already <= 11
    wanted = {name.replace(" ", "-"): status for name, status in REFUSED.items()}
    wanted |= {f"plan-{n}": IN_CORPUS for n in range(6)}
    with (tmp_path / "out" / "batch.csv").open(encoding="utf-8", newline="") as file:
        assert states(csv.DictReader(file)) == wanted
    rows = 0
    for n in range(6):
        assert planrows(tmp_path, "check", f"out/plan-{n}").returncode == 0
        rows += len((tmp_path / "out" / f"plan-{n}" / "matrix.csv").read_text().splitlines()) - 1
    with sqlite3.connect(tmp_path / "out" / "corpus.sqlite") as corpus:
        assert corpus.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        corpus.row_factory = sqlite3.Row
        assert states(map(dict, corpus.execute("SELECT plan_id, status FROM plans"))) == wanted
        assert corpus.execute("SELECT count(*) FROM matrix").fetchone()[0] == rows
        corpus.execute("INSERT INTO search (search) VALUES ('integrity-check')")


@pytest.mark.slow
def test_two_batches_at_once_run_no_plan_twice(tmp_path: Path) -> None:
    make_project(tmp_path)
    plans = [f"plan-{seed}" for seed in range(4)]
    for seed, plan in enumerate(plans):
        small_pdf(tmp_path / "plans" / f"{plan}.pdf", seed=seed)
    both = [batch(tmp_path, "--jobs", "1", "--json") for _ in range(2)]
    ended = []
    for process in both:
        said, events = process.communicate(timeout=300)
        assert process.returncode == 0, events
        assert len(json.loads(said)["plans"]) == 4
        ended += [event for line in events.splitlines() if line.startswith("{")
                  and (event := json.loads(line))["event"] == "ended"]  # fmt: skip
    # A plan that the other batch has run is told with the outcome that it had there.
    keys = {(event["plan_id"], event["seconds"]) for event in ended}
    assert len(keys) == 4, ended
    require_whole(tmp_path, plans)


@pytest.mark.slow
def test_a_dask_cluster_that_loses_workers_and_its_scheduler(tmp_path: Path) -> None:
    make_project(tmp_path)
    plans = [f"plan-{seed}" for seed in range(5)]
    for seed, plan in enumerate(plans):
        small_pdf(tmp_path / "plans" / f"{plan}.pdf", seed=seed)
    with dask_cluster(tmp_path, workers=2) as cluster:
        running = batch(tmp_path, "--scheduler", cluster.address)
        wait_for(tmp_path, 1)
        cluster.kill_a_worker()
        wait_for(tmp_path, 2)
        cluster.kill_the_scheduler()
        _, told = running.communicate(timeout=240)
        assert running.returncode == 2, told
        assert "the scheduler is gone; start it again" in told
        assert "Traceback" not in told
    before = recorded(tmp_path)
    with dask_cluster(tmp_path, workers=1) as cluster:
        running = batch(tmp_path, "--scheduler", cluster.address)
        said, told = running.communicate(timeout=300)
    assert running.returncode == 0, told
    assert f"{len(before)} of 5 plans are done already" in said
    require_whole(tmp_path, plans)


@dataclass
class DaskCluster:
    """A scheduler and its workers, started as their users do."""

    address: str = ""
    scheduler: list[subprocess.Popen[bytes]] = field(default_factory=list)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_a_worker(self) -> None:
        self.workers.pop().send_signal(signal.SIGKILL)

    def kill_the_scheduler(self) -> None:
        self.scheduler[0].send_signal(signal.SIGKILL)


@contextlib.contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[DaskCluster]:
    """Start a scheduler and workers, and end them."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    python = [sys.executable, "-m"]

    def start(*command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*python, *command, "--scheduler-file", str(file)],
            cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    cluster = DaskCluster()
    cluster.scheduler.append(
        start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
    )
    cluster.workers = [
        start("distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard",
              "--death-timeout", "60")
        for _ in range(workers)
    ]  # fmt: skip
    started = [*cluster.scheduler, *cluster.workers]
    try:
        cluster.address = address_in(file)
        yield cluster
    finally:
        # The processes of killed workers end by themselves: until then, a plan may still be done.
        others = [
            child
            for process in started
            if process.poll() is None
            for child in psutil.Process(process.pid).children(recursive=True)
        ]
        for process in reversed(started):
            process.kill()
            process.wait(300)
        psutil.wait_procs(others, timeout=120)


@pytest.mark.parametrize(
    ("error", "is_printed"),
    [
        (FileNotFoundError("no semaphore"), False),  # as removed by a batch that ended first
        (PermissionError("no semaphore"), True),
        (ImportError("no library"), True),
    ],
)
def test_a_worker_that_outlives_its_batch_ends_in_silence(
    error: Exception,
    is_printed: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    preload = importlib.import_module("pipeline.batch.preload")
    importlib.reload(preload)
    sys.excepthook(type(error), error, None)
    assert (str(error) in capsys.readouterr().err) is is_printed
