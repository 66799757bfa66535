"""The program starts itself anew where its processes would search the current folder."""

from __future__ import annotations

import importlib
import signal
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, which cleans the search path when it is imported."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    monkeypatch.delitem(sys.modules, "pipeline.start", raising=False)
    found = importlib.import_module("pipeline.start")
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


@pytest.mark.usefixtures("started_anew")
@pytest.mark.parametrize(
    ("handler", "is_default"), [(signal.default_int_handler, True), (signal.SIG_IGN, False)]
)
def test_an_interrupt_before_the_imports_ends_without_a_traceback(
    handler: object, is_default: bool, start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    stand_in = SimpleNamespace(
        getsignal=lambda _: handler,
        signal=lambda number, new: given.append((number, new)),
        default_int_handler=signal.default_int_handler,
        SIGINT=signal.SIGINT,
        SIG_DFL=signal.SIG_DFL,
    )
    monkeypatch.setattr(start, "_signal", stand_in)
    start.main()
    assert given == ([(signal.SIGINT, signal.SIG_DFL)] if is_default else [])
