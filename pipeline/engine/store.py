"""A content-addressed store of the stages' results.

A result lies in ``objects/`` under the SHA-256 of its canonical JSON; ``keys/`` names the
result of a stage's key. A key is the hash of all that the result depends on: inputs, settings,
code, libraries (as in Bazel's action cache). Objects are checked when they are used: one that
does not hash to its name is thrown away and made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

PART = ".part-"
"""How the name of a file begins that is not yet whole."""
WRITING_SECONDS = 600.0
"""No write takes that long: a part that is older was left by a run that was killed."""


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys, no blanks, in UTF-8: equal values, equal bytes."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )
    return text.encode()


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} is not a value that settings hold")


def canonical_model(model: BaseModel) -> bytes:
    """Return a model as JSON, its fields in the order of its class: equal values, equal bytes."""
    return model.model_dump_json().encode()


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, beside: Path | None = None
) -> None:
    """Write a file whole or not at all.

    Args:
        path: the file.
        data: what it is to hold, in one piece or in several.
        beside: folder of the same file system where it is written first; None: its own.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = beside or path.parent
    beside.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=PART, dir=beside)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True)
class Entry:
    """A result that the store remembers.

    Attributes:
        key: what it depends on, hashed.
        sha: hash of the result.
        inputs: hashes of what it was made of.
        used: when it was made or used last, in seconds since 1970.
    """

    key: str
    sha: str
    inputs: tuple[str, ...]
    used: float


class Store:
    """The store of one project.

    Attributes:
        damaged: hashes of the objects that were found damaged and thrown away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[str] = []

    def sweep(self) -> None:
        """Remove what writers that were killed left half written."""
        longest_ago = time.time() - WRITING_SECONDS
        for part in self._parts.glob(f"{PART}*"):
            # Another run may be removing it too.
            with contextlib.suppress(OSError):
                if part.stat().st_mtime < longest_ago:
                    part.unlink()

    def get(self, sha: str) -> bytes | None:
        """Return the object of a hash, or None where it is not there or damaged."""
        path = self._object(sha)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if digest(data) != sha:
            self.damaged.append(sha)
            path.unlink(missing_ok=True)
            return None
        return data

    def put(self, data: bytes) -> str:
        """Keep an object and return its hash."""
        sha = digest(data)
        self._write(self._object(sha), data)
        return sha

    def result_of(self, key: str) -> str | None:
        """Return the hash of a key's result where both are there and sound."""
        entry = self._json(self._key(key))
        sha: str = entry.get("object", "")
        if not sha or self.get(sha) is None:
            return None
        # The file's time is that of its last use, which a store that is only read does without.
        with contextlib.suppress(OSError):
            os.utime(self._key(key))
        return sha

    def remember(self, key: str, sha: str, inputs: Iterable[str] = ()) -> None:
        """Note that a key's result is the object of hash ``sha``.

        Args:
            key: the key.
            sha: hash of the result.
            inputs: hashes of what it was made of.
        """
        entry = {"object": sha, "inputs": " ".join(sorted(inputs))}
        self._write(self._key(key), canonical(entry))

    def entries(self) -> Iterator[Entry]:
        """Give all results that are remembered."""
        for path in sorted((self.folder / "keys").glob("*.json")):
            entry = self._json(path)
            with contextlib.suppress(OSError):
                inputs = tuple(entry.get("inputs", "").split())
                yield Entry(path.stem, entry.get("object", ""), inputs, path.stat().st_mtime)

    def objects(self) -> Iterator[tuple[str, float]]:
        """Give the hash of each object, and when it was written."""
        for path in sorted((self.folder / "objects").glob("*/*")):
            with contextlib.suppress(OSError):
                yield path.name, path.stat().st_mtime

    def size(self, sha: str) -> int:
        """Return the bytes of an object; 0 where it is not there."""
        try:
            return self._object(sha).stat().st_size
        except OSError:
            return 0

    def forget(self, key: str) -> None:
        """Forget a key's result; the object stays, for other keys may name it."""
        self._key(key).unlink(missing_ok=True)

    def drop(self, sha: str) -> None:
        """Remove an object."""
        self._object(sha).unlink(missing_ok=True)

    def last(self, run: str) -> dict[str, str]:
        """Return what the stage run last under the name ``run`` depended on."""
        return self._json(self.folder / "last" / f"{run}.json")

    def note(self, run: str, parts: Mapping[str, str]) -> None:
        """Keep what a stage depended on, so that the next run can say what changed."""
        if self.last(run) != parts:
            self._write(self.folder / "last" / f"{run}.json", canonical(dict(parts)))

    def recall(self, name: str) -> dict[str, Any]:
        """Return what was kept under a name; nothing where it is gone or damaged."""
        return self._json(self.folder / "known" / f"{name}.json")

    def keep(self, name: str, value: Mapping[str, object]) -> None:
        """Keep under a name what can be worked out anew, and takes time to."""
        # A store that is only read does without.
        with contextlib.suppress(OSError):
            self._write(self.folder / "known" / f"{name}.json", canonical(value))

    @property
    def _parts(self) -> Path:
        return self.folder / "parts"

    def _key(self, key: str) -> Path:
        return self.folder / "keys" / f"{key}.json"

    def _write(self, path: Path, data: bytes) -> None:
        write_atomically(path, data, beside=self._parts)

    def _object(self, sha: str) -> Path:
        return self.folder / "objects" / sha[:2] / sha

    @staticmethod
    def _json(path: Path) -> dict[str, Any]:
        try:
            value = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return {}
        return value if isinstance(value, dict) else {}
