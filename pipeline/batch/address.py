"""Destinations of a corpus: a folder, or any address that fsspec supports."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from pipeline.engine.store import write_atomically
from pipeline.errors import UsageError


class Address(Protocol):
    """A place that holds files; their names use ``/`` between folders."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None if it does not exist."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing it as a whole."""

    def take(self, folder: Path, name: str) -> None:
        """Copy the files of a local folder to a folder ``name``, the manifest last."""

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files directly in a folder."""


class LocalFolder:
    """A folder of this machine or of a shared file system."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None if it does not exist."""
        path = self.root / name
        return path.read_bytes() if path.is_file() else None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing it as a whole."""
        write_atomically(self.root / name, data)

    def take(self, folder: Path, name: str) -> None:
        """Copy the files of a local folder to a folder ``name``, unless it is the same folder."""
        target = self.root / name
        if folder.resolve() != target.resolve():
            shutil.copytree(folder, target, dirs_exist_ok=True)

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files directly in a folder."""
        yield from sorted(p.name for p in (self.root / folder).glob("*") if p.is_file())


class RemoteFolder:
    """A folder at an fsspec address, like one of an object store or another machine."""

    def __init__(self, address: str) -> None:
        try:
            fsspec: Any = importlib.import_module("fsspec")
        except ImportError as error:
            raise UsageError(
                f"{address}: addresses need the extra 'remote': pip install 'planrows[remote]'"
            ) from error
        try:
            self._system, root = fsspec.core.url_to_fs(address)
        except (ImportError, OSError, ValueError) as error:
            raise UsageError(
                f"{address}: is no address that fsspec can open ({error}); name a folder, or an "
                "address that fsspec supports"
            ) from error
        self.root = str(root).rstrip("/")

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None if it does not exist."""
        try:
            return bytes(self._system.cat_file(f"{self.root}/{name}"))
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing it as a whole."""
        path = f"{self.root}/{name}"
        self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(path, data)

    def take(self, folder: Path, name: str) -> None:
        """Copy the files of a local folder to a folder ``name``, the manifest last."""
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        for path in sorted(files, key=lambda file: file.name == "manifest.json"):
            self.write(f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files directly in a folder."""
        try:
            found = self._system.ls(f"{self.root}/{folder}", detail=False)
        except FileNotFoundError:
            return
        yield from sorted(str(path).rpartition("/")[2] for path in found)


def open_address(text: str) -> Address:
    """Return the place for a path, or for an address with ``://``."""
    return RemoteFolder(text) if "://" in text else LocalFolder(Path(text))
