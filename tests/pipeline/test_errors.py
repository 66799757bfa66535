"""One root of errors, and one place that turns them into a line and an exit status."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

from extract.errors import PlanrowsError
from extract.system.guard import PACKAGES
from pipeline import cli

ROOT = Path(__file__).resolve().parents[2]
SIGNALS = {
    "DrawingLimitError", "CutContentError", "OutOfTimeError", "WouldRunError",
    "HugeMapError", "_GroundChangedError",
}  # fmt: skip
"""Exceptions that one part of planrows raises for another one to catch: no user sees them."""


def test_every_error_derives_from_the_root() -> None:
    outside = set()
    for path in (file for package in PACKAGES for file in (ROOT / package).rglob("*.py")):
        if not re.search(r"^class \w+(Error|Exception)\(", path.read_text("utf-8"), re.M):
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for kind in vars(importlib.import_module(name)).values():
            is_own = inspect.isclass(kind) and kind.__module__ == name
            if is_own and issubclass(kind, Exception) and not issubclass(kind, PlanrowsError):
                outside.add(kind.__name__)
    assert outside <= SIGNALS


class _RefusedError(PlanrowsError):
    exit_code = 1


@pytest.mark.parametrize(
    ("error", "line", "status"),
    [
        (PlanrowsError("plan.pdf: no such file"), "planrows: plan.pdf: no such file", 2),
        (_RefusedError("nothing published"), "planrows: nothing published", 1),
        (OSError(28, "No space left", "out"), "planrows: out: No space left", 2),
        (KeyError("x"), "planrows: unexpected KeyError: 'x'; set PLANROWS_DEBUG=1", 2),
    ],
)
def test_an_error_is_one_line_with_its_status(
    error: BaseException,
    line: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.delenv("PLANROWS_DEBUG", raising=False)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == status
    printed = capsys.readouterr().err
    assert printed.startswith(line)
    assert printed.count("\n") == 1


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise PlanrowsError("wrong")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setenv("PLANROWS_DEBUG", "1")
    with pytest.raises(PlanrowsError):
        cli.main()
