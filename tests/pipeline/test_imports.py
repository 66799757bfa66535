"""Modules that are imported lazily are executed when they are first used, not before."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from pipeline.imports import LazyFinder


def test_a_lazy_module_is_executed_on_first_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lazily_imported.py").write_text("print('executed')\nvalue = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", [LazyFinder(["lazily_imported"]), *sys.meta_path])
    module = importlib.import_module("lazily_imported")
    assert capsys.readouterr().out == ""
    assert module.value == 7
    assert capsys.readouterr().out == "executed\n"
    del sys.modules["lazily_imported"]
