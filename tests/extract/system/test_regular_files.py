"""Only regular files are read, and none larger than stated; a pipe is never waited for."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from extract.system.regular_files import (
    LARGEST,
    PIECE,
    open_regular,
    pieces_of,
    read_regular,
    sha256_of,
)

MAPS = Path("/proc/self/maps")


@given(st.binary(max_size=4096))
def test_a_regular_file_is_read_whole(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "regular"
    path.write_bytes(data)
    assert read_regular(path, len(data)) == data
    assert b"".join(pieces_of(path)) == data
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()
    if data:
        with pytest.raises(OSError, match="more than"):
            read_regular(path, len(data) - 1)


def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="is not a regular file") as told:
        open_regular(tmp_path / "pipe")
    assert told.value.filename == str(tmp_path / "pipe")


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/"])
def test_devices_and_folders_are_refused(name: str) -> None:
    with pytest.raises(OSError, match=r"is not a regular file|directory"):
        read_regular(Path(name))


def test_a_sparse_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(2**40)
    for read in (read_regular, sha256_of):
        with pytest.raises(OSError, match="has 1,099,511,627,776 bytes, more than 1,073,741,824"):
            read(path)


@pytest.mark.skipif(not MAPS.is_file(), reason="the system has no such files")
def test_a_file_without_a_size_is_bounded() -> None:
    """The system makes the files of /proc when they are read, and states no size."""
    path = MAPS
    with pytest.raises(OSError, match="more than 16 bytes"):
        read_regular(path, 16)


def test_a_large_file_is_hashed_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(64 * PIECE)
    tracemalloc.start()
    sha256_of(path, LARGEST)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * PIECE
