"""Folders and other addresses keep files alike."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.corpus.address import LocalFolder, RemoteFolder, open_address
from pipeline.errors import UsageError


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


def test_a_folder_is_taken_with_its_manifest_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads the manifest finds the files that it lists."""
    for name in ("areas.csv", "manifest.json", "pages/a.png", "zones.csv"):
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_text(name, encoding="utf-8")
    address = open_address(f"memory://{tmp_path.name}")
    written: list[str] = []
    monkeypatch.setattr(address, "write", lambda name, _: written.append(name))
    address.take(tmp_path / "out", "plan")
    assert written == ["plan/areas.csv", "plan/pages/a.png", "plan/zones.csv", "plan/manifest.json"]


def test_a_folder_that_is_there_may_look_like_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:" / "bucket").mkdir(parents=True)
    assert isinstance(open_address("s3:/bucket"), LocalFolder)


def test_a_bucket_that_is_missing_is_not_made_and_a_folder_is(tmp_path: Path) -> None:
    class System:
        def __init__(self) -> None:
            self.made: list[str] = []

        def pipe_file(self, path: str, _: bytes, mode: str) -> None:
            if not self.made:
                raise FileNotFoundError(path, mode)

        def makedirs(self, path: str, *, exist_ok: bool) -> None:
            assert exist_ok
            self.made.append(path)

    address = RemoteFolder(f"memory://{tmp_path.name}")
    address._system = System()
    address.write("a/b", b"1")
    assert address._system.made == [f"{address.root}/a"]
    address._system, address._has_buckets = System(), True
    with pytest.raises(UsageError, match="there is no such bucket"):
        address.write("a/b", b"1")
    assert address._system.made == []
