"""A signal ends the process with one line: the first in order, the second at once."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import interruption
from pipeline.interruption import Stopped, end_stopped, stop_on_signals, tidy_up


class Ended(BaseException):
    """Stands in for the end of the process."""


@pytest.fixture(autouse=True)
def ends(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Statuses with which the process would have ended."""
    found: list[int] = []

    def end(status: int) -> None:
        found.append(status)
        raise Ended

    monkeypatch.setattr(interruption, "os", SimpleNamespace(_exit=end))
    for name, value in {"_swallowed": [], "_stopping": [], "_said": set()}.items():
        monkeypatch.setattr(interruption, name, value)
    threads = SimpleNamespace(Thread=lambda **_: SimpleNamespace(start=bool))
    monkeypatch.setattr(interruption, "threading", threads)
    for module in ("extract.runtime.workers", "extract.system.run_folder"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    return found


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("SIGINT", 130, "interrupted"),
        ("SIGTERM", 143, "terminated"),
        ("SIGHUP", 129, "the terminal was closed"),
        ("SIGSEGV", 139, "SIGSEGV"),
    ],
)
def test_a_signal_has_its_status_and_its_words(name: str, status: int, words: str) -> None:
    stopped = Stopped(getattr(signal, name))
    assert stopped.status == status
    assert str(stopped) == f"{words}; what is published is complete"


def test_the_first_signal_stops_and_the_second_ends(ends: list[int]) -> None:
    with pytest.raises(Stopped):
        interruption._stop(signal.SIGTERM, None)
    assert ends == []
    with pytest.raises(Ended):
        interruption._stop(signal.SIGINT, None)
    assert ends == [143]  # as the first one asked


def test_a_signal_that_python_dropped_is_raised_again(
    ends: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    again: list[Any] = []

    def timer(_: float, __: object, numbers: tuple[int, ...]) -> Any:
        again.append(numbers)
        return SimpleNamespace(start=bool)

    monkeypatch.setattr(interruption.threading, "Timer", timer, raising=False)
    with pytest.raises(Stopped) as stopped:
        interruption._stop(signal.SIGTERM, None)
    interruption._raise_again(SimpleNamespace(exc_value=stopped.value))
    assert again == [(signal.SIGTERM,)]
    # It is the same one, not a second one that ends the process at once.
    with pytest.raises(Stopped):
        interruption._stop(signal.SIGTERM, None)
    assert ends == []
    with pytest.raises(Ended):
        interruption._stop(signal.SIGTERM, None)


def test_other_errors_that_python_drops_are_reported_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "__unraisablehook__", reported.append)
    dropped: Any = SimpleNamespace(exc_value=ValueError())
    interruption._raise_again(dropped)
    assert reported == [dropped]


def test_an_error_that_python_drops_while_the_run_stops_is_for_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "__unraisablehook__", reported.append)
    with pytest.raises(Stopped):
        interruption._stop(signal.SIGTERM, None)
    caplog.set_level("DEBUG", interruption.LOG.name)
    interruption._raise_again(SimpleNamespace(exc_value=KeyError("of a callback")))
    assert reported == []
    assert "KeyError('of a callback')" in caplog.text


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[int, object]:
    """The handlers of this process; hang-ups are ignored, as ``nohup`` has it."""
    found: dict[int, object] = {
        signal.SIGINT: signal.SIG_DFL, signal.SIGTERM: signal.SIG_DFL,
        signal.SIGHUP: signal.SIG_IGN,
    }  # fmt: skip
    stand_in = {**vars(signal), "getsignal": found.get, "signal": found.__setitem__}
    monkeypatch.setattr(interruption, "signal", SimpleNamespace(**stand_in))
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    return found


def test_what_the_parent_ignores_stays_ignored(handlers: dict[int, object]) -> None:
    stop_on_signals()
    stop: Callable[..., object] = interruption._stop
    assert handlers == {
        signal.SIGINT: stop, signal.SIGTERM: stop, signal.SIGHUP: signal.SIG_IGN,
    }  # fmt: skip
    handlers[signal.SIGTERM] = "of a library"
    tidy_up()
    assert handlers == {
        signal.SIGINT: signal.SIG_DFL, signal.SIGTERM: "of a library",
        signal.SIGHUP: signal.SIG_IGN,
    }  # fmt: skip


def test_the_end_is_told_once_and_leaves_nothing(
    ends: list[int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []

    def broken() -> None:
        done.append("pools")
        raise ValueError("a pool that is broken")

    workers = SimpleNamespace(stop_pools=broken, stop_workers=broken)
    folder = SimpleNamespace(remove_run_folder=lambda: done.append("folder"))
    monkeypatch.setitem(sys.modules, "extract.runtime.workers", workers)
    monkeypatch.setitem(sys.modules, "extract.system.run_folder", folder)
    for _ in range(2):
        with pytest.raises(Ended):
            end_stopped(Stopped(signal.SIGINT))
    said = "planrows: interrupted; what is published is complete\n"
    assert capsys.readouterr().err == said
    assert (ends, done) == ([130, 130], ["pools", "folder"] * 2)
    done.clear()
    tidy_up()
    assert done == ["pools", "folder"]


class Closed:
    """Standard error of a process whose terminal is closed."""

    def write(self, *_: object) -> int:
        raise OSError(5, "Input/output error")

    flush = close = write


@pytest.mark.parametrize("stream", [Closed(), None], ids=["closed terminal", "none"])
def test_a_process_that_can_tell_nobody_ends_as_well(
    ends: list[int],
    stream: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(Ended):
        end_stopped(Stopped(signal.SIGHUP))
    assert ends == [129]
    assert capsys.readouterr().out == ""


def test_two_signals_are_told_once(ends: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("SIGINT", "SIGTERM"):
        with pytest.raises(Ended):
            end_stopped(Stopped(getattr(signal, name)))
    assert capsys.readouterr().err == "planrows: interrupted; what is published is complete\n"
    assert ends == [130, 143]
