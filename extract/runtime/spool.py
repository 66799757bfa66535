"""Storage of byte strings: in memory while they are few, then in a nameless temporary file.

The system removes such a file when the process ends, even if it is killed.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from typing import IO

BUFFER_SIZE = 1024 * 1024
"""Bytes kept in memory before they are written; plans of fifty pages need less."""


class Spool:
    """Stores byte strings and returns them by number.

    The file is closed when the spool is garbage-collected. If no file can be written (disk full,
    no temporary folder), all bytes stay in memory. A spool must not be shared by threads.

    Args:
        buffer_size: bytes to keep in memory before they are written.
    """

    def __init__(self, buffer_size: int = BUFFER_SIZE) -> None:
        self._buffer_size = buffer_size
        self._stops = array("Q")
        self._written = 0
        self._tail = bytearray()
        self._file: IO[bytes] | None = None

    def put(self, data: bytes) -> int:
        """Store bytes and return their number."""
        self._tail += data
        self._stops.append(self._written + len(self._tail))
        if len(self._tail) > self._buffer_size:
            self._write()
        return len(self._stops) - 1

    def get(self, number: int) -> bytes:
        """Return stored bytes.

        Raises:
            OSError: the file cannot be read.
        """
        start = self._stops[number - 1] if number else 0
        stop = self._stops[number]
        if start >= self._written:
            return bytes(self._tail[start - self._written : stop - self._written])
        assert self._file is not None
        self._file.seek(start)
        return self._file.read(stop - start)

    def _write(self) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 # outlives this
                weakref.finalize(self, self._file.close)
            self._file.seek(self._written)
            rest = memoryview(self._tail)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError:
            self._buffer_size = 2 * len(self._tail)
            return
        self._written += len(self._tail)
        self._tail = bytearray()
