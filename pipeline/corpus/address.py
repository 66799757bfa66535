"""Destinations of a corpus: a folder, or any address that fsspec supports."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.corpus.lease import held
from pipeline.engine.store import PART, write_atomically
from pipeline.errors import UsageError

OBJECT_STORES = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az"))
"""Kinds of addresses without folders."""
EXTRA = "pip install 'planrows[remote]'"


def _write_exclusively(path: Path, data: bytes) -> bool:
    """Write a new file; return whether it did not exist. Readers may see a part of it."""
    try:
        with path.open("xb") as stream:
            stream.write(data)
    except FileExistsError:
        return False
    return True


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

    def create(self, name: str, data: bytes) -> bool:
        """Write a new file; return whether it did not exist. Of two writers, one succeeds."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.parent / f"{PART}{secrets.token_hex(8)}"
        part.write_bytes(data)
        try:
            os.link(part, path)
        except FileExistsError:
            return False
        except OSError:  # the file system has no hard links
            return _write_exclusively(path, data)
        finally:
            part.unlink()
        return True

    def remove(self, name: str) -> None:
        """Remove a file, if it exists."""
        (self.root / name).unlink(missing_ok=True)

    def take(self, folder: Path, name: str) -> None:
        """Copy the files of a local folder to a folder ``name``, unless it is the same folder."""
        target = self.root / name
        if folder.resolve() != target.resolve():
            shutil.copytree(folder, target, dirs_exist_ok=True)

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files directly in a folder."""
        yield from sorted(p.name for p in (self.root / folder).glob("*") if p.is_file())

    @contextlib.contextmanager
    def claim(self, name: str) -> Iterator[bool]:
        """Claim a name for the ``with``; the system ends the claim of a process that is killed."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()


class RemoteFolder:
    """A folder at an fsspec address, like one of an object store or another machine."""

    def __init__(self, address: str) -> None:
        self._system, root = _open(address)
        self._has_buckets = address.partition(":")[0] in OBJECT_STORES
        self.address = address
        self.root = str(root).rstrip("/")

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None if it does not exist."""
        try:
            with self._telling("read"):
                return bytes(self._system.cat_file(f"{self.root}/{name}"))
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing it as a whole."""
        self._put(name, data, "overwrite")

    def fetch(self, name: str, path: Path) -> None:
        """Copy a file to a path of this machine, if it exists."""
        with self._telling("read"), contextlib.suppress(FileNotFoundError):
            self._system.get_file(f"{self.root}/{name}", str(path))

    def send(self, path: Path, name: str) -> None:
        """Copy a file of this machine, replacing the one of that name as a whole."""
        with self._telling("written to"):
            self._system.put_file(str(path), f"{self.root}/{name}")

    def create(self, name: str, data: bytes) -> bool:
        """Write a new file; return whether it did not exist. Of two writers, one succeeds."""
        try:
            self._put(name, data, "create")
        except FileExistsError:
            return False
        return True

    def _put(self, name: str, data: bytes, mode: str) -> None:
        path = f"{self.root}/{name}"
        with self._telling("written to"):
            try:
                self._system.pipe_file(path, data, mode=mode)
            except FileNotFoundError:
                if self._has_buckets:  # it would be made, in the name of whoever mistyped it
                    raise OSError("there is no such bucket") from None
                self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
                self._system.pipe_file(path, data, mode=mode)

    def remove(self, name: str) -> None:
        """Remove a file, if it exists."""
        with self._telling("written to"), contextlib.suppress(FileNotFoundError):
            self._system.rm_file(f"{self.root}/{name}")

    def take(self, folder: Path, name: str) -> None:
        """Copy the files of a local folder to a folder ``name``, the manifest last."""
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        for path in sorted(files, key=lambda file: file.name == "manifest.json"):
            self.write(f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())

    def names(self, folder: str) -> Iterator[str]:
        """Yield the names of the files directly in a folder."""
        try:
            with self._telling("read"):
                self._system.invalidate_cache(f"{self.root}/{folder}")
                found = self._system.ls(f"{self.root}/{folder}", detail=False)
        except FileNotFoundError:
            return
        yield from sorted(str(path).rpartition("/")[2] for path in found)

    def claim(self, name: str) -> AbstractContextManager[bool]:
        """Claim a name for the ``with``; the claim of a process that is killed runs out."""
        return held(self, name)

    @contextlib.contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        """Turn the errors of a library of fsspec, of any class, into one line."""
        try:
            yield
        except (FileNotFoundError, FileExistsError):
            raise
        except Exception as error:
            why = " ".join(str(error).split()) or type(error).__name__
            raise UsageError(
                f"{self.address}: cannot be {what} ({why}); check the address and your credentials"
            ) from error


def _open(address: str) -> tuple[Any, str]:
    """Open an address with fsspec.

    Raises:
        UsageError: a library is missing, or fsspec does not know such addresses.
    """
    try:
        fsspec: Any = importlib.import_module("fsspec")
    except ImportError as error:
        raise UsageError(f"{address}: addresses need the extra 'remote': {EXTRA}") from error
    try:
        system, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        how = EXTRA if address.startswith(("s3:", "s3a:")) else "install it beside planrows"
        raise UsageError(f"{address}: a library is missing ({error}): {how}") from error
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{address}: is not an address that fsspec can open ({error}); name a folder, or an "
            "address that fsspec supports"
        ) from error
    return system, str(root)


Address = LocalFolder | RemoteFolder
"""A place that holds files; their names use ``/`` between folders."""


def open_address(text: str) -> Address:
    """Return the place for a path, or for an address with ``://``.

    Raises:
        UsageError: the address cannot be opened, or lacks a slash.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/(?!/)", text) and not Path(text).exists():
        kind, _, rest = text.partition(":/")
        raise UsageError(f"{text}: is neither a folder nor an address; write {kind}://{rest}")
    return RemoteFolder(text) if "://" in text else LocalFolder(Path(text))
