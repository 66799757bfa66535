"""Which places Python searches for modules."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest

from extract.system import search_path
from extract.system.search_path import (
    HOME,
    SAFE_PATH,
    SEARCHED,
    leave_current_folder,
    protect_children,
    without_current_folder,
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path / "modules")])
    for name in (SAFE_PATH, SEARCHED):
        monkeypatch.setenv(name, "")


def test_the_current_folder_is_not_searched(tmp_path: Path) -> None:
    leave_current_folder()
    assert sys.path == [HOME, str(tmp_path / "modules")]
    leave_current_folder()
    assert sys.path == [HOME, str(tmp_path / "modules")]


def test_a_current_folder_of_python_or_of_ours_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site-packages"
    installed.mkdir()
    for folder in (HOME, sysconfig.get_paths()["stdlib"], str(installed)):
        monkeypatch.chdir(folder)
        assert without_current_folder([folder, "modules"]) == [
            folder,
            os.path.join(folder, "modules"),  # noqa: PTH118 - places are strings
        ]


def test_a_current_folder_that_is_gone_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    assert without_current_folder(["", HOME]) == [HOME]


def test_processes_search_our_packages_and_what_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SEARCHED, os.pathsep.join(["", str(tmp_path), "modules"]))
    for _ in range(2):
        protect_children()
        assert os.environ[SEARCHED] == os.pathsep.join([HOME, str(tmp_path / "modules")])
        assert os.environ[SAFE_PATH] == "1"


def test_processes_find_installed_packages_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_path, "HOME", str(tmp_path / "site-packages"))
    protect_children()
    assert SEARCHED not in os.environ
