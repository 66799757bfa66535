"""An address whose files are in memory: no server and no disk, so that time is all that passes."""

from __future__ import annotations

from collections.abc import Mapping


class InMemory:
    """Files by name; of two that create one, the first succeeds."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.files = dict(files or {})

    def read(self, name: str) -> bytes | None:
        return self.files.get(name)

    def write(self, name: str, data: bytes) -> None:
        self.files[name] = data

    def create(self, name: str, data: bytes) -> bool:
        return self.files.setdefault(name, data) is data

    def remove(self, name: str) -> None:
        self.files.pop(name, None)
