"""A process that runs plans ends when it is asked to: at once, or when its plan has tidied up."""

from __future__ import annotations

import signal
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import interruption
from pipeline.batch import worker
from pipeline.corpus.model import Task
from pipeline.interruption import Stopped, raise_if_stopping


class Ended(BaseException):
    """Stands in for the end of the process."""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Statuses with which the process would have ended."""
    found: list[int] = []

    def end(status: int) -> None:
        found.append(status)
        raise Ended

    monkeypatch.setattr(worker, "os", SimpleNamespace(_exit=end))
    monkeypatch.setattr(interruption, "_stopping", [])
    monkeypatch.setattr(interruption, "_swallowed", [])
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    return found


@pytest.fixture
def asked(ends: list[int]) -> Any:
    """Ask the process to end."""
    del ends
    before = signal.getsignal(signal.SIGTERM)
    worker.end_on_request()
    yield lambda: signal.raise_signal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, before)


def task() -> Task:
    return Task.model_construct(plan_id="small")


def test_a_process_without_a_plan_ends_at_once(ends: list[int], asked: Any) -> None:
    with pytest.raises(Ended):
        asked()
    assert ends == [143]


def test_a_plan_under_way_tidies_up(
    ends: list[int], asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def run(_: Task) -> None:
        try:
            asked()
        finally:
            asked()  # the batch, after the terminal: this one is on its way
            done.append("tidied up")

    monkeypatch.setattr(worker, "run_task", run)
    with pytest.raises(Ended):
        worker.run_until_asked_to_end(task())
    assert done == ["tidied up"]
    assert ends == [143]


@pytest.mark.parametrize("step", ["append", "clear"])
def test_a_process_ends_if_it_is_asked_to_just_before_or_after_a_plan(
    ends: list[int], asked: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class UnderWay(list[str]):
        def append(self, plan_id: str) -> None:
            super().append(plan_id)
            if step == "append":
                asked()

        def clear(self) -> None:
            if step == "clear":
                asked()
            super().clear()

    monkeypatch.setattr(worker, "_under_way", UnderWay())
    monkeypatch.setattr(worker, "run_task", lambda given: given.plan_id)
    with pytest.raises(Ended):
        worker.run_until_asked_to_end(task())
    assert ends == [143]


def test_what_python_drops_is_raised_again(
    ends: list[int], asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[Any] = []

    def timer(_: float, __: object, numbers: tuple[int, ...]) -> Any:
        again.append(numbers)
        return SimpleNamespace(start=bool)

    def run(_: Task) -> None:
        with pytest.raises(Stopped) as stopped:
            asked()
        dropped: Any = SimpleNamespace(exc_value=stopped.value)
        sys.unraisablehook(dropped)
        with pytest.raises(Stopped):
            raise_if_stopping()
        asked()

    monkeypatch.setattr(interruption, "threading", SimpleNamespace(Timer=timer))
    monkeypatch.setattr(worker, "run_task", run)
    with pytest.raises(Ended):
        worker.run_until_asked_to_end(task())
    assert again == [(signal.SIGTERM,)]
    assert ends == [143]


def test_a_plan_that_ends_leaves_the_process_for_the_next(
    ends: list[int], asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "run_task", lambda given: given.plan_id)
    assert worker.run_until_asked_to_end(task()) == "small"
    with pytest.raises(Ended):
        asked()
    assert ends == [143]
