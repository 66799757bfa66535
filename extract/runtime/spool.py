"""Bytes put aside: in memory while they are few, beyond that in a file without a name.

The system removes such a file with the process, however that ends.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from typing import IO

AT_HAND = 1024 * 1024
"""Bytes held in memory before they go to the file: more than plans of fifty pages need."""


class Spool:
    """Takes strings of bytes and gives them back by their numbers.

    It lives as long as anything refers to it. Where no file can be written (no room, no
    temporary folder) all stays in memory. Not to be shared by threads.

    Args:
        at_hand: how many bytes may gather in memory before they are written.
    """

    def __init__(self, at_hand: int = AT_HAND) -> None:
        self._at_hand = at_hand
        self._stops = array("Q")
        self._written = 0
        self._tail = bytearray()
        self._file: IO[bytes] | None = None

    def put(self, data: bytes) -> int:
        """Put bytes aside, and return their number."""
        self._tail += data
        self._stops.append(self._written + len(self._tail))
        if len(self._tail) > self._at_hand:
            self._write()
        return len(self._stops) - 1

    def get(self, number: int) -> bytes:
        """Give bytes back.

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
            self._at_hand = 2 * len(self._tail)
            return
        self._written += len(self._tail)
        self._tail = bytearray()
