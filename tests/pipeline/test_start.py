"""The program starts itself anew where its processes would search the current folder."""

from __future__ import annotations

import importlib
import signal
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from pipeline import interruption


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, which cleans the search path when it is imported."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    monkeypatch.delitem(sys.modules, "pipeline.start", raising=False)
    interrupts = signal.getsignal(signal.SIGINT)
    found = importlib.import_module("pipeline.start")
    signal.signal(signal.SIGINT, interrupts)
    monkeypatch.setattr("pipeline.cli.main", lambda: None)
    for name in ("stop_on_signals", "tidy_up"):
        monkeypatch.setattr(f"pipeline.interruption.{name}", lambda: None)
    return found


@pytest.fixture
def started_anew(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    found: list[list[str]] = []
    monkeypatch.setattr(start.os, "execv", lambda _, words: found.append(words[1:]))
    return found


@pytest.mark.parametrize(
    ("isolated", "safe", "installed", "system", "is_anew"),
    [
        (1, False, True, "posix", True),
        (0, False, True, "posix", False),
        (1, True, True, "posix", False),
        (1, False, False, "posix", False),
        (1, False, True, "nt", False),
    ],
)
def test_a_program_without_its_environment_starts_with_a_safe_path(
    isolated: int,
    safe: bool,
    installed: bool,
    system: str,
    is_anew: bool,
    start: ModuleType,
    started_anew: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flags = SimpleNamespace(ignore_environment=isolated, safe_path=safe)
    words = ["python", "-E", "-m", "pipeline", "run"]
    process: Any = SimpleNamespace(flags=flags, executable="python", orig_argv=words)
    system_module = SimpleNamespace(**{**vars(start.os), "name": system})
    monkeypatch.setattr(start, "IS_INSTALLED", installed)
    monkeypatch.setattr(start, "sys", process)
    monkeypatch.setattr(start, "os", system_module)
    start.main()
    assert started_anew == ([["-P", "-E", "-m", "pipeline", "run"]] if is_anew else [])


@pytest.mark.parametrize(
    ("handler", "left"),
    [(signal.default_int_handler, signal.SIG_DFL), (signal.SIG_IGN, signal.SIG_IGN)],
)
def test_an_interrupt_before_the_imports_ends_without_a_traceback(
    handler: Callable[..., object], left: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "pipeline.start", raising=False)
    before = signal.signal(signal.SIGINT, handler)
    try:
        importlib.import_module("pipeline.start")
        assert signal.getsignal(signal.SIGINT) is left
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_signal_that_an_import_turns_into_another_error_ends_the_program(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that comes before the command line guards itself."""
    stopped, ended = interruption.Stopped(signal.SIGTERM), []

    def fail() -> None:
        interruption._stopping.append(stopped)
        raise RuntimeError("of a __set_name__")

    monkeypatch.setattr(interruption, "_stopping", [])
    monkeypatch.setattr("pipeline.interruption.end_stopped", ended.append)
    for guarded in ("pipeline.interruption.stop_on_signals", "pipeline.cli.main"):
        monkeypatch.setattr(guarded, fail)
        start.main()
    assert ended == [stopped, stopped]


def test_other_errors_stay_errors(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("of a library")

    monkeypatch.setattr("pipeline.cli.main", fail)
    with pytest.raises(RuntimeError, match="of a library"):
        start.main()
