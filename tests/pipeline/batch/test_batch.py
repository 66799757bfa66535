"""A corpus: each plan by itself, on a process pool or on Dask, and on again after a kill."""

from __future__ import annotations

import contextlib
import csv
import errno
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import psutil
import pytest

from extract.errors import (
    DamagedPdfError,
    SlowPdfError,
    UnreadablePageError,
    WorkersError,
)
from pipeline.batch.address import open_address
from pipeline.batch.corpus import write_corpus
from pipeline.batch.model import PlanOutcome, Task
from pipeline.batch.stage import run_all
from pipeline.batch.tasks import find_tasks, read_outcome, split_done, write_outcome
from pipeline.config.project import Project
from pipeline.errors import LostGlyphsError, NotAPlanError, UsageError
from pipeline.publish.core.errors import BusyFolderError
from tests.fuzz.classics import classics
from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf


def project_with(folder: Path, names: list[str]) -> Project:
    make_project(folder)
    for name in names:
        path = folder / "plans" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return Project(folder)


def test_plans_are_found_under_names_of_their_own(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["A plan.pdf", "a-plan.PDF.pdf", "a_plan.pdf", "notes.txt"])
    tasks = find_tasks(str(tmp_path / "plans"), project, str(tmp_path / "out"))
    assert [task.plan_id for task in tasks] == ["a-plan", "a-plan-pdf", "a-plan-2"]
    assert len({task.key for task in tasks}) == 3
    again = find_tasks(str(tmp_path / "plans" / "*.pdf"), project, str(tmp_path / "out"))
    assert again == tasks
    with pytest.raises(UsageError, match="no PDF and no folder"):
        find_tasks(str(tmp_path / "nowhere"), project, str(tmp_path / "out"))


def test_what_is_done_stays_done_until_something_changes(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "b.pdf"])
    out = str(tmp_path / "out")
    tasks = find_tasks(str(tmp_path / "plans"), project, out)
    write_outcome(out, PlanOutcome(plan_id="a", status="unreadable", key=tasks[0].key))
    write_outcome(out, PlanOutcome(plan_id="b", status="published", key=tasks[1].key))
    done, left = split_done(out, tasks)
    # b was published, but its folder is not there.
    assert [[each.plan_id for each in done], [each.plan_id for each in left]] == [["a"], ["b"]]
    (tmp_path / "plans" / "a.pdf").write_bytes(b"new")
    changed = find_tasks(str(tmp_path / "plans"), project, out)
    assert read_outcome(out, changed[0]) is None


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "b.pdf"])
    tasks = find_tasks(str(tmp_path / "plans"), project, str(tmp_path / "out"))
    outcomes = run_all(tasks, lambda: ThreadPoolExecutor(1))
    assert {outcome.plan_id: outcome.status for outcome in outcomes} == {
        "a": "unreadable",
        "b": "unreadable",
    }
    assert all("a.pdf" in o.message or "b.pdf" in o.message for o in outcomes)


