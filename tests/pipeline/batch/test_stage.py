"""``planrows batch`` as a whole, with plans in threads: what it prints, writes and returns."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.batch import stage
from pipeline.batch.batch_progress import BatchProgress
from pipeline.batch.records import read_record
from pipeline.batch.stage import BatchOptions, batch_command
from pipeline.corpus.address import open_address
from pipeline.corpus.model import PlanOutcome, Task
from pipeline.terminal import EVENTS
from tests.pipeline.batch.in_threads import Threads
from tests.pipeline.batch.test_batch import project_with


class Clock:
    """The time, set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    perf_counter = monotonic


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(stage, "time", clock)
    monkeypatch.setattr("pipeline.batch.batch_progress.time", clock)
    return clock


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three PDFs, of which each run takes ten seconds and fails or is refused."""
    project = project_with(tmp_path, ["a.pdf", "b.pdf", "c.pdf"])
    monkeypatch.setenv("PLANROWS_PROJECT", str(project.root))
    return tmp_path


def use_threads(monkeypatch: pytest.MonkeyPatch, run: object) -> None:
    @contextlib.contextmanager
    def threads(*_: object) -> Iterator[Threads]:
        pool = Threads(run)  # type: ignore[arg-type]  # threads stand in for processes
        yield pool
        pool.stop()

    monkeypatch.setattr(stage, "open_pool", threads)


def options(folder: Path, out: str | None = None) -> BatchOptions:
    return BatchOptions(str(folder / "plans"), out, 1, None, (), {})


def states_in(page: Path) -> dict[str, str]:
    with page.open(encoding="utf-8-sig", newline="") as file:
        return {row["plan_id"]: row["status"] for row in csv.DictReader(file)}


@pytest.mark.usefixtures("folder")
def test_a_batch_reports_each_plan_and_all_of_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(task: Task) -> PlanOutcome:
        clock.now += 10
        status = "refused" if task.plan_id == "b" else "failed"
        gone = PlanOutcome(plan_id=task.plan_id, status=status, message="gone", seconds=10)
        return gone.model_copy(update={"retry": status == "failed"})

    use_threads(monkeypatch, run)
    out = folder / "out"
    summary = batch_command(options(folder, str(out)))
    assert [summary["exit_status"], summary["failed"], summary["folder"]] == [1, 3, str(out)]
    assert summary["states"] == {"published": 0, "doubtful": 0, "refused": 1, "failed": 2}
    plans = summary["plans"]
    assert isinstance(plans, list)
    assert [plan["plan_id"] for plan in plans] == ["a", "b", "c"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[:-1] == [
        "failed        10.0 s  a: gone [1 of 3, 20 s left]",
        "refused       10.0 s  b: gone [2 of 3, 10 s left]",
        "failed        10.0 s  c: gone [3 of 3, 0 s left]",
        "2 plans may succeed later: the next batch runs them again",
        "1 refused, 2 failed; 30.0 s, 6.0 plans a minute",
    ]
    assert lines[-1].startswith(f"{out}: one folder per plan, batch.html, batch.csv, corpus.sqlite")
    assert states_in(out / "batch.csv") == {"a": "failed", "b": "refused", "c": "failed"}


def test_a_batch_without_failures_ends_well_and_a_second_one_runs_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.batch.records import write_record

    address = open_address(str(folder / "outputs" / "corpus"))

    def run(task: Task) -> PlanOutcome:
        outcome = PlanOutcome(plan_id=task.plan_id, status="refused", key=task.key, message="two")
        write_record(address, outcome)
        return outcome

    use_threads(monkeypatch, run)
    first = batch_command(options(folder))
    capsys.readouterr()

    def never(task: Task) -> PlanOutcome:
        raise AssertionError(task.plan_id)

    use_threads(monkeypatch, never)
    assert batch_command(options(folder)) == first
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "3 of 3 plans are done already"
    assert said[1].startswith("3 refused; ")
    assert "a minute" not in said[1]
    assert read_record(address, "b") is not None


def test_under_json_each_line_is_an_event(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use_threads(monkeypatch, lambda task: PlanOutcome(plan_id=task.plan_id, status="refused"))
    token = EVENTS.set(True)
    try:
        batch_command(options(folder))
    finally:
        EVENTS.reset(token)
    events = [json.loads(line)["event"] for line in capsys.readouterr().out.splitlines()]
    assert events == ["started", "ended", "ended", "ended", "finished"]


def test_the_page_of_a_long_batch_is_written_each_minute(
    folder: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """Readers of a folder see each plan in the database, and on the page a minute later."""
    shown: list[set[str]] = []
    out = folder / "outputs" / "corpus"

    def run(task: Task) -> PlanOutcome:
        page = out / "batch.csv"
        shown.append(set(states_in(page)) if page.is_file() else set())
        # The second plan ends at exactly one minute.
        clock.now += 30
        return PlanOutcome(plan_id=task.plan_id, status="failed")

    use_threads(monkeypatch, run)
    batch_command(options(folder))
    assert shown == [set(), set(), {"a", "b"}]
    assert set(states_in(out / "batch.csv")) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("seconds", "written"), [(299, [["a", "b", "c"]]), (300, [["a", "b"], ["c"]])]
)
def test_the_database_at_an_address_is_written_each_five_minutes(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, seconds: int, written: list[list[str]]
) -> None:
    """There it is replaced as a whole; in a folder, each outcome is written at once."""
    assert updates_of(monkeypatch, clock, "memory://corpus", [0, seconds, seconds]) == written


def test_the_database_in_a_folder_is_written_at_once(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, tmp_path: Path
) -> None:
    assert updates_of(monkeypatch, clock, str(tmp_path), [0, 0, 0]) == [["a"], ["b"], ["c"]]


def updates_of(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, target: str, times: list[int]
) -> list[list[str]]:
    """The plans of each update of the database, if plans end at some times."""
    updates: list[list[str]] = []

    def update(_: object, outcomes: list[PlanOutcome]) -> None:
        updates.append([outcome.plan_id for outcome in outcomes])

    monkeypatch.setattr(stage, "update_corpus", update)
    kept = stage._Kept(open_address(target))
    kept.add([])
    for name, clock.now in zip("abc", times, strict=True):
        kept.add([PlanOutcome(plan_id=name, status="failed")])
    kept.finish()
    return updates


LEFT = {89: "89 s", 90: "2 min", 5399: "90 min", 5400: "1.5 h"}


@pytest.mark.parametrize("seconds", LEFT)
def test_the_time_left_is_told_in_a_fitting_unit(
    clock: Clock, capsys: pytest.CaptureFixture[str], seconds: int
) -> None:
    progress = BatchProgress(done=0, left=2)
    clock.now = seconds
    progress.ended(PlanOutcome(plan_id="a", status="failed", message="gone"))
    assert capsys.readouterr().out.endswith(f"[1 of 2, {LEFT[seconds]} left]\n")


def test_a_published_plan_is_told_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    progress = BatchProgress(done=0, left=2)
    outcome = PlanOutcome(plan_id="a", status="published", rows=12, areas=3, errors=1)
    progress.ended(outcome)
    progress.ended(outcome.model_copy(update={"confidence": 0.97}))
    first, second = capsys.readouterr().out.splitlines()
    assert "a: 12 rows, 3 areas, 1 errors [1 of 2" in first
    assert "a: 12 rows, 3 areas, 1 errors, 97% sure [2 of 2" in second
    progress.finished({"states": {"published": 2, "failed": 0}}, 60.0)
    assert capsys.readouterr().out == "2 published; 60.0 s, 2.0 plans a minute\n"


def test_events_are_json(capsys: pytest.CaptureFixture[str], clock: Clock) -> None:
    token = EVENTS.set(True)
    try:
        progress = BatchProgress(done=1, left=3)
        clock.now = 8
        progress.ended(PlanOutcome(plan_id="a", status="failed", message="gone", key="secret"))
        progress.finished({"states": {"failed": 1}}, 8.04)
    finally:
        EVENTS.reset(token)
    started, ended, finished = map(json.loads, capsys.readouterr().out.splitlines())
    assert started == {"event": "started", "done": 1, "left": 3}
    assert [ended[name] for name in ("event", "plan_id", "ended", "left", "seconds_left")] == [
        "ended", "a", 1, 2, 16,
    ]  # fmt: skip
    assert "key" not in ended
    assert finished == {"event": "finished", "states": {"failed": 1}, "seconds": 8.0}
