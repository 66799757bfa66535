"""Folders and other addresses keep files alike."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.corpus.address import LocalFolder, RemoteFolder, open_address


@pytest.fixture(params=["folder", "no hard links", "memory"])
def address(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> LocalFolder | RemoteFolder:
    if request.param == "memory":
        return open_address(f"memory://{tmp_path.name}")
    if request.param == "no hard links":

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    return LocalFolder(tmp_path)


def test_of_two_writers_one_creates_a_file(address: LocalFolder | RemoteFolder) -> None:
    assert address.create("claims/one", b"mine")
    assert not address.create("claims/one", b"yours")
    assert address.read("claims/one") == b"mine"
    assert list(address.names("claims")) == ["one"]


def test_a_written_file_replaces_another(address: LocalFolder | RemoteFolder) -> None:
    address.write("folder/file", b"first")
    address.write("folder/file", b"second")
    assert address.read("folder/file") == b"second"
    address.remove("folder/file")
    assert address.read("folder/file") is None
    address.remove("folder/file")
