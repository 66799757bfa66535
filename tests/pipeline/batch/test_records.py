"""Which outcomes of an earlier batch stand, and when plans are looked at again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.batch import schedule
from pipeline.batch.records import asked_again, read_record, split_done, write_record
from pipeline.corpus.address import open_address
from pipeline.corpus.model import PlanOutcome, Task
from tests.pipeline.batch.in_threads import outcomes_of


def task_in(folder: Path, name: str = "a", **values: object) -> Task:
    out = str(folder / "out")
    fields = {"plan_id": name, "pdf": "", "root": out, "registers": "", "store": "", "out": out}
    return Task.model_validate({**fields, "key": "k", **values})


def outcome(name: str = "a", **values: object) -> PlanOutcome:
    fields = {"plan_id": name, "status": "refused", "key": "k"}
    return PlanOutcome.model_validate({**fields, **values})


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, True),
        ({"key": "another"}, False),
        ({"retry": True}, False),
        ({"settings": {"plan.toml": "0"}}, False),
        ({"status": "failed"}, True),
    ],
)
def test_an_outcome_stands_until_something_changes(
    values: dict[str, object], stands: bool, tmp_path: Path
) -> None:
    task = task_in(tmp_path)
    assert split_done(task.out, [task]) == ([], [task])
    found = outcome(**values)
    write_record(open_address(task.out), found)
    assert split_done(task.out, [task]) == (([found], []) if stands else ([], [task]))
    again = task.model_copy(update={"again": True})
    assert split_done(task.out, [again]) == ([], [again])


@pytest.mark.parametrize("status", ["published", "doubtful"])
def test_a_publication_stands_as_long_as_it_is_there(status: str, tmp_path: Path) -> None:
    task = task_in(tmp_path)
    address = open_address(task.out)
    found = outcome(status=status)
    write_record(address, found)
    assert split_done(task.out, [task]) == ([], [task])
    address.write("a/manifest.json", b"{}")
    assert split_done(task.out, [task]) == ([found], [])


def test_a_record_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    address = open_address(str(tmp_path))
    assert read_record(address, "a") is None
    write_record(address, outcome())
    assert read_record(address, "a") == outcome()
    for path in tmp_path.rglob("a.json"):
        path.write_bytes(b"[1")
    assert read_record(address, "a") is None


def test_plans_of_a_state_are_run_again(tmp_path: Path) -> None:
    tasks = [task_in(tmp_path, name) for name in "abc"]
    for name, status in (("a", "refused"), ("b", "failed")):
        write_record(open_address(tasks[0].out), outcome(name, status=status))

    def again(*states: str) -> list[str]:
        found = asked_again(tasks[0].out, tasks, states)
        return [task.plan_id for task in found if task.again]

    assert again() == []
    assert again("failed") == ["b"]
    assert again("failed", "refused") == ["a", "b"]
    assert again("published") == []


def test_a_batch_waits_only_for_plans_that_another_one_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(schedule, "time", SimpleNamespace(sleep=waits.append))
    asked: list[str] = []

    def run(task: Task) -> PlanOutcome | None:
        asked.append(task.plan_id)
        is_elsewhere = task.plan_id == "b" and asked.count("b") < 3
        return None if is_elsewhere else outcome(task.plan_id)

    tasks = [task_in(tmp_path, name) for name in "abc"]
    found = outcomes_of([tasks[0], tasks[2]], run, room=2)
    assert (len(found), waits) == (2, [])
    asked.clear()
    found = outcomes_of(tasks, run)
    assert [each.plan_id for each in found] == ["a", "c", "b"]
    assert (asked, len(waits)) == (["a", "b", "c", "b", "b"], 2)