FAULTS = {
    "no space": (OSError(errno.ENOSPC, "No space left on device", "out/a"), True),
    "no memory": (MemoryError(), True),
    "the end of a process": (BrokenProcessPool("gone"), True),
    "time": (UnreadablePageError(Path("a.pdf"), 1, "wall", "60 s"), True),
    "memory of a page": (UnreadablePageError(Path("a.pdf"), 1, "memory", "1024 MiB"), True),
    "all pages": (SlowPdfError(Path("a.pdf"), "takes long", "wait"), True),
    "another run": (BusyFolderError("out/a: another run"), True),
    "no workers": (WorkersError(Path("a.pdf"), "ended", "free memory"), True),
    "a damaged page": (UnreadablePageError(Path("a.pdf"), 1, "error", "KeyError"), False),
    "a page of too much": (UnreadablePageError(Path("a.pdf"), 1, "marks", "1,000,000"), False),
    "a damaged file": (DamagedPdfError(Path("a.pdf"), "is cut off", "fetch it"), False),
    "no plan": (NotAPlanError("a.pdf: no table looks like that of a plan"), False),
    "lost glyphs": (LostGlyphsError("3 glyphs"), False),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_only_what_lies_in_the_file_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    error, may_pass = FAULTS[fault]
    project = project_with(tmp_path, ["a.pdf"])
    tasks = find_tasks(str(tmp_path / "plans"), project, str(tmp_path / "out"))

    def fail(_: Task) -> None:
        raise error

    monkeypatch.setattr("pipeline.batch.tasks._run", fail)
    (outcome,) = run_all(tasks, lambda: ThreadPoolExecutor(1))
    assert outcome.retry is may_pass
    assert "unexpected" not in outcome.message
    done, left = split_done(str(tmp_path / "out"), tasks)
    assert [len(done), len(left)] == [0, 1] if may_pass else [1, 0]


class Crash:
    """An executor whose worker processes end abruptly."""

    def __enter__(self) -> Crash:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def shutdown(self, wait: bool = True) -> None:
        del wait

    def submit(self, *_: object) -> object:
        raise BrokenProcessPool


def test_a_crash_is_not_remembered(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    tasks = find_tasks(str(tmp_path / "plans"), project, str(tmp_path / "out"))
    (outcome,) = run_all(tasks, Crash)  # type: ignore[arg-type]  # what it uses of an executor
    assert (outcome.status, outcome.retry) == ("crashed", True)
    assert split_done(str(tmp_path / "out"), tasks) == ([], tasks)


def test_a_file_that_is_none_stops_no_other(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    os.mkfifo(tmp_path / "plans" / "pipe.pdf")
    with (tmp_path / "plans" / "sparse.pdf").open("wb") as file:
        file.truncate(2**40)
    tasks = find_tasks(str(tmp_path / "plans"), project, str(tmp_path / "out"))
    outcomes = run_all(tasks, lambda: ThreadPoolExecutor(1))
    told = {outcome.plan_id: outcome.message for outcome in outcomes}
    assert sorted(told) == ["a", "pipe", "sparse"]
    assert "no such file" in told["pipe"]
    assert "GiB" in told["sparse"] or "is not a PDF" in told["sparse"]


def test_an_address_that_nothing_supports_is_told(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra 'remote' is not installed")
    project_with(tmp_path, ["a.pdf"])
    done = planrows(tmp_path, "batch", "plans", "--out", "foo://somewhere")
    assert done.returncode == 2
    told = "foo://somewhere: is no address that fsspec can open (Protocol not known: foo)"
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_came_of_a_plan_names_its_own_file(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["A plan.pdf"])
    out, plans = str(tmp_path / "out"), tmp_path / "plans"
    for name in ("A plan.pdf", "a-plan.pdf", "A plan.pdf"):
        next(plans.iterdir()).rename(plans / name)
        tasks = find_tasks(str(plans), project, out)
        done, left = split_done(out, tasks)
        (outcome,) = [*done, *run_all(left, lambda: ThreadPoolExecutor(1))]
        assert (outcome.plan_id, outcome.message.partition(": ")[0]) == ("a-plan", name)
        assert split_done(out, tasks) == ([outcome], [])


def test_a_plan_depends_on_the_names_beside_it(tmp_path: Path) -> None:
    project = project_with(tmp_path, [])
    folder = project.sources / "one"
    folder.mkdir()
    (folder / "plan.toml").write_text("", encoding="utf-8")
    (folder / "draft.pdf").write_bytes(b"1")

    def key() -> str:
        return find_tasks(str(folder), project, str(tmp_path / "out"))[0].key

    keys = {key(), key()}
    assert len(keys) == 1
    (folder / "draft.pdf").rename(folder / "plan.pdf")
    keys.add(key())
    (project.registers / "instruments.csv").rename(project.registers / "more.csv")
    keys.add(key())
    assert len(keys) == 3


@pytest.mark.slow
def test_a_plan_whose_file_was_replaced_is_told(tmp_path: Path) -> None:
    project = Project(make_project(tmp_path))
    out, pdf = str(tmp_path / "out"), tmp_path / "plans" / "one.pdf"
    said = []
    for seed in (1, 2):
        small_pdf(pdf, seed=seed)
        said += run_all(find_tasks(str(pdf), project, out), lambda: ThreadPoolExecutor(1))
    assert [outcome.status for outcome in said] == ["published", "unreadable"]
    assert "one.pdf: not the file that" in said[1].message


def published(out: Path, plan_id: str, text: str) -> PlanOutcome:
    folder = out / plan_id
    folder.mkdir(parents=True)
    (folder / "activities.csv").write_text(
        f"activity_id,area_id,text\nact-1,1.1,{text}\n", encoding="utf-8"
    )
    (folder / "bodies.csv").write_text("body_id,name\nSOMTC,Senior Officials\n", encoding="utf-8")
    (folder / "body_roles.csv").write_text(
        "role_id,body_id,role\nr1,SOMTC,lead\n", encoding="utf-8"
    )
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    return PlanOutcome(plan_id=plan_id, status="published", rows=1)


def test_the_corpus_is_searched_over_all_plans(tmp_path: Path) -> None:
    outcomes = [
        published(tmp_path, "one", "Workshop on borders"),
        published(tmp_path, "two", "Séminaire sur les frontières"),
        PlanOutcome(plan_id="three", status="crashed", message="gone"),
    ]
    write_corpus(open_address(str(tmp_path)), outcomes)
    with sqlite3.connect(tmp_path / "corpus.sqlite") as corpus:
        found = corpus.execute("SELECT plan_id FROM search WHERE search MATCH 'seminaire'")
        assert found.fetchall() == [("two",)]
        index = corpus.execute("SELECT body_id, plans, leads FROM body_index").fetchall()
        assert index == [("SOMTC", 2, 2)]
        plans = dict(corpus.execute("SELECT plan_id, status FROM plans"))
    assert plans == {"one": "published", "two": "published", "three": "crashed"}
    first = (tmp_path / "corpus.sqlite").read_bytes()
    write_corpus(open_address(str(tmp_path)), outcomes)
    assert (tmp_path / "corpus.sqlite").read_bytes() == first


def test_a_corpus_may_lie_at_any_address(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra 'remote' is not installed")
    address = open_address("memory://corpus")
    published(tmp_path, "one", "Workshop on ports")
    address.take(tmp_path / "one", "one")
    assert "bodies.csv" in list(address.names("one"))
    outcome = PlanOutcome(plan_id="one", status="published")
    write_outcome("memory://corpus", outcome)
    task = Task(plan_id="one", pdf="", root="", registers="", store="", out="memory://corpus")
    assert read_outcome("memory://corpus", task) == outcome
    assert write_corpus(address, [outcome]) > 0


REFUSED = {
    "zip": "unreadable",
    "flate bomb": "unreadable",
    "encrypted": "unreadable",
    "blank": "unreadable",
    "cut in half": "unreadable",
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
        assert not psutil.wait_procs(others, timeout=30)[1]
    done = planrows(tmp_path, "batch", "plans", "--out", "out", "--jobs", "2")
    assert done.returncode == 1, done.stderr
    # What was done before the last kill is not done again.
    already = int(done.stdout.split(" of 11 plans are done already")[0])
    assert 7 <= already < 11
    wanted = {name.replace(" ", "-"): status for name, status in REFUSED.items()}
    wanted |= {f"plan-{n}": "published" for n in range(6)}
    with (tmp_path / "out" / "batch.csv").open(encoding="utf-8", newline="") as file:
        assert {row["plan_id"]: row["status"] for row in csv.DictReader(file)} == wanted
    rows = 0
    for n in range(6):
        assert planrows(tmp_path, "check", f"out/plan-{n}").returncode == 0
        rows += len((tmp_path / "out" / f"plan-{n}" / "matrix.csv").read_text().splitlines()) - 1
    with sqlite3.connect(tmp_path / "out" / "corpus.sqlite") as corpus:
        assert corpus.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert dict(corpus.execute("SELECT plan_id, status FROM plans")) == wanted
        assert corpus.execute("SELECT count(*) FROM matrix").fetchone() == (rows,)


@pytest.mark.slow
def test_a_dask_cluster_runs_the_same_function(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    make_project(tmp_path)
    small_pdf(tmp_path / "plans" / "plan.pdf")
    with dask_cluster(tmp_path) as address:
        done = planrows(tmp_path, "batch", "plans", "--out", "out", "--scheduler", address)
    assert done.returncode == 0, done.stderr
    assert planrows(tmp_path, "check", "out/plan").returncode == 0


@pytest.mark.slow
def test_a_local_cluster_of_processes_runs_it_too(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    project = Project(make_project(tmp_path))
    for seed in range(3):
        small_pdf(tmp_path / "plans" / f"plan-{seed}.pdf", seed=seed)
    (tmp_path / "plans" / "bad.pdf").write_bytes(b"no PDF")
    tasks = find_tasks(str(tmp_path / "plans"), project, str(tmp_path / "out"))
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        outcomes = run_all(tasks, client.get_executor)
    assert {outcome.plan_id: outcome.status for outcome in outcomes} == {
        "bad": "unreadable",
        **{f"plan-{seed}": "published" for seed in range(3)},
    }, outcomes


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    make_project(tmp_path)
    (tmp_path / "plan.pdf").write_bytes(b"no PDF")
    done = planrows(tmp_path, "batch", "plan.pdf", "--out", "out", "--scheduler", "nowhere")
    assert done.returncode == 2
    assert "--scheduler nowhere: no Dask scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr


@contextlib.contextmanager
def dask_cluster(folder: Path) -> Iterator[str]:
    """Start a scheduler and a worker as their users do, and give the scheduler's address."""
    file = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    python = [sys.executable, "-m"]
    scheduler = [*python, "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    worker = [*python, "distributed.cli.dask_worker", "--nthreads", "1"]
    started = [
        subprocess.Popen(
            [*command, "--scheduler-file", str(file)],
            cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for command in (scheduler, worker)
    ]  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not file.is_file() and time.monotonic() < deadline:
            time.sleep(0.2)
        yield str(json.loads(file.read_text(encoding="utf-8"))["address"])
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)


def test_a_batch_goes_on_past_what_is_no_file(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "B.PDF"])
    plans = tmp_path / "plans"
    (plans / "folder.pdf").mkdir()
    (plans / "gone.pdf").symlink_to(plans / "nowhere.pdf")
    tasks = find_tasks(str(plans), project, str(tmp_path / "out"))
    assert {task.plan_id for task in tasks} == {"a", "b", "folder", "nowhere"}
    outcomes = run_all(tasks, lambda: ThreadPoolExecutor(1))
    told = {outcome.plan_id: outcome.message for outcome in outcomes}
    assert told["folder"] == "folder.pdf: is a folder; remove it, or name a PDF"
    assert told["nowhere"] == "nowhere.pdf: there is no such file; remove it, or name a PDF"
    assert "B.PDF" in told["b"]


def test_two_plans_of_one_id_are_told_and_not_mixed(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["one.pdf"])
    for parent in ("x", "y"):
        folder = tmp_path / parent / "sources" / "one"
        folder.mkdir(parents=True)
        (folder / "plan.toml").write_text("", encoding="utf-8")
    tasks = find_tasks(str(tmp_path / "**"), project, str(tmp_path / "out"))
    assert sorted(task.plan_id for task in tasks) == ["one", "one-2", "one-3"]
    outcomes = run_all(tasks, lambda: ThreadPoolExecutor(1))
    assert len(outcomes) == 3
    (clash,) = [outcome for outcome in outcomes if "has the same id" in outcome.message]
    assert clash.plan_id == "one-2"
    assert str(tmp_path / "x" / "sources" / "one" / "plan.toml") in clash.message
