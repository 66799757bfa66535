"""A corpus: each plan by itself, on a process pool or on Dask, and on again after a kill."""

from __future__ import annotations

import errno
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace

import pytest

from expectations.counts import IssueCounts
from extract.errors import (
    DamagedPdfError,
    SlowPdfError,
    UnreadablePageError,
    WorkersError,
)
from extract.multipage.pages import _unread_ledgers
from extract.runtime.workers import PagePool
from pipeline.batch import schedule
from pipeline.batch.confidence import Judged, judge
from pipeline.batch.pools import Cluster
from pipeline.batch.records import (
    asked_again,
    read_current,
    settings_of,
    split_done,
    write_record,
)
from pipeline.batch.run_one import run_task
from pipeline.config.project import Project
from pipeline.corpus.address import open_address
from pipeline.corpus.model import Drafted, PlanOutcome, Task
from pipeline.errors import LostGlyphsError, NotAPlanError, UsageError
from pipeline.publish.core.errors import BusyFolderError
from pipeline.validate.gate import Verdict
from tests.pipeline.batch.in_threads import outcomes_of, tasks_in
from tests.pipeline.small_project import make_project, planrows, small_pdf


def project_with(folder: Path, names: list[str]) -> Project:
    make_project(folder)
    for name in names:
        path = folder / "plans" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return Project(folder)


