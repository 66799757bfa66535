"""A content-addressed store of the stages' results.

``objects/`` holds each result under the SHA-256 of its canonical JSON; ``keys/`` maps the key of
a stage to its result. A key is the hash of everything that the result depends on: inputs,
settings, code and libraries (as in Bazel's action cache). An object is verified at each use: one
that does not match its hash is removed, and the stage runs again. A key is used only for the
inputs that it was remembered with. Beyond that, the store is trusted: whoever can write to it can
change what is published. Therefore only its user can open it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

LOG = logging.getLogger(__name__)
PART = ".part-"
"""Prefix of the name of a file that is still being written."""
_FOLDERS = ("objects", "keys", "last", "known", "parts")
_PRIVATE = 0o700
"""Permissions of the store: it is trusted, and it holds the texts of encrypted plans."""
WRITING_SECONDS = 600.0
"""Seconds. No write takes that long: a killed run left any older partial file."""


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys and no white space, in UTF-8: equal values, equal bytes."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_plain_value
    )
    return text.encode()


def _as_plain_value(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"a key cannot hold a value of type {type(value).__name__}")


def canonical_model(model: BaseModel) -> bytes:
    """Return a model as JSON, fields in the order of its class: equal values, equal bytes."""
    # Without a text of it: results take megabytes.
    return model.__pydantic_serializer__.to_json(model)


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, beside: Path | None = None
) -> None:
    """Write a file whole or not at all.

    Args:
        path: the file.
        data: its content, in one piece or in several.
        beside: folder for the partial file, on the same file system; None: the file's own.

    Raises:
        OSError: the file cannot be written; it names the file, also where the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = beside or path.parent
    beside.mkdir(parents=True, exist_ok=True)
    part = beside / f"{PART}{secrets.token_hex(8)}"
    try:
        # Unlike a temporary file, this one has the mode that the user's other files have.
        with part.open("xb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        part.replace(path)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        raise


def _input_list(inputs: Iterable[str]) -> str:
    return " ".join(sorted(inputs))


@dataclass(frozen=True)
class Entry:
    """A stored result.

    Attributes:
        key: hash of everything that the result depends on.
        sha: hash of the result.
        inputs: hashes of the stage's inputs.
        used: time of its last use, in seconds since 1970.
    """

    key: str
    sha: str
    inputs: tuple[str, ...]
    used: float


class Store:
    """The store of one project.

    Attributes:
        damaged: hashes of the objects that were damaged and therefore removed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[str] = []

    def sweep(self) -> None:
        """Remove the partial files of runs that were killed; keep other users out."""
        for name in _FOLDERS:
            with contextlib.suppress(OSError):  # another user's store stays as it is
                (self.folder / name).chmod(_PRIVATE)
        longest_ago = time.time() - WRITING_SECONDS
        for part in self._parts.glob(f"{PART}*"):
            # Another run may remove the same file.
            with contextlib.suppress(OSError):
                if part.stat().st_mtime < longest_ago:
                    part.unlink()

    def get(self, sha: str) -> bytes | None:
        """Return the object with a hash; None if it is missing or damaged."""
        path = self._object(sha)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if digest(data) != sha:
            LOG.info("object %s is damaged; removed", sha)
            self.damaged.append(sha)
            path.unlink(missing_ok=True)
            return None
        return data

    def put(self, data: bytes) -> str:
        """Store an object and return its hash."""
        sha = digest(data)
        self._write(self._object(sha), data)
        return sha

    def result_of(self, key: str, inputs: Iterable[str] | None = None) -> str | None:
        """Return the hash of a key's result; None if either is missing or damaged.

        Args:
            key: the key.
            inputs: hashes of the stage's inputs; a key that was remembered with others is ignored.
                None: they are not compared.
        """
        entry = self._json(self._key(key))
        sha: str = entry.get("object", "")
        if inputs is not None and entry.get("inputs") != _input_list(inputs):
            return None
        if not sha or self.get(sha) is None:
            return None
        # The file's time is the time of its last use; a read-only store does without.
        with contextlib.suppress(OSError):
            os.utime(self._key(key))
        return sha

    def remember(self, key: str, sha: str, inputs: Iterable[str] = ()) -> None:
        """Record the result of a key.

        Args:
            key: the key.
            sha: hash of the result.
            inputs: hashes of the stage's inputs.
        """
        entry = {"object": sha, "inputs": _input_list(inputs)}
        self._write(self._key(key), canonical(entry))

    def entries(self) -> Iterator[Entry]:
        """Yield all stored results."""
        for path in sorted((self.folder / "keys").glob("*.json")):
            entry = self._json(path)
            with contextlib.suppress(OSError):
                inputs = tuple(entry.get("inputs", "").split())
                yield Entry(path.stem, entry.get("object", ""), inputs, path.stat().st_mtime)

    def objects(self) -> Iterator[tuple[str, float]]:
        """Yield the hash of each object and the time when it was written."""
        for path in sorted((self.folder / "objects").glob("*/*")):
            with contextlib.suppress(OSError):
                yield path.name, path.stat().st_mtime

    def size(self, sha: str) -> int:
        """Return the size of an object in bytes; 0 if it is missing."""
        try:
            return self._object(sha).stat().st_size
        except OSError:
            return 0

    def forget(self, key: str) -> None:
        """Remove a key; its object stays, because other keys may name it."""
        self._key(key).unlink(missing_ok=True)

    def drop(self, sha: str) -> None:
        """Remove an object."""
        self._object(sha).unlink(missing_ok=True)

    def last(self, run: str) -> dict[str, str]:
        """Return the parts of the last key recorded under the name ``run``."""
        return self._json(self.folder / "last" / f"{run}.json")

    def note(self, run: str, parts: Mapping[str, str]) -> None:
        """Record the parts of a key, so that the next run can tell which of them changed."""
        if self.last(run) != parts:
            self._write(self.folder / "last" / f"{run}.json", canonical(dict(parts)))

    def recall(self, name: str) -> dict[str, Any]:
        """Return the value cached under a name; empty if it is missing or damaged."""
        return self._json(self.folder / "known" / f"{name}.json")

    def keep(self, name: str, value: Mapping[str, object]) -> None:
        """Cache a value that takes time to compute."""
        # A read-only store does without.
        with contextlib.suppress(OSError):
            self._write(self.folder / "known" / f"{name}.json", canonical(value))

    @property
    def _parts(self) -> Path:
        return self.folder / "parts"

    def _key(self, key: str) -> Path:
        return self.folder / "keys" / f"{key}.json"

    def _write(self, path: Path, data: bytes) -> None:
        top = self.folder / path.relative_to(self.folder).parts[0]
        for folder in (top, self._parts):
            if not folder.exists():
                if not self.folder.parent.is_dir():  # nothing outside the store is touched
                    self.folder.parent.mkdir(parents=True, exist_ok=True)
                self.folder.mkdir(mode=_PRIVATE, exist_ok=True)
                folder.mkdir(mode=_PRIVATE, exist_ok=True)
        write_atomically(path, data, beside=self._parts)

    def _object(self, sha: str) -> Path:
        return self.folder / "objects" / sha[:2] / sha

    @staticmethod
    def _json(path: Path) -> dict[str, Any]:
        try:
            value = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}
