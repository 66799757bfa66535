"""Read files that users or settings name: regular files only, and none larger than expected.

A name may belong to a pipe, which waits for a writer or never ends, to a device, or to a file that
is larger than the memory. All errors are `OSError` with the name of the file, as for a missing
file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PIECE = 1024 * 1024
"""Bytes read at a time."""
LARGEST = 1024**3
"""Bytes of a file at most, unless less is expected: more than any PDF that is read."""


def open_regular(path: Path, most: int = LARGEST) -> BinaryIO:
    """Open a regular file for reading.

    Args:
        path: the file.
        most: largest size allowed, in bytes; it is checked before anything is read.

    Raises:
        OSError: the file cannot be opened, is not a regular file, or is too large.
    """
    # Without O_NONBLOCK, a pipe without a writer would never open.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise _refusal(errno.EINVAL, "is not a regular file", path)
        if state.st_size > most:
            has = f"has {state.st_size:,} bytes, more than {most:,}"
            raise _refusal(errno.EFBIG, has, path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_regular(path: Path, most: int = LARGEST) -> bytes:
    """Return the content of a regular file; see `open_regular`."""
    with open_regular(path, most) as file:
        data = file.read(most + 1)
    if len(data) > most:  # it grows, or the system does not know its size
        raise _refusal(errno.EFBIG, f"has more than {most:,} bytes", path)
    return data


def pieces_of(path: Path, most: int = LARGEST) -> Iterator[bytes]:
    """Yield the content of a regular file piece by piece; see `open_regular`."""
    with open_regular(path, most) as file:
        while piece := file.read(PIECE):
            yield piece


def sha256_of(path: Path, most: int = LARGEST) -> str:
    """Return the SHA-256 of a regular file, read piece by piece; see `open_regular`."""
    hashed = hashlib.sha256()
    for piece in pieces_of(path, most):
        hashed.update(piece)
    return hashed.hexdigest()


def _refusal(number: int, reason: str, path: Path) -> OSError:
    return OSError(number, reason, str(path))