def test_plans_are_found_under_names_of_their_own(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["A plan.pdf", "a-plan.PDF.pdf", "a_plan.pdf", "notes.txt"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")
    assert [task.plan_id for task in tasks] == ["a-plan", "a-plan-pdf", "a-plan-2"]
    assert len({task.key for task in tasks}) == 3
    again = tasks_in(str(tmp_path / "plans" / "*.pdf"), project, str(tmp_path / "out"))
    assert again == tasks
    with pytest.raises(UsageError, match="neither a PDF nor a folder"):
        tasks_in(str(tmp_path / "nowhere"), project, str(tmp_path / "out"))


def test_what_is_done_stays_done_until_something_changes(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "b.pdf"])
    out = str(tmp_path / "out")
    tasks = tasks_in(str(tmp_path / "plans"), project, out)
    write_record(open_address(out), PlanOutcome(plan_id="a", status="failed", key=tasks[0].key))
    write_record(open_address(out), PlanOutcome(plan_id="b", status="published", key=tasks[1].key))
    done, left = split_done(out, tasks)
    # b was published, but its folder is not there.
    assert [[each.plan_id for each in done], [each.plan_id for each in left]] == [["a"], ["b"]]
    (tmp_path / "plans" / "a.pdf").write_bytes(b"new")
    changed = tasks_in(str(tmp_path / "plans"), project, out)
    assert read_current(open_address(out), changed[0]) is None


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "b.pdf"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")
    outcomes = outcomes_of(tasks)
    assert {outcome.plan_id: outcome.status for outcome in outcomes} == {
        "a": "failed",
        "b": "failed",
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
    "no plan": (NotAPlanError("a.pdf: no table looks like the matrix of a plan"), False),
    "lost glyphs": (LostGlyphsError("3 glyphs"), False),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_only_what_lies_in_the_file_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    error, may_pass = FAULTS[fault]
    project = project_with(tmp_path, ["a.pdf"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("pipeline.batch.run_one._run", fail)
    (outcome,) = outcomes_of(tasks)
    assert outcome.retry is may_pass
    assert "unexpected" not in outcome.message
    done, left = split_done(str(tmp_path / "out"), tasks)
    assert [len(done), len(left)] == [0, 1] if may_pass else [1, 0]


def test_a_plan_that_ends_its_worker_stops_no_other(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "poison.pdf", "unlucky.pdf"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")
    runs: list[str] = []

    def run(task: Task) -> PlanOutcome | None:
        runs.append(task.plan_id)
        if task.plan_id == "poison" or (task.plan_id == "unlucky" and runs.count("unlucky") == 1):
            raise BrokenProcessPool
        return run_task(task)

    told = {outcome.plan_id: outcome for outcome in outcomes_of(tasks, run)}
    assert "not a PDF" in told["a"].message
    assert "not a PDF" in told["unlucky"].message
    assert told["poison"].message == "its worker process crashed twice"
    assert (told["poison"].status, told["poison"].retry) == ("failed", True)
    # It ran again after all others.
    assert runs == ["a", "poison", "unlucky", "poison", "unlucky"]
    _, left = split_done(str(tmp_path / "out"), tasks)
    assert [task.plan_id for task in left] == ["poison"]


def test_a_plan_that_never_ends_is_reported(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out", max_seconds=90)

    def run(_: Task) -> PlanOutcome | None:
        raise TimeoutError

    (outcome,) = outcomes_of(tasks, run)
    assert outcome.message == "takes longer than 1.5 minutes; allow more with --max-minutes"
    assert split_done(str(tmp_path / "out"), tasks) == ([], tasks)


def test_a_plan_that_another_batch_runs_is_not_run_twice(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "b.pdf"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")
    elsewhere = PlanOutcome(plan_id="a", status="failed", key=tasks[0].key, message="elsewhere")
    address = open_address(str(tmp_path / "out"))
    with address.claim(".batch/claims/a") as is_ours:
        assert is_ours
        assert run_task(tasks[0]) is None
        write_record(address, elsewhere)
    told = {outcome.plan_id: outcome.message for outcome in outcomes_of(tasks)}
    assert told["a"] == "elsewhere"
    assert "not a PDF" in told["b"]


def test_nothing_waits_while_plans_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a plan that another batch runs is waited for, at the end."""
    waits: list[list[str]] = []
    runs: list[str] = []
    clock = SimpleNamespace(sleep=lambda _: waits.append([*runs]))
    # Not the sleep of all threads: others wait, too.
    monkeypatch.setattr(schedule, "time", clock)

    def run(task: Task) -> PlanOutcome | None:
        runs.append(task.plan_id)
        if task.plan_id == "a" and runs.count("a") < 3:
            return None
        return PlanOutcome(plan_id=task.plan_id, status="failed")

    project = project_with(tmp_path, ["a.pdf", "b.pdf", "c.pdf"])
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")
    assert [outcome.plan_id for outcome in outcomes_of(tasks, run)] == ["b", "c", "a"]
    assert waits == [["a", "b", "c"], ["a", "b", "c", "a"]]


class Scheduler:
    """Stands for a Dask client."""

    def __init__(self, status: str = "running", error: Exception | None = None) -> None:
        self.status = status
        self._error = error

    def get_executor(self, **_: object) -> object:
        return self

    def nthreads(self) -> dict[str, int]:
        if self._error:
            raise self._error
        return {"one": 3, "two": 2}

    def close(self, **_: object) -> None:
        raise OSError("gone")


def cluster_of(scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    library = SimpleNamespace(Client=lambda *_, **__: scheduler)
    monkeypatch.setattr("pipeline.batch.pools.importlib.import_module", lambda _: library)
    return Cluster("tcp://there:8786")


def test_a_cluster_gets_plans_ahead_of_its_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = cluster_of(Scheduler(), monkeypatch)
    assert cluster.room == 2 * (3 + 2)
    cluster.require_alive()
    cluster.stop()


@pytest.mark.parametrize(
    "scheduler",
    [Scheduler("closed"), Scheduler(error=OSError("gone")), Scheduler(error=TimeoutError())],
)
def test_a_scheduler_that_is_gone_is_said(
    scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = cluster_of(scheduler, monkeypatch)
    with pytest.raises(UsageError, match="tcp://there:8786: the scheduler is gone"):
        cluster.require_alive()


def test_failures_are_run_again_if_asked_to(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    out = str(tmp_path / "out")
    tasks = tasks_in(tmp_path / "plans", project, out)
    outcomes_of(tasks)
    assert split_done(out, tasks)[1] == []
    assert [task.again for task in asked_again(out, tasks, ["refused"])] == [False]
    (task,) = asked_again(out, tasks, ["failed"])
    assert split_done(out, [task])[1] == [task]
    # What the message of the failure asked for is part of what the outcome depends on.
    (tmp_path / "word").write_text("secret")
    given = tasks_in(tmp_path / "plans", project, out, password_file=str(tmp_path / "word"))
    assert split_done(out, given)[1] == given


def test_guessed_settings_that_somebody_edits_are_seen(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    out = tmp_path / "out"
    (task,) = tasks_in(tmp_path / "plans", project, out)
    folder = out / "sources" / "a"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text("[source]\n")
    address = open_address(str(out))
    record = PlanOutcome(
        plan_id="a", status="failed", key=task.key, settings=settings_of(address, task)
    )
    write_record(address, record)
    assert read_current(address, task) == record
    (folder / "questions.md").write_text("read")
    assert read_current(address, task) == record
    (folder / "plan.toml").write_text("[source]\nlanguage = 'en'\n")
    assert read_current(address, task) is None


def verdict(**values: object) -> Verdict:
    counts = IssueCounts(error=0, warning=0, info=0, decided=0)
    known = {"rows": 1, "areas": 1, "bodies": 1, "mentions": 0, "mentions_resolved": 0}
    return Verdict.model_validate({**known, "issues": counts, "cells": 100, "glyphs": 50, **values})


def test_a_reading_in_doubt_is_not_published_like_others() -> None:
    assert judge(verdict(), None) == Judged(1.0, ())
    assert judge(verdict(doubts=5), None) == Judged(0.95, ())
    doubtful = judge(verdict(doubts=5, differing_cells=30), None)
    assert doubtful.confidence == 0.7
    assert doubtful.reasons == (
        "30 parts of cells are read differently by the second reader, of 100 parts of cells",
    )
    lying = judge(verdict(doubts=1, misleading_lines=1), None)
    assert lying.reasons == ("lines with glyphs that do not look like their text: 1",)
    lossy = judge(verdict(lost=1, lost_pages=("page 2: 1 lost, 0 used twice",)), None)
    assert (lossy.confidence, len(lossy.reasons)) == (0.98, 1)
    guessed = Drafted(sha256="0", confidence=0.5, reason="column “A” is guessed as area (50%)")
    assert judge(verdict(), guessed).reasons == (f"settings are guessed: {guessed.reason}",)


@pytest.mark.parametrize(("to_retry", "stands"), [(1, False), (0, True)])
def test_a_page_that_may_be_read_another_time_is_not_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_retry: int, stands: bool
) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    out = tmp_path / "out"
    tasks = tasks_in(tmp_path / "plans", project, out, allow_loss=True)
    (out / "a").mkdir(parents=True)
    (out / "a" / "manifest.json").write_text("{}")
    found = verdict(lost_pages=("page 2: 0 lost, 0 used twice, not read",), pages_to_retry=to_retry)
    monkeypatch.setattr("pipeline.batch.run_one._run", lambda *_: (found, None))
    (outcome,) = outcomes_of(tasks)
    assert (outcome.status, outcome.retry) == ("doubtful", not stands)
    assert bool(split_done(str(out), tasks)[0]) is stands


@pytest.mark.parametrize(("limit", "may_be_read"), [
    ("wall", True), ("memory", True), ("cpu", True), ("machine", True),
    ("error", False), ("marks", False),
])  # fmt: skip
def test_the_ledger_says_whether_a_page_may_be_read_another_time(
    limit: str, may_be_read: bool
) -> None:
    error = UnreadablePageError(Path("a.pdf"), 3, limit, "60 s")
    (ledger,) = _unread_ledgers(PagePool(), Path("nowhere.pdf"), {3: error})
    assert ledger.is_unread
    assert ledger.may_be_read is may_be_read


def test_a_file_that_is_none_stops_no_other(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf"])
    os.mkfifo(tmp_path / "plans" / "pipe.pdf")
    with (tmp_path / "plans" / "sparse.pdf").open("wb") as file:
        file.truncate(2**40)
    tasks = tasks_in(tmp_path / "plans", project, tmp_path / "out")
    outcomes = outcomes_of(tasks)
    told = {outcome.plan_id: outcome.message for outcome in outcomes}
    assert sorted(told) == ["a", "pipe", "sparse"]
    assert "no such file" in told["pipe"]
    assert "GiB" in told["sparse"] or "is not a PDF" in told["sparse"]


def test_an_address_that_nothing_supports_is_reported(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra 'remote' is not installed")
    project_with(tmp_path, ["a.pdf"])
    done = planrows(tmp_path, "batch", "plans", "--out", "foo://somewhere")
    assert done.returncode == 2
    told = "foo://somewhere: is not an address that fsspec can open (Protocol not known: foo)"
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_address_that_lacks_a_slash_makes_no_folder(tmp_path: Path) -> None:
    project_with(tmp_path, ["a.pdf"])
    done = planrows(tmp_path, "batch", "plans", "--out", "s3:/bucket/corpus")
    assert done.returncode == 2
    assert "s3:/bucket/corpus: is neither a folder nor an address; write s3://bucket" in done.stderr
    assert not (tmp_path / "s3:").exists()


def test_what_came_of_a_plan_names_its_own_file(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["A plan.pdf"])
    out, plans = str(tmp_path / "out"), tmp_path / "plans"
    for name in ("A plan.pdf", "a-plan.pdf", "A plan.pdf"):
        next(plans.iterdir()).rename(plans / name)
        tasks = tasks_in(str(plans), project, out)
        done, left = split_done(out, tasks)
        (outcome,) = [*done, *outcomes_of(left)]
        assert (outcome.plan_id, outcome.message.partition(": ")[0]) == ("a-plan", name)
        assert split_done(out, tasks) == ([outcome], [])


def test_a_plan_depends_on_the_names_beside_it(tmp_path: Path) -> None:
    project = project_with(tmp_path, [])
    folder = project.sources / "one"
    folder.mkdir()
    (folder / "plan.toml").write_text("", encoding="utf-8")
    (folder / "draft.pdf").write_bytes(b"1")

    def key() -> str:
        return tasks_in(str(folder), project, str(tmp_path / "out"))[0].key

    keys = {key(), key()}
    assert len(keys) == 1
    (folder / "draft.pdf").rename(folder / "plan.pdf")
    keys.add(key())
    (project.registers / "instruments.csv").rename(project.registers / "more.csv")
    keys.add(key())
    assert len(keys) == 3


@pytest.mark.slow
def test_a_plan_whose_file_was_replaced_is_reported(tmp_path: Path) -> None:
    project = Project(make_project(tmp_path))
    out, pdf = str(tmp_path / "out"), tmp_path / "plans" / "one.pdf"
    said = []
    for seed in (1, 2):
        small_pdf(pdf, seed=seed)
        said += outcomes_of(tasks_in(str(pdf), project, out))
    assert [outcome.status for outcome in said] == ["published", "failed"]
    assert "one.pdf: not the file that" in said[1].message


def test_a_scheduler_that_does_not_answer_is_said(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra 'dask' is not installed")
    make_project(tmp_path)
    (tmp_path / "plan.pdf").write_bytes(b"no PDF")
    done = planrows(tmp_path, "batch", "plan.pdf", "--out", "out", "--scheduler", "nowhere")
    assert done.returncode == 2
    assert "--scheduler nowhere: no Dask scheduler answers" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_batch_goes_on_past_what_is_no_file(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["a.pdf", "B.PDF"])
    plans = tmp_path / "plans"
    (plans / "folder.pdf").mkdir()
    (plans / "gone.pdf").symlink_to(plans / "nowhere.pdf")
    tasks = tasks_in(str(plans), project, str(tmp_path / "out"))
    assert {task.plan_id for task in tasks} == {"a", "b", "folder", "nowhere"}
    outcomes = outcomes_of(tasks)
    told = {outcome.plan_id: outcome.message for outcome in outcomes}
    assert told["folder"] == "folder.pdf: is a folder; remove it, or name a PDF"
    assert told["nowhere"] == "nowhere.pdf: there is no such file; remove it, or name a PDF"
    assert "B.PDF" in told["b"]


def test_two_plans_of_one_id_are_reported_and_not_mixed(tmp_path: Path) -> None:
    project = project_with(tmp_path, ["one.pdf"])
    for parent in ("x", "y"):
        folder = tmp_path / parent / "sources" / "one"
        folder.mkdir(parents=True)
        (folder / "plan.toml").write_text("", encoding="utf-8")
    tasks = tasks_in(str(tmp_path / "**"), project, str(tmp_path / "out"))
    assert sorted(task.plan_id for task in tasks) == ["one", "one-2", "one-3"]
    outcomes = outcomes_of(tasks)
    assert len(outcomes) == 3
    (clash,) = [outcome for outcome in outcomes if "has the same id" in outcome.message]
    assert clash.plan_id == "one-2"
    assert str(tmp_path / "x" / "sources" / "one" / "plan.toml") in clash.message
